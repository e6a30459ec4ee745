"""Where a repository begins: a look for ``.git`` on the disk; git itself is never asked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def repository_top(path: str) -> str | None:
    """Return the closest directory at or above a path that holds a ``.git``, links resolved, or None.

    A ``.git`` is a directory, or a file in a submodule and in another work tree.
    """
    here = os.path.realpath(path)
    while not os.path.lexists(os.path.join(here, ".git")):
        parent = os.path.dirname(here)
        if parent == here:
            return None
        here = parent
    return here


def paths_from_top(directory: str) -> Callable[[str], str]:
    """Return what gives a path that is relative to a directory as one from the top of its repository.

    That is the repository of the directory, or for a path outside of it the one that the path is in. A path
    in none stays as it is, and so does a name that is no path, as ``<stdin>``.
    """
    here = os.path.realpath(directory)
    top = repository_top(here)
    tops: dict[str, str | None] = {}

    def from_top(path: str) -> str:
        if not path or path.startswith("<"):
            return path
        location = os.path.normpath(os.path.join(here, path))
        own = top
        if own is None or not location.startswith(own.rstrip(os.sep) + os.sep):
            parent = os.path.dirname(location)
            if parent not in tops:
                tops[parent] = repository_top(parent)
            own = tops[parent]
        return path if own is None else os.path.relpath(location, own).replace(os.sep, "/")

    return from_top
