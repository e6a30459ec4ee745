"""Handler contexts that are kept beyond their invocation, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.shown import shown
from restatelint.golang.syntax import field, named_children, text, unparenthesized
from restatelint.golang.types import External, pointed
from restatelint.restate.ends.access import access

if TYPE_CHECKING:
    from collections.abc import Iterable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.effects.origins import Origins
    from restatelint.restate.kept.globals import Globals
    from restatelint.restate.kept.receivers import Receivers

_INSIDE = frozenset({"literal_value", "literal_element", "composite_literal"})


@dataclass(frozen=True, slots=True)
class StoredContext:
    """Where a context is kept: ``place`` as in the code, ``what`` says what it is."""

    place: str
    what: str


class StoredContexts:
    """Answers about kept contexts over a program."""

    def __init__(
        self,
        program: Program,
        contexts: Contexts,
        origins: Origins,
        variables: Globals,
        receivers: Receivers,
    ) -> None:
        self._program = program
        self._contexts = contexts
        self._origins = origins
        self._globals = variables
        self._receivers = receivers

    def holds(self, file: File, nodes: Iterable[Node]) -> bool:
        """Whether one of some values is, has in it, or is made of, a handler context."""
        return any(self._holds(file, node) for node in nodes)

    def _holds(self, file: File, node: Node) -> bool:
        node = unparenthesized(node)
        if node.type in _INSIDE or node.type == "keyed_element":
            inner = named_children(node)
            return self.holds(file, inner[-1:] if node.type == "keyed_element" else inner)
        if node.type == "unary_expression" and text(node)[:1] == "&":
            return self.holds(file, named_children(node))
        type_ = pointed(self._program.expressions.type(file, node))
        kind = self._contexts.kind(type_) or self._contexts.held(type_)
        if kind is not None and kind.replayed:
            return True
        node = self._origins.value(file, node) or node
        called = file.callee(node)
        if called is None:
            return False
        target = self._program.calls.target(file, node)
        if isinstance(target, External) and target.path == "context":
            return self.holds(file, arguments(node)[:1])
        return called.operand is None and called.name == "append" and self.holds(file, arguments(node)[1:])

    def sent(self, file: File, statement: Node) -> StoredContext | None:
        """Return where a send statement puts a handler context, or None if it sends something else."""
        channel, value = field(statement, "channel"), field(statement, "value")
        if channel is None or value is None or not self.holds(file, [value]):
            return None
        return StoredContext(shown(channel), "a channel")

    def assigned(self, file: File, target: Node) -> StoredContext | None:
        """Return where an expression that is written puts a handler context, or None.

        It is on the left of an assignment, or what a method of ``sync.Map`` is called on, or a part of
        one of these.
        """
        name = _name(target)
        if name is None:
            return None
        used = access(self._program, file, name)
        if not used.writes or not used.values:
            return None
        place = self._place(file, name)
        return place if place is not None and self.holds(file, used.values) else None

    def _place(self, file: File, name: Node) -> StoredContext | None:
        for node in (name, name.parent):
            if node is None:
                continue
            if self._globals.declared(file, node) is not None:
                return StoredContext(text(node), "a package variable")
            if node.type == "selector_expression" and self._receivers.write(file, node) is not None:
                return StoredContext(text(node), "a field of the service")
        return None


def _name(target: Node) -> Node | None:
    """Return the name that an expression with fields and indexes begins with, or None without one."""
    node: Node | None = target
    while node is not None and node.type != "identifier":
        if node.type in ("parenthesized_expression", "unary_expression"):
            node = next(iter(named_children(node)), None)
        else:
            node = field(node, "operand")
    return node
