"""Chooses which rules are on, and how severe, by the names of rules, families and presets."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from restatelint.engine.rule import Preset, Where
from restatelint.engine.standing import Status
from restatelint.engine.toml import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from restatelint.engine.finding import Severity
    from restatelint.engine.rule import Rule

_BY_ID = 2  # the rank of a rule's own name
_ALL = "all"
_PRESETS = {
    Preset.DEFAULT.value: frozenset({Preset.DEFAULT}),
    Preset.STRICT.value: frozenset(Preset),
    _ALL: frozenset(Preset),
}


class UnknownNameError(Exception):
    """A name that is no rule, former rule, family or preset; ``nearest`` is like it, or "".

    ``why`` says more of a name that was one.
    """

    def __init__(self, name: str, nearest: str, why: str = "") -> None:
        """Take the wrong name and the right one most like it."""
        super().__init__(name, nearest, why)
        self.name = name
        self.nearest = nearest
        self.why = why

    def __str__(self) -> str:
        """Say what is unknown and what may have been meant."""
        if self.why:
            return self.why
        hint = f" (did you mean `{self.nearest}`?)" if self.nearest else ""
        return f"unknown rule, family or preset `{self.name}`{hint}"


def select(
    rules: Sequence[Rule],
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    preset: str = "default",
    preview: bool = False,
) -> tuple[Rule, ...]:
    """Return the rules that are on, in their order, or raise UnknownNameError.

    ``preset`` gives the base; ``select`` replaces it unless it is None, ``extend_select`` adds, and
    ``ignore`` removes. Where they differ, a rule's name wins over its family's and that over a
    preset's; at the same rank ``ignore`` wins. Rules that the engine itself raises stay on whatever
    is selected, since a syntax error must never look like clean code: only their own name or their
    family's turns them off. A rule in preview is on only by its own name, unless ``preview``; one that is
    removed is none that can be chosen.
    """
    chosen = (*((preset,) if select is None else select), *extend_select)
    adding = [_named(rules, name) for name in chosen]
    removing = [_named(rules, name) for name in ignore]
    for name in chosen:
        _refuse_removed(rules, name)
    on = {rule.id for rule in rules if rule.where is Where.ENGINE}
    for rank in range(3):
        if rank == _BY_ID and not preview:
            on -= {rule.id for rule in rules if rule.standing.status is Status.PREVIEW}
        on = on.union(*(ids for each, ids in adding if each == rank))
        on = on.difference(*(ids for each, ids in removing if each == rank))
    return tuple(rule for rule in rules if rule.id in on and rule.standing.status is not Status.REMOVED)


def _refuse_removed(rules: Sequence[Rule], name: str) -> None:
    for rule in rules:
        if rule.standing.status is Status.REMOVED and name in (rule.id, *rule.formerly):
            raise UnknownNameError(name, "", f"the rule `{name}` was {rule.standing.words}")


def with_severities(rules: Sequence[Rule], severities: Mapping[str, Severity | None]) -> tuple[Rule, ...]:
    """Return the rules with severities changed; None turns a rule off. Raise UnknownNameError."""
    changed = {
        each: severity
        for name, severity in severities.items()
        for each in sorted(_named(rules, name, ranks=(2,))[1])
    }
    return tuple(
        dataclasses.replace(rule, severity=changed[rule.id]) if rule.id in changed else rule
        for rule in rules
        if changed.get(rule.id, rule) is not None
    )


def named_rules(rules: Sequence[Rule], name: str) -> frozenset[str]:
    """Return the ids of the rules that a name stands for, or raise UnknownNameError."""
    return _named(rules, name)[1]


def _named(
    rules: Sequence[Rule], name: str, ranks: tuple[int, ...] = (0, 1, 2)
) -> tuple[int, frozenset[str]]:
    """Return how specific a name is, from 0 for a preset to 2 for a rule, and the ids it means."""
    presets = {
        preset: frozenset(
            rule.id for rule in rules if rule.preset in kinds and rule.where is not Where.ENGINE
        )
        for preset, kinds in _PRESETS.items()
    }
    families: dict[str, frozenset[str]] = {}
    single: dict[str, frozenset[str]] = {}
    for rule in rules:
        families[rule.family] = families.get(rule.family, frozenset()) | {rule.id}
        for each in (rule.id, *rule.formerly):
            single[each] = frozenset({rule.id})
    tables = (presets, families, single)
    for rank in ranks:
        if name in tables[rank]:
            return rank, tables[rank][name]
    known = {each for rank in ranks for each in tables[rank]}
    raise UnknownNameError(name, nearest(name, known))
