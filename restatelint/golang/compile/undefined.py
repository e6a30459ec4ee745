"""Names that nothing declares: variables, functions, types, packages, and what a package does not export."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from restatelint.golang.compile.fault import Fault
from restatelint.golang.compile.standard import is_no_standard_path, standard_package, standard_paths
from restatelint.golang.compile.world import FUNCTIONS, TYPES, Imported
from restatelint.golang.elision import is_written
from restatelint.golang.fragment import package_clause
from restatelint.golang.syntax import field, text
from restatelint.golang.tree import kinds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from restatelint.golang.compile.typing import Typing
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node

KIND = "undefined"
MAIN = "missing-main"
_QUALIFIED = kinds("selector_expression", "qualified_type")


def undefined_names(
    typing: Typing, file: File, elsewhere: Collection[str], *, closed: bool
) -> Iterator[Fault]:
    """Yield the names that nothing declares; ``elsewhere`` may be declared where nobody looks.

    Of a package that is not ``closed`` more may follow, and only packages can be told to be missing.
    """
    world = typing.world
    if world.has_unknown_names(file):
        return
    names = world.names(file)
    added = {item.name: item.path for item in file.imports.all if not is_written(file, item.node)}
    unsure = None
    for row in names.free:
        node = file.tree.node(row)
        name = text(node)
        if row in names.keys or name in elsewhere:
            continue
        if name in added and name not in world.package(file).names and _is_package(node):
            yield Fault(KIND, node, f"`{name}` is not defined", f'import "{added[name]}"')
            continue
        if world.outer(file, name) is not None:
            continue
        if _is_package(node):
            unsure = has_unsure_imports(typing, file) if unsure is None else unsure
            if not unsure and closed:
                yield Fault(KIND, node, f"`{name}` is not defined", _missing_import(name))
            continue
        if not closed:
            continue
        declared = (*(each.name for each in names.locals), *world.package(file).names, *TYPES, *FUNCTIONS)
        yield Fault(KIND, node, f"`{name}` is not defined", _nearest(name, declared))


def unexported_names(typing: Typing, file: File) -> Iterator[Fault]:
    """Yield the names that a package which is known does not export."""
    for node in file.tree.root.descendants(_QUALIFIED):
        first, last = ("package", "name") if node.type == "qualified_type" else ("operand", "field")
        package, name = field(node, first), field(node, last)
        if package is None or name is None or package.type not in ("identifier", "package_identifier"):
            continue
        meaning = typing.world.meaning(file, package)
        if not isinstance(meaning, Imported):
            continue
        imported = typing.world.imported(file, meaning.path)
        if imported is None or not typing.world.is_whole(imported):
            continue
        if text(name) not in imported.names:
            shown = f"{text(package)}.{text(name)}"
            advice = _nearest(text(name), [each for each in imported.names if each[:1].isupper()])
            yield Fault(KIND, node, f"`{shown}` is not defined", advice)


def missing_main(typing: Typing, file: File, elsewhere: Collection[str]) -> Iterator[Fault]:
    """Yield that a program has no function to begin with, as one that was cut off."""
    package = typing.world.package(file)
    clause = package_clause(file.root)
    is_first = bool(package.files) and package.files[0] is file
    if file.package_name != "main" or not is_first or clause is None or not typing.world.is_whole(package):
        return
    if "main" not in package.names and "main" not in elsewhere:
        yield Fault(MAIN, clause, "package main has no function `main`", "end the program with `func main()`")


def has_unsure_imports(typing: Typing, file: File) -> bool:
    """Whether an import may go by a name that its path does not tell, and that nothing else explains."""
    used = {text(file.tree.node(row)) for row in typing.world.names(file).free}
    return any(
        item.name == ""
        and not is_no_standard_path(item.path)
        and typing.world.imported(file, item.path) is None
        and not used & typing.world.import_names(file, item)
        for item in file.imports.all
    )


def _is_package(node: Node) -> bool:
    """Whether a name stands before a dot, where only a package is left for it."""
    parent = node.parent
    if parent is None:
        return False
    if parent.type == "qualified_type":
        return True
    return parent.type == "selector_expression" and field(parent, "operand") is node


def _missing_import(name: str) -> str:
    """Return which package of Go's own a name most likely means, in words."""
    for path in sorted(standard_paths(), key=lambda each: (each.count("/"), each)):
        package = standard_package(path) if path.rpartition("/")[2] == name else None
        if package is not None:
            return f'import "{path}"'
    return f"declare `{name}`, or import the package of that name"


def _nearest(name: str, declared: Iterable[str]) -> str:
    close = get_close_matches(name, sorted(set(declared)), n=1, cutoff=0.75)
    return f"declare it, or write `{close[0]}`, the nearest name there is" if close else "declare it"
