"""Keeps what was found out between runs: bytes by a key, in a directory of the user's, never in a checkout.

What is kept is only ever a way to save time. A file that is torn, changed or gone is one that is not there,
and where nothing can be written nothing is kept. No file of a repository and no setting says where or what.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from typing import TYPE_CHECKING

from restatelint.source.opening import UnreadableError, read_named
from restatelint.source.writing import UnwritableError, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 512_000_000
"""How much is kept in all, in bytes; what was not asked for the longest goes first."""
_MOST_ENTRY = 256_000_000
_DIGEST = 16
_SUFFIX = ".cached"


def digest(*parts: bytes) -> str:
    """Return a digest of some bytes in order, as 32 hexadecimal digits."""
    made = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


class Store:
    """The entries in a directory. ``problem`` says in words why nothing could be written, or is ""."""

    def __init__(self, directory: str, most_bytes: int = MOST_BYTES) -> None:
        self.directory = directory
        self.problem = ""
        self._most_bytes = most_bytes

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key, a digest, or None if it is not there as it was put."""
        path = self._path(key)
        try:
            data = read_named(path, _MOST_ENTRY)
        except UnreadableError:
            return None
        head, content = data[: _DIGEST * 2], data[_DIGEST * 2 :]
        if digest(key.encode(), content).encode() != head:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # so that it counts as asked for
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key, a digest, in the place of what was there."""
        if len(content) + _DIGEST * 2 > min(_MOST_ENTRY, self._most_bytes):
            return
        path = self._path(key)
        try:
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            write_whole(path, (digest(key.encode(), content).encode(), content))
        except OSError as error:
            self.problem = (error.strerror or type(error).__name__).lower()
        except UnwritableError as error:
            self.problem = str(error)
        else:
            self._trim()

    def clean(self) -> int:
        """Remove every entry and return how many there were."""
        entries = [path for path, _, _ in self._entries()]
        for path in entries:
            with contextlib.suppress(OSError):
                os.unlink(path)
        return len(entries)

    def _trim(self) -> None:
        entries = sorted(self._entries(), key=lambda entry: entry[2])
        size = sum(entry[1] for entry in entries)
        for path, own, _ in entries:
            if size <= self._most_bytes:
                return
            with contextlib.suppress(OSError):
                os.unlink(path)
                size -= own

    def _entries(self) -> Iterator[tuple[str, int, float]]:
        """Yield the path, the bytes and the time of last use of each entry."""
        with contextlib.suppress(OSError):
            for entry in os.scandir(self.directory):
                if entry.name.endswith(_SUFFIX) and entry.is_file(follow_symlinks=False):
                    with contextlib.suppress(OSError):
                        status = entry.stat(follow_symlinks=False)
                        yield entry.path, status.st_size, status.st_mtime

    def _path(self, key: str) -> str:
        return os.path.join(self.directory, key + _SUFFIX)
