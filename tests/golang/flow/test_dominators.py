"""Dominators, beside what the word means: a block is on every way to another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from restatelint.golang.flow.dominators import Dominators
from restatelint.golang.flow.graph import Block, Edge, Graph

_SIZE = 9
_PAIRS = st.lists(st.tuples(st.integers(0, _SIZE - 1), st.integers(0, _SIZE - 1)), max_size=24)


def _graph(pairs: list[tuple[int, int]]) -> Graph:
    blocks = [Block(number) for number in range(_SIZE)]
    for source, target in pairs:
        edge = Edge(source, target)
        blocks[source].leaving.append(edge)
        blocks[target].entering.append(edge)
    return Graph(blocks)


def _reached(pairs: list[tuple[int, int]], without: int | None = None) -> set[int]:
    found: set[int] = set()
    waiting = [Graph.ENTRY] if without != Graph.ENTRY else []
    while waiting:
        block = waiting.pop()
        if block not in found:
            found.add(block)
            waiting.extend(target for source, target in pairs if source == block and target != without)
    return found


@given(_PAIRS)
def test_a_block_dominates_what_no_way_leads_to_without_it(pairs: list[tuple[int, int]]) -> None:
    dominators, reached = Dominators(_graph(pairs)), _reached(pairs)
    for outer in range(_SIZE):
        left = _reached(pairs, outer)
        for inner in range(_SIZE):
            expected = outer in reached and inner in reached and inner not in left
            assert dominators.dominates(outer, inner) is expected, (outer, inner)
