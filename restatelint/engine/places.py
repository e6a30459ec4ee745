"""Where the nodes that rules ask about come from: a file's index, words of its text, patterns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from restatelint.engine.patterns import pattern
from restatelint.engine.predicates import PREDICATES
from restatelint.engine.shapes import BROKEN, INDEXED, ShapePattern, shape_of, together, with_one_name_each
from restatelint.engine.words import found_by_word, worded
from restatelint.golang.tree import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from restatelint.engine.patterns import Pattern
    from restatelint.engine.predicates.base import Words
    from restatelint.engine.rule import Rule, Where
    from restatelint.engine.shapes import Shape
    from restatelint.engine.words import Worded
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node, Query
    from restatelint.restate.facts import Facts

    Possible = Callable[[File], bool] | None
    Found = Iterator[tuple[Shape, dict[str, Node]]]


@dataclass(frozen=True, slots=True)
class IndexPlace:
    """All nodes of a kind that the file has found already."""

    where: Where
    kind: str
    shape: Shape

    def found(self, _: Facts, file: File, start: int, end: int) -> Found:
        """Yield the nodes that start in a byte range."""
        for node in file.nodes(self.kind, start, end):
            yield self.shape, {"report": node}


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A shape that is looked for by some words of the text."""

    where: Where
    worded: Worded
    words: Words
    shape: Shape

    def found(self, facts: Facts, file: File, start: int, end: int) -> Found:
        """Yield what has one of the words in a byte range."""
        for found in found_by_word(file, self.worded, self.words(facts, file), start, end):
            yield self.shape, found


@dataclass(frozen=True, slots=True)
class QueryPlace:
    """Shapes that one query looks for; ``shapes[i]`` is its i-th pattern."""

    where: Where
    query: Query
    shapes: tuple[Shape, ...]

    def found(self, _: Facts, file: File, start: int, end: int) -> Found:
        """Yield what the query finds in a byte range, ancestors of it included."""
        for index, found in file.tree.matches(self.query, start, end):
            yield self.shapes[index], found


@dataclass(frozen=True, slots=True)
class PatternPlace:
    """A shape that is looked for in the tables of the tree."""

    where: Where
    pattern: Pattern
    shape: Shape

    def found(self, _: Facts, file: File, start: int, end: int) -> Found:
        """Yield what the pattern finds in a byte range, and around it."""
        for found in self.pattern.found(file.tree, start, end):
            yield self.shape, found


Place = IndexPlace | WordPlace | PatternPlace | QueryPlace


class _Group(NamedTuple):
    """What patterns of one place share; ``possible`` tells which files can have any of them."""

    where: Where
    possible: Possible
    kind: str
    words: Words | None


class Places:
    """The places that some rules look at."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        groups: dict[_Group, dict[str, list[ShapePattern]]] = {}
        for rule in rules:
            for each in rule.patterns:
                shape, names = with_one_name_each(each.shape)
                asked = each.predicates[0] if each.predicates else None
                first = None if asked is None or asked.negated else PREDICATES[asked.name]
                kind = INDEXED[shape].kind if shape in INDEXED else ""
                by_word = worded(shape)
                words = first.words.get(by_word.role) if first is not None and by_word is not None else None
                possible = first.possible if first is not None else None
                if shape == BROKEN:
                    possible = _is_broken
                group = _Group(rule.where, possible, kind, words)
                groups.setdefault(group, {}).setdefault(shape, []).append(ShapePattern(rule, each, names))
        self._indexed = tuple(
            (group, shape_of(each for patterns in table.values() for each in patterns))
            for group, table in groups.items()
            if group.kind
        )
        self._sought = tuple(
            (group.possible, place)
            for group, table in groups.items()
            if not group.kind
            for place in _sought(group, table)
        )
        self._together = lru_cache(maxsize=None)(self._merged)

    def of(self, file: File) -> Iterator[Place]:
        """Yield the places to look at in a file."""
        known: dict[Possible, bool] = {None: True}

        def is_possible(question: Possible) -> bool:
            if question is not None and question not in known:
                known[question] = question(file)
            return known[question]

        yield from self._together(tuple(is_possible(group.possible) for group, _ in self._indexed))
        yield from (place for possible, place in self._sought if is_possible(possible))

    def _merged(self, chosen: tuple[bool, ...]) -> tuple[IndexPlace, ...]:
        """Return one place for all chosen groups that look at the same nodes."""
        found: dict[tuple[Where, str], list[Shape]] = {}
        for (group, shape), is_chosen in zip(self._indexed, chosen, strict=True):
            if is_chosen:
                found.setdefault((group.where, group.kind), []).append(shape)
        return tuple(IndexPlace(where, kind, together(shapes)) for (where, kind), shapes in found.items())


def _is_broken(file: File) -> bool:
    return file.root.has_error


def _sought(group: _Group, table: dict[str, list[ShapePattern]]) -> tuple[Place, ...]:
    found: list[Place] = []
    queried: dict[str, Shape] = {}
    for spelled, patterns in table.items():
        shape = shape_of(patterns)
        by_word = worded(spelled) if group.words is not None else None
        if by_word is not None and group.words is not None:
            found.append(WordPlace(group.where, by_word, group.words, shape))
        elif (sought := pattern(spelled)) is not None:
            found.append(PatternPlace(group.where, sought, shape))
        else:
            queried[spelled] = shape
    if queried:
        found.append(QueryPlace(group.where, compiled("\n".join(queried)), tuple(queried.values())))
    return tuple(found)
