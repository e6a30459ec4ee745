"""Source lines for a page: only those around what is marked, each once, with nothing in them that acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.report.display import visible
from restatelint.source.position import LineIndex

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.engine.finding import Place
    from restatelint.report.json_text import Json

_AROUND = 4
_LONGEST = 500


class Code:
    """The lines that the findings of a page need, gathered while they are described."""

    def __init__(self, text: Callable[[str], bytes | None]) -> None:
        """``text`` gives the bytes of a file by the path that its findings show, or None."""
        self._text = text
        self._indices: dict[str, int] = {}
        self._files: list[LineIndex | None] = []
        self._data: list[bytes | None] = []
        self._lines: list[dict[int, str]] = []

    def file(self, path: str) -> int:
        """Return the number of a file of the page."""
        if path not in self._indices:
            self._indices[path] = len(self._files)
            data = self._text(path)
            self._data.append(data)
            self._files.append(LineIndex(data) if data is not None else None)
            self._lines.append({})
        return self._indices[path]

    def data(self, path: str) -> bytes | None:
        """Return the bytes of a file, or None where they are not at hand."""
        return self._data[self.file(path)]

    def marks(self, place: Place) -> list[Json]:
        """Return the ranges of a place as ``[line, start, end]``, and keep the lines around it.

        Columns are 0-based UTF-16 units of the line as the page shows it, the end exclusive.
        """
        self._keep(place)
        ranges: list[Json] = []
        for offset, line in enumerate(place.lines):
            is_last = place.start.line + offset == place.end.line
            start = place.start.column - 1 if offset == 0 else 0
            end = place.end.column - 1 if is_last else len(line.rstrip())
            units = [_units(visible_line(line[:each])) for each in (start, max(start, end))]
            limit = _units(_cut(line))
            ranges.append([place.start.line + offset, *(min(each, limit) for each in units)])
        return ranges

    def _keep(self, place: Place) -> None:
        number = self.file(place.path)
        index, lines = self._files[number], self._lines[number]
        for offset, line in enumerate(place.lines):
            lines[place.start.line + offset] = _cut(line)
        if index is None:
            return
        last = min(place.start.line + max(0, len(place.lines) - 1) + _AROUND, index.line_count)
        for each in range(max(1, place.start.line - _AROUND), last + 1):
            if each not in lines:
                lines[each] = _cut(index.line(each))

    def json(self) -> list[Json]:
        """Return every file with its lines by number."""
        return [
            {"path": visible(path), "lines": {str(each): lines[each] for each in sorted(lines)}}
            for path, lines in zip(self._indices, self._lines, strict=True)
        ]


def visible_line(line: str) -> str:
    """Return a line of code for a page: tabs are kept, since nothing else indents Go."""
    return "\t".join(visible(part) for part in line.split("\t"))


def _cut(line: str) -> str:
    shown = visible_line(line[: _LONGEST + 1])
    return shown if len(line) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
