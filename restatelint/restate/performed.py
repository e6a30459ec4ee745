"""Which operations a piece of code performs, by name or group, itself or through the functions it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.file import Function
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.golang.program import Program

_NONE: frozenset[str] = frozenset()


class Performed:
    """Answers about the operations of pieces of code over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._functions: dict[tuple[str, int], frozenset[str]] = {}

    def has(self, file: File, start: int, end: int, wanted: AbstractSet[str]) -> bool:
        """Whether a byte range performs an operation that is wanted by its name or by its group."""
        return not self._within(file, start, end).isdisjoint(wanted)

    def before(self, file: File, node: Node, wanted: AbstractSet[str]) -> bool:
        """Whether the function of a node performs such an operation in what stands before the node."""
        function = file.function_at(node.start_byte)
        body = function.body if function is not None else None
        return body is not None and self.has(file, body.start_byte, node.start_byte, wanted)

    def _within(self, file: File, start: int, end: int) -> frozenset[str]:
        found: set[str] = set()
        for call in file.calls_in(start, end):
            target = self._program.calls.target(file, call)
            operation = sdk().operation(target)
            if operation is not None:
                found |= {operation.name, operation.group}
            elif isinstance(target, Function):
                found |= self._of(target)
        return frozenset(found)

    def _of(self, function: Function) -> frozenset[str]:
        if function.key not in self._functions:
            self._functions[function.key] = _NONE  # recursion adds nothing
            body = function.body
            if body is not None:
                inside = self._within(function.file, body.start_byte, body.end_byte)
                self._functions[function.key] = inside
        return self._functions[function.key]
