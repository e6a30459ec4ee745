"""Asks rules about a file: each about the nodes it is interested in, in the kind of place it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.engine.places import Places, QueryPlace
from restatelint.engine.predicates import PREDICATES
from restatelint.engine.predicates.base import Answer, Question
from restatelint.engine.rule import Where
from restatelint.golang.budget import TooComplexError
from restatelint.restate.regions.regions import RegionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from restatelint.engine.places import Place
    from restatelint.engine.predicates.base import Definition
    from restatelint.engine.rule import Rule
    from restatelint.engine.shapes import Case, Shape
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node, Query
    from restatelint.restate.facts import Facts

    Failed = Callable[[Rule, Exception], None]

_REGIONS = {Where.REPLAYED: RegionKind.REPLAYED, Where.RUN: RegionKind.RUN}
# one look at two handlers and the little between them costs less than two; between Runs there is much
_NEAR = {RegionKind.REPLAYED: 1_000, RegionKind.RUN: 0}


_MOST_SEARCHES = 64
_SEARCHES: dict[tuple[int, ...], tuple[tuple[Rule, ...], tuple[Definition, ...], Search]] = {}


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a rule's pattern holds: its captures, and what its predicates said."""

    rule: Rule
    node: Node
    captures: Mapping[str, Node]
    answers: tuple[Answer, ...]


def search_of(rules: Iterable[Rule]) -> Search:
    """Return the search of some rules, the same one for the same rules.

    Thousands of answers are judged by the same rules, and to merge their queries takes longer than to run
    them on an answer.
    """
    given = (*rules,)
    asked = (*PREDICATES.values(),)
    key = tuple(map(id, (*given, *asked)))
    kept = _SEARCHES.get(key)
    if kept is None:
        if len(_SEARCHES) >= _MOST_SEARCHES:
            _SEARCHES.clear()
        # what the key stands for is kept with it, or something else could get the same identity
        kept = _SEARCHES[key] = (given, asked, Search(given))
    return kept[2]


class Search:
    """What some rules look for."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._places = Places(rules)

    def queries(self, file: File) -> list[Query]:
        """Return what `matches` will look for in a file, so that it is found when that is parsed."""
        return [place.query for place in self._places.of(file) if isinstance(place, QueryPlace)]

    def matches(self, file: File, facts: Facts, failed: Failed) -> Iterator[Match]:
        """Yield what rules find in a file, in no particular order.

        ``failed`` is told of a rule whose predicate raises; the others go on.
        """
        spans: dict[RegionKind, list[tuple[int, int]]] = {}
        for place in self._places.of(file):
            kind = _REGIONS.get(place.where)
            if kind is None:
                yield from _ranged(file, facts, place, None, (0, file.root.end_byte), failed)
            else:
                if kind not in spans:
                    spans[kind] = _together(facts.regions.of(file).outermost(kind), _NEAR[kind])
                for span in spans[kind]:
                    yield from _ranged(file, facts, place, kind, span, failed)


def _together(spans: list[tuple[int, int]], near: int) -> list[tuple[int, int]]:
    """Return spans with those put together that have fewer bytes between them."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start - found[-1][1] < near:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _ranged(
    file: File,
    facts: Facts,
    place: Place,
    kind: RegionKind | None,
    span: tuple[int, int],
    failed: Failed,
) -> Iterator[Match]:
    start, end = span
    regions = facts.regions.of(file) if kind is not None else None
    for shape, found in place.found(facts, file, start, end):
        node = found["report"]
        byte = node.start_byte
        if not start <= byte < end:
            continue
        if regions is not None:
            region = regions.at(byte)
            if region is None or region.kind is not kind:
                continue
        for case in _cases(shape, facts, file, found, failed):
            try:
                answers = _answers(case, facts, file, found)
            except (TooComplexError, RecursionError):
                raise
            except Exception as error:  # a rule that raises costs only itself
                failed(case.rule, error)
                continue
            if answers is not None:
                captured = {**found, **{name: found[kept] for name, kept in case.names.items()}}
                yield Match(case.rule, node, captured, answers)


def _cases(
    shape: Shape, facts: Facts, file: File, found: Mapping[str, Node], failed: Failed
) -> tuple[Case, ...]:
    """Return the cases of a shape that can hold for a match."""
    node = found["report"]
    cases = shape.plain
    if shape.named:
        called = file.callee(node)
        if called is not None and called.name in shape.named:
            cases += shape.named[called.name]
    if shape.kinds:
        cases += shape.kinds.get(facts.target_kind(file, node), ())
    for key, name, table in shape.keyed:
        try:
            string = key(facts, file, found[name])
        except (TooComplexError, RecursionError):
            raise
        except Exception as error:
            for case in {case.rule.id: case for cases in table.values() for case in cases}.values():
                failed(case.rule, error)
            continue
        if string is not None and string in table:
            cases += table[string]
    if shape.choosy and cases:
        kind = node.type
        return tuple([case for case in cases if not case.only or case.only == kind])
    return cases


def _answers(case: Case, facts: Facts, file: File, found: Mapping[str, Node]) -> tuple[Answer, ...] | None:
    """Return what the predicates of a pattern say, or None as soon as one says no."""
    answers: list[Answer] = []
    for ask in case.asks:
        names = ask.captures
        nodes = (found[names[0]],) if len(names) == 1 else tuple([found[name] for name in names])
        answer = ask.ask(Question(facts, file, nodes, ask.strings))
        if (answer is None) is not ask.negated:
            return None
        if answer is not None:
            answers.append(answer)
    return tuple(answers)
