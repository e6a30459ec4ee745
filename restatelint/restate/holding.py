"""What an expression around a value holds of it: all, the one field of it that counts, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from restatelint.golang.syntax import field, text

if TYPE_CHECKING:
    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.restate.links import Link

# these hold the fields of what stands inside in the same place
_SAME = frozenset(
    {
        "parenthesized_expression",
        "unary_expression",
        "index_expression",
        "slice_expression",
        "type_assertion_expression",
        "variadic_argument",
    }
)
THROUGH = _SAME | {
    "binary_expression",
    "literal_element",
    "keyed_element",
    "literal_value",
    "composite_literal",
}
"""Expressions that are made of the value inside."""
_COUNTING = frozenset({"cap", "len"})


@dataclass(frozen=True, slots=True)
class At:
    """A value at an expression; ``frames`` are the calls to go on from when it is returned.

    ``fields`` are the names on the way to the only part of it that counts, () if all of it does.
    """

    file: File
    node: Node
    steps: tuple[Link, ...]
    frames: tuple[tuple[File, Node], ...]
    fields: tuple[str, ...] = ()

    def onward(self, node: Node, *more: Link) -> At:
        """Return the same value at another expression of the file, after some more steps."""
        return replace(self, node=node, steps=(*self.steps, *more))


def made_of(at: At, around: Node) -> At | None:
    """Return the value at an expression that is made of it, None if that does not depend on the field."""
    if not at.fields or around.type in _SAME:
        return at.onward(around)
    if around.type == "binary_expression" and any(each.type == "nil" for each in around.children):
        return None  # no field makes a pointer nil
    return replace(at.onward(around), fields=())


def selected(at: At, selector: Node) -> At | None:
    """Return the value at a selector of what holds it, None if that is another field."""
    if not at.fields:
        return at.onward(selector)
    name = field(selector, "field")
    is_on_the_way = name is not None and text(name) == at.fields[0]
    return replace(at.onward(selector), fields=at.fields[1:]) if is_on_the_way else None


def reads_field(at: At) -> bool:
    """Whether a use of what holds the value may read it, and does not read another field."""
    parent = at.node.parent
    is_selected = parent is not None and parent.type == "selector_expression" and not _is_called(parent)
    return parent is None or not is_selected or selected(at, parent) is not None


def _is_called(selector: Node) -> bool:
    call = selector.parent
    return call is not None and call.type == "call_expression" and field(call, "function") == selector


def given_by(at: At, call: Node) -> At | None:
    """Return the value in the result of a call that takes it, None if only a count of what holds it is."""
    called = at.file.callee(call)
    if at.fields and called is not None and called.operand is None and called.name in _COUNTING:
        return None
    return replace(at.onward(call), fields=())
