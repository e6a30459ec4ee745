"""Where the directories that come with restatelint are: in a wheel below the package, else beside it."""

from __future__ import annotations

import os

_NAMES = ("rules", "tasks")
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def shipped_directory(name: str) -> str:
    """Return where the rules or the tasks are that come with restatelint."""
    inside = os.path.join(_PACKAGE, name)
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(_PACKAGE), name)


def is_shipped(path: str) -> bool:
    """Return whether a file came with restatelint; an installation may be made of links."""
    return any(path.startswith(shipped_directory(name) + os.sep) for name in _NAMES)
