"""Writes files for everybody: whole or not at all, and never through a link to somewhere else."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable

_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_STREAMS = {"/dev/stdout": 1, "/dev/stderr": 2}
_NUMBERED = re.compile(r"/(?:dev|proc/self)/fd/([0-9]{1,6})")


class UnwritableError(Exception):
    """Why a file is not written, in lower case and without its path."""


def write_whole(path: str, pieces: Iterable[bytes]) -> None:
    """Write a file that the user has named: a new one, put in the place of the old. Or raise UnwritableError.

    A stream of this process (``/dev/stdout``, ``/dev/fd/N``) and what is no regular file, as ``/dev/null``
    or a pipe with a reader, is written to as it is. A link is refused.
    """
    try:
        stream = _stream(path)
        if stream is None:
            stream = _special(path)
        if stream is None:
            _replace(path, pieces, _mode(path))
            return
        with stream:
            for piece in pieces:
                stream.write(piece)
    except (OSError, ValueError) as error:
        raise UnwritableError(_reason(error)) from error


def replace_file(path: str, before: bytes, after: bytes, found: bytes) -> None:
    """Replace a regular file whose content, as it was ``found``, is ``before``, or raise UnwritableError."""
    try:
        if os.path.realpath(path) != os.path.normpath(path):
            message = "it is reached through a link"
            raise UnwritableError(message)
        if found != before:
            message = "it was changed in the meantime"
            raise UnwritableError(message)
        _replace(path, (after,), _mode(path))
    except (OSError, ValueError) as error:
        raise UnwritableError(_reason(error)) from error


def open_lines(path: str, *, append: bool) -> BinaryIO:
    """Return a regular file, new or emptied or to be added to, open for writing, or raise UnwritableError.

    For what is written as it comes. A device is taken as it is, a link and a pipe are refused.
    """
    flags = os.O_WRONLY | os.O_CREAT | _BINARY | _NO_LINK | _NO_WAIT | (os.O_APPEND if append else 0)
    try:
        _refuse_link(path)
        file = os.open(path, flags, 0o666)
        mode = os.fstat(file).st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISCHR(mode):
            os.close(file)
            message = "it is no regular file"
            raise UnwritableError(message)
        if stat.S_ISREG(mode) and not append:
            os.ftruncate(file, 0)
        return os.fdopen(file, "wb")
    except (OSError, ValueError) as error:
        raise UnwritableError(_reason(error)) from error


def open_to_hold(path: str) -> int:
    """Return the number under which a file is open, made unless it is there, to be locked. Raises OSError."""
    return os.open(path, os.O_RDWR | os.O_CREAT | _BINARY | _NO_LINK | _NO_WAIT, 0o666)


def discard(number: int) -> None:
    """Send what is still to be written to an open file of this process, given by its number, nowhere."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, number)
    os.close(null)


def _stream(path: str) -> BinaryIO | None:
    """Return a stream of this process that a path stands for; to open its file anew would empty it."""
    numbered = _NUMBERED.fullmatch(path)
    number = int(numbered[1]) if numbered else _STREAMS.get(path)
    return None if number is None else os.fdopen(os.dup(number), "wb")


def _special(path: str) -> BinaryIO | None:
    """Return what stands at a path, open for writing, if that is no regular file; None if nothing does."""
    _refuse_link(path)
    if not os.path.lexists(path) or stat.S_ISREG(os.lstat(path).st_mode):
        return None
    # a pipe that nobody reads would be waited for
    file = os.open(path, os.O_WRONLY | _BINARY | _NO_LINK | _NO_WAIT)
    if hasattr(os, "set_blocking"):
        os.set_blocking(file, True)
    return os.fdopen(file, "wb")


def _refuse_link(path: str) -> None:
    if os.path.islink(path):
        message = "it is a link"
        raise UnwritableError(message)


def _mode(path: str) -> int:
    """Return the mode that a written file keeps, or that a new one has."""
    with contextlib.suppress(FileNotFoundError):
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode):
            message = "it is no regular file"
            raise UnwritableError(message)
        return stat.S_IMODE(status.st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _replace(path: str, pieces: Iterable[bytes], mode: int) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=os.path.dirname(path) or os.curdir, prefix=".restatelint-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _reason(error: OSError | ValueError) -> str:
    words = error.strerror if isinstance(error, OSError) else "no path that a file can have"
    return (words or type(error).__name__).lower()
