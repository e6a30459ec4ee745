"""Findings of a text that go along with it when it is edited, for the rules that are asked again later."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from restatelint.engine.finding import Edit, Fix, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Finding, Step
    from restatelint.source.position import Position
    from restatelint.source.text import Source


class Change:
    """What was done to a text: all that is the same at its beginning and at its end stays as it is."""

    def __init__(self, before: Source, after: Source) -> None:
        self._path = after.path
        self._after = after
        old, new = before.data, after.data
        self._start = _same(old, new)
        self._end = len(old) - _same_end(old, new, min(len(old), len(new)) - self._start)
        self._moved = len(new) - len(old)

    def carried(self, finding: Finding) -> Finding | None:
        """Return a finding where it is now, or None if what it was about is no longer there as it was."""
        place = self._place(finding.place)
        if place is None:
            return None
        return dataclasses.replace(
            finding,
            place=place,
            chain=tuple(self._steps(finding.chain)),
            related=tuple(self._steps(finding.related)),
            fix=self._fix(finding.fix),
        )

    def _place(self, place: Place) -> Place | None:
        if place.path != self._path:
            return place
        start, end = self._positions(place.start, place.end)
        return None if start is None or end is None else Place(place.path, start, end, place.lines)

    def _steps(self, steps: tuple[Step, ...]) -> Iterator[Step]:
        for step in steps:
            place = self._place(step.place)
            if place is not None:
                yield dataclasses.replace(step, place=place)

    def _fix(self, fix: Fix | None) -> Fix | None:
        edits: list[Edit] = []
        for each in fix.edits if fix is not None else ():
            start, end = self._positions(each.start, each.end)
            if start is None or end is None:
                return None
            edits.append(Edit(start, end, each.replacement))
        return dataclasses.replace(fix, edits=tuple(edits)) if fix is not None else None

    def _positions(self, start: Position, end: Position) -> tuple[Position | None, Position | None]:
        """Return where a range is now, or nothing if any of it was changed."""
        if end.byte <= self._start:
            moved = 0
        elif start.byte >= self._end:
            moved = self._moved
        else:
            return None, None
        position = self._after.lines.position
        return position(start.byte + moved), position(end.byte + moved)


def _same(one: bytes, other: bytes) -> int:
    """Return how many bytes two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:  # comparing slices is much faster than comparing bytes
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_end(one: bytes, other: bytes, most: int) -> int:
    """Return how many bytes, of some at most, two texts have in common at their end."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
