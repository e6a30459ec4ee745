"""Text that was put together from parts of a document, with positions that are still the document's.

A fence of a Markdown file, or a fragment to which a package clause was added, is judged as a text of its
own; whoever reads a finding has the document before them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property

from restatelint.source.position import LineIndex, Position


@dataclass(frozen=True, slots=True)
class Fence:
    """Which Markdown fence a text is in: its 0-based number and the 1-based line it opens at."""

    index: int
    line: int


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of a text: copied from the ``document`` at an offset, or added (``document`` is None)."""

    text: bytes
    document: int | None


@dataclass(frozen=True)
class Origin:
    """Where each byte of a text comes from. All offsets are 0-based and in bytes.

    ``index`` is the line index of the document, which the texts of one document share. An ``excerpt`` leaves
    out on purpose what its reader does not need; any other text is all there is.
    """

    document: bytes
    parts: tuple[Part, ...]
    fence: Fence | None = None
    index: LineIndex | None = field(default=None, compare=False, repr=False)
    excerpt: bool = False

    @cached_property
    def text(self) -> bytes:
        """The text, put together."""
        return b"".join(part.text for part in self.parts)

    @cached_property
    def starts(self) -> list[int]:
        """The offset in the text at which each part starts."""
        starts, offset = [], 0
        for part in self.parts:
            starts.append(offset)
            offset += len(part.text)
        return starts

    def offset(self, byte: int) -> int:
        """Return the offset in the document of an offset in the text.

        For what was added it is where the copied bytes before it end, or those after it start.
        """
        index = max(0, bisect_right(self.starts, byte) - 1)
        part = self.parts[index] if self.parts else Part(b"", 0)
        if part.document is not None:
            return part.document + min(max(byte - self.starts[index], 0), len(part.text))
        for before in reversed(self.parts[:index]):
            if before.document is not None:
                return before.document + len(before.text)
        return next((each.document for each in self.parts[index:] if each.document is not None), 0)

    def is_copied(self, start: int, end: int) -> bool:
        """Return whether a range of the text stands in the document as it is, in one part."""
        index = bisect_right(self.starts, start) - 1
        if index < 0:
            return False
        part = self.parts[index]
        return part.document is not None and end <= self.starts[index] + len(part.text)

    def sliced(self, start: int, end: int) -> Origin:
        """Return the origin of a range of this text."""
        parts = [
            _piece(part, max(start - at, 0), min(end - at, len(part.text)))
            for at, part in zip(self.starts, self.parts, strict=True)
            if at < end and start < at + len(part.text)
        ]
        return replace(self, parts=tuple(parts))

    def with_insertions(self, insertions: list[tuple[int, bytes]]) -> Origin:
        """Return the origin of this text with bytes added at offsets of it."""
        parts: list[Part] = []
        waiting = sorted(insertions, key=lambda each: each[0])
        for start, part in zip(self.starts, self.parts, strict=True):
            done = 0
            while waiting and waiting[0][0] < start + len(part.text):
                at, added = waiting.pop(0)
                parts.append(_piece(part, done, max(at - start, 0)))
                parts.append(Part(added, None))
                done = max(at - start, 0)
            parts.append(_piece(part, done, len(part.text)))
        parts.extend(Part(added, None) for _, added in waiting)
        return replace(self, parts=tuple(part for part in parts if part.text))


def _piece(part: Part, start: int, end: int) -> Part:
    document = None if part.document is None else part.document + start
    return Part(part.text[start:end], document)


class OriginLines(LineIndex):
    """Converts byte offsets of a text to positions in the document that it comes from."""

    __slots__ = ("_origin",)

    def __init__(self, origin: Origin) -> None:
        index = origin.index or LineIndex(origin.document)
        self._data, self._starts, self._last = index._data, index._starts, (0, "")
        self._origin = origin

    def position(self, byte: int) -> Position:
        """Return the position in the document of a byte offset of the text."""
        return super().position(self._origin.offset(byte))

    def is_copied(self, start: int, end: int) -> bool:
        """Return whether a range of the text stands in the document as it is, in one part."""
        return self._origin.is_copied(start, end)
