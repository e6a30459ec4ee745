"""Opens files for everybody: regular ones only, without waiting, and no more of them than was asked for.

What a command line names is read wherever its links lead; what was found in a repository only if no link
leads out of it. A file is judged once it is open, so that nothing can be put in its place meanwhile.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from restatelint.source.repository import repository_top

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


class UnreadableError(Exception):
    """Why a file is not read, in lower case and without its path."""


class TooLargeError(UnreadableError):
    """A regular file that could be read, but holds more than was asked for."""


def read_named(path: str, limit: int) -> bytes:
    """Return the bytes of a file that the user has named, or raise an UnreadableError.

    Links are followed. More than ``limit`` bytes are a TooLargeError.
    """
    with _opened(path) as (file, size):
        return _content(file, size, limit)


def head_named(path: str, size: int) -> bytes:
    """Return at most so many bytes, the first ones, of a file that the user has named."""
    with _opened(path) as (file, _):
        return _pieces(file, size)


def read_found(path: str, limit: int) -> bytes:
    """Return the bytes of a file that was found, or raise an UnreadableError.

    A link leads no further than the repository in which it stands, or without one its directory. More than
    ``limit`` bytes are a TooLargeError.
    """
    with _opened(location_within(path), _NO_LINK) as (file, size):
        return _content(file, size, limit)


def read_beside(directory: str, name: str, limit: int) -> bytes:
    """Return the bytes of a file in a directory without links in its path, as `read_found` does."""
    path = os.path.join(directory, name)
    if os.path.islink(path):
        path = location_within(path)
    with _opened(path, _NO_LINK) as (file, size):
        return _content(file, size, limit)


def pieces_found(path: str, size: int) -> Iterator[bytes]:
    """Yield a file that was found, as `read_found` reads it, in pieces of at most ``size`` bytes."""
    with _opened(location_within(path), _NO_LINK) as (file, _):
        while piece := os.read(file, size):
            yield piece


def open_named(path: str) -> BinaryIO:
    """Return a regular file that the user has named, open for reading, or raise an UnreadableError."""
    with _opened(path) as (file, _):
        return os.fdopen(os.dup(file), "rb")


def location_within(path: str) -> str:
    """Return where a path leads, absolute and free of links, or raise an UnreadableError.

    That is if a link on the way leads out of the repository in which it stands, or without one out of the
    directory in which it stands.
    """
    try:
        given = os.path.abspath(path)
        real = os.path.realpath(given)
        if real == given:
            return real
        here, *names = _parts(given)
        for name in names:
            if os.path.islink(os.path.join(here, name)):
                break
            here = os.path.join(here, name)
        boundary = (repository_top(here) or here).rstrip(os.sep)
    except (OSError, ValueError) as error:
        raise UnreadableError(_reason(error)) from error
    if not real.startswith(boundary + os.sep):
        message = "a link that leads out of where it stands"
        raise UnreadableError(message)
    return real


def _parts(path: str) -> list[str]:
    drive, rest = os.path.splitdrive(path)
    return [drive + os.sep, *(name for name in rest.split(os.sep) if name)]


@contextmanager
def _opened(path: str, flags: int = 0) -> Iterator[tuple[int, int]]:
    """Give a regular file that is open, and its size."""
    try:
        # to open a device may do something
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise UnreadableError(_NOT_REGULAR)
        file = os.open(path, _FLAGS | flags)
    except (OSError, ValueError) as error:
        raise UnreadableError(_reason(error)) from error
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(_NOT_REGULAR)
        yield file, status.st_size
    except OSError as error:
        raise UnreadableError(_reason(error)) from error
    finally:
        os.close(file)


_NOT_REGULAR = "not a regular file"


def _content(file: int, size: int, limit: int) -> bytes:
    """Return what an open file holds, which is ``size`` bytes unless it changes."""
    if size > limit:
        message = f"too large: {size} bytes, the limit is {limit}"
        raise TooLargeError(message)
    data = os.read(file, size + 1)
    if len(data) != size:
        data += _pieces(file, limit + 1 - len(data))
    if len(data) > limit:
        message = f"too large: more than {limit} bytes"
        raise TooLargeError(message)
    return data


def _pieces(file: int, most: int) -> bytes:
    pieces: list[bytes] = []
    while most > 0 and (data := os.read(file, most)):
        pieces.append(data)
        most -= len(data)
    return b"".join(pieces)


def _reason(error: OSError | ValueError) -> str:
    words = error.strerror if isinstance(error, OSError) else "no path that a file can have"
    return f"cannot read the file: {(words or type(error).__name__).lower()}"
