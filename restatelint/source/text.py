"""A source text: what it is called, where it is, and its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from restatelint.source.origin import Origin, OriginLines
from restatelint.source.position import LineIndex


@dataclass(frozen=True)
class Source:
    """One Go file.

    ``path`` is what people see: relative, with ``/``. ``location`` is its key in the source tree: an
    absolute path with ``/`` (for text that came without a file, one that does not exist). ``origin`` is
    given for a part of a document: then positions are those of the document.
    """

    path: str
    location: str
    data: bytes
    origin: Origin | None = None

    @cached_property
    def lines(self) -> LineIndex:
        """The line index, made when first asked for."""
        return LineIndex(self.data) if self.origin is None else OriginLines(self.origin)

    @cached_property
    def has_crlf(self) -> bool:
        """Whether any line ends as Windows ends lines."""
        return b"\r\n" in self.data

    @cached_property
    def directory(self) -> str:
        """The location of the directory the file is in."""
        return self.location.rpartition("/")[0] or "/"
