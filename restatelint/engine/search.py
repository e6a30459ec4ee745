"""Runs all queries over a file: one merged query for each kind of place, on the bytes of that place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.engine.predicates import PREDICATES, Answer, Question
from restatelint.engine.rule import Where
from restatelint.golang.syntax import compiled, matches
from restatelint.restate.regions import RegionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tree_sitter import Node, Query

    from restatelint.engine.rule import Pattern, Rule
    from restatelint.golang.file import File
    from restatelint.restate.facts import Facts

_REGIONS = {Where.REPLAYED: RegionKind.REPLAYED, Where.RUN: RegionKind.RUN}


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a rule's pattern holds: its captures, and what its predicates said."""

    rule: Rule
    node: Node
    captures: Mapping[str, Node]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """One merged query; ``patterns[i]`` are the rules that share the i-th shape."""

    query: Query
    patterns: tuple[tuple[tuple[Rule, Pattern], ...], ...]


class Search:
    """The compiled queries of some rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        shapes: dict[Where, dict[str, list[tuple[Rule, Pattern]]]] = {}
        for rule in rules:
            for pattern in rule.patterns:
                shapes.setdefault(rule.where, {}).setdefault(pattern.shape, []).append((rule, pattern))
        self._places = {
            where: _Place(compiled("\n".join(table)), tuple(tuple(each) for each in table.values()))
            for where, table in shapes.items()
        }

    def matches(self, file: File, facts: Facts, failed: Callable[[Rule, Exception], None]) -> Iterator[Match]:
        """Yield what rules find in a file, in no particular order.

        ``failed`` is told of a rule whose predicate raises; the others go on.
        """
        for where, place in self._places.items():
            kind = _REGIONS.get(where)
            if kind is None:
                yield from self._ranged(file, facts, place, None, (0, file.root.end_byte), failed)
            else:
                for span in facts.regions.of(file).outermost(kind):
                    yield from self._ranged(file, facts, place, kind, span, failed)

    def _ranged(
        self,
        file: File,
        facts: Facts,
        place: _Place,
        kind: RegionKind | None,
        span: tuple[int, int],
        failed: Callable[[Rule, Exception], None],
    ) -> Iterator[Match]:
        start, end = span
        for index, found in matches(place.query, file.root, start, end):
            node = found["report"][0]
            if not start <= node.start_byte < end:
                continue
            if kind is not None:
                region = facts.regions.at(file, node.start_byte)
                if region is None or region.kind is not kind:
                    continue
            captured = {name: nodes[0] for name, nodes in found.items()}
            for rule, pattern in place.patterns[index]:
                try:
                    answers = _answers(pattern, facts, file, captured)
                except Exception as error:
                    failed(rule, error)
                    continue
                if answers is not None:
                    yield Match(rule, node, captured, answers)


def _answers(
    pattern: Pattern, facts: Facts, file: File, captured: Mapping[str, Node]
) -> tuple[Answer, ...] | None:
    """Return what the predicates of a pattern say, or None as soon as one says no."""
    answers: list[Answer] = []
    for predicate in pattern.predicates:
        nodes = tuple(captured[name[1:]] for name in predicate.arguments if name[:1] == "@")
        strings = tuple(name for name in predicate.arguments if name[:1] != "@")
        answer = PREDICATES[predicate.name].ask(Question(facts, file, nodes, strings))
        if (answer is None) is not predicate.negated:
            return None
        if answer is not None:
            answers.append(answer)
    return tuple(answers)
