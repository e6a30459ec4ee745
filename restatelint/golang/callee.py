"""What a call names, and what it is given: the same for every way to write it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.syntax import field, named_children, text, unparenthesized

if TYPE_CHECKING:
    from restatelint.golang.tree import Node

_MANY = 32  # arguments of a call that are kept, for each may be asked about


@dataclass(frozen=True, slots=True)
class Callee:
    """What a call names.

    ``expression`` is the called expression without parentheses and type arguments. For ``a.B(...)``
    ``operand`` is ``a`` and ``name`` is ``B``; for ``b(...)`` ``operand`` is None; for anything without a
    name (a literal, the result of another call) ``name`` is "".
    """

    expression: Node
    operand: Node | None
    name: str
    type_arguments: tuple[Node, ...]


def callee(call: Node) -> Callee | None:
    """Return what a call names, the same for every way to write it; None if it is not a call.

    The grammar has three shapes for a generic call: ``f[int](x)`` is a call of an index expression,
    ``f[[]T](x, y)`` a call with type arguments, ``f[[]T](x)`` a conversion to a generic type.
    """
    if call.type == "type_conversion_expression":
        target = field(call, "type")
        if target is None or target.type != "generic_type":
            return None
        return _named(field(target, "type"), _type_arguments(field(target, "type_arguments")))
    if call.type != "call_expression":
        return None
    function = field(call, "function")
    arguments = _type_arguments(field(call, "type_arguments"))
    if function is None:
        return None
    function = unparenthesized(function)
    kind = function.type
    if kind == "type_instantiation_expression":
        return _named(field(function, "type"), tuple(named_children(function)[1:]))
    if kind == "index_expression":
        index = field(function, "index")
        return _named(field(function, "operand"), arguments or ((index,) if index else ()))
    return _named(function, arguments)


def _named(expression: Node | None, arguments: tuple[Node, ...]) -> Callee | None:
    if expression is None:
        return None
    expression = unparenthesized(expression)
    kind = expression.type
    if kind in ("identifier", "type_identifier"):
        return Callee(expression, None, text(expression), arguments)
    if kind == "selector_expression":
        name = field(expression, "field")
        return Callee(expression, field(expression, "operand"), text(name) if name else "", arguments)
    if kind == "qualified_type":
        name = field(expression, "name")
        return Callee(expression, field(expression, "package"), text(name) if name else "", arguments)
    return Callee(expression, None, "", arguments)


def _type_arguments(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    found: list[Node] = []
    for element in named_children(node):
        inner = named_children(element) if element.type == "type_elem" else [element]
        found.extend(inner)
    return tuple(found)


def arguments(call: Node) -> list[Node]:
    """Return the argument expressions of a call, without comments; a trailing ``...`` is unwrapped."""
    given = field(call, "arguments")
    if given is None:
        operand = field(call, "operand") if call.type == "type_conversion_expression" else None
        return [operand] if operand is not None else []
    kept = given.tree.arguments.get(given.id)
    if kept is not None:
        return list(kept)
    found: list[Node] = []
    for child in given.named_children:
        kind = child.type
        if kind == "variadic_argument":
            found.append(child.named_children[0])
        elif kind != "comment":
            found.append(child)
    if len(found) > _MANY:
        given.tree.arguments[given.id] = found
        return list(found)
    return found


def argument_index(call: Node, argument: Node) -> int:
    """Return the place of an expression among the arguments of a call, 0 if it is none of them."""
    given = arguments(call)
    index = bisect_left(given, argument.start_byte, key=lambda each: each.start_byte)
    return index if index < len(given) and given[index] == argument else 0
