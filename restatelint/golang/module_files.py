"""The files of a module that mention something, without its tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.source.tree import MAX_DIRECTORIES, source_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.source.tree import SourceTree


class ModuleFiles:
    """The files of one module below its directory.

    ``complete`` is False when the module is unknown or too large to look at every directory of it.
    """

    def __init__(self, files: tuple[File, ...], complete: bool) -> None:
        self.files = files
        self.complete = complete


def module_files(program: Program, tree: SourceTree, directory: str, marks: Sequence[bytes]) -> ModuleFiles:
    """Return the files of the module of a directory whose bytes hold one of some marks, without tests.

    None is parsed for it. Where no go.mod tells the module it is the directory alone.
    """
    module = program.modules.nearest(directory)
    directories: tuple[str, ...] = (directory,)
    if module is not None:
        directories = tuple(
            each for each in tree.directories(module.directory) if program.modules.nearest(each) is module
        )
    found: list[File] = []
    for each in directories:
        for location in tree.go_files(each):
            file = _mentioning(program, tree, location, marks)
            if file is not None:
                found.append(file)
    return ModuleFiles(tuple(found), module is not None and len(directories) < MAX_DIRECTORIES)


def _mentioning(program: Program, tree: SourceTree, location: str, marks: Sequence[bytes]) -> File | None:
    if location.endswith("_test.go"):
        return None
    source = source_at(tree, location)
    if source is None or not any(mark in source.data for mark in marks):
        return None
    return program.unparsed(source)
