"""A lock on a file that is written to over a long time, so that two runs do not write it at once."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING

from restatelint.source.writing import open_to_hold

if TYPE_CHECKING:
    from collections.abc import Iterator


class AnotherWriterError(Exception):
    """Another process writes to the file."""


@contextlib.contextmanager
def only_writer(path: str) -> Iterator[None]:
    """Make a file unless it is there, and hold it: raises AnotherWriterError if somebody else does.

    The lock ends with the process, however that ends. What is no regular file is not held, nor is one where
    the system has no locks. Raises OSError if the file cannot be made.
    """
    if os.path.islink(path):  # what it leads to is not ours to make
        yield
        return
    with _opened(path) as file:
        if stat.S_ISREG(os.fstat(file).st_mode):
            _lock(file)
            if not os.path.exists(path) or not os.path.samestat(os.stat(path), os.fstat(file)):
                raise AnotherWriterError  # who held it has put another file in its place
        yield


@contextlib.contextmanager
def _opened(path: str) -> Iterator[int]:
    file = open_to_hold(path)
    try:
        yield file
    finally:
        os.close(file)


def _lock(file: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows keeps a file that is locked even from who locked it
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        raise AnotherWriterError from error
    except OSError:  # a file system without locks
        return
