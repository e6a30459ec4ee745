"""Futures that nobody awaits: the calls that make one, and whether it is waited for or handed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.elision import is_alone, is_read_elsewhere
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import FUNCTIONS, enclosing, field, named_children, text
from restatelint.golang.uses import uses
from restatelint.restate.ends.ends import EndKind
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node
    from restatelint.restate.ends.flow import Flow
    from restatelint.restate.regions.regions import Regions
    from restatelint.restate.sdk import Operation
    from restatelint.restate.services.services import Services

# what makes a future, and what is lost with it
LOSSES = {
    "RunAsync": "its block may not run, and its result and error are lost",
    "RequestFuture": "the answer and the error of the call are lost",
    "After": "the timer has no effect",
    "Awakeable": "what resolves it is never received",
    "Signal": "the signal is never received",
}
_NOT_SENT = frozenset({EndKind.RETURNED, EndKind.LOGGED})
_IDLE = frozenset({"cap", "len"})  # built-in functions that a future in a slice can go into and stay lost
_RESULTS = 2  # how many results a handler has at most


class Futures:
    """Answers about futures over a program."""

    def __init__(
        self, program: Program, regions: Regions, flow: Flow, services: Callable[[File], Services]
    ) -> None:
        self._program = program
        self._services = services
        self._regions = regions
        self._flow = flow

    def lost(self, file: File, call: Node) -> tuple[Operation, str] | None:
        """Return the operation that makes a future and what is lost with it; None if it is awaited.

        What is kept outside the function, handed on, or cannot be followed counts as awaited, and so does
        an awakeable whose identifier was sent on.
        """
        called = file.callee(call)
        if called is None or called.name not in LOSSES:
            return None
        operation = sdk().operation(self._program.calls.target(file, call))
        if operation is None or not self._is_lost(file, call):
            return None
        return operation, LOSSES[operation.name]

    def _is_lost(self, file: File, node: Node) -> bool:
        """Whether an expression that is a future, or holds one, goes nowhere."""
        parent = node.parent
        if parent is None:
            return False
        if parent.type == "parenthesized_expression":
            return self._is_lost(file, parent)
        if parent.type == "expression_statement":
            return not is_alone(file, parent)
        if parent.type == "selector_expression":
            return self._is_lost_by_id(file, parent)
        if parent.type == "argument_list" and parent.parent is not None:
            return self._is_lost_in(file, node, parent.parent)
        if parent.type != "expression_list" or parent.parent is None:
            return False
        statement = parent.parent
        name = name_given(statement, parent, node)
        if name is None:
            return False
        if text(name) == "_":
            return True
        binding = binding_of(file, name)
        if binding is None or binding.kind is not BindingKind.VARIABLE:
            return False
        return self._is_name_lost(file, binding)

    def _is_name_lost(self, file: File, binding: Binding) -> bool:
        idle = all(self._is_use_idle(file, binding, use) for use in uses(file, binding, binding.visible))
        return idle and not is_read_elsewhere(file, binding)

    def _is_use_idle(self, file: File, binding: Binding, use: Node) -> bool:
        parent = use.parent
        if parent is None:
            return False
        if parent.type == "selector_expression":
            return self._is_lost_by_id(file, parent)
        if parent.type == "expression_list" and parent.parent is not None:
            name = name_given(parent.parent, parent, use)
            return name is not None and text(name) == "_"
        if parent.type == "argument_list" and parent.parent is not None:
            call = parent.parent
            function = field(call, "function")
            if function is None or binding_of(file, function) is not None:
                return False
            if text(function) in _IDLE:
                return True
            # x = append(x, ...): that it grows does not use it
            return text(function) == "append" and _is_given_to(call, binding.name)
        return False

    def _is_lost_in(self, file: File, node: Node, call: Node) -> bool:
        """Whether a future is only put into a local slice that nobody reads."""
        function = field(call, "function")
        if function is None or text(function) != "append" or named_children(call)[-1].type != "argument_list":
            return False
        first = named_children(named_children(call)[-1])[0]
        return first.type == "identifier" and first != node and self._is_lost(file, call)

    def _is_lost_by_id(self, file: File, selector: Node) -> bool:
        """Whether ``awakeable.Id()`` is the use, and the identifier only leaves the handler that made it."""
        name, call = field(selector, "field"), selector.parent
        if name is None or text(name) != "Id" or call is None or call.type != "call_expression":
            return False
        if self._flow.value_end(file, call).kind not in _NOT_SENT:
            return False
        function = enclosing(call, FUNCTIONS)
        return function is not None and self._is_handler(file, function)

    def _is_handler(self, file: File, function: Node) -> bool:
        """Whether Restate itself calls a method: as the module says, or by its shape if it does not say."""
        region = self._regions.at(file, function.start_byte)
        if function.type != "method_declaration" or region is None or not region.own:
            return False
        services, made = self._services(file), region.function
        if services.definitions:
            return bool(services.handlers_of(made))
        fits = len(made.parameters) <= _RESULTS and len(made.results) <= _RESULTS
        return fits and made.node == function and made.name[:1].isupper()


def name_given(statement: Node, values: Node, value: Node) -> Node | None:
    """Return the name that a statement gives a value to, or None."""
    if statement.type in ("short_var_declaration", "assignment_statement"):
        left = field(statement, "left")
        targets = named_children(left) if left is not None and left != values else []
    elif statement.type == "var_spec":
        targets = [each for each in statement.children_by_field_name("name") if each.is_named]
    else:
        return None
    index = next((i for i, each in enumerate(named_children(values)) if each == value), 0)
    target = targets[index] if index < len(targets) else None
    return target if target is not None and target.type == "identifier" else None


def _is_given_to(call: Node, name: str) -> bool:
    values = call.parent
    if values is None or values.type != "expression_list" or values.parent is None:
        return False
    target = name_given(values.parent, values, call)
    return target is not None and text(target) == name
