"""Writes changed files: whole or not at all, never through a link, and only what nobody else has changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from restatelint.source.opening import TooLargeError, UnreadableError, read_found
from restatelint.source.writing import UnwritableError, replace_file

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHANGED = "it was changed in the meantime"


def write_changed(location: str, before: bytes, after: bytes) -> str:
    """Replace a file that still holds what it held, and return what prevented it, or ""."""
    try:
        replace_file(location, before, after, read_found(location, len(before)))
    except TooLargeError:
        return _CHANGED
    except (UnreadableError, UnwritableError) as error:
        return str(error)
    return ""


def linked_locations(paths: Sequence[str]) -> frozenset[str]:
    """Return the locations of the paths of a command line that are links themselves."""
    return frozenset(os.path.realpath(path).replace(os.sep, "/") for path in paths if os.path.islink(path))
