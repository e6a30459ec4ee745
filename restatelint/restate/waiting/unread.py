"""Futures that are awaited and whose result nobody reads: only compared with what a wait gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.uses import uses
from restatelint.restate.sdk import sdk
from restatelint.restate.waiting.futures import name_given

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_WAITS = frozenset({"Wait", "WaitFirst", "WaitIter"})
_GIVING = frozenset({"short_var_declaration", "assignment_statement", "var_spec"})


class Unread:
    """Answers about futures over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def is_unread(self, file: File, call: Node) -> bool:
        """Whether a call gives a local name a future that is waited for, and nobody reads its result.

        What is done with it otherwise, such as to hand it on, counts as reading it, and so does to read
        what the wait gives, which may be any of the futures.
        """
        name = _name_of(call)
        binding = binding_of(file, name) if name is not None else None
        if binding is None or binding.kind is not BindingKind.VARIABLE or binding.assigned:
            return False
        found = uses(file, binding, binding.visible)
        waited = [each for each in found if self._is_waited_for(file, each)]
        return bool(waited) and all(each in waited or _is_compared(each) for each in found)

    def _is_waited_for(self, file: File, future: Node) -> bool:
        """Whether a future is given to a wait whose own result is only compared."""
        call = future.parent.parent if future.parent is not None else None
        if call is None or future.parent is None or future.parent.type != "argument_list":
            return False
        operation = sdk().operation(self._program.calls.target(file, call))
        return operation is not None and operation.name in _WAITS and _is_result_compared(file, call)


def _name_of(call: Node) -> Node | None:
    """Return the first name that a call's result is given to, or None."""
    values = call.parent
    statement = values.parent if values is not None and values.type == "expression_list" else None
    if values is None or statement is None or statement.type not in _GIVING:
        return None
    return name_given(statement, values, call)


def _is_result_compared(file: File, wait: Node) -> bool:
    """Whether nothing is done with what a wait gives but to compare it."""
    parent = wait.parent
    if parent is None or parent.type == "expression_statement":
        return parent is not None
    if parent.type == "range_clause":
        left = field(parent, "left")
        return left is None or _is_name_compared(file, named_children(left)[0])
    name = _name_of(wait)
    return name is not None and _is_name_compared(file, name)


def _is_name_compared(file: File, name: Node) -> bool:
    if text(name) == "_":
        return True
    binding = binding_of(file, name)
    if binding is None or binding.kind not in (BindingKind.VARIABLE, BindingKind.RANGE):
        return False
    return all(_is_compared(each) or _steps(file, each) for each in uses(file, binding, binding.visible))


def _steps(file: File, iterator: Node) -> bool:
    """Whether a use of an iterator asks for the next future, or for one that is only compared."""
    selector = iterator.parent
    name = field(selector, "field") if selector is not None else None
    call = selector.parent if selector is not None else None
    if name is None or call is None or call.type != "call_expression":
        return False
    if text(name) != "Value":
        return text(name) in ("Next", "Err")
    given = _name_of(call)
    return _is_compared(call) or (given is not None and _is_name_compared(file, given))


def _is_compared(node: Node) -> bool:
    parent = node.parent
    if parent is None:
        return False
    if parent.type == "binary_expression":
        operator = field(parent, "operator")
        return operator is not None and operator.type in ("==", "!=")
    if parent.type == "expression_list":
        return parent.parent is not None and parent.parent.type == "expression_case"
    return parent.type == "expression_switch_statement" and field(parent, "value") == node
