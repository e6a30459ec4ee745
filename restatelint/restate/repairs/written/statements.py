"""Statements around expressions: where lines may be put before one, and how its function fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.scope import binding_at
from restatelint.golang.syntax import FUNCTIONS, ancestors, field, named_children, text
from restatelint.golang.types import ERROR, Named
from restatelint.restate.repairs.written.spelling import zero_value
from restatelint.restate.sdk import is_sdk

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_PLAIN = frozenset(
    {
        "assignment_statement",
        "expression_statement",
        "return_statement",
        "short_var_declaration",
        "var_declaration",
    }
)
_BARRIERS = FUNCTIONS | {
    "communication_case",
    "defer_statement",
    "expression_case",
    "for_statement",
    "go_statement",
    "labeled_statement",
    "select_statement",
    "type_switch_statement",
}


def statement_around(file: File, byte: int) -> Node | None:
    """Return the innermost statement of a list that holds a byte, or None outside of any."""
    node: Node | None = file.tree.around(byte, byte + 1)
    while node is not None:
        parent = node.parent
        if parent is not None and parent.type == "statement_list":
            return node
        node = parent
    return None


def statement_to_precede(node: Node) -> Node | None:
    """Return the statement before which an expression of it can be evaluated just as well, or None.

    None where the expression is evaluated only sometimes, more than once, or after another part.
    """
    below = node
    for parent in ancestors(node):
        if below.parent is not None and below.parent.type == "statement_list":
            break
        if parent.type in _BARRIERS:
            return None
        if parent.type == "binary_expression" and field(parent, "right") == below:
            operator = field(parent, "operator")
            if operator is not None and operator.type in ("&&", "||"):
                return None
        if parent.type == "if_statement" and field(parent, "alternative") == below:
            return None
        below = parent
    if below.type in _PLAIN:
        return below
    if below.type in ("if_statement", "expression_switch_statement"):
        body = field(below, "consequence")
        return below if body is None or node.end_byte <= body.start_byte else None
    return None


def returns_error(program: Program, file: File, byte: int) -> bool:
    """Whether the last result of the function around a byte is an error, plain or the SDK's terminal one."""
    function = file.function_at(byte)
    if function is None or not function.results:
        return False
    type_ = program.typenames.type(file, function.results[-1].type)
    is_terminal = isinstance(type_, Named) and is_sdk(type_.path) and type_.name == "TerminalError"
    return type_ == ERROR or is_terminal


def failing_return(program: Program, file: File, byte: int, error: str) -> str | None:
    """Return the statement by which the function around a byte returns an error by its name, or None."""
    function = file.function_at(byte)
    if function is None or not returns_error(program, file, byte):
        return None
    others = function.results[:-1]
    values = _as_elsewhere(function, len(others))
    if values is None:
        values = []
        for result in others:
            value = _own_name(file, byte, result.name) or zero_value(program, file, result.type)
            if value is None:
                return None
            values.append(value)
    return "return " + ", ".join((*values, error))


def _own_name(file: File, byte: int, name: str) -> str:
    """Return the name of a result, if it means the result at a byte."""
    binding = binding_at(file, name, byte) if name not in ("", "_") else None
    parameters = binding.statement.parent if binding is not None else None
    function = parameters.parent if parameters is not None else None
    return name if function is not None and field(function, "result") == parameters else ""


def _as_elsewhere(function: Function, count: int) -> list[str] | None:
    """Return the values that another return of a function gives beside its error, if they are constant."""
    body = function.body
    if body is None:
        return None
    for statement in function.file.nodes("return", body.start_byte, body.end_byte):
        owner = next((each for each in ancestors(statement) if each.type in FUNCTIONS), None)
        if owner != function.node:
            continue
        lists = named_children(statement)
        values = named_children(lists[0]) if lists else []
        if len(values) != count + 1 or text(values[-1]) == "nil":
            continue
        if all(_is_constant(each) for each in values[:-1]):
            return [text(each) for each in values[:-1]]
    return None


def _is_constant(node: Node) -> bool:
    if node.type in ("nil", "true", "false", "int_literal", "float_literal", "interpreted_string_literal"):
        return text(node) in ("nil", "false", "0", "0.0", '""')
    body = field(node, "body") if node.type == "composite_literal" else None
    return body is not None and not body.named_children
