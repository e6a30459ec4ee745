"""What is wrong with a reflected struct: methods that panic or are left out. Knows no other definitions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.types import Named, Pointer, pointed
from restatelint.restate.definitions.names import SERVICES, named
from restatelint.restate.services.defined.methods import method_set
from restatelint.restate.services.defined.registered import Registered
from restatelint.restate.services.defined.signatures import handler_kind, shape_fault
from restatelint.restate.services.model import HandlerKind
from restatelint.restate.services.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type
    from restatelint.restate.services.model import Definition, Method
    from restatelint.restate.services.services import Services

_EMBEDDINGS = 6


class MethodFault(NamedTuple):
    """A method that Reflect panics at: in which definition, and why, in words."""

    definition: Definition
    method: Method
    reason: str


class Beside(NamedTuple):
    """Of the methods of a type: how many kinds of services they are for, and how many run a workflow."""

    services: int
    runs: int


class DefinitionFaults:
    """Answers about reflected structs over a program."""

    def __init__(self, program: Program, services: Callable[[File], Services]) -> None:
        self._program = program
        self._services = services
        self._values = Values(program)
        self._registered = Registered(program)
        self._by_method: dict[Services, dict[tuple[str, int], list[tuple[Definition, Method]]]] = {}
        self._beside: dict[tuple[str, str, str], Beside] = {}

    def reflected(self, file: File, call: Node) -> tuple[Definition, ...]:
        """Return the definitions that a call of ``restate.Reflect`` makes, () for any other call."""
        if self._registered.sdk_name(file, call) != "Reflect":
            return ()
        return self._services(file).made_at(file, call)

    def definitions_of(self, function: Function) -> Sequence[tuple[Definition, Method]]:
        """Return the definitions of the module that reflect a method, each with what Reflect makes of it."""
        services = self._services(function.file)
        if services not in self._by_method:
            found: dict[tuple[str, int], list[tuple[Definition, Method]]] = {}
            for definition in services.definitions:
                for method in definition.methods:
                    found.setdefault(method.function.key, []).append((definition, method))
            self._by_method[services] = found
        return self._by_method[services].get(function.key, ())

    def shape(self, file: File, name: Node) -> MethodFault | None:
        """Return the fault in the parameters or results of the reflected method of a name, or None."""
        function = self.method(file, name)
        if function is None or handler_kind(self._program, function) is None:
            return None
        reason = shape_fault(self._program, function)
        if not reason:
            return None
        for definition, method in self.definitions_of(function):
            if _in_reach(definition, method):
                return MethodFault(definition, method, reason)
        return None

    def mixed(self, file: File, name: Node) -> MethodFault | None:
        """Return why the method of a name does not go with the other handlers of its struct, or None."""
        function = self.method(file, name)
        kind = handler_kind(self._program, function) if function is not None else None
        if function is None or kind is None:
            return None
        if self.beside(function).services < 2:
            return None
        for definition, method in self.definitions_of(function):
            if is_declared_on(definition, method) and method in odd_ones(definition):
                return MethodFault(definition, method, _clash(definition, method))
        return None

    def second_run(self, file: File, name: Node) -> MethodFault | None:
        """Return the fault of a method that takes a WorkflowContext when another one does, or None."""
        function = self.method(file, name)
        if function is None or handler_kind(self._program, function) is not HandlerKind.WORKFLOW:
            return None
        if self.beside(function).runs < 2:
            return None
        for definition, method in self.definitions_of(function):
            runs = runs_of(definition)
            if method in runs[1:]:
                return MethodFault(definition, method, runs[0].function.name)
        return None

    def mixed_by_embedding(self, file: File, call: Node) -> MethodFault | None:
        """Return the promoted method that does not go with the others of what Reflect is handed, or None."""
        for definition in self.reflected(file, call):
            odd = odd_ones(definition)
            if odd and not any(is_declared_on(definition, each) for each in odd):
                return MethodFault(definition, odd[0], _clash(definition, odd[0]))
        return None

    def without_run(self, file: File, call: Node) -> Definition | None:
        """Return the workflow that Reflect is handed and that lacks a WorkflowContext method, or None."""
        for definition in self.reflected(file, call):
            kinds = {each.kind for each in definition.methods if _in_reach(definition, each)}
            known = definition.complete and self._is_whole(definition.type)
            if known and kinds - {None} == {HandlerKind.WORKFLOW_SHARED}:
                return definition
        return None

    def built_run(self, file: File, call: Node) -> str:
        """Return what is wrong with the main handlers of a workflow of NewWorkflow, "" if nothing."""
        if self._registered.sdk_name(file, call) != "NewWorkflow":
            return ""
        for definition in self._services(file).definitions:
            if definition.file is not file or definition.node.end_byte != call.end_byte:
                continue
            kinds = [each.kind for each in definition.handlers]
            runs = [each.name or "" for each in definition.handlers if each.kind is HandlerKind.WORKFLOW]
            if len(runs) > 1:
                return f"{' and '.join(runs)} take a WorkflowContext each"
            if kinds and not runs and definition.complete and None not in kinds:
                return f"no handler of {named(definition)} takes a WorkflowContext"
        return ""

    def without_handlers(self, file: File, call: Node) -> Definition | None:
        """Return the definition of a struct that Reflect finds no handler in, or None.

        Handlers of its pointer are another fault: see `by_value`.
        """
        for definition in self.reflected(file, call):
            known = definition.complete and self._is_whole(definition.type)
            if known and all(each.kind is None for each in definition.methods):
                return definition
        return None

    def by_value(self, file: File, call: Node) -> tuple[Definition, tuple[Method, ...]] | None:
        """Return the definition of a struct that is reflected by value, and the handlers only ``*T`` has."""
        for definition in self.reflected(file, call):
            lost = tuple(
                each
                for each in definition.methods
                if each.kind is not None and not _in_reach(definition, each)
            )
            if lost:
                return definition, lost
        return None

    def method(self, file: File, name: Node) -> Function | None:
        """Return the exported method that a name in its declaration is the name of, or None."""
        function = file.function_at(name.start_byte)
        exported = function is not None and function.name[:1].isupper()
        return function if exported and function is not None and function.receiver else None

    def beside(self, method: Function) -> Beside:
        """Return what the exported methods of a method's receiver are handlers of."""
        key = (method.file.source.directory, method.file.package_name, method.receiver)
        if key not in self._beside:
            receiver = method.receiver_parameter
            type_ = self._program.typenames.type(method.file, receiver.type) if receiver is not None else None
            found = [
                handler_kind(self._program, each.function)
                for name, each in method_set(self._program, type_).items()
                if name[:1].isupper()
            ]
            services = {kind.service for kind in found if kind is not None}
            self._beside[key] = Beside(len(services), found.count(HandlerKind.WORKFLOW))
        return self._beside[key]

    def _is_whole(self, type_: Type | None, depth: int = 0) -> bool:
        """Whether everything a struct embeds is at hand, so that no other method can be promoted."""
        type_ = pointed(type_)
        if depth > _EMBEDDINGS or self._program.typenames.declaration(type_) is None:
            return False
        embedded = [each for each in self._program.members.fields(type_) if each.embedded]
        return all(self._is_whole(each.type, depth + 1) for each in embedded)


def odd_ones(definition: Definition) -> tuple[Method, ...]:
    """Return the methods whose context is not that of the kind of service most methods are for."""
    reached = [each for each in definition.methods if each.kind is not None and _in_reach(definition, each)]
    counted = Counter(each.kind.service for each in reached if each.kind is not None)
    if len(counted) < 2:
        return ()
    usual = counted.most_common(1)[0][0]  # of as many the first that Reflect comes to
    return tuple(each for each in reached if each.kind is not None and each.kind.service is not usual)


def runs_of(definition: Definition) -> tuple[Method, ...]:
    """Return the methods that take a WorkflowContext, the one that is meant to first: it is called Run."""
    found = [
        each
        for each in definition.methods
        if each.kind is HandlerKind.WORKFLOW and _in_reach(definition, each)
    ]
    return tuple(sorted(found, key=lambda each: each.function.name != "Run"))


def is_declared_on(definition: Definition, method: Method) -> bool:
    """Whether a method is one of the reflected type itself, and not promoted from what it embeds."""
    type_ = pointed(definition.type)
    return isinstance(type_, Named) and method.function.receiver == type_.name


def _in_reach(definition: Definition, method: Method) -> bool:
    return not method.needs_pointer or isinstance(definition.type, Pointer)


def _clash(definition: Definition, method: Method) -> str:
    others = odd_ones(definition)
    usual = next(
        each
        for each in definition.methods
        if each.kind is not None and _in_reach(definition, each) and each not in others
    )
    own = SERVICES[method.kind.service] if method.kind is not None else ""
    rest = SERVICES[usual.kind.service] if usual.kind is not None else ""
    return f"takes the context of {own}, {usual.function.name} that of {rest}"
