"""A source tree that shows what lies in some directories and nothing else, wherever links lead."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.source.origin import Origin
    from restatelint.source.tree import SourceTree


def is_inside(location: str, roots: Sequence[str]) -> bool:
    """Return whether a location is one of some directories or below one; all with their links resolved."""
    return any(location == root or location.startswith(root.rstrip("/") + "/") for root in roots)


class ConfinedTree:
    """A tree on disk of which only what is below ``roots`` can be read, with their links resolved.

    A link is judged by where it leads. ``also`` are locations of single files that can be read as well.
    """

    def __init__(self, base: SourceTree, roots: Sequence[str], also: Sequence[str] = ()) -> None:
        self._base = base
        self._roots = tuple(roots)
        self._also = frozenset(also)

    def read(self, location: str) -> bytes | None:
        """Return a file's bytes, or None if it lies elsewhere."""
        if location in self._also or self._shows(location):
            return self._base.read(location)
        return None

    def go_files(self, directory: str) -> tuple[str, ...]:
        """Return the ``.go`` files of a directory; () if it lies elsewhere."""
        return self._base.go_files(directory) if self._shows(directory) else ()

    def directories(self, root: str) -> tuple[str, ...]:
        """Return a directory and those below it; () if it lies elsewhere."""
        return self._base.directories(root) if self._shows(root) else ()

    def display(self, location: str) -> str:
        """Return the path that the tree below shows."""
        return self._base.display(location)

    def origin(self, location: str) -> Origin | None:
        """Return what the tree below says."""
        return self._base.origin(location)

    def _shows(self, location: str) -> bool:
        try:
            real = os.path.realpath(location).replace(os.sep, "/")
        except (OSError, ValueError):
            return False
        return is_inside(real, self._roots)
