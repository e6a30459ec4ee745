"""Deferred functions that undo something if an error is returned, and only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import callee
from restatelint.golang.declarations import Function
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import field, text
from restatelint.golang.types import ERROR, External, Pointer, pointed
from restatelint.restate.compensations.deferred import deferred_call, run_by
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.compensations.defers import Defers

_SILENT = frozenset({"client", "context", "random"})
_ASKING = frozenset({"Is", "As", "AsType", "IsTerminalError", "AsTerminalError"})
_BUILT_IN = frozenset(
    {
        "append",
        "cap",
        "clear",
        "close",
        "copy",
        "delete",
        "error",
        "len",
        "make",
        "max",
        "min",
        "new",
        "panic",
    }
    | {"print", "println", "recover", "string"}
)
_CONDITIONS = {"if_statement": "condition", "expression_case": "value"}
_DEPTH = 3


class Undoing:
    """Answers about deferred functions over a program."""

    def __init__(self, program: Program, defers: Defers) -> None:
        self._program = program
        self._defers = defers

    def on_error(self, file: File, statement: Node) -> bool:
        """Whether a ``defer`` runs a function of the module, or an operation, only if there is an error.

        The error is one that the deferred function sees when it runs: a name of outside, or a pointer that
        it is handed. An error of its own, that of a compensation, guards nothing.
        """
        call = deferred_call(statement)
        function = run_by(self._program, file, call) if call is not None else None
        return function is not None and self._undoes(function, 0)

    def _undoes(self, function: Function, depth: int) -> bool:
        file, body = function.file, function.body
        if body is None or depth > _DEPTH:
            return False
        calls = file.calls_in(body.start_byte, body.end_byte)
        # what is handed to a ``defer`` itself is as it was when that was reached
        by_value = depth > 0
        if any(self._is_given(function, name, by_value=by_value) for name in _asked(body)):
            for call in calls:
                if self._may_undo(file, call) and self._defers.is_guarded(file, call, function.node):
                    return True
        targets = (self._program.calls.target(file, call) for call in calls)
        return any(isinstance(each, Function) and self._undoes(each, depth + 1) for each in targets)

    def _is_given(self, function: Function, name: Node, *, by_value: bool) -> bool:
        """Whether a name in a condition is an error that a function has from outside."""
        binding = binding_of(function.file, name)
        if binding is None:
            return False
        type_ = self._program.expressions.type(function.file, name)
        if pointed(type_) != ERROR:
            return False
        if binding.outside(function.node):
            return True
        return binding.kind is BindingKind.PARAMETER and (by_value or isinstance(type_, Pointer))

    def _may_undo(self, file: File, call: Node) -> bool:
        """Whether a call is an operation, or of a function at hand or kept in a variable."""
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            operation = sdk().operation(target)
            return operation is not None and operation.group not in _SILENT
        called = callee(call)
        if target is not None or called is None:
            return True
        built_in = called.operand is None and text(called.expression) in _BUILT_IN
        return not built_in and called.name not in _ASKING


def _asked(body: Node) -> Iterator[Node]:
    """Yield the names in the conditions of a body."""
    waiting = [(body, False)]
    while waiting:
        node, in_condition = waiting.pop()
        if node.type == "identifier" and in_condition:
            yield node
        condition = field(node, _CONDITIONS[node.type]) if node.type in _CONDITIONS else None
        waiting.extend((child, in_condition or child == condition) for child in node.named_children)
