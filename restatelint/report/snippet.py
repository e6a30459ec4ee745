"""The source line of a place, made ready for a terminal, and where its carets stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.report.display import display_width, visible

if TYPE_CHECKING:
    from restatelint.engine.finding import Place

_TAB = 4
_LONGEST = 160
_BEFORE = 60


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line to show, the terminal columns before its carets, and how many carets there are."""

    line: str
    offset: int
    carets: int


def snippet(place: Place) -> Snippet | None:
    """Return the first line of a place, cut if it is very long; None if the line is not known."""
    if not place.lines:
        return None
    line = place.lines[0]
    start = min(place.start.column - 1, len(line))
    one_line = place.end.line == place.start.line
    end = max(start, min(place.end.column - 1, len(line)) if one_line else len(line.rstrip()))
    left = max(0, start - _BEFORE) if len(line) > _LONGEST else 0
    right = left + _LONGEST
    mark = "…" if left else ""
    shown = mark + _expanded(line[left:right]) + ("…" if right < len(line) else "")
    offset = display_width(mark + _expanded(line[left:start]))
    after = display_width(mark + _expanded(line[left : min(end, right)]))
    return Snippet(shown, offset, max(1, after - offset))


def _expanded(text: str) -> str:
    column = 0
    parts: list[str] = []
    for piece in text.split("\t"):
        if parts:
            parts.append(" " * (_TAB - column % _TAB))
            column += len(parts[-1])
        parts.append(visible(piece))
        column += display_width(parts[-1])
    return "".join(parts)
