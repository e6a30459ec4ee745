"""The files of a module that mention something; what no build would take is never listed."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from restatelint.source.tree import source_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.source.tree import SourceTree

_NEVER = frozenset({"vendor", "testdata", "node_modules"})
_MAX_DIRECTORIES = 5_000


class ModuleFiles:
    """The files of one module below its directory.

    ``complete`` is False when the module is unknown or too large to look at every directory of it.
    """

    def __init__(self, files: tuple[File, ...], complete: bool) -> None:
        self.files = files
        self.complete = complete


def module_files(program: Program, tree: SourceTree, directory: str, marks: Sequence[bytes]) -> ModuleFiles:
    """Return the files of the module of a directory whose bytes hold one of some marks, without tests.

    Only those are parsed. Where no go.mod tells the module it is the directory alone.
    """
    module = program.modules.nearest(directory)
    directories = [directory] if module is None else _directories(tree, module.directory)
    found: list[File] = []
    for each in directories[:_MAX_DIRECTORIES]:
        for location in tree.go_files(each):
            file = _mentioning(program, tree, location, marks)
            if file is not None:
                found.append(file)
    return ModuleFiles(tuple(found), module is not None and len(directories) <= _MAX_DIRECTORIES)


def _mentioning(program: Program, tree: SourceTree, location: str, marks: Sequence[bytes]) -> File | None:
    if location.endswith("_test.go"):
        return None
    source = source_at(tree, location)
    if source is None or not any(mark in source.data for mark in marks):
        return None
    return program.add(source)


def _directories(tree: SourceTree, top: str) -> list[str]:
    """Return a module's directories, the top one first, each before those below it."""
    found: list[str] = []
    waiting = [top]
    while waiting and len(found) <= _MAX_DIRECTORIES:
        directory = waiting.pop()
        if directory != top and tree.read(posixpath.join(directory, "go.mod")) is not None:
            continue  # a module of its own
        found.append(directory)
        below = [each for each in tree.directories(directory) if _is_built(posixpath.basename(each))]
        waiting.extend(reversed(below))
    return found


def _is_built(name: str) -> bool:
    return name not in _NEVER and not name.startswith(("_", "."))
