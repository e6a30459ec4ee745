"""A source tree some of whose files have another text than what is stored, for checking before writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.source.origin import Origin
    from restatelint.source.tree import SourceTree


class OverlayTree:
    """A tree seen through changed files, by location; what is put there later is seen as well."""

    def __init__(self, base: SourceTree, changed: Mapping[str, bytes]) -> None:
        self._base = base
        self._changed = changed

    def read(self, location: str) -> bytes | None:
        """Return the changed bytes of a file, or what the tree below has."""
        return self._changed[location] if location in self._changed else self._base.read(location)

    def go_files(self, directory: str) -> tuple[str, ...]:
        """Return the ``.go`` files of a directory: those of the tree below, and what is only here."""
        below = self._base.go_files(directory)
        prefix = f"{directory.rstrip('/')}/"
        own = {
            each
            for each in self._changed
            if each.startswith(prefix) and each.endswith(".go") and "/" not in each[len(prefix) :]
        }
        return below if own <= {*below} else tuple(sorted({*below, *own}))

    def directories(self, root: str) -> tuple[str, ...]:
        """Return the directories of the tree below."""
        return self._base.directories(root)

    def display(self, location: str) -> str:
        """Return the path that the tree below shows."""
        return self._base.display(location)

    def origin(self, location: str) -> Origin | None:
        """Return what the tree below says."""
        return self._base.origin(location)
