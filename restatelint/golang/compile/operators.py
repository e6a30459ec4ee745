"""The types of what operators give, by the types of their operands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.compile.types import BOOLEAN, STRING, Basic, Chan, Map, Pointer, Slice
from restatelint.golang.syntax import field

if TYPE_CHECKING:
    from restatelint.golang.compile.type_expressions import TypeExpressions
    from restatelint.golang.compile.types import Type
    from restatelint.golang.tree import Node

_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_SHIFTS = frozenset({"<<", ">>"})


def applied(types: TypeExpressions, node: Node, type_: Type | None) -> Type | None:
    """Return the type of a unary expression by that of its operand, None if it cannot be told."""
    operator = field(node, "operator")
    if operator is None or type_ is None:
        return None
    if operator.type == "&":
        return Pointer(type_)
    if operator.type == "*":
        type_ = types.underlying(type_)
        return type_.element if isinstance(type_, Pointer) else None
    if operator.type == "<-":
        type_ = types.underlying(type_)
        return type_.element if isinstance(type_, Chan) else None
    return type_


def combined(node: Node, left: Type | None, right: Type | None) -> Type | None:
    """Return the type of a binary expression by those of its operands, None if it cannot be told."""
    operator = field(node, "operator")
    if operator is None or operator.type in _COMPARISONS:
        return BOOLEAN
    if operator.type in _SHIFTS:
        return None if isinstance(left, Basic) and left.untyped else left
    if isinstance(left, Basic) and left.untyped:
        is_untyped = isinstance(right, Basic) and right.untyped
        return right if not is_untyped or left == right else None
    return left


def element_of(types: TypeExpressions, operand: Type | None) -> Type | None:
    """Return the type of an element of what is indexed, None if it cannot be told."""
    type_ = types.underlying(operand)
    if isinstance(type_, Pointer):
        type_ = types.underlying(type_.element)
        return type_.element if isinstance(type_, Slice) and type_.sized else None
    if isinstance(type_, (Slice, Map)):
        return type_.element
    if isinstance(type_, Basic) and type_.name in ("string", "untyped string"):
        return Basic("uint8")
    return None


def sliced(types: TypeExpressions, operand: Type | None) -> Type | None:
    """Return the type of a part of what is sliced: an array gives a slice."""
    underlying = types.underlying(operand)
    if isinstance(underlying, Pointer):
        underlying = types.underlying(underlying.element)
    if isinstance(underlying, Slice) and underlying.sized:
        return Slice(underlying.element)
    return STRING if operand == Basic("untyped string") else operand
