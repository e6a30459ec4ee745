"""The effects of calling a function of the code at hand, each with the shortest chain that proves it."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from restatelint.golang.callee import callee
from restatelint.golang.declarations import Function
from restatelint.golang.shown import shown
from restatelint.restate.contexts.held_contexts import NONE
from restatelint.restate.links import Link, length, onto
from restatelint.restate.packages import EFFECTS
from restatelint.restate.regions.regions import RegionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.held_contexts import Held, HeldContexts
    from restatelint.restate.effects.origins import Origins
    from restatelint.restate.regions.regions import Regions

SLEEP = "durable-sleep"
RANK = {effect: rank for rank, effect in enumerate((*EFFECTS, SLEEP))}
"""Effects by how grave they are."""
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
class Source:
    """An effect that a call or a statement has by itself."""

    effect: str
    link: Link
    sure: bool


@dataclass(frozen=True, slots=True)
class _Instance:
    """A function as it is called: with a handler's context in some of its plain parameters."""

    key: tuple[str, int]
    held: Held
    function: Function = field(compare=False)


class EffectSummaries:
    """Effects of functions over a program; ``sources`` gives those that a call has by itself."""

    def __init__(
        self,
        program: Program,
        regions: Regions,
        origins: Origins,
        held: HeldContexts,
        sources: Callable[[File, Node], tuple[Source, ...]],
    ) -> None:
        self._program = program
        self._regions = regions
        self._origins = origins
        self._held = held
        self._sources = sources
        self._summaries: dict[_Instance, dict[str, Witness]] = {}

    def of(self, function: Function, held: Held = NONE) -> dict[str, Witness]:
        """Return the effects of calling a function, by their names.

        Every function is computed once for each choice of parameters that hold a handler's context: all
        unknown ones that the asked one reaches are solved together, effects spreading from callee to caller
        in order of distance, so chains are shortest and recursion ends.
        """
        return self._of(_Instance(function.key, held, function))

    def _of(self, instance: _Instance) -> dict[str, Witness]:
        if instance not in self._summaries:
            fresh = self._unknown_below(instance)
            try:
                self._solve(fresh)
            except BaseException:
                for each in fresh:
                    self._summaries.pop(each, None)
                raise
        return self._summaries[instance]

    def _solve(self, fresh: Mapping[_Instance, Sequence[tuple[Node, _Instance]]]) -> None:
        callers: dict[_Instance, list[tuple[_Instance, Node]]] = {}
        heap: list[tuple[int, int, int, _Instance, Witness]] = []
        order = 0
        for each in fresh:
            self._summaries[each] = {}
        for each, edges in fresh.items():
            for source in self._own_sources(each):
                if self.leaves(each.function, source.effect):
                    order += 1
                    witness = Witness(source.effect, (source.link,), source.sure)
                    heap.append((1, RANK[source.effect], order, each, witness))
            for call, below in edges:
                callers.setdefault(below, []).append((each, call))
        for below in [each for each in callers if each not in fresh]:
            for witness in self._summaries[below].values():
                for caller, call in callers[below]:
                    order += 1
                    self._push(heap, order, caller, call, below.function, witness)
        heapq.heapify(heap)
        while heap:
            _, _, _, holder, witness = heapq.heappop(heap)
            summary = self._summaries[holder]
            if witness.effect in summary:
                continue
            summary[witness.effect] = witness
            for caller, call in callers.get(holder, ()):
                order += 1
                self._push(heap, order, caller, call, holder.function, witness, sift=True)

    def _push(
        self,
        heap: list[tuple[int, int, int, _Instance, Witness]],
        order: int,
        caller: _Instance,
        call: Node,
        below: Function,
        witness: Witness,
        *,
        sift: bool = False,
    ) -> None:
        if not self.leaves(caller.function, witness.effect) or witness.effect in _LOCAL:
            return
        self._program.budget.spend(1)
        links = onto(Link(caller.function.file, call, title_of(call, below)), witness.links)
        item = (
            length(links),
            RANK[witness.effect],
            order,
            caller,
            Witness(witness.effect, links, witness.sure),
        )
        if sift:
            heapq.heappush(heap, item)
        else:
            heap.append(item)

    def leaves(self, function: Function, effect: str) -> bool:
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

    def _unknown_below(self, instance: _Instance) -> dict[_Instance, list[tuple[Node, _Instance]]]:
        """Return what is not known yet of what a function reaches, itself included, with its calls."""
        found: dict[_Instance, list[tuple[Node, _Instance]]] = {}
        waiting = [instance]
        while waiting:
            each = waiting.pop()
            if each in found or each in self._summaries:
                continue
            found[each] = self._edges(each)
            waiting.extend(below for _, below in found[each])
        return found

    def _own(self, instance: _Instance, kind: str) -> list[Node]:
        """Return the calls or go statements that run when a function does: not those of kept closures.

        What stands in another region, such as inside Run, is that region's; what runs only for other
        contexts than the one it is given does not run.
        """
        function, body = instance.function, instance.function.body
        if body is None:
            return []
        own = self._regions.at(function.file, body.start_byte)
        return [
            node
            for node in function.file.nodes(kind, body.start_byte, body.end_byte)
            if self._regions.at(function.file, node.start_byte) in (own, None)
            and self._origins.runs_with(function, node)
            and not self._held.is_ruled_out(function, node, instance.held)
        ]

    def _own_sources(self, instance: _Instance) -> list[Source]:
        file = instance.function.file
        found = [s for call in self._own(instance, "call") for s in self._sources(file, call)]
        found.extend(
            Source("goroutine", Link(file, node, "go statement"), sure=True)
            for node in self._own(instance, "go")
        )
        return found

    def _edges(self, instance: _Instance) -> list[tuple[Node, _Instance]]:
        file = instance.function.file
        found = []
        for call in self._own(instance, "call"):
            target = self._program.calls.target(file, call)
            if isinstance(target, Function):
                held = self._held.given(file, call, target, instance.held)
                found.append((call, _Instance(target.key, held, target)))
        return found


def title_of(call: Node, target: Function) -> str:
    """Return what a chain calls a function: its name, or for a literal what the call says."""
    called = callee(call)
    if target.name or called is None or called.expression.type == "func_literal":
        return target.title
    return shown(called.expression)
