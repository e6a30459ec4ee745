"""Constant numbers: what ``5 * time.Second``, ``http.StatusConflict`` and names for them come to."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.declarations import ValueDeclaration
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import FUNCTIONS, enclosing, field, named_children, text, unparenthesized
from restatelint.restate.uses import calls_of

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_UNITS = {
    "Nanosecond": 1,
    "Microsecond": 1_000,
    "Millisecond": 1_000_000,
    "Second": 1_000_000_000,
    "Minute": 60_000_000_000,
    "Hour": 3_600_000_000_000,
}
_STATUSES = {f"status{each.name.replace('_', '').lower()}": each.value for each in HTTPStatus}
_CONVERSIONS = frozenset({"Duration", "int", "int32", "int64", "uint", "uint16", "uint32", "uint64"})
_DEPTH = 12


def constant_number(
    program: Program, file: File, node: Node | None, depth: int = 0, *, variables: bool = False
) -> int | None:
    """Return the number that an expression always is, durations in nanoseconds, or None.

    ``variables`` takes a variable of the package for what it was declared with, and a parameter for what
    every call of its function gives, if all give the same.
    """
    if node is None or depth > _DEPTH:
        return None
    node = unparenthesized(node)
    if node.type == "int_literal":
        return _literal(text(node).replace("_", ""))
    if node.type == "selector_expression":
        return _imported(program, file, node)
    if node.type == "binary_expression":
        left = constant_number(program, file, field(node, "left"), depth + 1, variables=variables)
        right = constant_number(program, file, field(node, "right"), depth + 1, variables=variables)
        return _combined(field(node, "operator"), left, right)
    if node.type == "identifier":
        return _named(program, file, node, depth, variables=variables)
    if node.type == "call_expression":
        called, given = callee(node), arguments(node)
        if called is not None and called.name in _CONVERSIONS and len(given) == 1:
            return constant_number(program, file, given[0], depth + 1, variables=variables)
    return None


def _literal(digits: str) -> int | None:
    if len(digits) > 24:
        return None
    return int(digits, 8 if digits.isdecimal() and digits[0] == "0" else 0)


def _imported(program: Program, file: File, node: Node) -> int | None:
    operand, name = field(node, "operand"), field(node, "field")
    path = program.calls.import_path(file, operand) if operand is not None else None
    if path is None or name is None:
        return None
    if path == "time":
        return _UNITS.get(text(name))
    return _STATUSES.get(text(name).lower()) if path == "net/http" else None


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
        if binding.kind is BindingKind.PARAMETER:
            return _given(program, file, binding.statement, node, depth) if variables else None
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
    return constant_number(program, file, expressions[index], depth + 1, variables=variables)


def _given(program: Program, file: File, parameter: Node, name: Node, depth: int) -> int | None:
    """Return the number that every call of a function gives a parameter of it, or None."""
    owner = enclosing(parameter, FUNCTIONS)
    function = next((each for each in file.functions if each.node == owner), None)
    names = [each.name for each in function.parameters if not each.variadic] if function is not None else []
    if owner is None or owner.type == "func_literal" or text(name) not in names:
        return None
    index = names.index(text(name))
    found: set[int | None] = set()
    for inside, call in calls_of(program, file, parameter):
        given = arguments(call)
        number = given[index] if index < len(given) else None
        found.add(constant_number(program, inside, number, depth + 1, variables=True))
    return found.pop() if len(found) == 1 else None
