"""The options that a service is registered with, wherever they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import callee
from restatelint.golang.syntax import field, named_children

if TYPE_CHECKING:
    from tree_sitter import Node

    from restatelint.restate.services.model import Definition

_CONFIGURES = "ConfigureHandler"


def options_of(definition: Definition) -> list[Node]:
    """Return the option expressions of a definition: its own, its handlers', and those set afterwards."""
    given = [*definition.options]
    given += [each for handler in definition.handlers for each in handler.options]
    calls = {each.start_byte: each for each in definition.configured}
    call = chained(definition.node)
    while call is not None:
        called = callee(call)
        if called is not None and called.name == _CONFIGURES:
            calls[call.end_byte] = call
        call = chained(call)
    for each in calls.values():
        list_ = field(each, "arguments")
        given += named_children(list_)[1:] if list_ is not None else []  # the first is the handler's name
    return given


def chained(node: Node) -> Node | None:
    """Return the call of a method on an expression, or None."""
    selector = node.parent
    if selector is None or selector.type != "selector_expression" or field(selector, "operand") != node:
        return None
    call = selector.parent
    called = call is not None and call.type == "call_expression" and field(call, "function") == selector
    return call if called else None
