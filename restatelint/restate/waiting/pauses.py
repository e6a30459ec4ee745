"""Pauses on Go's timers: how long replayed code stands still, and whether an attempt lives to see the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.syntax import FUNCTIONS, enclosing, field, text
from restatelint.golang.types import External
from restatelint.restate.waiting.durations import constant_duration

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.regions.regions import Regions
    from restatelint.restate.waiting.timeouts import Timeouts

_SLEEPS = "Sleep"
_CHANNELS = frozenset({"After", "Tick"})
_APART = frozenset({"go_statement", "communication_case", *FUNCTIONS})


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause of constant length, in nanoseconds, and how long an attempt may stand still meanwhile."""

    length: int
    patience: int


class Pauses:
    """Answers about pauses over a program."""

    def __init__(self, program: Program, regions: Regions, reach: Reach, timeouts: Timeouts) -> None:
        self._program = program
        self._regions = regions
        self._reach = reach
        self._timeouts = timeouts

    def endless(self, file: File, call: Node) -> Pause | None:
        """Return the pause that a call makes, itself or in a helper, if no attempt comes to its end.

        None where its length or the timeouts are not known, and where the handler may go on meanwhile: in
        a goroutine, a function that is only kept, or a select.
        """
        witness = next(iter(self._reach.effects(file, call)), None)
        if witness is None or witness.effect != "timer":
            return None
        last = witness.links[-1]
        length = self._length(last.file, last.node)
        patience = self._timeouts.patience(file, call) if length is not None else None
        if length is None or patience is None or length <= patience:
            return None
        waits = all(self._is_waited_for(link.file, link.node) for link in witness.links)
        return Pause(length, patience) if waits else None

    def _length(self, file: File, call: Node) -> int | None:
        target, given = self._program.calls.target(file, call), arguments(call)
        if not isinstance(target, External) or len(given) != 1:
            return None
        if target.name != _SLEEPS and not (target.name in _CHANNELS and _is_received(call)):
            return None
        return constant_duration(self._program, file, given[0])

    def _is_waited_for(self, file: File, call: Node) -> bool:
        """Whether the function or handler that a call is written in does not go on before it returns."""
        around = enclosing(call, _APART)
        if around is None or around.type != "func_literal":
            return around is not None and around.type in FUNCTIONS
        region = self._regions.at(file, call.start_byte)
        return region is not None and region.own and region.function.node == around


def _is_received(call: Node) -> bool:
    """Whether a call stands in ``<-call``."""
    parent = call.parent
    return (
        parent is not None
        and parent.type == "unary_expression"
        and field(parent, "operand") == call
        and text(parent)[:2] == "<-"
    )
