"""Methods that Reflect leaves out although they look like handlers. Knows what excuses a method, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.declarations import Function
from restatelint.golang.syntax import CALLS, text
from restatelint.golang.types import Named, Pointer
from restatelint.restate.definitions.names import named_in
from restatelint.restate.sdk import ContextKind, is_sdk, sdk
from restatelint.restate.services.defined.signatures import handler_kind
from restatelint.restate.services.model import ServiceKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.definitions.faults import DefinitionFaults
    from restatelint.restate.services.model import Definition
    from restatelint.restate.services.services import Services

_GO_CONTEXT = Named("context", "Context")
# what a service offers to whoever starts it, and is no business of Restate's
_SET_UP = re.compile(
    r"(Check|Close|Connect|Disconnect|Flush|Health(y|Check)?|Init(iali[sz]e)?|Listen|Migrate|Ping|Ready|Register"
    r"|Serve|Set[Uu]p|Shut[Dd]own|Start|Stop|Warm[Uu]p)"
)
_WANTED = {
    ServiceKind.SERVICE: "restate.Context",
    ServiceKind.OBJECT: "restate.ObjectContext or restate.ObjectSharedContext",
    ServiceKind.WORKFLOW: "restate.WorkflowContext or restate.WorkflowSharedContext",
}


class SkippedMethod(NamedTuple):
    """A method that is left out: of which definition, why, and which contexts would do."""

    definition: Definition
    title: str
    reason: str
    wanted: str


class SkippedMethods:
    """Answers about methods that are no handlers over a program."""

    def __init__(
        self,
        program: Program,
        contexts: Contexts,
        faults: DefinitionFaults,
        services: Callable[[File], Services],
    ) -> None:
        self._program = program
        self._contexts = contexts
        self._faults = faults
        self._services = services

    def of(self, file: File, name: Node) -> SkippedMethod | None:
        """Return why the method of a name is no handler of the struct that is reflected, or None.

        A method that other code calls is a helper, unless it is asked for by its name as a handler.
        """
        method = self._faults.method(file, name)
        if method is None or not method.parameters or handler_kind(self._program, method) is not None:
            return None
        reason = self._reason(method)
        if not reason or not self._faults.beside(method).services:
            return None
        for definition, each in self._faults.definitions_of(method):
            if each.verdict is not Verdict.SKIPPED or definition.kind is None:
                continue
            if self._is_asked_for(file, definition, method) or not self._is_used(method):
                return SkippedMethod(definition, method.title, reason, _WANTED[definition.kind])
        return None

    def _reason(self, method: Function) -> str:
        """Return what keeps a method that looks like a handler from being one, "" if it looks like none."""
        types = [self._program.typenames.type(method.file, each.type) for each in method.parameters]
        first = types[0]
        if first == _GO_CONTEXT:
            looks = (
                len(types) <= 2 and not _SET_UP.fullmatch(method.name) and not method.parameters[-1].variadic
            )
            return "takes a plain context.Context" if looks else self._later(types)
        kind = self._contexts.kind(first)
        if kind is None:
            return self._later(types)
        if kind is ContextKind.RUN:
            return "takes the context of a Run block" if len(types) <= 2 else ""
        if isinstance(first, Pointer):
            return f"takes {named_in(method.file, first)}, a pointer to a context"
        return f"takes {named_in(method.file, first)}, which is no Restate context but embeds one"

    def _later(self, types: list[Type | None]) -> str:
        for number, type_ in enumerate(types[1:], 2):
            exact = isinstance(type_, Named) and is_sdk(type_.path) and type_.name in sdk().contexts
            if exact and isinstance(type_, Named) and sdk().contexts[type_.name].replayed:
                return f"takes its restate.{type_.name} as parameter {number}"
        return ""

    def _is_asked_for(self, file: File, definition: Definition, method: Function) -> bool:
        return definition.name is not None and any(
            each.service == definition.name and each.handler == method.name
            for each in self._services(file).calls
        )

    def _is_used(self, method: Function) -> bool:
        """Whether code of the module calls a method or hands it on, or may do."""
        for package in self._program.packages_that_say(method.file, method.name.encode()):
            for file in package.files:
                for node in file.identifiers(method.name, 0, file.root.end_byte):
                    if not file.is_test and self._may_mean(file, node, method):
                        return True
        return False

    def _may_mean(self, file: File, name: Node, method: Function) -> bool:
        selector = name.parent
        if selector is None or selector.type != "selector_expression" or name.type != "field_identifier":
            return False
        call = selector.parent
        if call is not None and call.type in CALLS:
            target = self._program.calls.target(file, call)
        else:
            target = self._program.calls.function(file, selector)
        if isinstance(target, Function):
            return target.key == method.key
        return target is None and text(name) == method.name
