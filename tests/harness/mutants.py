"""Rules with a part taken out, and whether some fixture notices. The fixtures are parsed once for all."""

from __future__ import annotations

import dataclasses
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from restatelint.engine.build import findings_of
from restatelint.engine.rule import Where
from restatelint.engine.search import Search
from restatelint.restate.facts import Facts
from restatelint.restate.library import knowledge
from tests.harness.fixtures import TRAPS, fixtures, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from restatelint.engine.finding import Finding
    from restatelint.engine.rule import Pattern, Rule
    from restatelint.golang.file import File
    from tests.harness.fixtures import Fixture

_TEXT_PREDICATE = re.compile(r'\(#[a-z-]+\?(?:\s+(?:@[\w.-]+|"[^"]*"))*\s*\)')


class Mutant(NamedTuple):
    """A rule that lacks a part; ``part`` says which, with the line of query.scm."""

    part: str
    rule: Rule


def mutants_of(rule: Rule) -> Iterator[Mutant]:
    """Yield a rule without each pattern, and without each predicate of each pattern."""
    for index, pattern in enumerate(rule.patterns):
        others = (*rule.patterns[:index], *rule.patterns[index + 1 :])
        yield Mutant(f"query.scm:{pattern.line}: the whole pattern", _with(rule, others))
        for part, weaker in _weaker(pattern):
            patterns = (*rule.patterns[:index], weaker, *rule.patterns[index + 1 :])
            yield Mutant(part, _with(rule, patterns))


def undetected(rule: Rule, asked: Iterable[Fixture]) -> list[str]:
    """Return the parts of a rule that none of some fixtures would miss."""
    everywhere = tuple(asked)
    return [
        mutant.part
        for mutant in mutants_of(rule)
        if not any(_notices(fixture, rule, mutant) for fixture in everywhere)
    ]


def likeliest(rule: Rule) -> list[Fixture]:
    """Return all fixtures, a rule's own first, then the traps: most mutants fall at the first."""
    own = f"{rule.family}/{rule.id}"
    return sorted(fixtures(), key=lambda each: (each.name != own, not each.name.startswith(TRAPS)))


def _with(rule: Rule, patterns: tuple[Pattern, ...]) -> Rule:
    return dataclasses.replace(rule, patterns=patterns)


def _weaker(pattern: Pattern) -> Iterator[tuple[str, Pattern]]:
    for index, each in enumerate(pattern.predicates):
        kept = (*pattern.predicates[:index], *pattern.predicates[index + 1 :])
        name = f"#{'not-' if each.negated else ''}{each.name}?"
        words = " ".join((name, *each.arguments))
        yield f"query.scm:{each.line}: ({words})", dataclasses.replace(pattern, predicates=kept)
    for found in _TEXT_PREDICATE.finditer(pattern.shape):
        shape = pattern.shape[: found.start()] + pattern.shape[found.end() :]
        yield f"query.scm:{pattern.line}: {found[0]}", dataclasses.replace(pattern, shape=shape)


def _notices(fixture: Fixture, rule: Rule, mutant: Mutant) -> bool:
    return _found(fixture, rule) != _found(fixture, mutant.rule)


def _found(fixture: Fixture, rule: Rule) -> tuple[Finding | str, ...]:
    """Return what one rule finds, and what its predicates raise: a mutant that raises is noticed."""
    facts, files = _parsed(fixture)
    if not rule.patterns:
        return ()
    search = Search([rule])
    found: list[Finding] = []
    raised: list[str] = []
    for file in files:
        if rule.where is Where.FILE or not file.is_test:
            matches = search.matches(file, facts, lambda _, error: raised.append(repr(error)))
            found.extend(findings_of(file, matches))
    return (*found, *raised)


@cache
def _parsed(fixture: Fixture) -> tuple[Facts, tuple[File, ...]]:
    settings, tree = fixture.settings, tree_of(fixture)
    known = knowledge().with_settings(settings.effects_add, settings.effects_remove, settings.wrappers)
    facts = Facts(
        tree,
        known,
        sdk_version=settings.sdk_version,
        max_exclusive_sleep=settings.max_exclusive_sleep,
        policy=settings.policy,
    )
    files = (facts.program.add(source) for source in fixture.sources(tree))
    return facts, tuple(file for file in files if file is not None)
