"""Runs all queries over a file: one merged query for each kind of place, on the bytes of that place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from restatelint.engine.predicates import PREDICATES
from restatelint.engine.predicates.base import Answer, Question
from restatelint.engine.rule import Where
from restatelint.engine.shapes import INDEXED, ShapePattern, shape_of, with_one_name_each
from restatelint.golang.syntax import compiled, matches
from restatelint.restate.regions import RegionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from tree_sitter import Node, Query

    from restatelint.engine.predicates.base import Definition
    from restatelint.engine.rule import Rule
    from restatelint.engine.shapes import Case, Shape
    from restatelint.golang.file import File
    from restatelint.restate.facts import Facts

_Group = tuple[Where, "Callable[[File], bool] | None", str]
_REGIONS = {Where.REPLAYED: RegionKind.REPLAYED, Where.RUN: RegionKind.RUN}
_MOST_SEARCHES = 64
_SEARCHES: dict[tuple[int, ...], tuple[tuple[Rule, ...], tuple[Definition, ...], Search]] = {}


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a rule's pattern holds: its captures, and what its predicates said."""

    rule: Rule
    node: Node
    captures: Mapping[str, Node]
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class _Place:
    """Shapes to look for in one kind of place, in files that ``possible`` lets through.

    Either the query ``text`` finds them and ``shapes[i]`` belongs to its i-th pattern, or there is one
    shape, which is all nodes of the kind ``indexed`` that the file has found already.
    """

    where: Where
    possible: Callable[[File], bool] | None
    indexed: str
    text: str
    shapes: tuple[Shape, ...]

    @cached_property
    def query(self) -> Query:
        """The query, compiled when a file first has such a place: many runs meet few kinds of them."""
        return compiled(self.text)


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
    """The queries of some rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        groups: dict[_Group, dict[str, list[ShapePattern]]] = {}
        for rule in rules:
            for pattern in rule.patterns:
                shape, names = with_one_name_each(pattern.shape)
                first = PREDICATES[pattern.predicates[0].name] if pattern.predicates else None
                negated = first is None or pattern.predicates[0].negated
                possible = None if first is None or negated else first.possible
                group = (rule.where, possible, INDEXED.get(shape, ""))
                groups.setdefault(group, {}).setdefault(shape, []).append(ShapePattern(rule, pattern, names))
        self._places = tuple(
            _Place(
                where,
                possible,
                indexed,
                "\n".join(table),
                tuple(shape_of(shape, each) for shape, each in table.items()),
            )
            for (where, possible, indexed), table in groups.items()
        )

    def matches(self, file: File, facts: Facts, failed: Callable[[Rule, Exception], None]) -> Iterator[Match]:
        """Yield what rules find in a file, in no particular order.

        ``failed`` is told of a rule whose predicate raises; the others go on.
        """
        for place in self._places:
            if place.possible is not None and not place.possible(file):
                continue
            kind = _REGIONS.get(place.where)
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
        regions = facts.regions.of(file) if kind is not None else None
        for shape, found in _found(file, place, start, end):
            node = found["report"][0]
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
                except Exception as error:  # a rule that raises costs only itself
                    failed(case.rule, error)
                    continue
                if answers is not None:
                    captured = {name: nodes[0] for name, nodes in found.items()}
                    captured.update({name: captured[kept] for name, kept in case.names.items()})
                    yield Match(case.rule, node, captured, answers)


def _found(file: File, place: _Place, start: int, end: int) -> Iterator[tuple[Shape, dict[str, list[Node]]]]:
    if place.indexed:
        shape = place.shapes[0]
        for node in file.nodes(place.indexed, start, end):
            yield shape, {"report": [node]}
    else:
        for index, found in matches(place.query, file.root, start, end):
            yield place.shapes[index], found


def _cases(
    shape: Shape,
    facts: Facts,
    file: File,
    found: Mapping[str, list[Node]],
    failed: Callable[[Rule, Exception], None],
) -> Iterator[Case]:
    """Yield the cases of a shape that can hold for a match."""
    yield from shape.plain
    if shape.named:
        called = file.callee(found["report"][0])
        if called is not None:
            yield from shape.named.get(called.name, ())
    if shape.kinds:
        yield from shape.kinds.get(facts.target_kind(file, found["report"][0]), ())
    for key, name, table in shape.keyed:
        try:
            string = key(facts, file, found[name][0])
        except Exception as error:
            for case in {case.rule.id: case for cases in table.values() for case in cases}.values():
                failed(case.rule, error)
            continue
        if string is not None:
            yield from table.get(string, ())


def _answers(
    case: Case, facts: Facts, file: File, found: Mapping[str, list[Node]]
) -> tuple[Answer, ...] | None:
    """Return what the predicates of a pattern say, or None as soon as one says no."""
    answers: list[Answer] = []
    for ask in case.asks:
        nodes = tuple([found[name][0] for name in ask.captures])
        answer = ask.ask(Question(facts, file, nodes, ask.strings))
        if (answer is None) is not ask.negated:
            return None
        if answer is not None:
            answers.append(answer)
    return tuple(answers)
