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
        self._entered = {
            block: tuple(edge for edge in graph.blocks[block].entering if edge.source in self._rank)
            for block in self.order
        }
        self._parent = self._parents()
        self._guarded = self._nearest_guarded()
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
        at = self._guarded.get(block)
        for _ in range(_GUARDS):
            if at is None:
                return
            (edge,) = self._entered[at]
            assert edge.guard is not None
            yield edge, edge.guard
            above = self._parent[at]
            at = self._guarded[above] if above is not None else None

    def _nearest_guarded(self) -> dict[int, int | None]:
        """Return for each block the nearest one that is entered by a guard alone: itself or a dominator."""
        found: dict[int, int | None] = {}
        for block in self.order:
            entered, above = self._entered[block], self._parent[block]
            if len(entered) == 1 and entered[0].guard is not None:
                found[block] = block
            else:
                found[block] = found[above] if above is not None else None
        return found

    def _parents(self) -> dict[int, int | None]:
        """Return the nearest dominator of each block, by the method of Lengauer and Tarjan."""
        found = _Forest(self._graph)
        semi, dominator = found.semi, [0] * len(found.order)
        waiting: list[list[int]] = [[] for _ in found.order]
        for each in range(len(found.order) - 1, 0, -1):
            for edge in self._entered[found.order[each]]:
                semi[each] = min(semi[each], semi[found.least(found.number[edge.source])])
            waiting[semi[each]].append(each)
            above = found.link(each)
            for other in waiting[above]:
                least = found.least(other)
                dominator[other] = least if semi[least] < above else above
            waiting[above].clear()
        parent: dict[int, int | None] = {Graph.ENTRY: None}
        for each in range(1, len(found.order)):
            if dominator[each] != semi[each]:
                dominator[each] = dominator[dominator[each]]
            parent[found.order[each]] = found.order[dominator[each]]
        return parent

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


class _Forest:
    """The blocks as a search in depth meets them, from 0, and the part of its tree that is linked so far.

    ``order`` are the blocks by number, ``number`` the reverse. ``semi`` begins with the numbers themselves.
    """

    def __init__(self, graph: Graph) -> None:
        self.order: list[int] = []
        self.number: dict[int, int] = {}
        self._above: list[int] = []
        waiting = [(Graph.ENTRY, 0)]
        while waiting:
            block, above = waiting.pop()
            if block not in self.number:
                number = self.number[block] = len(self.order)
                self.order.append(block)
                self._above.append(above)
                waiting.extend((edge.target, number) for edge in reversed(graph.blocks[block].leaving))
        self.semi = list(range(len(self.order)))
        self._least = list(self.semi)
        self._linked = [-1] * len(self.order)

    def link(self, number: int) -> int:
        """Link a block to the one above it, whose number is returned."""
        above = self._linked[number] = self._above[number]
        return above

    def least(self, number: int) -> int:
        """Return which block from this one up to the root of its part, itself left out, has the least."""
        linked, least, semi = self._linked, self._least, self.semi
        path: list[int] = []
        while linked[number] >= 0 and linked[linked[number]] >= 0:
            path.append(number)
            number = linked[number]
        for each in reversed(path):  # shorter the next time
            above = linked[each]
            if semi[least[above]] < semi[least[each]]:
                least[each] = least[above]
            linked[each] = linked[above]
        return least[path[0]] if path else least[number]


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
