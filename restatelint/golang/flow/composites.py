"""What the literals of structs, slices and maps hold at a path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.flow.definitions import ELEMENT
from restatelint.golang.flow.expr import Expr, Shape, Step
from restatelint.golang.syntax import field, named_children, text

if TYPE_CHECKING:
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

KEY = "[key]"
"""The step of a path to any key of a map, or index of a slice."""
LITERALS = frozenset({"composite_literal", "literal_value"})


def composed(program: Program, at: Expr) -> Step:
    """Return what a literal gives at its path: all of what it is written with, or what a field is set to."""
    body = field(at.node, "body") if at.node.type == "composite_literal" else at.node
    elements = named_children(body) if body is not None else []
    if not at.path:
        parts = [value for each in elements for value in _sides(each)]
        return Step(Shape.MADE, tuple(Expr(at.file, each) for each in parts))
    first, rest = at.path[0], at.path[1:]
    if first == KEY:
        keys = [field(each, "key") for each in elements if each.type == "keyed_element"]
        return Step(Shape.ALIKE, tuple(Expr(at.file, each, 0, rest) for each in keys if each is not None))
    if first == ELEMENT:
        values = [_sides(each)[-1] for each in elements]
        return Step(Shape.ALIKE, tuple(Expr(at.file, each, 0, rest) for each in values))
    found = _set(program, at, elements, first)
    return Step(Shape.ALIKE, (Expr(at.file, found, 0, rest),)) if found else Step(Shape.ALIKE, zero=True)


def _set(program: Program, at: Expr, elements: list[Node], name: str) -> Node | None:
    """Return what a struct literal gives to a field, by name or by place."""
    for each in elements:
        key = field(each, "key") if each.type == "keyed_element" else None
        if key is not None and text(key) == name:
            return field(each, "value")
    if elements and elements[0].type != "keyed_element" and at.node.type == "composite_literal":
        type_ = program.typenames.type(at.file, field(at.node, "type"))
        names = [each.name for each in program.members.fields(type_)]
        if name in names and names.index(name) < len(elements):
            return elements[names.index(name)]
    return None


def _sides(element: Node) -> list[Node]:
    """Return the expressions of an element: its key, where that is none of a name alone, and its value."""
    if element.type != "keyed_element":
        return [element]
    key, value = field(element, "key"), field(element, "value")
    inner = named_children(key) if key is not None else []
    is_name = len(inner) == 1 and inner[0].type == "identifier"
    return [each for each in (None if is_name else key, value) if each is not None] or [element]
