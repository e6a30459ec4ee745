"""The domain of constants: which numbers, texts or truth values an expression can be."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from restatelint.golang.declarations import ValueDeclaration
from restatelint.golang.flow.conditions import Relation
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import field, string_value, text, unparenthesized
from restatelint.golang.types import External

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.golang.declarations import Function
    from restatelint.golang.flow.conditions import Test
    from restatelint.golang.flow.expr import Expr
    from restatelint.golang.program import Program
    from restatelint.golang.syntax import Parameter

Constant = int | str | bool
Constants = frozenset[Constant]
"""What an expression can be; empty where it can be anything."""

ANY: Constants = frozenset()
_MOST = 8  # constants that one expression can be; more are anything
_LONGEST = 10_000  # characters of a text
_DIGITS = 24
_BITS = 200
_UNITS = {
    "Nanosecond": 1,
    "Microsecond": 1_000,
    "Millisecond": 1_000_000,
    "Second": 1_000_000_000,
    "Minute": 60_000_000_000,
    "Hour": 3_600_000_000_000,
}
_STATUSES = {f"status{each.name.replace('_', '').lower()}": each.value for each in HTTPStatus}
_TRUTHS = {"true": True, "false": False}
_OPERATIONS = frozenset({"binary_expression", "assignment_statement"})
_STEPS = {"inc_statement": "+", "dec_statement": "-"}
_CONVERSIONS = frozenset({("time", "Duration")})  # foreign types that a call of one argument converts to


class ConstantDomain:
    """Constants; ``variables`` takes what a variable of a package is declared with, and what callers give."""

    unknown = ANY
    zero: Constants | None = ANY
    narrows = True

    def __init__(self, program: Program, *, variables: bool) -> None:
        self._program = program
        self.callers = self._variables = variables

    def leaf(self, at: Expr) -> Constants | None:
        """Return the constant that is written out, durations in nanoseconds."""
        node, kind = at.node, at.node.type
        if kind == "int_literal":
            return _number(text(node).replace("_", ""))
        if kind in ("interpreted_string_literal", "raw_string_literal"):
            value = string_value(node)
            return frozenset({value}) if value is not None else ANY
        if kind in _TRUTHS:
            return frozenset({_TRUTHS[kind]})
        if kind == "identifier" and not self._variables and binding_of(at.file, node) is None:
            declaration = self._program.package_of(at.file).declaration(text(node), at.file)
            return ANY if isinstance(declaration, ValueDeclaration) and not declaration.constant else None
        return self._imported(at) if kind == "selector_expression" else None

    def _imported(self, at: Expr) -> Constants | None:
        operand, name = field(at.node, "operand"), field(at.node, "field")
        path = self._program.calls.import_path(at.file, operand) if operand is not None else None
        if path is None or name is None:
            return None
        found = {"time": _UNITS.get(text(name)), "net/http": _STATUSES.get(text(name).lower())}.get(path)
        if found is not None:
            return frozenset({found})
        package = self._program.imported(at.file, path)
        declaration = package.declaration(text(name)) if package is not None else None
        if isinstance(declaration, ValueDeclaration) and (declaration.constant or self._variables):
            return None
        return ANY

    def join(self, one: Constants, other: Constants) -> Constants:
        """Return what either can be."""
        both = one | other
        return both if one and other and len(both) <= _MOST else ANY

    def made(self, at: Expr, parts: Sequence[Constants | None]) -> Constants | None:
        """Return what an operator makes of constants."""
        node = unparenthesized(at.node)
        if not parts or not all(parts):
            return ANY
        if node.type == "call_expression" and len(parts) == 1:
            target = self._program.calls.target(at.file, node)
            is_conversion = isinstance(target, External) and (target.path, target.name) in _CONVERSIONS
            return parts[0] if is_conversion else ANY
        operator = field(node, "operator")
        sign = operator.type.removesuffix("=") if operator is not None else ""
        first, last = parts[0] or ANY, parts[-1] or ANY
        if node.type in _STEPS:
            return _each(_STEPS[node.type], first, frozenset({1}))
        if node.type == "unary_expression":
            return _each(sign, frozenset({0}), first)
        return _each(sign, first, last) if node.type in _OPERATIONS else ANY

    def given(self, _at: Expr, _target: Function, returned: Constants | None) -> Constants | None:
        """Return what the function returns."""
        return returned

    def part(self, _value: Constants, _path: tuple[str, ...]) -> Constants:
        """Return that a field of what is known as a whole can be anything."""
        return ANY

    def narrowed(self, at: Expr, value: Constants, test: Test) -> Constants:
        """Return the constants that a name was compared with, or without those that it was not."""
        if test.relation is not Relation.EQUAL:
            return value
        compared = [self.leaf(at._replace(node=unparenthesized(each), path=())) for each in test.operands]
        if not compared or not all(compared):
            return value
        told = frozenset().union(*(each or ANY for each in compared))
        if test.holds:
            return (value & told or value) if value else told
        return value - told or value

    def binds(self, _function: Function, _parameter: Parameter) -> bool:
        """Return that every parameter counts."""
        return True


def _number(digits: str) -> Constants:
    if len(digits) > _DIGITS:
        return ANY
    return frozenset({int(digits, 8 if digits.isdecimal() and digits[0] == "0" else 0)})


def _each(sign: str, left: Constants, right: Constants) -> Constants:
    found = {_combined(sign, one, other) for one in left for other in right}
    return frozenset(each for each in found if each is not None) if None not in found else ANY


def _combined(sign: str, left: Constant, right: Constant) -> Constant | None:
    if isinstance(left, str) or isinstance(right, str):
        is_text = isinstance(left, str) and isinstance(right, str) and sign == "+"
        return f"{left}{right}" if is_text and len(f"{left}{right}") <= _LONGEST else None
    if isinstance(left, bool) or isinstance(right, bool):
        return not right if sign == "!" else None
    if sign in ("+", "-"):
        found = left + right if sign == "+" else left - right
    elif sign == "*":
        found = left * right
    elif sign == "/" and right:
        found = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
    else:
        return None
    return found if found.bit_length() <= _BITS else None
