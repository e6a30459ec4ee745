"""Which definitions of a local name can have given it what it holds at a place."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.flow.definitions import Form, is_called
from restatelint.golang.flow.graph import Graph, Position
from restatelint.golang.scope import binding_of

if TYPE_CHECKING:
    from restatelint.golang.budget import Budget
    from restatelint.golang.file import File
    from restatelint.golang.flow.body import Bodies, Body
    from restatelint.golang.flow.definitions import Definition
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node

_MOST = 64  # definitions of one use; more are not told apart
POINTED = frozenset({Form.FILLED, Form.ALIASED})
"""What may change a name by its address."""


class _Question(NamedTuple):
    """A name, the part of it that counts, and which of the definitions that are not sure count."""

    file: File
    binding: Binding
    path: tuple[str, ...]
    weak: frozenset[Form]


class _Event(NamedTuple):
    """What happens at an item of a block: the bits it sets, and those it clears first."""

    item: int
    bits: int
    cleared: int


class _Homes(NamedTuple):
    """Where the definitions of a name stand.

    ``own`` are the numbers of those directly in a body, ``nested`` the bits of those in each literal that
    stands directly in a body.
    """

    own: dict[Body, list[int]]
    nested: dict[Body, dict[Body, int]]


class _Solution(NamedTuple):
    """What can reach the start of each block that anything does, and what happens in the blocks."""

    entering: dict[int, int]
    events: dict[int, list[_Event]]


class Reaching:
    """Answers about the local names of a program."""

    def __init__(self, bodies: Bodies, budget: Budget) -> None:
        self._budget = budget
        self._bodies = bodies
        self._relevant: dict[_Question, tuple[Definition, ...]] = {}
        self._places: dict[_Question, _Homes] = {}
        self._solutions: dict[tuple[_Question, Body], _Solution] = {}
        self._inner: dict[tuple[_Question, Body], _Solution] = {}

    def of(
        self, file: File, use: Node, path: tuple[str, ...] = (), weak: frozenset[Form] = POINTED
    ) -> tuple[Definition, ...] | None:
        """Return the definitions that a name, or a part of what it holds, can have its value from at a use.

        They are in the order of the text; a parameter is one. None where they cannot be told: the name is
        no local one, the place is never reached, or there are too many.
        """
        binding = binding_of(file, use)
        return self.at(file, binding, use.start_byte, path, weak) if binding is not None else None

    def at(
        self,
        file: File,
        binding: Binding,
        byte: int,
        path: tuple[str, ...] = (),
        weak: frozenset[Form] = POINTED,
    ) -> tuple[Definition, ...] | None:
        """Return the definitions that a local name can have its value from at a byte offset; see `of`."""
        question = _Question(file, binding, path, weak)
        relevant = self._definitions(question)
        if len(relevant) == 1 and relevant[0].kills:
            return relevant
        body = self._bodies.at(file, byte)
        if body is None or not relevant:
            return None
        mask = self._mask(question, body, body.graph.position(byte), set())
        mask &= (1 << len(relevant)) - 1
        if not 0 < mask.bit_count() <= _MOST:
            return None
        found: list[Definition] = []
        while mask:
            index = (mask & -mask).bit_length() - 1
            found.append(relevant[index])
            mask &= mask - 1
        return tuple(found)

    def _definitions(self, question: _Question) -> tuple[Definition, ...]:
        """Return the definitions that can say anything about a part of what a name holds."""
        if question not in self._relevant:
            path = question.path
            self._relevant[question] = tuple(
                each
                for each in self._bodies.definitions(question.file, question.binding)
                if (each.form.sure or each.form in question.weak)
                and all(one == other for one, other in zip(each.path, path, strict=False))
            )
        return self._relevant[question]

    def _mask(self, question: _Question, body: Body, position: Position | None, asked: set[Body]) -> int:
        """Return the bits of the definitions that reach a place; ``asked`` are the bodies on the way here."""
        solution = self._solution(question, body, asked)
        if solution is None or position is None:
            return 0
        mask = solution.entering.get(position.block, 0)
        for event in solution.events.get(position.block, ()):
            if event.item >= position.item:
                break
            mask = mask & ~event.cleared | event.bits
        return mask

    def _solution(self, question: _Question, body: Body, asked: set[Body]) -> _Solution | None:
        key = (question, body)
        if key not in self._solutions:
            if body in asked:
                return None
            entry = self._entry(question, body, asked | {body})
            self._solutions[key] = self._solved(question, body, entry)
        return self._solutions[key]

    def _solved(self, question: _Question, body: Body, entry: int) -> _Solution:
        events = self._events(question, body)
        entering: dict[int, int] = {Graph.ENTRY: entry}
        waiting = deque([Graph.ENTRY])
        blocks = body.graph.blocks
        while waiting:
            self._budget.spend(1)
            block = waiting.popleft()
            mask = entering[block]
            for event in events.get(block, ()):
                mask = mask & ~event.cleared | event.bits
            for edge in blocks[block].leaving:
                known = entering.get(edge.target)
                if known is None or mask & ~known:
                    entering[edge.target] = (known or 0) | mask
                    waiting.append(edge.target)
        return _Solution(entering, events)

    def _events(self, question: _Question, body: Body) -> dict[int, list[_Event]]:
        """Return what sets the name in a body, or may: definitions, and literals that run there."""
        relevant, homes = self._definitions(question), self._homes(question)
        everything = (2 << len(relevant)) - 1
        placed: list[tuple[Position, int, bool]] = []
        kept = 0  # what a literal that runs at any time sets is never gone
        for index in homes.own.get(body, ()):
            definition = relevant[index]
            at = body.graph.position(definition.node.start_byte) or Position(Graph.ENTRY, -1)
            kills = definition.kills and len(definition.path) <= len(question.path)
            placed.append((at, 1 << index, kills))
        for literal, inside in homes.nested.get(body, {}).items():
            sites = self._bodies.sites(literal)
            kept |= inside if sites is None else 0
            bits, passes = (inside, True) if sites is None else self._through(question, literal)
            for node in sites if sites is not None else (literal.node,):
                position = body.graph.position(node.start_byte)
                if position is not None:
                    placed.append((position, bits, not passes and is_called(literal.node)))
        events: dict[int, list[_Event]] = {}
        for position, bits, kills in sorted(placed):
            cleared = everything & ~kept if kills else 0
            events.setdefault(position.block, []).append(_Event(position.item, bits, cleared))
        return events

    def _homes(self, question: _Question) -> _Homes:
        """Return where the definitions of a name stand."""
        if question not in self._places:
            homes = self._places[question] = _Homes({}, {})
            for index, definition in enumerate(self._definitions(question)):
                body = self._bodies.at(question.file, definition.node.start_byte)
                if body is not None:
                    homes.own.setdefault(body, []).append(index)
                while body is not None and body.outer is not None:
                    inside = homes.nested.setdefault(body.outer, {})
                    inside[body] = inside.get(body, 0) | 1 << index
                    body = body.outer
        return self._places[question]

    def _through(self, question: _Question, literal: Body) -> tuple[int, bool]:
        """Return what a literal leaves behind of what it sets, and whether what was there before may stay."""
        before = 1 << len(self._definitions(question))
        key = (question, literal)
        if key not in self._inner:
            self._inner[key] = self._solved(question, literal, before)
        solution = self._inner[key]
        mask = solution.entering.get(Graph.EXIT, 0)
        return mask & ~before, bool(mask & before)

    def _entry(self, question: _Question, body: Body, asked: set[Body]) -> int:
        """Return what can reach the start of a body: for what it captures, what its surroundings give."""
        outer = body.outer
        if outer is None or body.holds(question.binding.identifier):
            return 0
        sites = self._bodies.sites(body)
        everything = (1 << len(self._definitions(question))) - 1
        if sites is None:
            return everything
        mask = 0
        for node in sites:
            around = outer if node == body.node else self._bodies.at(question.file, node.start_byte)
            if around is not None and around is not body:
                mask |= self._mask(question, around, around.graph.position(node.start_byte), asked)
        if sites != (body.node,) or not is_called(body.node):
            mask |= self._homes(question).nested.get(outer, {}).get(body, 0)  # it may have run before
        return mask
