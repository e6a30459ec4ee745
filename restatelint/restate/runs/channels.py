"""Channels with a buffer that one function has for itself: a replay sends and receives the same again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import FUNCTIONS, enclosing, field, named_children, text, unparenthesized
from restatelint.golang.uses import uses

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node

_ASKING = frozenset({"cap", "close", "len"})
_DECLARING = frozenset({"short_var_declaration", "var_spec"})


def is_private(file: File, node: Node) -> bool:
    """Whether a ``make`` of a channel, a send or what is received from is of a channel that nobody shares.

    That is one with a buffer in a local name, which is not used in any other way: in no other function or
    goroutine, in no select, as nobody's argument.
    """
    binding = _made(file, node) if node.type == "call_expression" else _of(file, node)
    if binding is None or binding.kind is not BindingKind.VARIABLE:
        return False
    made = field(binding.statement, "right") or field(binding.statement, "value")
    values = named_children(made) if made is not None else []
    if len(values) != 1 or values[0].type != "call_expression" or len(arguments(values[0])) != 2:
        return False
    home = enclosing(values[0], FUNCTIONS)
    return all(enclosing(use, FUNCTIONS) == home and _is_plain(use) for use in uses(file, binding, 0))


def _made(file: File, call: Node) -> Binding | None:
    statement = enclosing(call, _DECLARING)
    left = field(statement, "left") or field(statement, "name") if statement is not None else None
    names = [left] if left is not None and left.type == "identifier" else named_children(left) if left else []
    return binding_of(file, names[0]) if len(names) == 1 else None


def _of(file: File, node: Node) -> Binding | None:
    channel = field(node, "channel") if node.type == "send_statement" else node
    name = unparenthesized(channel) if channel is not None else node
    return binding_of(file, name) if name.type == "identifier" else None


def _is_plain(use: Node) -> bool:
    """Whether a channel is only sent to, received from, asked how much is in it, or closed."""
    around = use.parent
    if around is None or enclosing(use, {"communication_case", "go_statement"}) is not None:
        return False
    if around.type == "send_statement":
        return field(around, "channel") == use
    if around.type == "unary_expression":
        return text(around)[:2] == "<-"
    if around.type == "range_clause":
        return field(around, "right") == use
    call = around.parent if around.type == "argument_list" else None
    return call is not None and text(field(call, "function") or call) in _ASKING
