"""A source tree that asks another one everything once, for questions that come again with every key."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restatelint.source.origin import Origin
    from restatelint.source.tree import SourceTree


class RememberedTree:
    """A tree as it was when each thing was asked for the first time; for the present one makes a new one."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._read: dict[str, bytes | None] = {}
        self._files: dict[str, tuple[str, ...]] = {}
        self._directories: dict[str, tuple[str, ...]] = {}

    def read(self, location: str) -> bytes | None:
        """Return a file's bytes, or None."""
        if location not in self._read:
            self._read[location] = self._tree.read(location)
        return self._read[location]

    def go_files(self, directory: str) -> tuple[str, ...]:
        """Return the ``.go`` files of a directory."""
        if directory not in self._files:
            self._files[directory] = self._tree.go_files(directory)
        return self._files[directory]

    def directories(self, root: str) -> tuple[str, ...]:
        """Return the directories of a module."""
        if root not in self._directories:
            self._directories[root] = self._tree.directories(root)
        return self._directories[root]

    def display(self, location: str) -> str:
        """Return the path that people are shown."""
        return self._tree.display(location)

    def origin(self, location: str) -> Origin | None:
        """Return where a text comes from."""
        return self._tree.origin(location)
