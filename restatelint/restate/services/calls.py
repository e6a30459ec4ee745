"""The calls that name a handler: the SDK's clients, generated ones, and those that helpers return."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.scope import binding_of
from restatelint.golang.site import Site
from restatelint.golang.syntax import field, text, unparenthesized
from restatelint.golang.types import Named, pointed
from restatelint.golang.uses import uses
from restatelint.restate.sdk import is_sdk
from restatelint.restate.services.model import Call, CallKind
from restatelint.restate.services.value import Client, Text

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.services.value import Frame, Value
    from restatelint.restate.services.values import Values

_KINDS = {
    "Request": CallKind.REQUEST,
    "RequestFuture": CallKind.FUTURE,
    "Send": CallKind.SEND,
}
_CLIENT_TYPES = frozenset({"Client", "SendClient"})


class HandlerCalls:
    """Finds calls of handlers over a program."""

    def __init__(self, program: Program, values: Values) -> None:
        self._program = program
        self._values = values
        self._sites: dict[str, tuple[Node, ...]] = {}

    def sites(self, file: File, start: int = 0, end: int | None = None) -> list[Node]:
        """Return the calls in a byte range that may be one of a handler, by where they start."""
        location = file.source.location
        if location not in self._sites:
            self._sites[location] = tuple(
                call
                for call in file.calls
                if (called := file.callee(call)) is not None
                and called.name in _KINDS
                and called.operand is not None
            )
        found = self._sites[location]
        first = bisect_left(found, start, key=_start)
        return list(found[first : bisect_left(found, end, key=_start) if end is not None else len(found)])

    def call(self, file: File, node: Node, frame: Frame | None = None) -> Call | None:
        """Return the call of a handler that a call is when the function it stands in has a frame."""
        called = file.callee(node)
        if called is None or called.operand is None or called.name not in _KINDS:
            return None
        kind = _KINDS[called.name]
        client = self._values.of(file, called.operand, frame)
        payload = next(iter(arguments(node)), None)
        awaited = kind is CallKind.REQUEST or (kind is CallKind.FUTURE and is_awaited(file, node))
        if isinstance(client, Client):
            return Call(
                kind,
                file,
                node,
                Site(client.file, client.node),
                client.kind,
                _constant(client.service),
                _constant(client.handler),
                client.key,
                awaited,
                payload,
                client.response,
            )
        type_ = pointed(self._program.expressions.type(file, called.operand))
        if isinstance(type_, Named) and is_sdk(type_.path) and type_.name in _CLIENT_TYPES:
            return Call(kind, file, node, None, None, None, None, None, awaited, payload, None)
        return None


def _constant(value: Value | None) -> str | None:
    return value.value if isinstance(value, Text) else None


def is_awaited(file: File, future: Node) -> bool:
    """Whether the future that a call gives is used for anything but its invocation's id."""
    node = future
    while node.parent is not None and node.parent.type == "parenthesized_expression":
        node = node.parent
    parent = node.parent
    if parent is None or parent.type == "expression_statement":
        return False
    if parent.type == "selector_expression":
        name = field(parent, "field")
        return name is not None and text(name) != "GetInvocationId"
    statement = parent.parent if parent.type == "expression_list" else parent
    left = field(statement, "left") or field(statement, "name") if statement is not None else None
    if statement is None or left is None:
        return True
    names = left.named_children if left.type == "expression_list" else [left]
    if len(names) != 1 or names[0].type != "identifier":
        return True
    if text(names[0]) == "_":
        return False
    binding = binding_of(file, names[0])
    if binding is None:
        return True
    return any(_waits(use) for use in uses(file, binding, binding.visible))


def _waits(use: Node) -> bool:
    parent = unparenthesized(use).parent
    if parent is None or parent.type != "selector_expression":
        return True
    name = field(parent, "field")
    return name is not None and text(name) != "GetInvocationId"


def _start(node: Node) -> int:
    return node.start_byte
