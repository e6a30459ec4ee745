"""Reads which lines a unified diff adds or changes. Knows neither git nor what stands on the lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

Ranges: TypeAlias = "tuple[tuple[int, int], ...]"
"""Ranges of lines, 1-based, first and last, in ascending order and apart from each other."""

_HUNK = re.compile(rb"@@ -[0-9]{1,9}(?:,([0-9]{1,9}))? \+([0-9]{1,9})(?:,([0-9]{1,9}))? @@")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_ESCAPED = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
# what git puts before the two names: a/ and b/, or letters that say what is compared
_PREFIXES = (b"a/", b"b/", b"c/", b"i/", b"o/", b"w/", b"1/", b"2/")
_NOTHING = b"/dev/null"


class PatchError(Exception):
    """A text that is no unified diff; ``line`` is 1-based, ``message`` says what is wrong there."""

    def __init__(self, line: int, message: str) -> None:
        """Take the line and what is wrong."""
        super().__init__(line, message)
        self.line = line
        self.message = message


def changed_lines(patch: bytes) -> Mapping[bytes, Ranges]:
    """Return the lines, as they are after the patch, that it adds or changes, by the path of the file.

    A file that loses lines and gets none has no lines here, but is a key; a file that is deleted is not.
    An empty patch changes nothing. Raises a PatchError. Takes time linear in the patch.
    """
    found: dict[bytes, list[tuple[int, int]]] = {}
    reading = _Reading(found)
    for number, line in enumerate(patch.removesuffix(b"\n").split(b"\n"), start=1):
        reading.take(number, line)
    reading.end(patch)
    return {path: tuple(ranges) for path, ranges in found.items()}


class _Reading:
    """Where the reader of a patch stands: in which file, in which hunk, and how much is left of it."""

    def __init__(self, found: dict[bytes, list[tuple[int, int]]]) -> None:
        self._found = found
        self._before = b""
        self._ranges: list[tuple[int, int]] | None = None
        self._hunk = self._old = self._new = self._line = 0

    def take(self, number: int, line: bytes) -> None:
        """Read one line, without its end."""
        if self._old > 0 or self._new > 0:
            self._body(number, line)
        elif line.startswith(b"--- "):
            self._before = _name(line[4:])
        elif line.startswith(b"+++ "):
            path = _without_prefix(self._before, _name(line[4:]))
            self._ranges = None if path == _NOTHING else self._found.setdefault(path, [])
            self._hunk = -1
        elif line.startswith(b"@@@"):
            raise PatchError(number, "is a combined diff, of a merge; expected one with two sides")
        elif line.startswith(b"@@"):
            self._begin(number, line)

    def _begin(self, number: int, line: bytes) -> None:
        header = _HUNK.match(line)
        if header is None:
            raise PatchError(number, "is no hunk, expected one like `@@ -1,2 +1,3 @@`")
        if self._hunk == 0:
            raise PatchError(number, "a hunk without a file, expected a line `+++ PATH` before it")
        old, start, new = header.groups()
        self._hunk = number
        self._old, self._new = int(old or 1), int(new or 1)
        self._line = int(start)

    def _body(self, number: int, line: bytes) -> None:
        kind = line[:1]
        if kind == b"+":
            self._add(self._line)
            self._new -= 1
            self._line += 1
        elif kind == b"-":
            self._old -= 1
        elif kind in (b" ", b"", b"\r"):  # mail programs take the space from an empty line
            self._old -= 1
            self._new -= 1
            self._line += 1
        elif kind != b"\\":
            raise PatchError(number, "is no line of a hunk, expected one that begins with ` `, `+` or `-`")
        if self._old < 0 or self._new < 0:
            raise PatchError(number, "the hunk is longer than its `@@` says")

    def _add(self, line: int) -> None:
        if self._ranges is None:
            return
        if self._ranges and self._ranges[-1][1] == line - 1:
            self._ranges[-1] = (self._ranges[-1][0], line)
        else:
            self._ranges.append((line, line))

    def end(self, patch: bytes) -> None:
        """Refuse a patch that stops in the middle, or that is none."""
        if self._old > 0 or self._new > 0:
            raise PatchError(self._hunk, "the hunk is cut off, there are fewer lines than its `@@` says")
        if self._hunk == 0 and patch.strip() and b"diff --git " not in patch:
            raise PatchError(1, "is no unified diff, as `git diff` prints it")


def _name(given: bytes) -> bytes:
    """Return a path as a header line says it: quoted, or up to a tab and the time."""
    given = given.removesuffix(b"\r")
    if given.startswith(b'"'):
        quoted = given[1 : given.rindex(b'"')] if given.count(b'"') > 1 else given[1:]
        return _ESCAPE.sub(_unescaped, quoted)
    return given.partition(b"\t")[0]


def _unescaped(match: re.Match[bytes]) -> bytes:
    escape = match[1]
    return bytes([int(escape, 8) & 0xFF]) if len(escape) == 3 else _ESCAPED.get(escape, escape)


def _without_prefix(before: bytes, after: bytes) -> bytes:
    both = [name for name in (before, after) if name != _NOTHING]
    return after[2:] if after != _NOTHING and all(name[:2] in _PREFIXES for name in both) else after
