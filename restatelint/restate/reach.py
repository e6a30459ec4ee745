"""What code does to determinism: the effects of a call, with the shortest chain that proves them."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import callee
from restatelint.golang.declarations import Function
from restatelint.golang.shown import shown
from restatelint.golang.types import External
from restatelint.restate.links import Link, foreign_title
from restatelint.restate.origins import Origins
from restatelint.restate.packages import EFFECTS
from restatelint.restate.receiving import Receiving
from restatelint.restate.regions import RegionKind
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts import Contexts
    from restatelint.restate.library import Knowledge
    from restatelint.restate.regions import Regions

SLEEP = "durable-sleep"
_SLEEPING = frozenset({("Sleep", ""), ("Done", "AfterFuture")})
_RANK = {effect: rank for rank, effect in enumerate((*EFFECTS, SLEEP))}
# what a helper does to itself is nobody else's replay: pools, caches and log lines in helpers are fine
_LOCAL = frozenset({"synchronise", "log", "metric", "context-deadline", "exit"})


@dataclass(frozen=True, slots=True)
class Witness:
    """Proof of an effect: the calls that lead to it, from the asked one to the foreign function.

    ``sure`` is False where only a name tells, such as a ``Now`` method of an unknown clock.
    """

    effect: str
    links: tuple[Link, ...]
    sure: bool = True

    @property
    def cause(self) -> str:
        """The foreign function, or the statement, at the end of the chain."""
        return self.links[-1].title


@dataclass(frozen=True, slots=True)
class _Source:
    effect: str
    link: Link
    sure: bool


class Reach:
    """Effects of calls over a program."""

    def __init__(self, program: Program, knowledge: Knowledge, regions: Regions, contexts: Contexts) -> None:
        self._program = program
        self._knowledge = knowledge
        self._regions = regions
        self._origins = Origins(program)
        self._receiving = Receiving(program, contexts)
        self._foreign: dict[External, bool] = {}
        self._direct: dict[tuple[str, int], tuple[_Source, ...]] = {}
        self._summaries: dict[tuple[str, int], dict[str, Witness]] = {}
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
                link = Link(file, call, _title(call, target))
                summary = self._receiving.narrowed(file, call, target, self._summary(target))
                for effect, witness in summary.items():
                    found.setdefault(effect, Witness(effect, (link, *witness.links), witness.sure))
                for effect, witness in self._given(file, call, target).items():
                    found.setdefault(effect, Witness(effect, (link, *witness.links), witness.sure))
            self._witnesses[key] = tuple(sorted(found.values(), key=lambda w: _RANK[w.effect]))
        return self._witnesses[key]

    def _has_any(self, target: External) -> bool:
        """Whether anything is known of what a foreign function does, by its name alone."""
        if target not in self._foreign:
            operation = sdk().operation(target)
            sleeps = operation is not None and (operation.name, operation.receiver) in _SLEEPING
            self._foreign[target] = sleeps or (operation is None and bool(self._knowledge.effects(target)))
        return self._foreign[target]

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
                for effect, witness in self._summary(function).items():
                    found.setdefault(effect, Witness(effect, (link, *witness.links), witness.sure))
        return {effect: witness for effect, witness in found.items() if self._leaves(target, effect)}

    def direct(self, file: File, call: Node) -> tuple[Witness, ...]:
        """Return the effects that a call has by itself, without those of helpers."""
        sources = self._sources(file, call)
        return tuple(Witness(s.effect, (s.link,), s.sure) for s in sources) if sources else ()

    def _sources(self, file: File, call: Node) -> tuple[_Source, ...]:
        target = self._program.calls.target(file, call)
        if isinstance(target, External) and not self._has_any(target):
            return ()
        key = (file.source.location, call.id)
        if key not in self._direct:
            self._direct[key] = tuple(self._found(file, call))
        return self._direct[key]

    def _found(self, file: File, call: Node) -> list[_Source]:
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            operation = sdk().operation(target)
            if operation is not None:
                sleeps = (operation.name, operation.receiver) in _SLEEPING
                return [_Source(SLEEP, Link(file, call, operation.title), sure=True)] if sleeps else []
            effects = self._knowledge.effects(target)
            if effects and self._origins.exempt(file, call, target, effects[0]):
                return []
            link = Link(file, call, foreign_title(self._program, file, call, target))
            return [_Source(effect, link, sure=True) for effect in effects]
        if isinstance(target, Function):
            package = self._program.package_of(target.file)
            added = self._knowledge.added_effects(External(package.path, target.name, target.receiver))
            return [_Source(effect, Link(file, call, target.title), sure=True) for effect in added]
        if target is None:
            clock = self._origins.injected_clock(file, call)
            if clock is not None:
                return [_Source("wall-clock", Link(file, call, clock), sure=False)]
            driver = self._origins.driver_call(file, call)
            if driver is not None:
                return [_Source(driver[0], Link(file, call, driver[1]), sure=False)]
        return []

    def _summary(self, function: Function) -> dict[str, Witness]:
        """Return the effects of calling a function of the code at hand.

        Every function is computed once: all unknown ones that the asked one reaches are solved
        together, effects spreading from callee to caller in order of distance, so chains are shortest
        and recursion ends.
        """
        if function.key in self._summaries:
            return self._summaries[function.key]
        fresh = self._unknown_below(function)
        callers: dict[tuple[str, int], list[tuple[Function, Node, Function]]] = {}
        heap: list[tuple[int, int, int, Function, Witness]] = []
        order = 0
        for each in fresh.values():
            self._summaries[each.key] = {}
        for each in fresh.values():
            for source in self._own_sources(each):
                if self._leaves(each, source.effect):
                    order += 1
                    witness = Witness(source.effect, (source.link,), source.sure)
                    heap.append((1, _RANK[source.effect], order, each, witness))
            for call, below in self._edges(each):
                callers.setdefault(below.key, []).append((each, call, below))
        known = {key: self._summaries[key] for key in callers if key not in fresh}
        for key, summary in known.items():
            for witness in summary.values():
                for caller, call, below in callers[key]:
                    order += 1
                    self._push(heap, order, caller, call, below, witness)
        heapq.heapify(heap)
        while heap:
            _, _, _, holder, witness = heapq.heappop(heap)
            summary = self._summaries[holder.key]
            if witness.effect in summary:
                continue
            summary[witness.effect] = witness
            for caller, call, below in callers.get(holder.key, ()):
                order += 1
                self._push(heap, order, caller, call, below, witness, sift=True)
        return self._summaries[function.key]

    def _push(
        self,
        heap: list[tuple[int, int, int, Function, Witness]],
        order: int,
        caller: Function,
        call: Node,
        below: Function,
        witness: Witness,
        *,
        sift: bool = False,
    ) -> None:
        if not self._leaves(caller, witness.effect) or witness.effect in _LOCAL:
            return
        links = (Link(caller.file, call, _title(call, below)), *witness.links)
        item = (
            len(links),
            _RANK[witness.effect],
            order,
            caller,
            Witness(witness.effect, links, witness.sure),
        )
        if sift:
            heapq.heappush(heap, item)
        else:
            heap.append(item)

    def _leaves(self, function: Function, effect: str) -> bool:
        """Whether an effect of a function's body is an effect of calling it.

        Replayed code is reported where it stands, so only its sleeping reaches its callers, and what runs
        inside Run has no effect outside it.
        """
        if effect in _LOCAL:
            return False
        region = self._regions.at(function.file, function.node.start_byte)
        if region is None:
            return effect != SLEEP
        return region.kind is RegionKind.REPLAYED and effect == SLEEP

    def _unknown_below(self, function: Function) -> dict[tuple[str, int], Function]:
        found: dict[tuple[str, int], Function] = {}
        waiting = [function]
        while waiting:
            each = waiting.pop()
            if each.key in found or each.key in self._summaries:
                continue
            found[each.key] = each
            waiting.extend(below for _, below in self._edges(each))
        return found

    def _own(self, function: Function, kind: str) -> list[Node]:
        """Return the calls or go statements that run when a function does: not those of kept closures.

        What stands in another region, such as inside Run, is that region's.
        """
        body = function.body
        if body is None:
            return []
        own = self._regions.at(function.file, body.start_byte)
        return [
            node
            for node in function.file.nodes(kind, body.start_byte, body.end_byte)
            if self._regions.at(function.file, node.start_byte) in (own, None)
            and self._origins.runs_with(function, node)
        ]

    def _own_sources(self, function: Function) -> list[_Source]:
        found = [s for call in self._own(function, "call") for s in self._sources(function.file, call)]
        found.extend(
            _Source("goroutine", Link(function.file, node, "go statement"), sure=True)
            for node in self._own(function, "go")
        )
        return found

    def _edges(self, function: Function) -> list[tuple[Node, Function]]:
        found = []
        for call in self._own(function, "call"):
            target = self._program.calls.target(function.file, call)
            if isinstance(target, Function):
                found.append((call, target))
        return found


def _title(call: Node, target: Function) -> str:
    """Return what a chain calls a function: its name, or for a literal what the call says."""
    called = callee(call)
    if target.name or called is None or called.expression.type == "func_literal":
        return target.title
    return shown(called.expression)
