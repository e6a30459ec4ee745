"""What code does to determinism: the effects of a call, with the shortest chain that proves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.declarations import Function
from restatelint.golang.types import External
from restatelint.restate.contexts.held_contexts import HeldContexts
from restatelint.restate.effects.effect_summaries import (
    RANK,
    SLEEP,
    EffectSummaries,
    Source,
    Witness,
    title_of,
)
from restatelint.restate.effects.model_clients import asks_model, is_of_model
from restatelint.restate.effects.origins import Origins
from restatelint.restate.ends.callee_parameters import CalleeParameters
from restatelint.restate.links import Link, foreign_title, onto
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.library import Knowledge
    from restatelint.restate.regions.regions import Regions

_SLEEPING = frozenset({("Sleep", ""), ("Done", "AfterFuture")})


class Reach:
    """Effects of calls over a program."""

    def __init__(self, program: Program, knowledge: Knowledge, regions: Regions, contexts: Contexts) -> None:
        self._program = program
        self._knowledge = knowledge
        self._regions = regions
        self._origins = Origins(program)
        self._receiving = CalleeParameters(program)
        self._held = HeldContexts(program, contexts)
        self._foreign: dict[External, bool] = {}
        self._direct: dict[tuple[str, int], tuple[Source, ...]] = {}
        self._summaries = EffectSummaries(program, regions, self._origins, self._held, self._sources)
        self._witnesses: dict[tuple[str, int], tuple[Witness, ...]] = {}

    def effects(self, file: File, call: Node) -> tuple[Witness, ...]:
        """Return the effects of a call, the gravest first, its helpers' included."""
        target = self._program.calls.target(file, call)
        if isinstance(target, External) and not self._has_any(target):
            return ()
        key = (file.source.location, call.id)
        if key not in self._witnesses:
            found = {s.effect: Witness(s.effect, (s.link,), s.sure) for s in self._sources(file, call)}
            if isinstance(target, Function):
                link = Link(file, call, title_of(call, target))
                summary = self._summaries.of(target, self._held.given(file, call, target))
                for effect, witness in summary.items():
                    found.setdefault(effect, Witness(effect, onto(link, witness.links), witness.sure))
                for effect, witness in self._given(file, call, target).items():
                    found.setdefault(effect, Witness(effect, onto(link, witness.links), witness.sure))
            self._witnesses[key] = tuple(sorted(found.values(), key=lambda w: RANK[w.effect]))
        return self._witnesses[key]

    def _has_any(self, target: External) -> bool:
        """Whether anything is known of what a foreign function does, by its name alone."""
        if target not in self._foreign:
            operation = sdk().operation(target)
            sleeps = operation is not None and (operation.name, operation.receiver) in _SLEEPING
            known = sleeps or (operation is None and bool(self._knowledge.effects(target)))
            self._foreign[target] = known or self._may_be_model(target)
        return self._foreign[target]

    def _may_be_model(self, target: External) -> bool:
        """Whether a package is one that nothing is known of, and its path speaks of language models."""
        return is_of_model(target.path) and self._knowledge.is_new(target)

    def _given(self, file: File, call: Node, target: Function) -> dict[str, Witness]:
        """Return the effects of the functions that a call hands over and the callee calls."""
        found: dict[str, Witness] = {}
        for argument, use in self._receiving.called(call, target):
            function = self._program.calls.function(file, argument)
            if isinstance(function, External):
                link = Link(target.file, use, function.title)
                for effect in self._knowledge.effects(function):
                    found.setdefault(effect, Witness(effect, (link,)))
            elif isinstance(function, Function) and function.node.type != "func_literal":
                link = Link(target.file, use, function.title)
                for effect, witness in self._summaries.of(function).items():
                    found.setdefault(effect, Witness(effect, onto(link, witness.links), witness.sure))
        leaves = self._summaries.leaves
        return {effect: witness for effect, witness in found.items() if leaves(target, effect)}

    def direct(self, file: File, call: Node) -> tuple[Witness, ...]:
        """Return the effects that a call has by itself, without those of helpers."""
        sources = self._sources(file, call)
        return tuple(Witness(s.effect, (s.link,), s.sure) for s in sources) if sources else ()

    def _sources(self, file: File, call: Node) -> tuple[Source, ...]:
        target = self._program.calls.target(file, call)
        if isinstance(target, External) and not self._has_any(target):
            return ()
        key = (file.source.location, call.id)
        if key not in self._direct:
            self._direct[key] = tuple(self._found(file, call))
        return self._direct[key]

    def _found(self, file: File, call: Node) -> list[Source]:
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            operation = sdk().operation(target)
            if operation is not None:
                sleeps = (operation.name, operation.receiver) in _SLEEPING
                return [Source(SLEEP, Link(file, call, operation.title), sure=True)] if sleeps else []
            effects = self._knowledge.effects(target)
            if effects and self._origins.exempt(file, call, target, effects[0]):
                return []
            if not effects and self._may_be_model(target):
                return self._guessed(file, call)
            link = Link(file, call, foreign_title(self._program, file, call, target))
            return [Source(effect, link, sure=True) for effect in effects]
        if isinstance(target, Function):
            package = self._program.package_of(target.file)
            added = self._knowledge.added_effects(External(package.path, target.name, target.receiver))
            return [Source(effect, Link(file, call, target.title), sure=True) for effect in added]
        clock = self._origins.injected_clock(file, call)
        if clock is not None:
            return [Source("wall-clock", Link(file, call, clock), sure=False)]
        driver = self._origins.driver_call(file, call)
        if driver is not None:
            return [Source(driver[0], Link(file, call, driver[1]), sure=False)]
        return self._guessed(file, call)

    def _guessed(self, file: File, call: Node) -> list[Source]:
        asked = asks_model(self._program, file, call)
        if asked is None or not self._knowledge.is_new(asked[0]):
            return []
        return [Source("network", Link(file, call, asked[1]), sure=False)]
