"""Which kinds of services an option is given to, or handlers of which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function, ValueDeclaration
from restatelint.golang.scope import binding_of
from restatelint.golang.site import Site
from restatelint.golang.syntax import field, named_children, string_value, text
from restatelint.golang.types import External
from restatelint.restate.definitions.service_options import configuring, options_of
from restatelint.restate.sdk import is_sdk
from restatelint.restate.services.defined.returned import returned_expressions
from restatelint.restate.services.model import ServiceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.origins import Origins
    from restatelint.restate.services.services import Services

_DEPTH = 6


class OptionTakers:
    """Answers about options over a program."""

    def __init__(self, program: Program, origins: Origins, services: Callable[[File], Services]) -> None:
        self._program = program
        self._origins = origins
        self._services = services

    def of(self, file: File, option: Node) -> frozenset[ServiceKind]:
        """Return the kinds of the services that an option is given to, or a handler of theirs.

        All of them where it is given to Reflect with a struct that is not at hand.
        """
        found: set[ServiceKind] = set()
        for each in self._services(file).definitions:
            if self._holds(options_of(each), option):
                found |= {each.kind} if each.kind is not None else set(ServiceKind)
        if not found and self._reflects_unknown(file, option):
            return frozenset(ServiceKind)
        return frozenset(found)

    def for_handler(self, file: File, option: Node, name: str) -> bool:
        """Whether a handler of a name is given an option, itself or by its service.

        The latter also where that is given to Reflect with a struct that is not at hand.
        """
        for each in self._services(file).definitions:
            handler = each.handler(name)
            if handler is None:
                continue
            own = [*each.options, *handler.options]
            for call in configuring(each):
                given = arguments(call.node)
                if given and string_value(given[0]) in (None, name):
                    own += [Site(call.file, inner) for inner in given[1:]]
            if self._holds(own, option):
                return True
        return self._reflects_unknown(file, option)

    def _reflects_unknown(self, file: File, option: Node) -> bool:
        list_ = option.parent
        call = list_.parent if list_ is not None and list_.type == "argument_list" else None
        called = file.callee(call) if call is not None else None
        if call is None or called is None or called.name != "Reflect":
            return False
        target = self._program.calls.target(file, call)
        known = self._services(file).made_at(file, call)
        return isinstance(target, External) and is_sdk(target.path) and not known

    def _holds(self, options: list[Site], option: Node) -> bool:
        """Whether an expression is one of some options, or is behind the name of one."""
        return any(given == option for each in options for given in self._behind(each.file, each.node, 0))

    def _behind(self, file: File, node: Node, depth: int) -> Iterator[Node]:
        yield node
        made = self._origins.value(file, node)
        if made is None or depth > _DEPTH:
            return
        inner: list[Node] = []
        if made != node:
            inner = [made]
        elif node.type == "identifier":
            file, inner = self._declared(file, node)
        elif node.type in ("variadic_argument", "literal_element"):
            inner = named_children(node)
        elif node.type == "composite_literal":
            body = field(node, "body")
            inner = named_children(body) if body is not None else []
        elif (called := file.callee(node)) is not None:
            target = self._program.calls.target(file, node)
            if isinstance(target, Function):
                file, inner = target.file, returned_expressions(target)
            elif called.operand is None and called.name == "append":
                inner = arguments(node)
        for each in inner:
            yield from self._behind(file, each, depth + 1)

    def _declared(self, file: File, name: Node) -> tuple[File, list[Node]]:
        """Return what a variable of the package starts as, and the file that says so."""
        if binding_of(file, name) is None:
            declaration = self._program.package_of(file).declaration(text(name), file)
            if isinstance(declaration, ValueDeclaration):
                given = field(declaration.node, "value")
                values = named_children(given) if given is not None else []
                if declaration.index < len(values):
                    return declaration.file, [values[declaration.index]]
        return file, []
