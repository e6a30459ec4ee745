"""What kind of handler a context really is for: an assertion changes its Go type, never the handler.

The SDK has one type for all context interfaces, so every assertion between them succeeds, and the server
then refuses what the handler may not do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.file import Function
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import FUNCTIONS, arguments, enclosing, field, named_children, unparenthesized
from restatelint.golang.types import External, Named
from restatelint.restate.links import Link
from restatelint.restate.sdk import ContextKind, is_sdk, sdk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.restate.contexts import Contexts
    from restatelint.restate.origins import Origins
    from restatelint.restate.services.services import Services

_SHARED = frozenset({ContextKind.OBJECT_SHARED, ContextKind.WORKFLOW_SHARED})
_OUTSIDE_WORKFLOWS = frozenset({ContextKind.SERVICE, ContextKind.OBJECT, ContextKind.OBJECT_SHARED})
_WRITES = frozenset({"Set", "Clear", "ClearAll"})
REFUSED = {
    "write": (_WRITES, _SHARED),
    "state": (_WRITES | {"Get", "Keys"}, frozenset({ContextKind.SERVICE})),
    "promise": (frozenset({"Promise"}), _OUTSIDE_WORKFLOWS),
}
"""What handlers may not do: the operations, and the kinds of context that the server refuses them for."""

WORDS = {
    ContextKind.SERVICE: "a service",
    ContextKind.OBJECT: "an exclusive handler",
    ContextKind.OBJECT_SHARED: "a shared handler",
    ContextKind.WORKFLOW_SHARED: "a shared workflow handler",
}
_STEPS = 12  # how many names and calls a context is followed through
_RESULTS = 2  # how many parameters and results a handler has at most


@dataclass(frozen=True, slots=True)
class Source:
    """The parameter that a context comes from; ``asserted`` if it was another Go type on the way."""

    function: Function
    name: str
    kind: ContextKind | None
    asserted: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """An operation that the server refuses a handler of a kind, and the calls that lead to it."""

    kind: ContextKind
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ContextAssertion:
    """An assertion from one Restate context to another: the names of the types."""

    given: str
    wanted: str


class HandlerKinds:
    """Answers about contexts and their handlers over a program."""

    def __init__(
        self,
        program: Program,
        contexts: Contexts,
        origins: Origins,
        services: Callable[[File], Services],
    ) -> None:
        self._program = program
        self._contexts = contexts
        self._origins = origins
        self._services = services
        self._uses: dict[tuple[tuple[str, int], str, str], tuple[Link, ...]] = {}

    def refused(self, file: File, call: Node, what: str) -> Refusal | None:
        """Return the operation of `REFUSED` that the server will not do for the call's handler, or None.

        Either the SDK's type of the context says so, and Go does not compile the call, or a registered
        handler asserts its context to another kind, itself or in the functions it hands it to.
        """
        names, kinds = REFUSED[what]
        called = file.callee(call)
        given = arguments(call)
        if called is None or not given:
            return None
        operation = sdk().operation(self._program.calls.target(file, call))
        if operation is not None:
            if operation.receiver or operation.name not in names:
                return None
            source = self.source(file, given[0])
            if source is not None and source.asserted:
                kind = source.kind if self._is_handler(source.function) else None
            else:
                kind = self._spelled(file, given[0])
            return Refusal(kind, (Link(file, call, operation.title),)) if kind in kinds and kind else None
        target = self._program.calls.target(file, call)
        if not isinstance(target, Function):
            return None
        for index, each in enumerate(given):
            if self._contexts.of(file, each) is None:
                continue
            source = self.source(file, each)
            if source is None or source.kind not in kinds or source.kind is None:
                continue
            links = self._use(target, index, what)
            if links and self._is_handler(source.function):
                return Refusal(source.kind, (Link(file, call, target.title), *links))
        return None

    def assertion(self, file: File, node: Node) -> ContextAssertion | None:
        """Return what a type assertion, or a type switch, makes of a Restate context, or None.

        One that lets its function do what the server refuses is left to the finding about that.
        """
        given = self._program.expressions.type(file, field(node, "operand") or field(node, "value"))
        if not _is_context(given):
            return None
        for type_node in self._asserted_types(node):
            wanted = self._program.typenames.type(file, type_node)
            if _is_context(wanted) and wanted != given and isinstance(given, Named):
                asserted = ContextAssertion(given.name, wanted.name if isinstance(wanted, Named) else "")
                return None if self._leads_to_refusal(file, node) else asserted
        return None

    def _leads_to_refusal(self, file: File, node: Node) -> bool:
        function = enclosing(node, FUNCTIONS)
        if function is None:
            return False
        calls = file.calls_in(function.start_byte, function.end_byte)
        return any(self.refused(file, call, what) is not None for call in calls for what in REFUSED)

    def _asserted_types(self, node: Node) -> Iterator[Node]:
        if node.type == "type_assertion_expression":
            type_node = field(node, "type")
            if type_node is not None:
                yield type_node
            return
        for case in named_children(node):
            if case.type == "type_case":
                yield from (each for each in case.children_by_field_name("type") if each.is_named)

    def source(self, file: File, node: Node | None, depth: int = 0) -> Source | None:
        """Return the parameter that an expression's context was handed in by, or None."""
        if node is None or depth > _STEPS:
            return None
        node = unparenthesized(node)
        if node.type == "type_assertion_expression":
            return _asserted(self.source(file, field(node, "operand"), depth + 1))
        if node.type == "identifier":
            return self._named(file, node, depth)
        target = self._program.calls.target(file, node) if file.callee(node) is not None else None
        if isinstance(target, External) and is_sdk(target.path) and target.name in sdk().same_type:
            return self.source(file, next(iter(arguments(node)), None), depth + 1)
        return None

    def _named(self, file: File, node: Node, depth: int) -> Source | None:
        binding = binding_of(file, node)
        if binding is None:
            return None
        if binding.kind is BindingKind.PARAMETER:
            owner = enclosing(binding.statement, FUNCTIONS)
            function = next((each for each in file.functions if each.node == owner), None)
            if function is None:
                return None
            return Source(function, binding.name, self._contexts.of(file, node), asserted=False)
        if binding.kind is BindingKind.TYPE_SWITCH:
            return _asserted(self.source(file, field(binding.statement, "value"), depth + 1))
        value = self._origins.value(file, node)
        return self.source(file, value, depth + 1) if value is not None and value != node else None

    def _spelled(self, file: File, node: Node) -> ContextKind | None:
        """Return the kind of a context whose type is one of the SDK's own."""
        type_ = self._program.expressions.type(file, node)
        return self._contexts.kind(type_) if _is_context(type_) else None

    def _use(self, function: Function, index: int, what: str) -> tuple[Link, ...]:
        """Return the calls from a function to an operation on the context in one of its parameters."""
        if index >= len(function.parameters) or function.body is None:
            return ()
        name = function.parameters[index].name
        key = (function.key, name, what)
        if key not in self._uses:
            self._uses[key] = ()  # recursion adds nothing
            for call in function.file.calls_in(function.body.start_byte, function.body.end_byte):
                links = self._use_by(function, name, call, what)
                if links:
                    self._uses[key] = links
                    break
        return self._uses[key]

    def _use_by(self, function: Function, name: str, call: Node, what: str) -> tuple[Link, ...]:
        file, given = function.file, arguments(call)
        target = self._program.calls.target(file, call)
        operation = sdk().operation(target)
        names, kinds = REFUSED[what]
        for index, each in enumerate(given):
            source = self.source(file, each)
            if source is None or source.function.node != function.node or source.name != name:
                continue
            if operation is not None:
                said_there = not source.asserted and self._spelled(file, each) in kinds
                used = index == 0 and operation.name in names and not said_there
                return (Link(file, call, operation.title),) if used else ()
            links = self._use(target, index, what) if isinstance(target, Function) else ()
            if links and isinstance(target, Function):
                return (Link(file, call, target.title), *links)
        return ()

    def _is_handler(self, function: Function) -> bool:
        """Whether Restate itself calls a function: as the module says, or by its shape if it may not say."""
        services = self._services(function.file)
        if services.handlers_of(function):
            return True
        if services.definitions and not services.dynamic:
            return False
        fits = len(function.parameters) <= _RESULTS and len(function.results) <= _RESULTS
        return bool(function.receiver) and fits and function.name[:1].isupper()


def _is_context(type_: object) -> bool:
    return isinstance(type_, Named) and is_sdk(type_.path) and type_.name in _NAMES


def _asserted(source: Source | None) -> Source | None:
    return Source(source.function, source.name, source.kind, asserted=True) if source is not None else None


_NAMES = frozenset(name for name, kind in sdk().contexts.items() if kind.replayed)
