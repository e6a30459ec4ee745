"""Which kinds of handlers a piece of code runs for, and which kinds of services an option is given to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.file import Function
from restatelint.golang.syntax import arguments, field, named_children
from restatelint.golang.types import External
from restatelint.restate.regions import RegionKind
from restatelint.restate.sdk import ContextKind, is_sdk
from restatelint.restate.service_options import options_of
from restatelint.restate.services.model import HandlerKind, ServiceKind
from restatelint.restate.services.returned import returned_expressions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.restate.origins import Origins
    from restatelint.restate.regions import Regions
    from restatelint.restate.services.model import Definition
    from restatelint.restate.services.services import Services

_KINDS = {
    ContextKind.SERVICE: HandlerKind.SERVICE,
    ContextKind.OBJECT: HandlerKind.EXCLUSIVE,
    ContextKind.OBJECT_SHARED: HandlerKind.SHARED,
    ContextKind.WORKFLOW: HandlerKind.WORKFLOW,
    ContextKind.WORKFLOW_SHARED: HandlerKind.WORKFLOW_SHARED,
}
_DEPTH = 6


class HandlerCode:
    """Answers about code of handlers over a program."""

    def __init__(
        self,
        program: Program,
        regions: Regions,
        origins: Origins,
        services: Callable[[File], Services],
    ) -> None:
        self._program = program
        self._regions = regions
        self._origins = origins
        self._services = services

    def kinds(self, file: File, node: Node) -> frozenset[HandlerKind]:
        """Return the kinds of the handlers that a node runs for, in Run too; () for plain code.

        The handlers that reach the function around it say so, else the type of its context.
        """
        byte = node.start_byte
        around = [
            each
            for each in self._regions.of(file).all
            if each.start <= byte < each.end and each.kind is RegionKind.REPLAYED
        ]
        services = self._services(file)
        for region in reversed(around):
            found = services.run_by(region.function)
            kinds = frozenset(each.kind for each in found if each.kind is not None)
            if kinds:
                return kinds
        return frozenset({_KINDS[around[-1].context]} if around else ())

    def takers(self, file: File, option: Node) -> frozenset[ServiceKind]:
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

    def _reflects_unknown(self, file: File, option: Node) -> bool:
        list_ = option.parent
        call = list_.parent if list_ is not None and list_.type == "argument_list" else None
        called = file.callee(call) if call is not None else None
        if call is None or called is None or called.name != "Reflect":
            return False
        target = self._program.calls.target(file, call)
        known = any(each.node == call for each in self._services(file).definitions)
        return isinstance(target, External) and is_sdk(target.path) and not known

    def _options(self, definition: Definition) -> Iterator[Node]:
        """Yield every expression that stands for an option of a definition: names, and what is behind."""
        files = {each.id: handler.file for handler in definition.handlers for each in handler.options}
        for each in options_of(definition):
            yield from self._behind(files.get(each.id, definition.file), each, 0)

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
