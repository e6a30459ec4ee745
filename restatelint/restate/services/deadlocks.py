"""Exclusive handlers that wait for themselves: by a call of their own object, or around a cycle."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from restatelint.restate.services.model import HandlerKind
from restatelint.restate.services.value import OwnKey, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.declarations import Function
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


def deadlocks(services: Services) -> tuple[Deadlock, ...]:
    """Return the rings of exclusive handlers that await each other, the shortest first, each ring once.

    Sends and shared handlers wait for nobody's key. A handler that calls its own object counts only with
    its own key.
    """
    found: dict[frozenset[tuple[str, int]], Deadlock] = {}
    for definition in services.definitions:
        for handler in definition.handlers:
            if handler.kind is HandlerKind.EXCLUSIVE:
                for each in _from(services, definition, handler):
                    found.setdefault(frozenset(_place(step) for step in each.steps), each)
    return tuple(sorted(found.values(), key=lambda each: (len(each.steps), _place(each.steps[0]))))


def may_wait(services: Services, file: File, call: Node) -> bool:
    """Whether a call may be where a ring begins: False is certain, and found without all other handlers.

    A ring begins at a call that a handler makes, or at one of a helper that names handler and key by itself.
    """
    place = _declaration(file, call)
    own = (
        (definition, handler)
        for definition in services.definitions
        for handler in definition.handlers
        if handler.kind is HandlerKind.EXCLUSIVE and _is_code(handler.function, place)
    )
    if any(next(_from(services, *each), None) is not None for each in own):
        return True
    alone = services.call_at(file, call)
    for target in services.targets(alone) if alone is not None else ():
        called = target.handler
        if called is not None and called.kind is HandlerKind.EXCLUSIVE:
            following = {target.definition, *_following(services, target.definition, called)}
            if any(_runs(services, each, place) for each in following):
                return True
    return False


def _following(services: Services, definition: Definition, handler: Handler) -> set[Definition]:
    """Return the definitions whose exclusive handlers a handler waits for, by others too."""
    found: set[Definition] = set()
    waiting, seen = [handler], {handler}
    while waiting:
        path = _Path((), definition, waiting.pop(), is_own_key=False)
        for following in _awaited(services, path):
            found.add(following.definition)
            if following.handler not in seen:
                seen.add(following.handler)
                waiting.append(following.handler)
    return found


def _runs(services: Services, definition: Definition, place: _Declaration) -> bool:
    handled = [each.function for each in definition.handlers if each.kind is HandlerKind.EXCLUSIVE]
    reached = (each for function in handled if function is not None for each in services.functions(function))
    return any(_is_code(each, place) for each in reached)


def _is_code(function: Function | None, place: _Declaration) -> bool:
    return function is not None and _declaration(function.file, function.node) == place


def _declaration(file: File, node: Node) -> _Declaration:
    """Return the top-level declaration that a node stands in, by file and first byte."""
    around = file.top_level_at(node.start_byte)
    return file.source.location, around.start_byte if around is not None else node.start_byte


def _from(services: Services, start: Definition, handler: Handler) -> Iterator[Deadlock]:
    waiting = deque([_Path((), start, handler, is_own_key=True)])
    seen: set[tuple[Handler, bool]] = {(handler, True)}
    while waiting:
        path = waiting.popleft()
        for following in _awaited(services, path):
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
