"""Runs all queries over a file: one merged query for each kind of place, on the bytes of that place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from restatelint.engine.predicates import PREDICATES
from restatelint.engine.predicates.base import Answer, Question
from restatelint.engine.rule import Where
from restatelint.golang.syntax import compiled, matches
from restatelint.restate.regions import RegionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tree_sitter import Node, Query

    from restatelint.engine.rule import Pattern, Rule
    from restatelint.golang.file import File
    from restatelint.restate.facts import Facts

_CAPTURES = re.compile(r"@[\w.-]+(?: @[\w.-]+)+")
_Key = Callable[["Facts", "File", "Node"], "str | None"]
_Group = tuple[Where, "Callable[[File], bool] | None", str]
# shapes that are just a kind of node every file finds once for its facts
_INDEXED = {
    "[(call_expression) (type_conversion_expression)] @report": "call",
    "(go_statement) @report": "go",
}
_REGIONS = {Where.REPLAYED: RegionKind.REPLAYED, Where.RUN: RegionKind.RUN}


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a rule's pattern holds: its captures, and what its predicates said."""

    rule: Rule
    node: Node
    captures: Mapping[str, Node]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class _Ask:
    """A predicate ready to be asked: the captures and strings it is given."""

    ask: Callable[[Question], Answer | None]
    negated: bool
    captures: tuple[str, ...]
    strings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """One pattern of one rule."""

    rule: Rule
    asks: tuple[_Ask, ...]
    names: Mapping[str, str]


class _Pattern(NamedTuple):
    """A pattern whose shape was shortened: ``names`` gives the kept capture for each one left out."""

    rule: Rule
    pattern: Pattern
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Shape:
    """The rules that share a shape: ``plain`` ones, and those that only concern some calls.

    ``named`` has these by the name of what is called, ``kinds`` by where it is from.
    ``keyed`` holds, for a key function and the capture it looks at, the cases by the string they ask for,
    "" if they ask for none.
    """

    plain: tuple[_Case, ...]
    named: Mapping[str, tuple[_Case, ...]]
    kinds: Mapping[str, tuple[_Case, ...]]
    keyed: tuple[tuple[_Key, str, Mapping[str, tuple[_Case, ...]]], ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Shapes to look for in one kind of place, in files that ``possible`` lets through.

    Either ``query`` finds them and ``shapes[i]`` belongs to its i-th pattern, or there is one shape, which
    is all nodes of the kind ``indexed`` that the file has found already.
    """

    where: Where
    possible: Callable[[File], bool] | None
    indexed: str
    query: Query | None
    shapes: tuple[_Shape, ...]


class Search:
    """The compiled queries of some rules."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        groups: dict[_Group, dict[str, list[_Pattern]]] = {}
        for rule in rules:
            for pattern in rule.patterns:
                shape, names = _with_one_name_each(pattern.shape)
                first = PREDICATES[pattern.predicates[0].name] if pattern.predicates else None
                negated = first is None or pattern.predicates[0].negated
                possible = None if first is None or negated else first.possible
                group = (rule.where, possible, _INDEXED.get(shape, ""))
                groups.setdefault(group, {}).setdefault(shape, []).append(_Pattern(rule, pattern, names))
        self._places = tuple(
            _Place(
                where,
                possible,
                indexed,
                None if indexed else compiled("\n".join(table)),
                tuple(_shape(shape, each) for shape, each in table.items()),
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


def _found(file: File, place: _Place, start: int, end: int) -> Iterator[tuple[_Shape, dict[str, list[Node]]]]:
    if place.query is None:
        shape = place.shapes[0]
        for node in file.nodes(place.indexed, start, end):
            yield shape, {"report": [node]}
    else:
        for index, found in matches(place.query, file.root, start, end):
            yield place.shapes[index], found


def _with_one_name_each(shape: str) -> tuple[str, dict[str, str]]:
    """Return a shape in which no node has two captures, and the kept capture of each one left out.

    Shapes that differ only in what they call a node are then one pattern of the query.
    """
    names: dict[str, str] = {}

    def kept(match: re.Match[str]) -> str:
        first, *others = sorted(match[0].split(), key=lambda name: (name != "@report", name))
        if any(shape.count(f"{name} ") + shape.count(f"{name})") > 1 for name in others):
            return match[0]
        names.update({name[1:]: first[1:] for name in others})
        return first

    return _CAPTURES.sub(kept, shape), names


def _shape(shape: str, patterns: list[_Pattern]) -> _Shape:
    plain: list[_Case] = []
    named: dict[str, tuple[_Case, ...]] = {}
    kinds: dict[str, tuple[_Case, ...]] = {}
    keyed: dict[tuple[_Key, str], dict[str, tuple[_Case, ...]]] = {}
    for rule, pattern, names in patterns:
        asks = tuple(
            _Ask(
                PREDICATES[predicate.name].ask,
                predicate.negated,
                tuple(names.get(name[1:], name[1:]) for name in predicate.arguments if name[:1] == "@"),
                tuple(name for name in predicate.arguments if name[:1] != "@"),
            )
            for predicate in pattern.predicates
        )
        case = _Case(rule, asks, names)
        first = PREDICATES[pattern.predicates[0].name] if pattern.predicates else None
        of_call = bool(asks) and asks[0].captures[:1] == ("report",) and shape in _INDEXED
        if first is None or asks[0].negated:
            plain.append(case)
        elif first.names is not None and of_call:
            for called in first.names:
                named[called] = (*named.get(called, ()), case)
        elif first.kinds is not None and of_call:
            for kind in first.kinds:
                kinds[kind] = (*kinds.get(kind, ()), case)
        elif first.key is None:
            plain.append(case)
        else:
            table = keyed.setdefault((first.key, asks[0].captures[0]), {})
            for string in asks[0].strings or ("",):
                table[string] = (*table.get(string, ()), case)
    return _Shape(
        tuple(plain), named, kinds, tuple((key, name, table) for (key, name), table in keyed.items())
    )


def _cases(
    shape: _Shape,
    facts: Facts,
    file: File,
    found: Mapping[str, list[Node]],
    failed: Callable[[Rule, Exception], None],
) -> Iterator[_Case]:
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
    case: _Case, facts: Facts, file: File, found: Mapping[str, list[Node]]
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
