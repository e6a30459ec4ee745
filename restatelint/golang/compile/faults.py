"""Everything in a file that Go's compiler would refuse, as far as it can be told without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.compile.counts import (
    misplaced_results,
    wrong_arguments,
    wrong_assignments,
    wrong_returns,
)
from restatelint.golang.compile.duplicates import duplicates, is_conditional
from restatelint.golang.compile.mismatches import mismatches
from restatelint.golang.compile.returns import missing_returns
from restatelint.golang.compile.selectors import missing_keys, missing_members
from restatelint.golang.compile.typing import Typing
from restatelint.golang.compile.undefined import missing_main, undefined_names, unexported_names
from restatelint.golang.compile.unused import missing_packages, unused_imports, unused_variables
from restatelint.golang.compile.world import World
from restatelint.golang.tree import field, kinds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from restatelint.golang.compile.fault import Fault
    from restatelint.golang.compile.foreign import Foreign
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_PARAMETERS = kinds("parameter_list")


class Compiler:
    """Answers for the files of a program; what is not known is no fault."""

    def __init__(self, program: Program, foreign: Foreign) -> None:
        self._typing = Typing(World(program), foreign)

    def faults(
        self, file: File, elsewhere: Collection[str] = (), *, closed: bool = True
    ) -> tuple[Fault, ...]:
        """Return the faults of a file in order; one that is no Go as a whole has none here.

        ``elsewhere`` are names that may be declared where nobody looks. A package that is ``closed`` is all
        there; of any other, files may be missing.
        """
        if file.tree.has_error or is_conditional(file) or any(item.path == "C" for item in file.imports.all):
            return ()
        if any(map(_is_misread, file.tree.root.descendants(_PARAMETERS))):
            return ()
        found = sorted(
            self._found(file, elsewhere, closed), key=lambda fault: (fault.node.start_byte, fault.kind)
        )
        return tuple(found)

    def _found(self, file: File, elsewhere: Collection[str], closed: bool) -> Iterator[Fault]:
        typing = self._typing
        yield from missing_packages(file)
        yield from unused_imports(typing, file)
        yield from unused_variables(typing, file)
        yield from undefined_names(typing, file, elsewhere, closed=closed)
        yield from unexported_names(typing, file)
        yield from duplicates(typing, file)
        yield from missing_returns(typing, file)
        yield from wrong_assignments(typing, file)
        yield from wrong_returns(typing, file)
        yield from wrong_arguments(typing, file)
        yield from misplaced_results(typing, file)
        if closed:  # methods may stand in any file of a package
            yield from missing_members(typing, file)
            yield from missing_main(typing, file, elsewhere)
        yield from missing_keys(typing, file)
        yield from mismatches(typing, file)


def _is_misread(listed: Node) -> bool:
    """Whether the parser took names of a long parameter list for types: some have names, some none."""
    named = {field(each, "name") is not None for each in listed.named_children if each.type != "comment"}
    return len(named) > 1
