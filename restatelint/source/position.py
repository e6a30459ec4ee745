"""Positions in a text, in every unit somebody asks for; the only module that converts between them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place between two characters of a file.

    ``byte`` is a 0-based offset in the file. All else is 1-based: ``line``, ``column`` in
    characters, ``utf16_column`` in UTF-16 code units, ``byte_column`` in UTF-8 bytes.
    """

    byte: int
    line: int
    column: int
    utf16_column: int
    byte_column: int


class LineIndex:
    r"""Converts byte offsets of one text to positions.

    A line ends after ``\n``; a ``\r`` before it belongs to the line and is not shown. Bytes that are
    not UTF-8 count as one character each, so every offset has a position. A byte order mark is one
    character of line 1, as Go editors count it.
    """

    __slots__ = ("_data", "_last", "_starts")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._last = (0, "")  # the line asked for last, which may be long and have much in it
        starts = [0]
        newline = data.find(b"\n")
        while newline >= 0:
            starts.append(newline + 1)
            newline = data.find(b"\n", newline + 1)
        self._starts = starts

    @property
    def line_count(self) -> int:
        """The number of lines; text that ends in a newline has an empty last one."""
        return len(self._starts)

    def position(self, byte: int) -> Position:
        """Return the position of a byte offset; offsets past either end are moved to that end."""
        byte = max(0, min(byte, len(self._data)))
        line = bisect_right(self._starts, byte)
        start = self._starts[line - 1]
        before = self._data[start:byte]
        if before.isascii():
            column = utf16_column = len(before) + 1
        else:
            text = decoded(before)
            column = len(text) + 1
            utf16_column = len(text.encode("utf-16-le", "surrogatepass")) // 2 + 1
        return Position(byte, line, column, utf16_column, byte - start + 1)

    def line(self, number: int) -> str:
        """Return the text of a 1-based line without its line ending; "" for a line that is not there."""
        if not 1 <= number <= len(self._starts):
            return ""
        known, line = self._last
        if known != number:
            end = self._starts[number] if number < len(self._starts) else len(self._data)
            line = decoded(self._data[self._starts[number - 1] : end]).rstrip("\r\n")
            self._last = number, line
        return line

    def line_end(self, number: int) -> Position:
        """Return the position after the last character of a 1-based line, before its line ending."""
        return LineIndex.position(self, self.byte(number, len(self.line(number)) + 1))

    def is_copied(self, start: int, end: int) -> bool:
        """Return whether a range of the text stands in the document that people see, in one part."""
        return 0 <= start <= end <= len(self._data)

    def line_start(self, number: int) -> int:
        """Return the byte offset at which a 1-based line starts."""
        return self._starts[number - 1]

    def byte(self, line: int, column: int) -> int:
        """Return the byte offset of a 1-based line and a 1-based column in characters."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._data)
        return start + len(encoded(decoded(self._data[start:end])[: column - 1]))


def decoded(data: bytes) -> str:
    """Return bytes as text; a byte that is not UTF-8 becomes one lone surrogate, so nothing is lost."""
    return data.decode("utf-8", "surrogateescape")


def encoded(text: str) -> bytes:
    """Return the bytes that `decoded` came from; text from elsewhere, such as half a pair, has bytes too."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
