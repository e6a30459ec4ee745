"""Exclusive handlers that wait for themselves: by a call of their own object, or around a cycle."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from restatelint.restate.services.model import HandlerKind
from restatelint.restate.services.value import OwnKey, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.restate.services.model import Definition, Handler, Reached
    from restatelint.restate.services.services import Services
    from restatelint.restate.services.value import Value

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
