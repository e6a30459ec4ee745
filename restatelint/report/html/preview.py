"""What a fix would change, as lines that go and lines that come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.report.html.code import visible_line
from restatelint.source.position import LineIndex, decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Edit, Fix
    from restatelint.report.json_text import Json


def preview(fix: Fix, data: bytes) -> list[Json]:
    """Return the changes of a fix of a file's bytes, those of neighbouring lines together, in order."""
    lines = LineIndex(data)
    edits = sorted(fix.edits, key=lambda each: (each.start.byte, each.end.byte))
    if any(not 0 <= each.start.byte <= each.end.byte <= len(data) for each in edits):
        return []
    return [_change(lines, data, group) for group in _neighbours(lines, edits)]


def _neighbours(lines: LineIndex, edits: list[Edit]) -> Iterator[list[Edit]]:
    group: list[Edit] = []
    for edit in edits:
        if group and lines.position(edit.start.byte).line > lines.position(group[-1].end.byte).line + 1:
            yield group
            group = []
        group.append(edit)
    if group:
        yield group


def _change(lines: LineIndex, data: bytes, edits: list[Edit]) -> Json:
    first = lines.position(edits[0].start.byte).line
    start = at = lines.line_start(first)
    end = lines.line_end(lines.position(edits[-1].end.byte).line).byte
    pieces: list[str] = []
    for edit in edits:
        pieces += [decoded(data[at : edit.start.byte]), edit.replacement]
        at = max(at, edit.end.byte)
    pieces.append(decoded(data[at:end]))
    removed, added = _lines(decoded(data[start:end])), _lines("".join(pieces))
    while removed and added and removed[0] == added[0]:
        first += 1
        del removed[0], added[0]
    while removed and added and removed[-1] == added[-1]:
        del removed[-1], added[-1]
    return {"line": first, "removed": [*removed], "added": [*added]}


def _lines(text: str) -> list[str]:
    return [visible_line(each.rstrip("\r")) for each in text.split("\n")]
