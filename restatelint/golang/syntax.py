"""What every question about Go's syntax needs: text, fields, parentheses, scopes, parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.tree import field, kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.tree import Node

__all__ = ["field"]

FUNCTIONS = frozenset({"function_declaration", "method_declaration", "func_literal"})
CALLS = frozenset({"call_expression", "type_conversion_expression"})
LOOPS = frozenset({"for_statement"})
_PARENTHESES = frozenset({"parenthesized_expression", "parenthesized_type"})
_STRINGS = frozenset({"interpreted_string_literal", "raw_string_literal"})
_CHAINS = frozenset(
    {
        "selector_expression",
        "index_expression",
        "slice_expression",
        "unary_expression",
        "type_assertion_expression",
        "parenthesized_expression",
    }
)
_SCOPES = frozenset(
    {
        "statement_list",
        "block",
        "if_statement",
        "for_statement",
        "expression_switch_statement",
        "type_switch_statement",
        "communication_case",
        "function_declaration",
        "method_declaration",
        "func_literal",
        "source_file",
    }
)


def text(node: Node) -> str:
    """Return a node's text."""
    # as `decoded`, written out: nothing is called more often
    return node.tree.data[node.start_byte : node.end_byte].decode("utf-8", "surrogateescape")


def fields(node: Node, name: str) -> list[Node]:
    """Return the children in a field that may have several."""
    return node.children_by_field_name(name)


def named_children(node: Node) -> list[Node]:
    """Return the named children that are not comments."""
    return [child for child in node.named_children if child.type != "comment"]


_QUALIFIED = kinds("selector_expression", "qualified_type")


def qualifiers(root: Node) -> list[Node]:
    """Return the names that stand before a dot, in order: packages among them."""
    found: list[Node] = []
    for each in root.descendants(_QUALIFIED):
        name = field(each, "operand" if each.type == "selector_expression" else "package")
        if name is not None and name.type in ("identifier", "package_identifier"):
            found.append(name)
    return found


def string_value(node: Node) -> str | None:
    """Return the value of a string literal without escapes, None for anything else."""
    if node.type not in _STRINGS:
        return None
    content = text(node)[1:-1]
    if node.type == "interpreted_string_literal" and "\\" in content:
        return None
    return content


def unparenthesized(node: Node) -> Node:
    """Return what stands inside any number of parentheses."""
    while node.type in _PARENTHESES:
        inner = named_children(node)
        if len(inner) != 1:
            break
        node = inner[0]
    return node


def root_of(node: Node) -> Node:
    """Return what a chain of selectors, indexes, dereferences and assertions starts from."""
    while node.type in _CHAINS:
        inner = field(node, "operand") or next(iter(named_children(node)), None)
        if inner is None:
            break
        node = inner
    return node


def scope_of(node: Node) -> Node:
    """Return the innermost node that bounds the names declared by a statement.

    The body of a function and its parameters are one block in Go, so the function bounds both.
    """
    parent = node.parent
    while parent is not None and parent.type not in _SCOPES:
        parent = parent.parent
    if parent is None:
        return node
    body = parent.parent if parent.type == "statement_list" else parent
    function = body.parent if body is not None and body.type == "block" else None
    return function if function is not None and function.type in FUNCTIONS else parent


def ancestors(node: Node) -> Iterator[Node]:
    """Yield a node's parents, innermost first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def enclosing(node: Node, types: frozenset[str] | set[str]) -> Node | None:
    """Return the innermost ancestor of one of the given types."""
    parent = node.parent
    while parent is not None and parent.type not in types:
        parent = parent.parent
    return parent


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter or result: ``name`` is "" when it has none; ``type`` is its type expression."""

    name: str
    identifier: Node | None
    type: Node
    variadic: bool


def parameters(list_node: Node | None) -> tuple[Parameter, ...]:
    """Return the parameters of a parameter list; a lone result type counts as one parameter."""
    if list_node is None:
        return ()
    if list_node.type != "parameter_list":
        return (Parameter("", None, list_node, variadic=False),)
    found: list[Parameter] = []
    for child in list_node.named_children:
        if child.type not in ("parameter_declaration", "variadic_parameter_declaration"):
            continue
        type_node = field(child, "type")
        if type_node is None:
            continue
        variadic = child.type == "variadic_parameter_declaration"
        names = [name for name in child.children_by_field_name("name") if name.is_named]
        if not names:
            found.append(Parameter("", None, type_node, variadic))
        found.extend(Parameter(text(name), name, type_node, variadic) for name in names)
    return tuple(found)
