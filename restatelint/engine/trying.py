"""Tries a query that is no rule yet: where its shapes are found, and which predicate said no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.engine.build import place_of
from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.predicates import PREDICATES, SIGNATURES
from restatelint.engine.predicates.base import Question
from restatelint.engine.query import read_patterns
from restatelint.engine.rule import Pattern, Preset, Rule, Where
from restatelint.engine.search import Search
from restatelint.golang.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from restatelint.engine.finding import Place
    from restatelint.engine.rule import Predicate
    from restatelint.engine.search import Match
    from restatelint.golang.file import File
    from restatelint.golang.tree import Query
    from restatelint.restate.facts import Facts

_NOWHERE = "neither replayed nor in Run"


@dataclass(frozen=True, slots=True)
class Asked:
    """A predicate that was asked, as a query spells it, whether it holds, and what it fills."""

    text: str
    holds: bool
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tried:
    """A place where a shape is found: what is captured, and what was asked up to the first no.

    ``region`` says for people what happens to the code on a replay, ``line`` is that of the pattern.
    """

    place: Place
    region: str
    line: int
    captures: Mapping[str, str]
    asked: tuple[Asked, ...]

    @property
    def holds(self) -> bool:
        """Whether all predicates say yes, so that a rule would report it."""
        return all(each.holds for each in self.asked)


def read_query(path: str, text: str) -> tuple[Pattern, ...]:
    """Return the patterns of a query, or raise a DataError; ``path`` is what it is called in messages."""
    return read_patterns(path, text, SIGNATURES)


class Trial:
    """A query to be tried on files, on code of one kind of place."""

    def __init__(self, patterns: Sequence[Pattern], where: Where) -> None:
        self._patterns = {_name(number): pattern for number, pattern in enumerate(patterns)}
        rules = [_shape_rule(name, pattern, where) for name, pattern in self._patterns.items()]
        self._search = Search(rules)

    def queries(self, file: File) -> list[Query]:
        """Return what is looked for in a file, for the facts that it is tried with."""
        return self._search.queries(file)

    def of(self, file: File, facts: Facts) -> Iterator[Tried]:
        """Yield what is found in a file, in order, each place once for every pattern."""
        found: dict[tuple[int, int, str], Match] = {}
        for match in self._search.matches(file, facts, _raised):
            found.setdefault((match.node.start_byte, -match.node.end_byte, match.rule.id), match)
        for _, match in sorted(found.items()):
            yield _tried(file, facts, match, self._patterns[match.rule.id])


def spelled(predicate: Predicate) -> str:
    """Return a predicate as a query spells it."""
    words = [each if each[:1] == "@" else _quoted(each) for each in predicate.arguments]
    name = f"not-{predicate.name}" if predicate.negated else predicate.name
    return f"(#{name}? {' '.join(words)})"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _tried(file: File, facts: Facts, match: Match, pattern: Pattern) -> Tried:
    asked: list[Asked] = []
    for predicate in pattern.predicates:
        nodes = tuple(match.captures[name[1:]] for name in predicate.arguments if name[:1] == "@")
        strings = tuple(name for name in predicate.arguments if name[:1] != "@")
        answer = PREDICATES[predicate.name].ask(Question(facts, file, nodes, strings))
        holds = (answer is None) is predicate.negated
        asked.append(Asked(spelled(predicate), holds, answer.values if answer is not None else {}))
        if not holds:
            break
    region = facts.regions.of(file).at(match.node.start_byte)
    return Tried(
        place=place_of(file.source, match.node),
        region=region.kind.value if region is not None else _NOWHERE,
        line=pattern.line,
        captures={name: shown(node) for name, node in match.captures.items() if name in pattern.captures},
        asked=tuple(asked),
    )


def _raised(_: Rule, error: Exception) -> None:
    raise error


def _name(number: int) -> str:
    return f"pattern-{number}"


def _shape_rule(name: str, pattern: Pattern, where: Where) -> Rule:
    """Return a rule that finds the shape of a pattern and asks nothing."""
    return Rule(
        id=name,
        family="query",
        title=name,
        message=name,
        help="",
        where=where,
        severity=Severity.INFO,
        confidence=Confidence.HIGH,
        preset=Preset.DEFAULT,
        since="1",
        references=(),
        formerly=(),
        patterns=(Pattern(pattern.shape, (), pattern.captures, pattern.line),),
        directory="",
        apart=True,
        page="",
    )
