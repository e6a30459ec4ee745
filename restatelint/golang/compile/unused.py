"""Variables and imports that nothing uses, which Go refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.compile.fault import Fault
from restatelint.golang.compile.standard import is_no_standard_path
from restatelint.golang.compile.world import Imported
from restatelint.golang.elision import is_written
from restatelint.golang.syntax import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.compile.typing import Typing
    from restatelint.golang.file import File

VARIABLE = "unused-variable"
IMPORT = "unused-import"
PATH = "missing-package"


def unused_variables(typing: Typing, file: File) -> Iterator[Fault]:
    """Yield the variables that a function declares and never reads; to assign is no use."""
    names = typing.world.names(file)
    for local in names.locals:
        if local.kind in ("variable", "case") and local not in names.read:
            advice = f"use `{local.name}`, or write `_` for it, or leave it out"
            yield Fault(VARIABLE, local.node, f"declared and not used: `{local.name}`", advice)


def unused_imports(typing: Typing, file: File) -> Iterator[Fault]:
    """Yield the imports that nothing in the file uses."""
    world = typing.world
    names = world.names(file)
    used = {text(file.tree.node(row)) for row in names.free if row not in names.keys}
    unexplained = {name for name in used if world.outer(file, name) is None}
    for item in file.imports.all:
        if item.name in (".", "_") or not is_written(file, item.node):
            continue
        called = frozenset({item.name}) if item.name else world.import_names(file, item)
        is_sure = item.name != "" or world.imported(file, item.path) is not None or not unexplained
        if is_sure and not any(name in used and _means(typing, file, name, item.path) for name in called):
            advice = f'leave the import of "{item.path}" out, or use it'
            yield Fault(IMPORT, item.node, f'"{item.path}" imported and not used', advice)


def missing_packages(file: File) -> Iterator[Fault]:
    """Yield the imports of packages that Go's standard library does not have."""
    for item in file.imports.all:
        if is_no_standard_path(item.path):
            message = f'package "{item.path}" is not in the standard library'
            yield Fault(PATH, item.node, message, "import the package that has what is used")


def _means(typing: Typing, file: File, name: str, path: str) -> bool:
    meaning = typing.world.outer(file, name)
    return not isinstance(meaning, Imported) or meaning.path == path
