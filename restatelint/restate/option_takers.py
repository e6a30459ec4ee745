"""Which kinds of services an option is given to, or handlers of which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.syntax import field, named_children
from restatelint.golang.types import External
from restatelint.restate.sdk import is_sdk
from restatelint.restate.service_options import configurations, options_of
from restatelint.restate.services.model import ServiceKind
from restatelint.restate.services.returned import returned_expressions
from restatelint.restate.services.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.restate.origins import Origins
    from restatelint.restate.services.model import Definition
    from restatelint.restate.services.services import Services

_DEPTH = 6


class OptionTakers:
    """Answers about options over a program."""

    def __init__(self, program: Program, origins: Origins, services: Callable[[File], Services]) -> None:
        self._program = program
        self._origins = origins
        self._services = services
        self._values = Values(program)

    def of(self, file: File, option: Node) -> frozenset[ServiceKind]:
        """Return the kinds of the services that an option is given to, or a handler of theirs.

        All of them where it is given to Reflect with a struct that is not at hand.
        """
        found: set[ServiceKind] = set()
        for each in self._services(file).definitions:
            if any(given == option for given in self._options(each)):
                found |= {each.kind} if each.kind is not None else set(ServiceKind)
        if not found and self._reflects_unknown(file, option):
            return frozenset(ServiceKind)
        return frozenset(found)

    def reaches(self, file: File, option: Node, names: Collection[str]) -> bool:
        """Whether a handler of one of some names is given an option, or the service that it is a handler of.

        So too where names, or what is given to Reflect, cannot be told.
        """
        for each in self._services(file).definitions:
            takers = self._takers(each, option)
            if takers is None and any(given == option for given in self._options(each)):
                takers = [handler.name for handler in each.handlers]
                takers += [] if each.complete else [None]
            if any(name is None or name in names for name in takers or ()):
                return True
        return self._reflects_unknown(file, option)

    def _takers(self, definition: Definition, option: Node) -> list[str | None] | None:
        """Return the names of the handlers that an option is given to by itself, None if to no handler."""
        groups = [
            (each.name, [(given.file, given.node) for given in each.options]) for each in definition.handlers
        ]
        for call in configurations(definition):
            name, *options = arguments(call.node) or [call.node]
            groups.append((self._values.text(call.file, name), [(call.file, each) for each in options]))
        found = [
            name
            for name, options in groups
            if any(given == option for each in options for given in self._behind(*each, 0))
        ]
        return found or None

    def _reflects_unknown(self, file: File, option: Node) -> bool:
        list_ = option.parent
        call = list_.parent if list_ is not None and list_.type == "argument_list" else None
        called = file.callee(call) if call is not None else None
        if call is None or called is None or called.name != "Reflect":
            return False
        target = self._program.calls.target(file, call)
        known = self._services(file).made_at(file, call)
        return isinstance(target, External) and is_sdk(target.path) and not known

    def _options(self, definition: Definition) -> Iterator[Node]:
        """Yield every expression that stands for an option of a definition: names, and what is behind."""
        for each in options_of(definition):
            yield from self._behind(each.file, each.node, 0)

    def _behind(self, file: File, node: Node, depth: int) -> Iterator[Node]:
        yield node
        made = self._origins.value(file, node)
        if made is None or depth > _DEPTH:
            return
        inner: list[Node] = []
        if made != node:
            inner = [made]
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
