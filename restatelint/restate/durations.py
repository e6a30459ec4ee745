"""Constant durations: what ``5 * time.Second`` and names for it come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.declarations import ValueDeclaration
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import field, named_children, text, unparenthesized

if TYPE_CHECKING:
    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.golang.program import Program

_UNITS = {
    "Nanosecond": 1,
    "Microsecond": 1_000,
    "Millisecond": 1_000_000,
    "Second": 1_000_000_000,
    "Minute": 60_000_000_000,
    "Hour": 3_600_000_000_000,
}
_DEPTH = 12


def constant_duration(
    program: Program, file: File, node: Node | None, depth: int = 0, *, variables: bool = False
) -> int | None:
    """Return a constant expression's value in nanoseconds, or None if it is not one that can be told.

    ``variables`` takes a variable of the package for what it was declared with.
    """
    if node is None or depth > _DEPTH:
        return None
    node = unparenthesized(node)
    if node.type == "int_literal":
        return int(text(node).replace("_", ""), 0) if len(text(node)) < 24 else None
    if node.type == "selector_expression":
        operand, name = field(node, "operand"), field(node, "field")
        if operand is not None and name is not None and program.calls.import_path(file, operand) == "time":
            return _UNITS.get(text(name))
        return None
    if node.type == "binary_expression":
        left = constant_duration(program, file, field(node, "left"), depth + 1, variables=variables)
        right = constant_duration(program, file, field(node, "right"), depth + 1, variables=variables)
        return _combined(field(node, "operator"), left, right)
    if node.type == "identifier":
        return _named(program, file, node, depth, variables=variables)
    if node.type == "call_expression":
        called, given = callee(node), arguments(node)
        if called is not None and called.name == "Duration" and len(given) == 1:
            return constant_duration(program, file, given[0], depth + 1, variables=variables)
    return None


def _combined(operator: Node | None, left: int | None, right: int | None) -> int | None:
    if operator is None or left is None or right is None:
        return None
    if operator.type == "*":
        return left * right
    if operator.type == "+":
        return left + right
    if operator.type == "-":
        return left - right
    return left // right if operator.type == "/" and right else None


def _named(program: Program, file: File, node: Node, depth: int, *, variables: bool) -> int | None:
    binding = binding_of(file, node)
    if binding is not None:
        if binding.assigned:
            return None
        values = field(binding.statement, "value") or field(binding.statement, "right")
        index = binding.index
    else:
        declaration = program.package_of(file).declaration(text(node), file)
        if not isinstance(declaration, ValueDeclaration) or not (declaration.constant or variables):
            return None
        file, index = declaration.file, declaration.index
        values = field(declaration.node, "value")
    expressions = named_children(values) if values is not None else []
    if index >= len(expressions):
        return None
    return constant_duration(program, file, expressions[index], depth + 1, variables=variables)


def shown_duration(nanoseconds: int) -> str:
    """Return a duration as Go prints it: ``1h30m0s``, ``5s``, ``250ms``."""
    if nanoseconds < 1_000_000_000:
        for unit, size in (("ms", 1_000_000), ("µs", 1_000)):
            if nanoseconds >= size and nanoseconds % size == 0:
                return f"{nanoseconds // size}{unit}"
        return f"{nanoseconds}ns"
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    fraction = f".{rest:09d}".rstrip("0") if rest else ""
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    if hours:
        return f"{hours}h{minutes}m{seconds}{fraction}s"
    return f"{minutes}m{seconds}{fraction}s" if minutes else f"{seconds}{fraction}s"
