"""What an answer leaves open to the compiler: which of its packages are whole, and what others declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.compiling import Compiling
from restatelint.golang.fragment import declared_names, package_clause
from restatelint.golang.syntax import text
from restatelint.golang.tree import parsed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from restatelint.judge.units import Answer, Unit
    from restatelint.source.text import Source


def compiling_of(answer: Answer, *, closed: bool) -> Compiling:
    """Return how the units of an answer are looked at as the compiler would.

    Where the answer is not ``closed``, a package counts as all there if it is a program: main, with its
    function of that name. What another piece of the answer declares may belong to any that has the same
    package, or to all if it is a fragment: nobody has said which files they would be put into.
    """
    by_directory: dict[str, list[Unit]] = {}
    for unit in answer.units:
        by_directory.setdefault(unit.source.directory, []).append(unit)
    if len(by_directory) == 1 and (closed or not _is_program(answer)):
        return Compiling(frozenset(by_directory) if closed else frozenset())  # nothing has to be looked up
    declared = {each: _declared(units) for each, units in by_directory.items()}
    packages = {each: _package(units) for each, units in by_directory.items()}
    whole = [each for each in by_directory if closed or "main" in declared[each]]
    elsewhere = {
        each: frozenset().union(
            *(
                names
                for other, names in declared.items()
                if other != each and _may_belong(packages[each], declared[each], packages[other], names)
            )
        )
        for each in by_directory
    }
    return Compiling(frozenset(whole), elsewhere)


def _is_program(answer: Answer) -> bool:
    return any(b"func main" in unit.source.data for unit in answer.units)


def is_whole_text(source: Source) -> bool:
    """Return whether the author of a text gave it as a whole file: with its package clause."""
    clause = package_clause(parsed(source.data).root)
    origin = source.origin
    return clause is not None and (origin is None or origin.is_copied(clause.start_byte, clause.end_byte))


def _may_belong(package: str, own: frozenset[str], other: str, names: frozenset[str]) -> bool:
    if other == "":
        return True
    return other == package and not ("main" in own and "main" in names)


def _declared(units: Iterable[Unit]) -> frozenset[str]:
    return frozenset().union(*(declared_names(parsed(unit.source.data).root) for unit in units))


def _package(units: Iterable[Unit]) -> str:
    """Return the name of the package that its author gave some files, "" if one of them is a fragment."""
    names: set[str] = set()
    for unit in units:
        clause = package_clause(parsed(unit.source.data).root)
        if clause is None or not is_whole_text(unit.source):
            return ""
        names.add(text(clause.named_children[0]) if clause.named_children else "")
    return next(iter(names), "")
