"""Whom a parameter belongs to: receivers of services, and contexts that are no handler's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.syntax import field
from restatelint.golang.types import Named, pointed

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts


class Owners:
    """Answers about parameters over a program."""

    def __init__(self, program: Program, contexts: Contexts) -> None:
        self._program = program
        self._contexts = contexts

    def is_service(self, file: File, parameter: Node) -> bool:
        """Whether a parameter is the receiver of a type with handlers, which belongs to the process."""
        given = parameter.parent
        method = given.parent if given is not None else None
        if method is None or given != field(method, "receiver"):
            return False
        type_ = pointed(self._program.typenames.type(file, field(parameter, "type")))
        declaration = self._program.typenames.declaration(type_)
        if declaration is None:
            return True
        methods = self._program.package_of(declaration.file).methods_of(declaration.name)
        return any(self._contexts.parameter(each) is not None for each in methods.values())

    def is_of_service(self, method: Function) -> bool:
        """Whether a method is that of a type with handlers, or does not name its receiver."""
        receiver = method.receiver_parameter
        name = receiver.identifier if receiver is not None else None
        parameter = receiver.type.parent if receiver is not None else None
        return name is None or (parameter is not None and self.is_service(method.file, parameter))

    def is_outer_context(self, file: File, type_node: Node) -> bool:
        """Whether a parameter takes a context that is no handler's: such functions are for the outside."""
        kind = self._contexts.spelled(file, type_node)
        if kind is not None:
            return not kind.replayed
        return self._program.typenames.type(file, type_node) == Named("context", "Context")
