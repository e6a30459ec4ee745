"""Results of sends: where one is compared with nil as if it were an error, which it never is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.declarations import Function
from restatelint.golang.syntax import FUNCTIONS, enclosing, field, named_children, unparenthesized
from restatelint.restate.ends.reaching import reaching, values
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_DEPTH = 6


@dataclass(frozen=True, slots=True)
class SendCompared:
    """A send whose result is compared with nil: what sends, and what the comparison always is."""

    send: str
    outcome: str


class SendResults:
    """Answers about the results of sends over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def compared(self, file: File, comparison: Node) -> SendCompared | None:
        """Return the send whose result a ``==`` or ``!=`` compares with nil, or None.

        A name counts where it can hold nothing but the results of sends, so one that is only sometimes
        given an invocation does not.
        """
        left, operator, right = (field(comparison, name) for name in ("left", "operator", "right"))
        if left is None or operator is None or right is None:
            return None
        value = left if right.type == "nil" else right if left.type == "nil" else None
        if value is None or value.type == "nil":
            return None
        sent = self._sent(file, value, 0)
        return SendCompared(sent, "true" if operator.type == "!=" else "false") if sent is not None else None

    def _sent(self, file: File, node: Node, depth: int) -> str | None:
        """Return the send that an expression is the result of, however it gets there, or None."""
        node = unparenthesized(node)
        if depth > _DEPTH:
            return None
        if node.type == "identifier":
            found: str | None = None
            for definition in reaching(file, node) or ():
                expressions, index = values(definition)
                if index >= len(expressions):
                    return None
                found = self._sent(file, expressions[index], depth + 1)
                if found is None:
                    return None
            return found
        target = self._program.calls.target(file, node) if file.callee(node) is not None else None
        if isinstance(target, Function):
            return self._returned(target, depth + 1)
        operation = sdk().operation(target)
        return operation.title if operation is not None and operation.name == "Send" else None

    def _returned(self, function: Function, depth: int) -> str | None:
        body = function.body
        if body is None or len(function.results) != 1:
            return None
        found: str | None = None
        for statement in function.file.nodes("return", body.start_byte, body.end_byte):
            if enclosing(statement, FUNCTIONS) != function.node:
                continue
            lists = named_children(statement)
            expressions = named_children(lists[0]) if lists else []
            found = self._sent(function.file, expressions[0], depth) if len(expressions) == 1 else None
            if found is None:
                return None
        return found
