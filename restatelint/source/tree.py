"""Where facts about other files come from: a read-only view of directories of Go files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from restatelint.source.opening import UnreadableError, location_within, read_beside
from restatelint.source.text import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.source.origin import Origin


MAX_DIRECTORIES = 5_000
"""How many directories of a module are looked at."""

_NEVER = frozenset({"vendor", "testdata", "node_modules"})


class SourceTree(Protocol):
    """Directories of files, addressed by location (absolute, with ``/``)."""

    def read(self, location: str) -> bytes | None:
        """Return a file's bytes, or None if it is not a readable regular file within the limits."""

    def go_files(self, directory: str) -> tuple[str, ...]:
        """Return the locations of the ``.go`` files directly in a directory, sorted."""

    def directories(self, root: str) -> tuple[str, ...]:
        """Return a directory and those below it that may hold Go packages of its module, sorted.

        Passed over are what the go command passes over, modules inside the module, links, and what comes
        after the first `MAX_DIRECTORIES`.
        """

    def display(self, location: str) -> str:
        """Return the path that people are shown for a location."""

    def origin(self, location: str) -> Origin | None:
        """Return where the text at a location comes from, if it is part of a document."""


def source_at(tree: SourceTree, location: str) -> Source | None:
    """Return the file at a location of a tree as a source, or None if it cannot be read."""
    data = tree.read(location)
    if data is None:
        return None
    return Source(tree.display(location), location, data, tree.origin(location))


class MemoryTree:
    """A tree held in memory: for tests, snippets and text that must not touch the disk.

    ``origins`` are those of the files that are parts of a document, by relative path; such a file is
    shown by the name ``label``.
    """

    def __init__(
        self, files: Mapping[str, bytes], origins: Mapping[str, Origin] | None = None, label: str = ""
    ) -> None:
        """Take a mapping of relative paths to bytes."""
        self._files = {f"/{path}": data for path, data in files.items()}
        self._origins = {f"/{path}": origin for path, origin in (origins or {}).items()}
        self._label = label

    def read(self, location: str) -> bytes | None:
        """Return the bytes at a location, or None."""
        return self._files.get(location)

    def go_files(self, directory: str) -> tuple[str, ...]:
        """Return the sorted ``.go`` locations directly in a directory."""
        prefix = directory.rstrip("/") + "/"
        return tuple(
            sorted(
                location
                for location in self._files
                if location.startswith(prefix)
                and location.endswith(".go")
                and "/" not in location[len(prefix) :]
            )
        )

    def directories(self, root: str) -> tuple[str, ...]:
        """Return every directory at or below ``root`` that holds a file, sorted."""
        prefix = root.rstrip("/") + "/"
        found = {each.rpartition("/")[0] or "/" for each in self._files if each.startswith(prefix)}
        return tuple(sorted(found))

    def display(self, location: str) -> str:
        """Return the location without its leading slash, or the name of the document it is part of."""
        return self._label if location in self._origins else location.removeprefix("/")

    def origin(self, location: str) -> Origin | None:
        """Return where the text at a location comes from, if it is part of a document."""
        return self._origins.get(location)

    def sources(self) -> list[Source]:
        """Return every Go file of the tree, sorted by location."""
        return [
            Source(self.display(location), location, data, self.origin(location))
            for location, data in sorted(self._files.items())
            if location.endswith(".go")
        ]


class DiskTree:
    """The files on disk; paths are shown relative to ``root``."""

    def __init__(self, root: str, *, max_file_bytes: int = 1_000_000) -> None:
        self._root = os.path.realpath(root)
        self._prefix = self._root.replace(os.sep, "/").rstrip("/") + "/"
        self._max_file_bytes = max_file_bytes
        self._listed: dict[str, tuple[str, ...]] = {}
        self._shown: dict[str, str] = {}
        self._real: dict[str, str | None] = {}

    @property
    def root(self) -> str:
        """The absolute directory that shown paths are relative to."""
        return self._root

    def location(self, path: str) -> str:
        """Return the location of a path given relative to the root, or absolute; links are resolved."""
        return os.path.realpath(os.path.join(self._root, path)).replace(os.sep, "/")

    def read(self, location: str) -> bytes | None:
        """Return a regular file's bytes, as `read_found` does; None for anything else, or above the limit."""
        directory, slash, name = location.rpartition("/")
        if directory not in self._real:  # links lead no further than the repository that they stand in
            try:
                self._real[directory] = location_within(directory + slash)
            except UnreadableError:
                self._real[directory] = None
        real = self._real[directory]
        if real is None:
            return None
        try:
            return read_beside(real, name, self._max_file_bytes)
        except UnreadableError:
            return None

    def go_files(self, directory: str) -> tuple[str, ...]:
        """Return the sorted ``.go`` locations directly in a directory; () if it cannot be listed."""
        if directory not in self._listed:
            try:
                names = sorted(name for name in os.listdir(directory) if name.endswith(".go"))
            except (OSError, ValueError):
                names = []
            self._listed[directory] = tuple(f"{directory.rstrip('/')}/{name}" for name in names)
        return self._listed[directory]

    def directories(self, root: str) -> tuple[str, ...]:
        """Return a directory and those below it that may hold Go packages of its module, sorted."""
        found: list[str] = []
        for directory, below, files in os.walk(root):
            if directory != root and "go.mod" in files:
                below.clear()
                continue
            below[:] = sorted(name for name in below if name[:1] not in "._" and name not in _NEVER)
            found.append(directory.replace(os.sep, "/"))
            if len(found) >= MAX_DIRECTORIES:
                break
        return tuple(sorted(found))

    def display(self, location: str) -> str:
        """Return a location relative to the root, with ``/``."""
        if location.startswith(self._prefix):
            return location[len(self._prefix) :]
        if self._prefix.startswith(f"{location.rstrip('/')}/"):
            return self._relative(location)
        directory, slash, name = location.rpartition("/")
        if directory not in self._shown:  # a large tree has few directories, and this is slow
            self._shown[directory] = self._relative(directory + slash)
        return f"{self._shown[directory]}/{name}"

    def _relative(self, directory: str) -> str:
        try:
            return os.path.relpath(directory, self._root).replace(os.sep, "/")
        except ValueError:  # another drive on Windows
            return directory.rstrip("/")

    def origin(self, _: str) -> Origin | None:
        """Return None: a file on disk is whole."""
        return None
