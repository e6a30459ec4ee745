"""What belongs to one attempt of an invocation: its headers, its end, its values; and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.scope import binding_of
from restatelint.golang.shown import shown
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.types import External
from restatelint.restate.ends.ends import EndKind
from restatelint.restate.sdk import is_sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.effects.origins import Origins
    from restatelint.restate.ends.ends import End
    from restatelint.restate.ends.flow import Flow

ATTEMPT_METHODS = frozenset({"Deadline", "Done", "Err", "Value"})


@dataclass(frozen=True, slots=True)
class AttemptValue:
    """A value of one attempt, as in the code, and the end that makes it matter."""

    name: str
    end: End


class Attempts:
    """Answers about the values of attempts over a program."""

    def __init__(self, program: Program, contexts: Contexts, origins: Origins, flow: Flow) -> None:
        self._program = program
        self._contexts = contexts
        self._origins = origins
        self._flow = flow

    def value(self, file: File, node: Node) -> AttemptValue | None:
        """Return the value of an attempt that an expression is, if operations hang on it, or None.

        Of headers also if operations are given them: nothing but the attempt ever sets these.
        """
        if node.type == "selector_expression":
            end = self._flow.value_end(file, node) if self._is_headers(file, node) else None
            if end is not None and end.kind not in (EndKind.DECIDES, EndKind.JOURNALED):
                end = None
        else:
            end = self._flow.decided(file, node) if self._is_asked(file, node) else None
        return AttemptValue(shown(node), end) if end is not None else None

    def _is_asked(self, file: File, call: Node) -> bool:
        """Whether a call asks a handler context for what a plain context has."""
        called = file.callee(call)
        if called is None or called.operand is None or called.name not in ATTEMPT_METHODS:
            return False
        if not self._is_handler_context(file, called.operand):
            return False
        return called.name != "Value" or not self._is_given_values(file, called.operand)

    def _is_headers(self, file: File, selector: Node) -> bool:
        name, operand = field(selector, "field"), field(selector, "operand")
        if name is None or text(name) != "AttemptHeaders":
            return False
        request = self._origins.value(file, operand)
        called = file.callee(request) if request is not None else None
        if called is None or called.name != "Request" or called.operand is None:
            return False
        return self._is_handler_context(file, called.operand)

    def _is_handler_context(self, file: File, node: Node) -> bool:
        kind = self._contexts.of(file, node)
        return kind is not None and kind.replayed

    def _is_given_values(self, file: File, context: Node) -> bool:
        """Whether the handler put the values into a context: ``ctx = restate.WithValue(ctx, ...)``."""
        binding = binding_of(file, context) if context.type == "identifier" else None
        if binding is None:
            return False
        for statement in (binding.statement, *(each for each, _ in binding.assigned)):
            right = field(statement, "right") or field(statement, "value")
            for value in named_children(right) if right is not None else []:
                target = self._program.calls.target(file, value) if file.callee(value) is not None else None
                if isinstance(target, External) and is_sdk(target.path) and target.name == "WithValue":
                    return True
        return False
