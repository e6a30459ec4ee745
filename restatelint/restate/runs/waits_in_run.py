"""Waiting on Go's clock inside Run: long sleeps and loops that poll."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.callee import arguments
from restatelint.golang.syntax import FUNCTIONS, LOOPS, ancestors
from restatelint.golang.types import External
from restatelint.restate.waiting.durations import constant_duration, shown_duration

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.links import Link

_SECOND = 1_000_000_000
_TICKERS = frozenset({"NewTicker", "Tick"})


class RunWait(NamedTuple):
    """A wait inside Run: the words for how long, and the chain that leads to it."""

    words: str
    links: tuple[Link, ...]


class WaitsInRun:
    """Answers about waiting over a program."""

    def __init__(self, program: Program, reach: Reach) -> None:
        self._program = program
        self._reach = reach

    def of(self, file: File, call: Node) -> RunWait | None:
        """Return the wait that a call in Run makes, itself or through helpers, or None.

        A sleep counts from a second on or in a loop, a ticker always, and ``<-time.After`` as a sleep
        unless it is one of the cases of a select outside a loop.
        """
        for witness in self._reach.effects(file, call):
            if witness.effect != "timer":
                continue
            last = witness.links[-1]
            target = self._program.calls.target(last.file, last.node)
            if not isinstance(target, External) or target.path != "time":
                return None
            looped = any(_in_loop(link.node) for link in witness.links)
            words = self._words(last, target.name, looped=looped)
            return RunWait(words, witness.links) if words is not None else None
        return None

    def _words(self, last: Link, name: str, *, looped: bool) -> str | None:
        if name in _TICKERS:
            return "polls"
        parent = last.node.parent
        received = name == "After" and parent is not None and parent.type == "unary_expression"
        if name != "Sleep" and not received:
            return None
        if looped:
            return "polls"
        if received and any(each.type == "communication_case" for each in _own_ancestors(last.node)):
            return None
        duration = constant_duration(self._program, last.file, next(iter(arguments(last.node)), None))
        if duration is None or duration < _SECOND:
            return None
        return f"waits for {shown_duration(duration)}"


def _in_loop(node: Node) -> bool:
    return any(each.type in LOOPS for each in _own_ancestors(node))


def _own_ancestors(node: Node) -> list[Node]:
    """Return the parents of a node up to the function it is in."""
    found: list[Node] = []
    for parent in ancestors(node):
        if parent.type in FUNCTIONS:
            break
        found.append(parent)
    return found
