"""The functions that run when a handler runs, each with what its caller tells it and how it is reached."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.shown import shown
from restatelint.restate.links import Link, bounded
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.services.value import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.regions.regions import Regions
    from restatelint.restate.services.values import Values

_MAX_VISITS = 500
_MAX_FRAMES = 16  # a helper is visited once for all constants that it is handed together
_MENTIONS = frozenset({"identifier", "selector_expression"})


@dataclass(frozen=True)
class Visit:
    """A function that runs as part of a handler, or with ``kind`` RUN as the operation of a Run.

    ``chain`` are the calls that lead to it from the handler, () for the handler itself.
    """

    frame: Frame
    chain: tuple[Link, ...]
    kind: RegionKind

    @property
    def function(self) -> Function:
        """The function."""
        return self.frame.function


class Walk:
    """Follows handlers over a program."""

    def __init__(self, program: Program, regions: Regions, values: Values) -> None:
        self._program = program
        self._regions = regions
        self._values = values

    def visits(self, handler: Function) -> Iterator[Visit]:
        """Yield a handler's function and every function it reaches, the nearest first.

        Only functions that have a handler context are followed, since no other can call a handler; a
        function that is handed on by name is taken to be called.
        """
        waiting = deque([Visit(Frame(handler), (), RegionKind.REPLAYED)])
        seen: set[tuple[object, ...]] = set()
        frames: Counter[tuple[str, int]] = Counter()
        while waiting and len(seen) < _MAX_VISITS:
            visit = waiting.popleft()
            if visit.frame.key in seen or frames[visit.function.key] == _MAX_FRAMES:
                continue
            seen.add(visit.frame.key)
            frames[visit.function.key] += 1
            yield visit
            if visit.kind is RegionKind.REPLAYED:
                waiting.extend(self._below(visit))

    def calls(self, function: Function) -> list[tuple[Node, RegionKind]]:
        """Return the calls in a function's body, closures included, each with what becomes of it."""
        body = function.body
        if body is None:
            return []
        calls = function.file.calls_in(body.start_byte, body.end_byte)
        return [(call, self.kind_at(function.file, call)) for call in calls]

    def kind_at(self, file: File, node: Node) -> RegionKind:
        """Return what becomes of the code at a node that a handler reaches."""
        region = self._regions.at(file, node.start_byte)
        return region.kind if region is not None else RegionKind.REPLAYED

    def _below(self, visit: Visit) -> Iterator[Visit]:
        function, file = visit.function, visit.function.file
        for call, kind in self.calls(function):
            if kind is RegionKind.RUN:
                continue
            target = self._program.calls.target(file, call)
            is_followed = isinstance(target, Function) and not _inside(target, function)
            if isinstance(target, Function) and is_followed and self._kind(target) is RegionKind.REPLAYED:
                frame = self._values.frame(file, call, target, visit.frame)
                chain = bounded((*visit.chain, Link(file, call, _title(file, call, target))))
                yield Visit(frame, chain, RegionKind.REPLAYED)
            for argument in arguments(call):
                if argument.type in _MENTIONS:
                    yield from self._handed_on(visit, file, call, argument)

    def _handed_on(self, visit: Visit, file: File, call: Node, argument: Node) -> Iterator[Visit]:
        target = self._program.calls.function(file, argument)
        if not isinstance(target, Function) or _inside(target, visit.function):
            return
        # a function of another package does not show by itself that it runs inside Run here
        kind = RegionKind.RUN if self._regions.runs(file, call, argument) else self._kind(target)
        if kind is not None:
            chain = bounded((*visit.chain, Link(file, call, _title(file, call, target))))
            yield Visit(Frame(target), chain, kind)

    def _kind(self, function: Function) -> RegionKind | None:
        region = self._regions.at(function.file, function.node.start_byte)
        if region is None:
            region = self._regions.of_function(function)
        return region.kind if region is not None else None


def _title(file: File, call: Node, target: Function) -> str:
    """Return what a chain calls a function: its name, or for a closure what the call says."""
    called = file.callee(call)
    if target.name or called is None or not called.name:
        return target.title
    return shown(called.expression)


def _inside(inner: Function, outer: Function) -> bool:
    return (
        inner.file is outer.file
        and outer.node.start_byte < inner.node.start_byte
        and inner.node.end_byte <= outer.node.end_byte
    )
