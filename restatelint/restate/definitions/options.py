"""Options and names of definitions that make the service panic when it starts, or that do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.callee import arguments
from restatelint.golang.shown import shown
from restatelint.golang.syntax import field
from restatelint.golang.types import External
from restatelint.restate.definitions.bound_names import BoundNames
from restatelint.restate.definitions.names import SERVICES
from restatelint.restate.near_names import nearest
from restatelint.restate.sdk import PATH, is_sdk
from restatelint.restate.services.defined.registered import CONSTRUCTORS, MAKERS, Registered
from restatelint.restate.services.model import HandlerKind, ServiceKind
from restatelint.restate.services.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.definitions.faults import DefinitionFaults
    from restatelint.restate.services.model import Definition
    from restatelint.restate.services.services import Services

LIMITED = frozenset({"WithWorkflowRetention", "WithEnableLazyState"})
"""The options that are for some kinds of services only."""

_NAMED = 6  # handlers that a message names
_NAMING = frozenset({"Bind", "ConfigureHandler", "Handler"})


class OptionFault(NamedTuple):
    """What is wrong, and what comes of it, in words."""

    problem: str
    outcome: str


class DefinitionOptions:
    """Answers about options over a program."""

    def __init__(
        self, program: Program, faults: DefinitionFaults, services: Callable[[File], Services]
    ) -> None:
        self._program = program
        self._faults = faults
        self._services = services
        self._values = Values(program)
        self._registered = Registered(program)
        self._bound = BoundNames(self._bound_name)

    def limited(self, file: File, option: Node) -> OptionFault | None:
        """Return what is wrong with an option that is not for the definition or handler it is given to."""
        name = self._registered.sdk_name(file, option)
        list_ = option.parent
        taker = list_.parent if list_ is not None and list_.type == "argument_list" else None
        if name not in LIMITED or taker is None:
            return None
        service, handler, title = self._taker(file, taker)
        if service is None:
            return None
        problem = f"restate.{name} is given to {title or SERVICES[service]}"
        if name == "WithEnableLazyState":
            does_nothing = service is ServiceKind.SERVICE
            return OptionFault(problem, "which has no state, so it does nothing") if does_nothing else None
        if not title and service is not ServiceKind.WORKFLOW:
            return OptionFault(problem, "so the service panics when it starts")
        if title and handler is not HandlerKind.WORKFLOW:
            return OptionFault(problem, "so the server refuses the deployment")
        return None

    def _taker(self, file: File, call: Node) -> tuple[ServiceKind | None, HandlerKind | None, str]:
        """Return the kinds that an option is for, and the handler's title if it is for one."""
        name = self._registered.sdk_name(file, call)
        if name in MAKERS:
            return MAKERS[name], None, ""
        if name in CONSTRUCTORS:
            return CONSTRUCTORS[name].service, CONSTRUCTORS[name], _TITLES[CONSTRUCTORS[name]]
        if name == "Reflect":
            found = self._faults.reflected(file, call)
            return (found[0].kind if len(found) == 1 else None), None, ""
        definition = self._configured(file, call)
        given = arguments(call)
        handler = (
            definition.handler(self._values.text(file, given[0]) or "") if definition and given else None
        )
        kind = handler.kind if handler is not None else None
        return (kind.service, kind, _TITLES[kind]) if kind is not None else (None, None, "")

    def _configured(self, file: File, call: Node) -> Definition | None:
        """Return the definition whose handler a call configures, or that it adds a handler to."""
        called = file.callee(call)
        if called is None or called.operand is None or called.name not in ("ConfigureHandler", "Handler"):
            return None
        beginning = self._registered.beginning(file, called.operand)
        return self._made_at(file, *beginning) if beginning is not None else None

    def _made_at(self, asking: File, file: File, node: Node) -> Definition | None:
        found = self._services(asking).made_at(file, node)
        return found[0] if len(found) == 1 else None

    def naming(self, file: File, argument: Node) -> OptionFault | None:
        """Return what is wrong with the name that Bind, Handler or ConfigureHandler goes by, or None.

        It is asked of the first argument of a call: the calls of a chain all start at the same place.
        """
        list_ = argument.parent
        call = list_.parent if list_ is not None else None
        called = file.callee(call) if call is not None else None
        if call is None or called is None or called.operand is None or called.name not in _NAMING:
            return None
        if called.name == "Bind":
            return self._bound_twice(file, call)
        definition = self._configured(file, call)
        given = arguments(call)
        name = self._values.text(file, given[0]) if given else None
        if definition is None or name is None:
            return None
        if called.name == "Handler":
            return self._added_twice(definition, call, name)
        if not definition.complete or not definition.handlers or definition.handler(name) is not None:
            return None
        known = sorted({each.name for each in definition.handlers if each.name is not None})
        near = nearest(name, known)
        words = f"did you mean {near}?" if near else f"it has {', '.join(known[:_NAMED])}"
        title = definition.name or "the service"
        return OptionFault(
            f'{title} has no handler "{name}" to configure ({words})', "so it panics when it starts"
        )

    def _added_twice(self, definition: Definition, call: Node, name: str) -> OptionFault | None:
        called = definition.file.callee(call)
        own = field(called.expression, "field") if called is not None else None
        places = [each.node.start_byte for each in definition.handlers if each.name == name]
        if own is None or own.start_byte not in places[1:]:
            return None
        return OptionFault(
            f'"{name}" is the name of another handler of {definition.name or "the service"}',
            "so this one takes its place without a word",
        )

    def _bound_twice(self, file: File, call: Node) -> OptionFault | None:
        name = self._bound_name(file, call)
        if name is None or not self._is_server(file, call):
            return None
        if not self._bound.is_bound_before(file, call, name):
            return None
        problem = f"{name} is bound twice ({shown(arguments(call)[0])})"
        return OptionFault(problem, "so the server panics when it starts")

    def _is_server(self, file: File, call: Node) -> bool:
        target = self._program.calls.target(file, call)
        return isinstance(target, External) and target.path.startswith(PATH) and not is_sdk(target.path)

    def _bound_name(self, file: File, call: Node) -> str | None:
        given = arguments(call)
        beginning = self._registered.beginning(file, given[0]) if len(given) == 1 else None
        definition = self._made_at(file, *beginning) if beginning is not None else None
        return definition.name if definition is not None else None


_TITLES = {
    HandlerKind.SERVICE: "a handler of a service",
    HandlerKind.EXCLUSIVE: "a handler of an object",
    HandlerKind.SHARED: "a shared handler of an object",
    HandlerKind.WORKFLOW: "the main handler of a workflow",
    HandlerKind.WORKFLOW_SHARED: "a shared handler of a workflow",
}


def may_name(file: File) -> bool:
    """Whether the bytes of a file hold a call of Bind, Handler or ConfigureHandler."""
    data = file.source.data
    return b"Handler(" in data or b".Bind(" in data
