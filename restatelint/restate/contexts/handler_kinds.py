"""What kind of handler a context really is for: an assertion changes its Go type, never the handler.

The SDK has one type for all context interfaces, so every assertion between them succeeds, and the server
then refuses what the handler may not do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.budget import Answers
from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import FUNCTIONS, enclosing, field, unparenthesized
from restatelint.golang.types import External, Named
from restatelint.restate.links import Link, onto
from restatelint.restate.sdk import ContextKind, is_sdk, sdk

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.effects.origins import Origins
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
    """An operation of `REFUSED` that the server does not do for a handler, and the calls that lead to it."""

    what: str
    kind: ContextKind
    links: tuple[Link, ...]


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
        self._parameters: dict[tuple[str, int], tuple[tuple[int, str], ...]] = {}
        self._uses = Answers[tuple[Link, ...]](program.budget, ())  # recursion adds nothing

    def refused(self, file: File, call: Node) -> Refusal | None:
        """Return the operation of `REFUSED` that the server will not do for the call's handler, or None.

        Either the SDK's type of the context says so, and Go does not compile the call, or a registered
        handler asserts its context to another kind, itself or in the functions it hands it to.
        """
        called = file.callee(call)
        target = self._program.calls.target(file, call) if called is not None else None
        given = arguments(call)
        if isinstance(target, Function):
            for index, what in self._uses_of(target):
                refusal = self._refused_below(file, call, target, what, index)
                if refusal is not None:
                    return refusal
            return None
        operation = sdk().operation(target)
        if operation is None or operation.receiver or not given:
            return None
        may_be = {what: kinds for what, (names, kinds) in REFUSED.items() if operation.name in names}
        kind = self._kind(file, given[0]) if may_be else None
        for what, kinds in may_be.items():
            if kind is not None and kind in kinds:
                return Refusal(what, kind, (Link(file, call, operation.title),))
        return None

    def _kind(self, file: File, context: Node) -> ContextKind | None:
        """Return the kind of handler that an operation is done for."""
        source = self.source(file, context)
        if source is not None and source.asserted:
            return source.kind if self._is_handler(source.function) else None
        return self._spelled(file, context)

    def _refused_below(
        self, file: File, call: Node, target: Function, what: str, index: int
    ) -> Refusal | None:
        """Return what a function does with the context it is handed, and a handler may not do."""
        links, given = self._use(target, index, what), arguments(call)
        source = self.source(file, given[index]) if index < len(given) else None
        if source is None or source.kind is None or source.kind not in REFUSED[what][1]:
            return None
        if not self._is_handler(source.function):
            return None
        return Refusal(what, source.kind, onto(Link(file, call, target.title), links))

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
            function = file.function_of(owner) if owner is not None else None
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
        return self._contexts.kind(type_) if is_context(type_) else None

    def _uses_of(self, function: Function) -> tuple[tuple[int, str], ...]:
        """Return the parameters of a function, by index, that it does something of `REFUSED` with."""
        if function.key not in self._parameters:
            pairs = ((index, what) for index in range(len(function.parameters)) for what in REFUSED)
            self._parameters[function.key] = tuple(pair for pair in pairs if self._use(function, *pair))
        return self._parameters[function.key]

    def _use(self, function: Function, index: int, what: str) -> tuple[Link, ...]:
        """Return the calls from a function to an operation on the context in one of its parameters."""
        if index >= len(function.parameters) or function.body is None:
            return ()
        name = function.parameters[index].name
        return self._uses.of((function.key, name, what), lambda: self._first_use(function, name, what))

    def _first_use(self, function: Function, name: str, what: str) -> tuple[Link, ...]:
        body = function.body
        for call in function.file.calls_in(body.start_byte, body.end_byte) if body is not None else ():
            links = self._use_by(function, name, call, what)
            if links:
                return links
        return ()

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
                return onto(Link(file, call, target.title), links)
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


def is_context(type_: object) -> bool:
    """Whether a type is one of the SDK's contexts of handlers."""
    return isinstance(type_, Named) and is_sdk(type_.path) and type_.name in _NAMES


def _asserted(source: Source | None) -> Source | None:
    return Source(source.function, source.name, source.kind, asserted=True) if source is not None else None


_NAMES = frozenset(name for name, kind in sdk().contexts.items() if kind.replayed)
