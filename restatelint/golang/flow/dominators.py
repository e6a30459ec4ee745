"""Which blocks lie on every way to another, and what holds there because of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.flow.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.flow.graph import Edge, Guard

_GUARDS = 64  # how many guards are looked at for one place


class Dominators:
    """The dominator tree of a graph, by the numbers of its blocks."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.order = _postorder(graph)[::-1]
        self._rank = {block: rank for rank, block in enumerate(self.order)}
        self._parent = self._parents()
        self._inside = self._ranges()

    def reached(self, block: int) -> bool:
        """Whether any way leads to a block."""
        return block in self._rank

    def dominates(self, outer: int, inner: int) -> bool:
        """Whether every way to a block leads through another; each dominates itself."""
        if outer not in self._inside or inner not in self._inside:
            return False
        start, end = self._inside[outer]
        return start <= self._inside[inner][0] < end

    def guards(self, block: int) -> Iterator[tuple[Edge, Guard]]:
        """Yield what held on the way to a block, the nearest first, with the edge that was taken."""
        at: int | None = block if block in self._rank else None
        seen = 0
        while at is not None and seen < _GUARDS:
            entering = [edge for edge in self._graph.blocks[at].entering if edge.source in self._rank]
            if len(entering) == 1 and entering[0].guard is not None:
                seen += 1
                yield entering[0], entering[0].guard
            at = self._parent[at]

    def _parents(self) -> dict[int, int | None]:
        """Return the nearest dominator of each block, by Cooper, Harvey and Kennedy's method."""
        parent: dict[int, int | None] = {Graph.ENTRY: None}
        changed = True
        while changed:
            changed = False
            for block in self.order[1:]:
                found: int | None = None
                for edge in self._graph.blocks[block].entering:
                    if edge.source in parent:
                        found = edge.source if found is None else self._shared(parent, found, edge.source)
                if found != parent.get(block, -1):
                    parent[block] = found
                    changed = True
        return parent

    def _shared(self, parent: dict[int, int | None], first: int, second: int) -> int:
        rank = self._rank
        while first != second:
            while rank[first] > rank[second]:
                first = parent[first] or Graph.ENTRY
            while rank[second] > rank[first]:
                second = parent[second] or Graph.ENTRY
        return first

    def _ranges(self) -> dict[int, tuple[int, int]]:
        """Return ranges of numbers that hold those of all that a block dominates."""
        children: dict[int, list[int]] = {}
        for block in self.order:
            parent = self._parent[block]
            if parent is not None:
                children.setdefault(parent, []).append(block)
        started: dict[int, int] = {}
        ranges: dict[int, tuple[int, int]] = {}
        waiting = [(Graph.ENTRY, False)]
        while waiting:
            block, left = waiting.pop()
            if left:
                ranges[block] = (started[block], len(started))
                continue
            started[block] = len(started)
            waiting.append((block, True))
            waiting.extend((child, False) for child in children.get(block, ()))
        return ranges


def _postorder(graph: Graph) -> list[int]:
    found: list[int] = []
    seen = {Graph.ENTRY}
    waiting = [(Graph.ENTRY, 0)]
    while waiting:
        block, index = waiting.pop()
        leaving = graph.blocks[block].leaving
        if index == len(leaving):
            found.append(block)
            continue
        waiting.append((block, index + 1))
        target = leaving[index].target
        if target not in seen:
            seen.add(target)
            waiting.append((target, 0))
    return found
