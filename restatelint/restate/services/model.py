"""What services, handlers and calls are, as data. How they are found is not known here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.site import Site
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type
    from restatelint.restate.links import Link
    from restatelint.restate.services.value import Value


class ServiceKind(Enum):
    """The kind of a service."""

    SERVICE = "service"
    OBJECT = "object"
    WORKFLOW = "workflow"


class HandlerKind(Enum):
    """How a handler runs."""

    SERVICE = "service"
    EXCLUSIVE = "exclusive"
    SHARED = "shared"
    WORKFLOW = "workflow"
    WORKFLOW_SHARED = "workflow-shared"

    @property
    def service(self) -> ServiceKind:
        """The kind of service that has such handlers."""
        return _SERVICES[self]


_SERVICES = {
    HandlerKind.SERVICE: ServiceKind.SERVICE,
    HandlerKind.EXCLUSIVE: ServiceKind.OBJECT,
    HandlerKind.SHARED: ServiceKind.OBJECT,
    HandlerKind.WORKFLOW: ServiceKind.WORKFLOW,
    HandlerKind.WORKFLOW_SHARED: ServiceKind.WORKFLOW,
}


class CallKind(Enum):
    """How one handler calls another: a request waits at once, a future later, a send never."""

    REQUEST = "request"
    FUTURE = "future"
    SEND = "send"


@dataclass(frozen=True, eq=False)
class Handler:
    """One handler of a definition.

    ``name`` and ``kind`` are None when they cannot be told. ``function`` is its code, None when that is
    not at hand. ``input`` and ``output`` are None when unknown, `VOID` where there is nothing. It stands
    at ``node`` of ``file``: the method's name, or the call of ``Handler``. ``options`` are the option
    expressions given at its registration.
    """

    name: str | None
    kind: HandlerKind | None
    function: Function | None
    input: Type | None
    output: Type | None
    file: File
    node: Node
    options: tuple[Site, ...] = ()


class Verdict(Enum):
    """What Reflect makes of a method."""

    HANDLER = "handler"
    SKIPPED = "skipped"
    PANICS = "panics"


@dataclass(frozen=True, eq=False)
class Method:
    """An exported method of a reflected type.

    ``needs_pointer`` says that only ``*T`` has it. ``kind`` is that of its context, None for a method
    that Reflect skips. ``reason`` says why it is skipped or panics, "" for a handler.
    """

    function: Function
    needs_pointer: bool
    verdict: Verdict
    kind: HandlerKind | None
    reason: str = ""


@dataclass(frozen=True, eq=False)
class Definition:
    """A service as it is registered at ``node`` of ``file``: the call of Reflect, NewService and so on.

    ``name`` is None when it is not constant, ``kind`` when it cannot be told. ``complete`` is False when
    there may be handlers that were not seen. ``options`` are the option expressions of the definition,
    ``configured`` the calls of ConfigureHandler on it.

    Of a reflected one: ``type`` is the type of what is handed to Reflect, ``methods`` the exported methods
    of that type and, where a value is handed over, those that only its pointer has.
    """

    name: str | None
    kind: ServiceKind | None
    handlers: tuple[Handler, ...]
    complete: bool
    file: File
    node: Node
    options: tuple[Site, ...] = ()
    configured: tuple[Site, ...] = ()
    type: Type | None = None
    methods: tuple[Method, ...] = ()

    def handler(self, name: str) -> Handler | None:
        """Return a handler by name; the last one registered counts, as in the SDK."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Handler]:
        return {each.name: each for each in self.handlers if each.name is not None}


@dataclass(frozen=True, eq=False)
class Call:
    """A call to a handler, at ``node`` of ``file``: the call of Request, RequestFuture or Send.

    ``client`` is the call that names the target, which may stand in another file, None when it was not
    found. ``to`` is the kind of service it calls for. ``service`` and ``handler`` are None where they are
    not constant. ``key`` is what is known of the key. ``awaited`` says whether the caller waits for the
    answer. ``payload`` is the argument, ``response`` the type that the call asks for.
    """

    kind: CallKind
    file: File
    node: Node
    client: Site | None
    to: ServiceKind | None
    service: str | None
    handler: str | None
    key: Value | None
    awaited: bool
    payload: Node | None
    response: Type | None


@dataclass(frozen=True, slots=True)
class Reached:
    """A call that a handler makes; ``chain`` are the calls that lead to it, () in the handler itself."""

    call: Call
    chain: tuple[Link, ...]
