"""Recovered panics: whether a deferred function stops the panic that suspends an invocation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import FUNCTIONS, enclosing, field, text
from restatelint.golang.types import External
from restatelint.restate.compensations.deferred import deferred_call, run_by
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.sdk import is_sdk, sdk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.effects.effect_summaries import Witness
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.library import Knowledge
    from restatelint.restate.regions.performs import Performs
    from restatelint.restate.regions.regions import Regions

_SILENT = frozenset({"client", "context", "random"})
# ends the process or the goroutine, so nothing goes on as if nothing had happened
_ENDING = frozenset({("os", "Exit"), ("runtime", "Goexit")})
# ends what this attempt itself began, and is as right at a suspension
_CLOSING = ("Close", "Rollback")
_OUTSIDE = frozenset({"network", "database", "process-start", "file-write"})


@dataclass(frozen=True, slots=True)
class SwallowedPanic:
    """A recover that panics no further.

    ``guarded`` is what can suspend under it, ``act`` what the deferred function then does outside, None if
    it is not seen to do anything there.
    """

    guarded: str
    act: Witness | None


class Panics:
    """Answers about recovered panics over a program."""

    def __init__(
        self,
        program: Program,
        knowledge: Knowledge,
        regions: Regions,
        contexts: Contexts,
        performs: Performs,
        reach: Reach,
    ) -> None:
        self._program = program
        self._knowledge = knowledge
        self._regions = regions
        self._contexts = contexts
        self._performs = performs
        self._reach = reach
        self._swallowing: dict[tuple[str, int], Node | None] = {}
        self._suspending: dict[tuple[str, int], list[tuple[int, str]]] = {}

    def swallowed(self, file: File, node: Node) -> SwallowedPanic | None:
        """Return the recover that panics no further that a node stands for, or None.

        A node is the ``recover()`` of a deferred literal, or a ``defer`` of anything else. What it guards
        is an operation, or a call that is given the handler's context: what can suspend.
        """
        statement: Node | None = node
        literal: Node | None = None
        if node.type != "defer_statement":
            if node.text != b"recover()":
                return None  # most calls are no recover
            literal = enclosing(node, FUNCTIONS)
            statement = enclosing(literal, {"defer_statement", *FUNCTIONS}) if literal is not None else None
        if statement is None or statement.type != "defer_statement":
            return None
        call = deferred_call(statement)
        function = field(call, "function") if call is not None else None
        if call is None or function is None:
            return None
        if function != literal if literal is not None else function.type == "func_literal":
            return None
        target = run_by(self._program, file, call)
        found = self.recover(target) if target is not None else None
        if found is None or (literal is not None and found != node):
            return None
        around = file.function_at(statement.start_byte)
        guarded = self._suspends(around, call) if around is not None else None
        if guarded is None or target is None:
            return None
        return SwallowedPanic(guarded, self._act(target))

    def _act(self, deferred: Function) -> Witness | None:
        """Return the first call by which a deferred function surely acts on the world outside."""
        file, body = deferred.file, deferred.body
        if body is None:
            return None
        for call in file.calls_in(body.start_byte, body.end_byte):
            region = self._regions.at(file, call.start_byte)
            if region is not None and region.kind is RegionKind.RUN:
                continue
            for witness in self._reach.effects(file, call):
                closing = witness.cause.rpartition(".")[2].startswith(_CLOSING)
                if witness.effect in _OUTSIDE and witness.sure and not closing:
                    return witness
        return None

    def recover(self, function: Function) -> Node | None:
        """Return the ``recover()`` in a function's own body after which it panics no further."""
        if function.key not in self._swallowing:
            self._swallowing[function.key] = self._recover(function)
        return self._swallowing[function.key]

    def _recover(self, function: Function) -> Node | None:
        body = function.body
        if body is None or b"recover()" not in (body.text or b""):
            return None
        found: Node | None = None
        for call in function.file.calls_in(body.start_byte, body.end_byte):
            if self.is_built_in(function.file, call, "recover"):
                if found is None and enclosing(call, FUNCTIONS) == function.node:
                    found = call
            elif self._goes_on(function.file, call, 0):
                return None
        return found

    def _goes_on(self, file: File, call: Node, depth: int) -> bool:
        """Whether a call panics again or ends the process, itself or in a function it calls."""
        if self.is_built_in(file, call, "panic"):
            return True
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            return (target.path, target.name) in _ENDING or "exit" in self._knowledge.effects(target)
        if depth > 1 or not isinstance(target, Function) or target.body is None:
            return False
        body = target.body
        below = target.file.calls_in(body.start_byte, body.end_byte)
        return any(self._goes_on(target.file, each, depth + 1) for each in below)

    def is_built_in(self, file: File, call: Node, name: str) -> bool:
        """Whether a call is of Go's own function of a name, and not of one that hides it."""
        called = file.callee(call)
        if called is None or called.operand is not None or called.name != name:
            return False
        if called.expression.type != "identifier" or binding_of(file, called.expression) is not None:
            return False
        return self._program.package_of(file).declaration(name, file) is None

    def _suspends(self, guarded: Function, deferred: Node) -> str | None:
        """Return the first call of a function, but for the deferred one, in which it can be suspended."""
        if guarded.key not in self._suspending:
            self._suspending[guarded.key] = list(self._all_suspending(guarded))
        start, end = deferred.start_byte, deferred.end_byte
        return next((title for byte, title in self._suspending[guarded.key] if not start <= byte < end), None)

    def _all_suspending(self, guarded: Function) -> Iterator[tuple[int, str]]:
        """Yield the calls of a function in which it can be suspended: where they start, and their names."""
        file, body = guarded.file, guarded.body
        for call in file.calls_in(body.start_byte, body.end_byte) if body is not None else ():
            region = self._regions.at(file, call.start_byte)
            if region is None or region.kind is not RegionKind.REPLAYED:
                continue
            target = self._program.calls.target(file, call)
            operation = sdk().operation(target)
            if operation is not None:
                if operation.group not in _SILENT:
                    yield call.start_byte, operation.title
            elif self._can_suspend(file, call, target):
                called = file.callee(call)
                named = called is not None and called.name
                yield call.start_byte, text(called.expression) if called and named else "its call"

    def _can_suspend(self, file: File, call: Node, target: Function | External | None) -> bool:
        """Whether a call performs operations, or is unknown and given the handler's context."""
        if isinstance(target, Function):
            return self._performs.function(target) is not None
        if isinstance(target, External) and is_sdk(target.path):
            return False
        kinds = (self._contexts.of(file, argument) for argument in arguments(call))
        return any(kind is not None and kind.replayed for kind in kinds)
