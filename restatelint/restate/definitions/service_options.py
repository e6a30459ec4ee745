"""The options that a service is registered with, wherever they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.site import Site
from restatelint.golang.syntax import field

if TYPE_CHECKING:
    from restatelint.golang.tree import Node
    from restatelint.restate.services.model import Definition

_CONFIGURES = "ConfigureHandler"


def options_of(definition: Definition) -> list[Site]:
    """Return the option expressions of a definition: its own, its handlers', and those set afterwards."""
    given = [*definition.options]
    given += [each for handler in definition.handlers for each in handler.options]
    for each in configuring(definition):
        # the first is the handler's name
        given += [Site(each.file, option) for option in arguments(each.node)[1:]]
    return given


def configuring(definition: Definition) -> list[Site]:
    """Return the calls of ConfigureHandler on a definition, in its chain too."""
    # the calls of a chain all start at the same byte
    calls = {(each.file.source.location, each.end): each for each in definition.configured}
    call = chained(definition.node)
    while call is not None:
        called = callee(call)
        if called is not None and called.name == _CONFIGURES:
            each = Site(definition.file, call)
            calls.setdefault((definition.file.source.location, each.end), each)
        call = chained(call)
    return [*calls.values()]


def chained(node: Node) -> Node | None:
    """Return the call of a method on an expression, or None."""
    selector = node.parent
    if selector is None or selector.type != "selector_expression" or field(selector, "operand") != node:
        return None
    call = selector.parent
    called = call is not None and call.type == "call_expression" and field(call, "function") == selector
    return call if called else None
