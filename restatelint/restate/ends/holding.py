"""What an expression around a value holds of it: all, the one field of it that counts, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from restatelint.golang.syntax import field, text

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.links import Link

# these hold the fields of what stands inside in the same place
_SAME = frozenset(
    {
        "composite_literal",
        "literal_element",
        "literal_value",
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
    "keyed_element",
}
"""Expressions that are made of the value inside."""
_WITHOUT_FIELDS = frozenset({"array_type", "implicit_length_array_type", "map_type", "slice_type"})
_COUNTING = frozenset({"cap", "len"})


@dataclass(frozen=True, slots=True)
class At:
    """A value at an expression; ``frames`` are the calls to go on from when it is returned.

    ``fields`` are the names on the way to the only part of it that counts, () if all of it does. ``replayed``
    says that replayed code has had it. At a call of several results ``result`` is the number of the one it
    is, -1 if that is not known.
    """

    file: File
    node: Node
    steps: tuple[Link, ...]
    frames: tuple[tuple[File, Node], ...]
    fields: tuple[str, ...] = ()
    replayed: bool = False
    result: int = -1

    def onward(self, node: Node, *more: Link) -> At:
        """Return the same value at another expression of the file, after some more steps."""
        return replace(self, node=node, steps=(*self.steps, *more))


def made_of(at: At, around: Node) -> At | None:
    """Return the value at an expression that is made of it, None if that does not depend on the field."""
    if around.type == "keyed_element":
        name = _field_set(around, at.node)
        return replace(at.onward(around), fields=(name, *at.fields) if name else at.fields)
    if around.type == "literal_value" and at.node.type == "literal_element" and _is_struct(around):
        return replace(at.onward(around), fields=())  # a field by its place, whose name is not looked up
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
    # one that is promoted from an embedded struct leaves that out
    index = at.fields.index(text(name)) if name is not None and text(name) in at.fields else -1
    return replace(at.onward(selector), fields=at.fields[index + 1 :]) if index >= 0 else None


def _field_set(pair: Node, value: Node) -> str:
    """Return the field of a struct that a pair of a literal sets to a value, "" in a map or a slice."""
    key = pair.named_children[0]
    name = key.named_children[0] if key.type == "literal_element" and key.named_child_count == 1 else key
    body = pair.parent
    is_name = name.type in ("identifier", "field_identifier") and key != value
    return text(name) if is_name and body is not None and _is_struct(body) else ""


def _is_struct(body: Node) -> bool:
    """Whether what a literal has in braces are fields, as far as its type is written out."""
    literal = body.parent
    type_ = field(literal, "type") if literal is not None and literal.type == "composite_literal" else None
    return type_ is None or type_.type not in _WITHOUT_FIELDS


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
    plain = called.name if called is not None and called.operand is None else ""
    if at.fields and plain in _COUNTING:
        return None
    return at.onward(call) if plain == "append" else replace(at.onward(call), fields=())
