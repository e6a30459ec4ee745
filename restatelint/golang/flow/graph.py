"""The control flow of one body: blocks of items that run one after another, and edges with their guards."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from restatelint.golang.tree import Node


@dataclass(frozen=True, slots=True)
class Guard:
    """What held where an edge was taken.

    ``node`` is a condition without ``!``, ``&&`` and ``||``, or the case of a switch over ``subject`` with
    its ``values``, which are types where it is a type switch. ``holds`` says whether it was true.
    """

    node: Node
    holds: bool
    subject: Node | None = None
    values: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one block, by its number, to another."""

    source: int
    target: int
    guard: Guard | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Items that run one after another: simple statements and the expressions that branches ask."""

    number: int
    items: list[Node] = field(default_factory=list)
    leaving: list[Edge] = field(default_factory=list)
    entering: list[Edge] = field(default_factory=list)


class Position(NamedTuple):
    """A place in a graph: an item of a block."""

    block: int
    item: int


class Graph:
    """The blocks of one body. It starts at block ``ENTRY`` and is left at block ``EXIT``."""

    ENTRY = 0
    EXIT = 1

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        found = [
            (item.start_byte, -item.end_byte, block.number, index)
            for block in blocks
            for index, item in enumerate(block.items)
        ]
        found.sort()
        self._starts = [start for start, _, _, _ in found]
        self._ends = [-end for _, end, _, _ in found]
        self._positions = [Position(block, item) for _, _, block, item in found]

    def position(self, byte: int) -> Position | None:
        """Return the place of the innermost item that holds a byte, None where none does."""
        index = bisect_right(self._starts, byte) - 1
        # an item lies in another only where a range clause holds what is ranged over
        for each in range(index, max(index - 2, -1), -1):
            if byte < self._ends[each]:
                return self._positions[each]
        return None

    def item(self, position: Position) -> Node:
        """Return the item at a place."""
        return self.blocks[position.block].items[position.item]
