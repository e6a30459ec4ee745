"""What a place in code sets: names, fields, entries and elements, and what reads the same again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.syntax import field, named_children, text

if TYPE_CHECKING:
    from restatelint.golang.tree import Node

_PATH = frozenset({"selector_expression", "index_expression", "slice_expression", "unary_expression"})
_FILLS = frozenset({"Decode", "Scan", "StructScan", "Unmarshal"})  # functions that write where they point
_CHANGES = frozenset({"clear", "copy", "delete"})  # built-in functions that change their first argument
_STEPS = frozenset({"inc_statement", "dec_statement"})


@dataclass(frozen=True, slots=True)
class Write:
    """Something that is set: the name it starts with, and ``path``, the name and the fields after it.

    A path ends at an index, a slice or a pointer: ``order.lines`` for ``order.lines[2].cents``. ``fields``
    are all on the way, ``("lines", "cents")``.
    """

    base: Node
    path: str
    fields: tuple[str, ...]


def written(target: Node) -> Write | None:
    """Return what an expression on the left of an assignment sets, None if it starts with no name."""
    base = target
    plain = target  # the longest part that is only names and dots
    fields: list[str] = []
    while base.type in _PATH or base.type == "parenthesized_expression":
        inner = field(base, "operand")
        if inner is None:
            children = named_children(base)
            inner = children[0] if len(children) == 1 else None
        if inner is None:
            return None
        if base.type != "selector_expression":
            plain = inner
        elif (name := field(base, "field")) is not None:
            fields.append(text(name))
        base = inner
    return Write(base, text(plain), tuple(reversed(fields))) if base.type == "identifier" else None


def write_of(name: Node) -> Write | None:
    """Return the write that a name is the base of, or None if it is read."""
    node = name
    while node.parent is not None and (
        node.parent.type in _PATH or node.parent.type == "parenthesized_expression"
    ):
        if node.parent.type != "parenthesized_expression" and field(node.parent, "operand") != node:
            return None
        node = node.parent
        if node.type == "unary_expression" and text(node)[:1] == "&" and _is_filled(node):
            return written(node)
    parent = node.parent
    if parent is None:
        return None
    if parent.type in _STEPS or _is_changed(node):
        return written(node)
    statement = parent.parent
    is_left = (
        parent.type == "expression_list" and statement is not None and field(statement, "left") == parent
    )
    if is_left and statement is not None and statement.type == "assignment_statement":
        return written(node)
    return None


def _is_filled(pointer: Node) -> bool:
    called = _called_with(pointer)
    return called is not None and called.rpartition(".")[2] in _FILLS


def _is_changed(node: Node) -> bool:
    if node.parent is None or _called_with(node) not in _CHANGES:
        return False
    return node == next(iter(named_children(node.parent)), None)


def _called_with(argument: Node) -> str | None:
    """Return the text of the function that an expression is handed to, or None."""
    given = argument.parent
    if given is None or given.type != "argument_list" or given.parent is None:
        return None
    function = field(given.parent, "function")
    return text(function) if function is not None else None


def sees(use: Node, path: str, *, narrow: bool) -> bool:
    """Whether a use of a name can read what was written at a path.

    A method sees every field, and so does whoever is handed the whole; ``narrow`` counts neither.
    """
    if write_of(use) is not None and not _is_step(use):
        return False
    node, chain = use, text(use)
    while node.parent is not None and node.parent.type == "selector_expression":
        outer = node.parent.parent
        if field(node.parent, "operand") != node:
            return False
        if outer is not None and outer.type == "call_expression" and field(outer, "function") == node.parent:
            return not (narrow and node == use)
        node = node.parent
        chain = text(node)
    if narrow and node == use:
        return False
    return chain == path or path.startswith(chain + ".") or chain.startswith(path + ".")


def _is_step(use: Node) -> bool:
    """Whether a write also reads: ``total += 1``, ``total++``."""
    parent = use.parent
    while parent is not None and parent.type in _PATH:
        parent = parent.parent
    if parent is None or parent.type in _STEPS:
        return True
    statement = parent.parent
    operator = field(statement, "operator") if statement is not None else None
    return operator is not None and operator.type != "="
