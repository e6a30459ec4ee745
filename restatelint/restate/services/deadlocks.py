"""Exclusive handlers that wait for themselves: by a call of their own object, or around a cycle."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from restatelint.restate.services.model import HandlerKind
from restatelint.restate.services.value import OwnKey, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.services.model import Definition, Handler, Reached
    from restatelint.restate.services.services import Services
    from restatelint.restate.services.value import Value

_Declaration = tuple[str, int]
_LONGEST = 8  # how many handlers a cycle may have


class Step(NamedTuple):
    """A handler that holds its key while it waits for the answer to a call."""

    definition: Definition
    handler: Handler
    reached: Reached


@dataclass(frozen=True, eq=False)
class Deadlock:
    """Handlers that wait in a ring: each step calls the next one's object, the last one the first's.

    ``handler`` is the one that the last call is for. ``certain`` says that every key is that of the
    caller; otherwise the keys may differ, and nothing waits for itself.
    """

    steps: tuple[Step, ...]
    handler: Handler
    certain: bool

    @property
    def is_self_call(self) -> bool:
        """Whether a handler calls its own object, with nothing between."""
        return len(self.steps) == 1


class _Path(NamedTuple):
    steps: tuple[Step, ...]
    definition: Definition
    handler: Handler
    is_own_key: bool


def _free(_steps: int) -> None:
    """Take steps that nobody counts."""


def deadlocks(services: Services, spend: Callable[[int], None] = _free) -> tuple[Deadlock, ...]:
    """Return the rings of exclusive handlers that await each other, the shortest first, each ring once.

    Sends and shared handlers wait for nobody's key. A handler that calls its own object counts only with
    its own key. ``spend`` is told of the steps that this takes.
    """
    found: dict[frozenset[tuple[str, int]], Deadlock] = {}
    for definition in services.definitions:
        for handler in definition.handlers:
            if handler.kind is HandlerKind.EXCLUSIVE:
                for each in _from(services, definition, handler, spend):
                    found.setdefault(frozenset(_place(step) for step in each.steps), each)
    return tuple(sorted(found.values(), key=lambda each: (len(each.steps), _place(each.steps[0]))))


class PossibleRings:
    """Says of calls in a module whether a ring may begin there, without looking at all other handlers."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._begins: dict[_Declaration, bool] = {}
        self._run: dict[Definition, frozenset[_Declaration]] = {}

    def may_begin(self, file: File, call: Node) -> bool:
        """Whether a call may be where a ring begins: False is certain.

        A ring begins at a call that a handler makes, or at one of a helper that names handler and key by
        itself.
        """
        services, place = self._services, _declaration(file, call)
        if place not in self._begins:
            self._begins[place] = any(
                next(_from(services, *each, file.budget.spend), None) is not None
                for each in self._by_code.get(place, ())
            )
        if self._begins[place]:
            return True
        alone = services.call_at(file, call)
        for target in services.targets(alone) if alone is not None else ():
            called = target.handler
            if called is not None and called.kind is HandlerKind.EXCLUSIVE:
                following = {target.definition, *self._following(file, target.definition, called)}
                if any(place in self._run_by(each) for each in following):
                    return True
        return False

    @cached_property
    def _by_code(self) -> dict[_Declaration, list[tuple[Definition, Handler]]]:
        found: dict[_Declaration, list[tuple[Definition, Handler]]] = {}
        for definition in self._services.definitions:
            for handler in definition.handlers:
                code = handler.function
                if handler.kind is HandlerKind.EXCLUSIVE and code is not None:
                    found.setdefault(_declaration(code.file, code.node), []).append((definition, handler))
        return found

    def _following(self, file: File, definition: Definition, handler: Handler) -> set[Definition]:
        """Return the definitions whose exclusive handlers a handler waits for, by as many as a ring has."""
        found: set[Definition] = set()
        waiting, seen = [handler], {handler}
        for _ in range(_LONGEST):
            reached, waiting = waiting, []
            for each in reached:
                for following in _awaited(self._services, _Path((), definition, each, is_own_key=False)):
                    file.budget.spend(1)
                    found.add(following.definition)
                    if following.handler not in seen:
                        seen.add(following.handler)
                        waiting.append(following.handler)
        return found

    def _run_by(self, definition: Definition) -> frozenset[_Declaration]:
        """Return the declarations that the exclusive handlers of a definition run."""
        if definition not in self._run:
            self._run[definition] = frozenset(
                _declaration(each.file, each.node)
                for handler in definition.handlers
                if handler.kind is HandlerKind.EXCLUSIVE and handler.function is not None
                for each in self._services.functions(handler.function)
            )
        return self._run[definition]


def _declaration(file: File, node: Node) -> _Declaration:
    """Return the top-level declaration that a node stands in, by file and first byte."""
    around = file.top_level_at(node.start_byte)
    return file.source.location, around.start_byte if around is not None else node.start_byte


def _from(
    services: Services, start: Definition, handler: Handler, spend: Callable[[int], None]
) -> Iterator[Deadlock]:
    waiting = deque([_Path((), start, handler, is_own_key=True)])
    seen: set[tuple[Handler, bool]] = {(handler, True)}
    while waiting:
        path = waiting.popleft()
        for following in _awaited(services, path):
            spend(1)
            if following.definition is start:
                is_self_call = len(following.steps) == 1
                if following.is_own_key or (not is_self_call and not _is_elsewhere(following)):
                    yield Deadlock(following.steps, following.handler, following.is_own_key)
            elif len(following.steps) < _LONGEST:
                key = (following.handler, following.is_own_key)
                if key not in seen:
                    seen.add(key)
                    waiting.append(following)


def _awaited(services: Services, path: _Path) -> Iterator[_Path]:
    """Yield the paths that go on by an awaited call of an exclusive handler."""
    for reached in services.reached(path.handler):
        call = reached.call
        targets = services.targets(call) if call.awaited else ()
        if len(targets) != 1:
            continue
        definition, handler = targets[0]
        if handler is not None and handler.kind is HandlerKind.EXCLUSIVE:
            steps = (*path.steps, Step(path.definition, path.handler, reached))
            is_own_key = path.is_own_key and isinstance(call.key, OwnKey)
            yield _Path(steps, definition, handler, is_own_key)


def _is_elsewhere(path: _Path) -> bool:
    """Whether a cycle ends at a constant key, which is not that of whoever began it."""
    key: Value | None = path.steps[-1].reached.call.key
    return isinstance(key, Text)


def _place(step: Step) -> tuple[str, int]:
    call = step.reached.call
    return call.file.source.location, call.node.end_byte
