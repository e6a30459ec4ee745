"""Which of the functions that a callee is handed it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.scope import binding_of
from restatelint.golang.types import Literal

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_VALUES = frozenset({"identifier", "selector_expression"})


class CalleeParameters:
    """Answers about the arguments of calls to functions of the code at hand."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def called(self, call: Node, target: Function) -> list[tuple[Node, Node]]:
        """Return (argument, call in the callee) for each function that a call hands over by name."""
        found: list[tuple[Node, Node]] = []
        for parameter, argument in zip(target.parameters, arguments(call), strict=False):
            if argument.type not in _VALUES or parameter.identifier is None:
                continue
            type_ = self._program.typenames.underlying(
                self._program.typenames.type(target.file, parameter.type)
            )
            if not isinstance(type_, Literal) or type_.form != "function_type":
                continue
            binding = binding_of(target.file, parameter.identifier)
            body = target.body
            for inner in target.file.calls_in(body.start_byte, body.end_byte) if body is not None else ():
                callee = target.file.callee(inner)
                if callee is None or callee.operand is not None or callee.name != parameter.name:
                    continue
                if binding is not None and binding_of(target.file, callee.expression) is binding:
                    found.append((argument, inner))
                    break
        return found
