"""Writes changed files: whole or not at all, never through a link, and only what nobody else has changed."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def write_changed(location: str, before: bytes, after: bytes) -> str:
    """Replace a file that still holds what it held, and return what prevented it, or ""."""
    try:
        if os.path.realpath(location) != os.path.normpath(location):
            return "it is reached through a link"
        status = os.lstat(location)
        if not stat.S_ISREG(status.st_mode):
            return "it is no regular file"
        with open(location, "rb") as file:
            if file.read() != before:
                return "it was changed in the meantime"
        _replace(location, after, stat.S_IMODE(status.st_mode))
    except OSError as error:
        return (error.strerror or type(error).__name__).lower()
    return ""


def _replace(location: str, data: bytes, mode: int) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=os.path.dirname(location), prefix=".restatelint-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, location)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def linked_locations(paths: Sequence[str]) -> frozenset[str]:
    """Return the locations of the paths of a command line that are links themselves."""
    return frozenset(os.path.realpath(path).replace(os.sep, "/") for path in paths if os.path.islink(path))
