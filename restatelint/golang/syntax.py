"""Go's syntax as tree-sitter gives it; the only module that spells node types."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import tree_sitter_go
from tree_sitter import Language, Parser, Query, QueryCursor

from restatelint.source.position import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node, Tree

LANGUAGE = Language(tree_sitter_go.language())

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


def parsed(data: bytes) -> Tree:
    """Return the syntax tree of Go text; any bytes give a tree, with ERROR nodes where they must."""
    # a new parser each time: one that stopped half-way would go on with the old text
    return Parser(LANGUAGE).parse(data)


@lru_cache(maxsize=512)
def compiled(text: str) -> Query:
    """Return a compiled query; raises `tree_sitter.QueryError` where the text is wrong.

    Compiling takes a millisecond, longer than a short answer takes to check, so queries are kept.
    """
    query: Query = Query(LANGUAGE, text)
    return query


def matches(query: Query, root: Node, start: int, end: int) -> list[tuple[int, dict[str, list[Node]]]]:
    """Return (pattern, captures) for what a query finds in a byte range, ancestors of it included."""
    cursor = QueryCursor(query)
    cursor.set_byte_range(start, end)
    return cursor.matches(root)


def captures(query: Query, root: Node, start: int, end: int) -> dict[str, list[Node]]:
    """Return capture name -> nodes of a query without predicates that lie in a byte range.

    The nodes are in order of the text, the outer one first: the library gives them in any order.
    """
    cursor = QueryCursor(query)
    cursor.set_byte_range(start, end)
    found: dict[str, list[Node]] = {}
    for name, nodes in cursor.captures(root).items():
        inside = [node for node in nodes if start <= node.start_byte and node.end_byte <= end]
        inside.sort(key=lambda node: (node.start_byte, -node.end_byte))
        found[name] = inside
    return found


_COMMENTS = compiled("(comment) @comment")
_FIELDS = {LANGUAGE.field_name_for_id(number) or "": number for number in range(1, LANGUAGE.field_count + 1)}
_ARGUMENTS = LANGUAGE.field_id_for_name("arguments") or 0
_BROKEN_CHAIN = re.compile(r"\s*\.\s+(?=\w)")


def text(node: Node) -> str:
    """Return a node's text."""
    # as `decoded`, written out: nothing is called more often
    return (node.text or b"").decode("utf-8", "surrogateescape")


def shown(node: Node, limit: int = 60) -> str:
    """Return a node's text on one line, at most ``limit`` characters, for a message."""
    if node.type == "selector_expression":
        chain = _chain(node)
        if chain is not None:
            return chain if len(chain) <= limit else "…" + chain[1 - limit :]
    content = node.text or b""
    if b"//" in content or b"/*" in content:
        content = _without_comments(node, content)
    line = _BROKEN_CHAIN.sub(".", " ".join(decoded(content[: limit * 8]).split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _chain(node: Node) -> str | None:
    """Return a chain of calls without their arguments, None if there is none in it."""
    parts: list[str] = []
    called = False
    while node.type in ("selector_expression", "call_expression"):
        if node.type == "call_expression":
            given, function = node.child_by_field_name("arguments"), node.child_by_field_name("function")
            if function is None:
                return None
            called = True
            parts.append("(…)" if given is not None and given.named_child_count else "()")
            node = function
        else:
            name, operand = node.child_by_field_name("field"), node.child_by_field_name("operand")
            if name is None or operand is None:
                return None
            parts.append("." + text(name))
            node = operand
    if not called or node.type != "identifier":
        return None
    return text(node) + "".join(reversed(parts))


def _without_comments(node: Node, content: bytes) -> bytes:
    found = captures(_COMMENTS, node, node.start_byte, node.end_byte).get("comment", [])
    for comment in sorted(found, key=lambda each: each.start_byte, reverse=True):
        start, end = comment.start_byte - node.start_byte, comment.end_byte - node.start_byte
        content = content[:start] + content[end:]
    return content


def field(node: Node, name: str) -> Node | None:
    """Return the child in a field."""
    return node.child_by_field_id(_FIELDS[name])


def named_children(node: Node) -> list[Node]:
    """Return the named children that are not comments."""
    return [child for child in node.named_children if child.type != "comment"]


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
    given = call.child_by_field_id(_ARGUMENTS)
    if given is None:
        operand = field(call, "operand") if call.type == "type_conversion_expression" else None
        return [operand] if operand is not None else []
    found: list[Node] = []
    for child in given.named_children:
        kind = child.type
        if kind == "variadic_argument":
            found.append(child.named_children[0])
        elif kind != "comment":
            found.append(child)
    return found


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
