"""The name that a wrong one is most like, among as many as a file may hold."""

from __future__ import annotations

from bisect import bisect_left
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 100  # names that one is compared with; a comparison takes longer than anything else a rule does
_BESIDE = 20  # of more names than that, these
_LIKENESS = 0.6


def nearest(name: str, known: Sequence[str], likeness: float = _LIKENESS) -> str:
    """Return the name that is most like one, "" where none is; ``known`` are in order.

    Of more than a hundred only those twenty count that stand beside it.
    """
    if len(known) > _MOST:
        place = max(bisect_left(known, name) - _BESIDE // 2, 0)
        known = known[place : place + _BESIDE]
    return next(iter(get_close_matches(name, known, n=1, cutoff=likeness)), "")
