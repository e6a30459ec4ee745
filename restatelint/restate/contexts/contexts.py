"""Which types are Restate contexts, and which hold one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.types import Literal, Named, pointed

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type
    from restatelint.restate.library import Knowledge
    from restatelint.restate.sdk import ContextKind

_NESTING = 4  # how deep embedding is followed


class Contexts:
    """Context kinds of types and expressions over a program."""

    def __init__(self, program: Program, knowledge: Knowledge) -> None:
        self._program = program
        self._knowledge = knowledge
        self._spelled: dict[tuple[str, str], ContextKind | None] = {}
        self._kinds: dict[Named, ContextKind | None] = {}

    def kind(self, type_: Type | None, depth: int = 0) -> ContextKind | None:
        """Return the kind of context a type is: one of the SDK's or a framework's, or one embedding it."""
        type_ = pointed(type_)
        if not isinstance(type_, Named) or depth > _NESTING:
            return None
        if type_ not in self._kinds:
            self._kinds[type_] = self._knowledge.context(type_) or self._embedded(type_, depth)
        return self._kinds[type_]

    def _embedded(self, type_: Named, depth: int) -> ContextKind | None:
        underlying = self._program.typenames.underlying(type_)
        if isinstance(underlying, Named):
            return self.kind(underlying, depth + 1) if underlying != type_ else None
        if not isinstance(underlying, Literal):
            return None
        if underlying.form == "struct_type":
            for each in self._program.members.fields(type_):
                kind = self.kind(each.type, depth + 1) if each.embedded else None
                if kind is not None:
                    return kind
        if underlying.form == "interface_type":
            for element in named_children(underlying.node):
                inner = named_children(element) if element.type == "type_elem" else []
                if len(inner) == 1:
                    kind = self.kind(self._program.typenames.type(underlying.file, inner[0]), depth + 1)
                    if kind is not None:
                        return kind
        return None

    def spelled(self, file: File, type_node: Node) -> ContextKind | None:
        """Return the kind of context that a type expression names; asked once for each spelling."""
        key = (file.source.location, text(type_node))
        if key not in self._spelled:
            self._spelled[key] = self.kind(self._program.typenames.type(file, type_node))
        return self._spelled[key]

    def of(self, file: File, node: Node) -> ContextKind | None:
        """Return the kind of context that an expression is."""
        return self.kind(self._program.expressions.type(file, node))

    def held(self, type_: Type | None) -> ContextKind | None:
        """Return the kind of the context that a struct keeps in a field or embeds."""
        for each in self._program.members.fields(type_):
            kind = self.kind(each.type)
            if kind is not None:
                return kind
        return None

    def receiver(self, method: Function) -> ContextKind | None:
        """Return the kind of the context that a method's receiver holds."""
        parameter = method.receiver_parameter
        if parameter is None:
            return None
        key = (method.file.source.location, "receiver " + text(parameter.type))
        if key not in self._spelled:
            name = parameter.type
            type_ = self._program.typenames.type(method.file, name)
            self._spelled[key] = self.held(pointed(type_))
        return self._spelled[key]

    def parameter(self, function: Function) -> tuple[ContextKind, str] | None:
        """Return the kind and the name of a function's context parameter; a run context goes first."""
        found: tuple[ContextKind, str] | None = None
        list_node = field(function.node, "parameters")
        if list_node is None or list_node.named_child_count == 0:
            return None
        for parameter in function.parameters:
            kind = self.spelled(function.file, parameter.type)
            if kind is not None and (found is None or not kind.replayed):
                found = (kind, parameter.name)
        return found
