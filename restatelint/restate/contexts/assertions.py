"""Assertions of a Restate context to another kind, which always succeed and so tell nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.syntax import FUNCTIONS, enclosing, field, named_children
from restatelint.golang.types import Named
from restatelint.restate.contexts.handler_kinds import is_context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.handler_kinds import HandlerKinds


@dataclass(frozen=True, slots=True)
class ContextAssertion:
    """An assertion from one Restate context to another: the names of the types."""

    given: str
    wanted: str


class ContextAssertions:
    """Answers about assertions over a program."""

    def __init__(self, program: Program, kinds: HandlerKinds) -> None:
        self._program = program
        self._kinds = kinds

    def of(self, file: File, node: Node) -> ContextAssertion | None:
        """Return what a type assertion, or a type switch, makes of a Restate context, or None.

        One that lets its function do what the server refuses is left to the finding about that.
        """
        asked = field(node, "operand") or field(node, "value")
        inner = self._program.flow.unconverted(file, asked) if asked is not None else None
        given = self._program.expressions.type(file, inner)
        if not isinstance(given, Named) or not is_context(given):
            return None
        for type_node in _asserted_types(node):
            wanted = self._program.typenames.type(file, type_node)
            if isinstance(wanted, Named) and is_context(wanted) and wanted != given:
                asserted = ContextAssertion(given.name, wanted.name)
                return None if self._leads_to_refusal(file, node) else asserted
        return None

    def _leads_to_refusal(self, file: File, node: Node) -> bool:
        function = enclosing(node, FUNCTIONS)
        if function is None:
            return False
        calls = file.calls_in(function.start_byte, function.end_byte)
        return any(self._kinds.refused(file, call) is not None for call in calls)


def _asserted_types(node: Node) -> Iterator[Node]:
    if node.type == "type_assertion_expression":
        type_node = field(node, "type")
        if type_node is not None:
            yield type_node
        return
    for case in named_children(node):
        if case.type == "type_case":
            yield from (each for each in case.children_by_field_name("type") if each.is_named)
