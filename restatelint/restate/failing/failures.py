"""What rules may ask about how code fails: sends, errors, exits, compensations and abandoned calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.syntax import FUNCTIONS, enclosing
from restatelint.restate.compensations.compensations import Compensations
from restatelint.restate.compensations.effects import BadCompensation, CompensationEffects
from restatelint.restate.compensations.order import CompensationOrder, LateCompensation
from restatelint.restate.failing.abandoned import AbandonedCall, abandoned
from restatelint.restate.failing.error_pointers import ErrorPointers, LostWrite
from restatelint.restate.failing.retried import Retried, RetriedError
from restatelint.restate.failing.send_results import SendCompared, SendResults

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.effects.stability import Stability
    from restatelint.restate.errors.kinds import ErrorKinds
    from restatelint.restate.failing.panics import Panics
    from restatelint.restate.regions.regions import Regions
    from restatelint.restate.services.services import Services


class Failures:
    """Answers about failures over a program."""

    def __init__(
        self,
        program: Program,
        regions: Regions,
        reach: Reach,
        errors: ErrorKinds,
        stability: Stability,
        panics: Panics,
        services: Callable[[File], Services],
        sdk_version: str,
    ) -> None:
        self._program = program
        self._reach = reach
        self._panics = panics
        self._sends = SendResults(program)
        self._pointers = ErrorPointers(program)
        self._compensations = Compensations(program)
        self._order = CompensationOrder(program, self._compensations, regions, reach, errors)
        self._effects = CompensationEffects(program, self._compensations, regions, reach)
        self._errors = errors
        self._retried = Retried(program, regions, stability, errors, services, sdk_version)

    def send_compared(self, file: File, comparison: Node) -> SendCompared | None:
        """Return the send whose result is compared with nil, or None."""
        return self._sends.compared(file, comparison)

    def lost_write(self, file: File, statement: Node) -> LostWrite | None:
        """Return the error that a ``defer`` writes through a pointer and nobody returns, or None."""
        return self._pointers.lost(file, statement)

    def exit(self, file: File, call: Node) -> str | None:
        """Return what ends the process in a call, by itself and not through a helper, or None."""
        found = self._reach.direct(file, call)
        return found[0].cause if found and found[0].effect == "exit" else None

    def is_panic(self, file: File, call: Node) -> bool:
        """Whether a call is Go's ``panic``, and not one that goes on with what was recovered."""
        if not self._panics.is_built_in(file, call, "panic"):
            return False
        function = enclosing(call, FUNCTIONS)
        return function is None or b"recover()" not in (function.text or b"")

    def late_compensation(self, file: File, call: Node) -> LateCompensation | None:
        """Return the action that a call registers the compensation of too late, or None."""
        return self._order.late(file, call)

    def registers_compensation(self, file: File, call: Node) -> bool:
        """Whether a call puts a compensation aside."""
        return self._compensations.registration(file, call) is not None

    def bad_compensation(self, file: File, call: Node) -> BadCompensation | None:
        """Return what is wrong with the compensation that a call registers, or None."""
        return self._effects.bad(file, call)

    def missing_compensation(self, file: File, statement: Node) -> str | None:
        """Return the list of compensations that a ``return`` of a terminal error does not run, or None."""
        return self._order.missing(file, statement)

    def abandoned_call(self, file: File, call: Node) -> AbandonedCall | None:
        """Return the call that a ``WaitFirst`` leaves running when a timer wins, or None."""
        return abandoned(self._program, file, call)

    def retried_forever(self, file: File, value: Node) -> RetriedError | None:
        """Return what is wrong with a returned plain error that no retry can help, or None."""
        return self._retried.forever(file, value)

    def is_made(self, file: File, value: Node) -> bool:
        """Whether an expression makes a plain error itself, so that it is never nil."""
        return self._errors.is_made(file, value)
