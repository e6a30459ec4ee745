"""Durations written as bare integers, which Go takes for nanoseconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import ValueDeclaration
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import field, named_children, text, unparenthesized
from restatelint.golang.types import External
from restatelint.restate.sdk import is_sdk
from restatelint.restate.waiting.durations import constant_duration

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

# the last ones are what others were called before v0.25
DURATIONS = {
    "Sleep": 1,
    "After": 1,
    "WithDelay": 0,
    "WithAbortTimeout": 0,
    "WithIdempotencyRetention": 0,
    "WithInactivityTimeout": 0,
    "WithInitialRetryInterval": 0,
    "WithJournalRetention": 0,
    "WithMaxRetryDuration": 0,
    "WithMaxRetryInterval": 0,
    "WithWorkflowRetention": 0,
    "WithInitialInterval": 0,
    "WithMaxInterval": 0,
}
"""SDK functions that take a duration, and which argument it is."""
_MILLISECOND = 1_000_000  # who writes more digits means nanoseconds
_DEPTH = 6


class BareDurations:
    """Answers about durations over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def of(self, file: File, call: Node) -> tuple[Node, int] | None:
        """Return the duration without a unit that a call of the SDK is given, and its nanoseconds."""
        called = file.callee(call)
        index = DURATIONS.get(called.name) if called is not None else None
        if index is None:
            return None
        target = self._program.calls.target(file, call)
        given = arguments(call)
        if not isinstance(target, External) or not is_sdk(target.path) or index >= len(given):
            return None
        if target.receiver or not self._is_bare(file, given[index], 0):
            return None
        value = constant_duration(self._program, file, given[index])
        return (given[index], value) if value is not None and 0 < value < _MILLISECOND else None

    def _is_bare(self, file: File, node: Node, depth: int) -> bool:
        """Whether an expression is made of integers alone."""
        node = unparenthesized(node)
        if depth > _DEPTH:
            return False
        if node.type == "int_literal":
            return True
        if node.type == "binary_expression":
            sides = (field(node, "left"), field(node, "right"))
            return all(each is not None and self._is_bare(file, each, depth + 1) for each in sides)
        if node.type == "call_expression":
            given = arguments(node)
            return len(given) == 1 and self._is_bare(file, given[0], depth + 1)
        if node.type != "identifier":
            return False
        value = self._declared(file, node)
        return value is not None and self._is_bare(file, value, depth + 1)

    def _declared(self, file: File, name: Node) -> Node | None:
        """Return the value of a constant, or of a local variable that is a duration and never set again."""
        binding = binding_of(file, name)
        if binding is not None:
            if binding.kind not in (BindingKind.CONSTANT, BindingKind.VARIABLE) or binding.assigned:
                return None
            statement, index = binding.statement, binding.index
        else:
            declaration = self._program.package_of(file).declaration(text(name), file)
            if not isinstance(declaration, ValueDeclaration) or declaration.file is not file:
                return None
            statement, index = declaration.node, declaration.index
        values = field(statement, "value") or field(statement, "right")
        expressions = named_children(values) if values is not None else []
        return expressions[index] if index < len(expressions) else None
