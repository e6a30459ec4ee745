"""Where a local name gets a value: each place that sets it, a part of it, or what it points to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import CALLS, field, fields, named_children, text

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node

ELEMENT = "[]"
"""The step of a path to any element of a slice or map."""
_DEPTH = 3  # how many fields a path has; what lies deeper counts as all of it

_WITHOUT_FIELDS = frozenset({"array_type", "implicit_length_array_type", "map_type", "slice_type"})
_STEPS = frozenset({"inc_statement", "dec_statement"})
_CHANGING = frozenset({"clear", "copy", "delete"})  # built-in functions that change what they are given
_READING = frozenset({"append", "cap", "close", "len", "max", "min", "panic", "print", "println"})


class Form(Enum):
    """How a name gets a value.

    ``WHOLE`` and ``ZERO`` set all of it, ``UPDATED`` all of it from what it was, ``PART`` a field or an
    element. ``FILLED`` is a call that has its address, ``SHARED`` one that has what it holds and might
    change what that points to, ``ASKED`` a method that is called on it, ``ALIASED`` its address elsewhere.
    """

    WHOLE = "whole"
    ZERO = "zero"
    PARAMETER = "parameter"
    RANGE = "range"
    RECEIVED = "received"
    SWITCHED = "switched"
    UPDATED = "updated"
    PART = "part"
    FILLED = "filled"
    SHARED = "shared"
    ASKED = "asked"
    ALIASED = "aliased"

    @property
    def sure(self) -> bool:
        """Whether nothing that was there before is left of what is set."""
        return self not in (Form.FILLED, Form.SHARED, Form.ASKED, Form.ALIASED)


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """A place that gives a name a value.

    ``node`` is the name there and ``value`` the expression that gives it, None where there is none; of its
    results ``index`` counts. ``path`` are the fields that are set, () for all.
    """

    binding: Binding
    form: Form
    node: Node
    value: Node | None
    index: int = 0
    path: tuple[str, ...] = ()

    @property
    def kills(self) -> bool:
        """Whether what was at its path before is gone."""
        return self.form.sure and ELEMENT not in self.path


def definitions_of(file: File, binding: Binding) -> list[Definition]:
    """Return the places that give a local name a value, in the order of the text."""
    return [
        found
        for node in file.identifiers(binding.name, binding.start, binding.end)
        if node.type == "identifier" and not is_field_key(node) and binding_of(file, node) is binding
        if (found := _definition(binding, node)) is not None
    ]


def reference(node: Node) -> tuple[Node, tuple[str, ...], bool]:
    """Return the longest access that starts with a name, its path, and whether its address is taken.

    The access ends before a method that is called on it.
    """
    path: list[str] = []
    while (parent := node.parent) is not None:
        kind = parent.type
        if kind == "selector_expression" and field(parent, "operand") == node:
            if is_called(parent):
                break
            name = field(parent, "field")
            path.append(text(name) if name is not None else "")
        elif kind == "index_expression" and field(parent, "operand") == node:
            path.append(ELEMENT)
        elif kind == "unary_expression":
            operator = field(parent, "operator")
            if operator is not None and operator.type == "&":
                return parent, tuple(path[:_DEPTH]), True
            if operator is None or operator.type != "*":
                break
        elif kind == "slice_expression":
            if field(parent, "operand") != node:
                break
        elif kind != "parenthesized_expression":
            break
        node = parent
    return node, tuple(path[:_DEPTH]), False


def is_called(function: Node) -> bool:
    """Whether an expression is what a call calls."""
    call = function.parent
    return call is not None and call.type == "call_expression" and field(call, "function") == function


def is_field_key(name: Node) -> bool:
    """Whether a name is the field that a pair of a struct literal sets, and so no use of a variable."""
    element = name.parent
    pair = element.parent if element is not None and element.type == "literal_element" else None
    if pair is None or pair.type != "keyed_element" or field(pair, "key") != element:
        return False
    body = pair.parent
    literal = body.parent if body is not None else None
    type_ = field(literal, "type") if literal is not None and literal.type == "composite_literal" else None
    return type_ is None or type_.type not in _WITHOUT_FIELDS


def shortened(path: tuple[str, ...]) -> tuple[str, ...]:
    """Return a path of at most three steps."""
    return path[:_DEPTH]


def _definition(binding: Binding, name: Node) -> Definition | None:
    if name == binding.identifier and binding.kind is BindingKind.PARAMETER:
        form = Form.ZERO if _is_result(binding) else Form.PARAMETER
        return Definition(binding, form, name, None, binding.index)
    node, path, taken = reference(name)
    parent = node.parent
    if parent is None:
        return None
    if parent.type in _STEPS:
        return Definition(binding, Form.UPDATED, name, None, 0, path)
    if parent.type in ("var_spec", "const_spec"):
        return _declared(binding, name, parent) if not path and _is_named(parent, node) else None
    if parent.type == "expression_list" and parent.parent is not None:
        return _listed(binding, name, node, path, parent, parent.parent)
    return _given(binding, name, node, path, taken=taken)


def _is_result(binding: Binding) -> bool:
    holder = binding.statement.parent
    function = holder.parent if holder is not None else None
    return holder is not None and function is not None and field(function, "result") == holder


def _is_named(spec: Node, name: Node) -> bool:
    return any(each == name for each in fields(spec, "name"))


def _declared(binding: Binding, name: Node, spec: Node) -> Definition:
    names = [each for each in fields(spec, "name") if each.is_named]
    return _set(binding, name, (), names, name, field(spec, "value"))


def _listed(
    binding: Binding, name: Node, node: Node, path: tuple[str, ...], values: Node, statement: Node
) -> Definition | None:
    """Return the definition that an access in a list of expressions is, if it stands on the left."""
    kind = statement.type
    alias = kind == "type_switch_statement" and field(statement, "alias") == values
    if not alias and field(statement, "left") != values:
        return None
    targets = named_children(values)
    right = field(statement, "right")
    if alias:
        return Definition(binding, Form.SWITCHED, name, field(statement, "value"))
    if kind == "range_clause":
        return Definition(binding, Form.RANGE, name, right, _place(targets, node), path)
    if kind == "receive_statement":
        return Definition(binding, Form.RECEIVED, name, right, _place(targets, node), path)
    operator = field(statement, "operator")
    if kind == "assignment_statement" and operator is not None and operator.type != "=":
        return Definition(binding, Form.UPDATED, name, right, 0, path)
    return _set(binding, name, path, targets, node, right)


def _set(
    binding: Binding, name: Node, path: tuple[str, ...], targets: list[Node], target: Node, right: Node | None
) -> Definition:
    index = _place(targets, target)
    if right is None:
        return Definition(binding, Form.ZERO, name, None, index, path)
    values = named_children(right) if right.type == "expression_list" else [right]
    form = Form.PART if path else Form.WHOLE
    if len(values) == 1:
        return Definition(binding, form, name, values[0], index if len(targets) > 1 else 0, path)
    return Definition(binding, form, name, values[index] if index < len(values) else None, 0, path)


def _place(targets: list[Node], target: Node) -> int:
    return next((index for index, each in enumerate(targets) if each == target), 0)


def _given(
    binding: Binding, name: Node, node: Node, path: tuple[str, ...], *, taken: bool
) -> Definition | None:
    """Return the call that an access is given to or that is called on it, as far as it may change it."""
    parent = node.parent
    while parent is not None and parent.type in ("variadic_argument", "parenthesized_expression"):
        parent = parent.parent
    if parent is None:
        return None
    if parent.type == "selector_expression" and is_called(parent):
        return Definition(binding, Form.ASKED, name, parent.parent, 0, path)
    call = parent.parent if parent.type == "argument_list" else None
    if parent.type in CALLS:
        call = parent if field(parent, "operand") == node else None
    if call is not None and call.type in CALLS:
        function = field(call, "function")
        called = text(function) if function is not None and function.type == "identifier" else ""
        if called in _CHANGING:
            return Definition(binding, Form.FILLED, name, call, 0, path)
        form = Form.FILLED if taken else Form.SHARED
        return None if called in _READING else Definition(binding, form, name, call, 0, path)
    return Definition(binding, Form.ALIASED, name, node, 0, path) if taken else None
