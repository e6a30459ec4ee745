"""Where the compensations of one list are run, and the places that come after."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from restatelint.golang.syntax import FUNCTIONS, LOOPS, ancestors, named_children

if TYPE_CHECKING:
    from collections.abc import Iterable

    from restatelint.golang.tree import Node


class CompensationRuns:
    """The nodes of a file that run the compensations of a list."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        ordered = sorted(nodes, key=lambda each: each.start_byte)
        self._starts = [each.start_byte for each in ordered]
        self._furthest = list(accumulate((_end(each) for each in ordered), max))

    def cover(self, place: Node) -> bool:
        """Whether compensations have been run, or are, where a node stands.

        What a loop or a branch that does not leave the function runs counts for what comes after it.
        """
        before = bisect_right(self._starts, place.start_byte)
        if before and self._furthest[before - 1] > place.start_byte:
            return True
        return bisect_left(self._starts, place.end_byte) > bisect_left(self._starts, place.start_byte)


def _end(run: Node) -> int:
    """Return where the places end that come after a node, at least as far as it tells."""
    end = run.start_byte
    for parent in ancestors(run):
        if parent.type in FUNCTIONS:
            return parent.end_byte
        if parent.type == "statement_list":
            end = parent.end_byte
            if _leaves(parent):
                break
    return end


def _leaves(statements: Node) -> bool:
    block = statements.parent
    if block is not None and block.parent is not None and block.parent.type in LOOPS:
        return False
    last = named_children(statements)[-1:]
    return bool(last) and last[0].type == "return_statement"
