"""Where a repository begins: a look for ``.git`` on the disk; git itself is never asked."""

from __future__ import annotations

import os


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
