"""Clients that name a handler by constants: whether the module has it, and of which kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.elision import is_excerpt
from restatelint.golang.site import Site
from restatelint.golang.types import External
from restatelint.restate.near_names import nearest
from restatelint.restate.sdk import is_sdk
from restatelint.restate.services.defined.signatures import handler_kind
from restatelint.restate.services.model import Call, CallKind, ServiceKind
from restatelint.restate.services.services import suits
from restatelint.restate.services.value import Client, Text
from restatelint.restate.services.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.services.model import Definition
    from restatelint.restate.services.services import Services, Target

CLIENTS = frozenset({"Service", "ServiceSend", "Object", "ObjectSend", "Workflow", "WorkflowSend"})
"""The SDK's functions that name a handler."""

_LIKENESS = 0.78  # of a name that is a typo away


class UnknownTarget(NamedTuple):
    """A service, or with ``handler`` a handler of one, that is not there; ``nearest`` may be ""."""

    service: str
    handler: str
    nearest: str
    known: tuple[str, ...]


class WrongKind(NamedTuple):
    """A client of one kind for a service of another."""

    service: str
    wanted: ServiceKind
    definition: Definition


class _Names:
    """Names that there are, in order."""

    def __init__(self, names: set[str]) -> None:
        self.known = tuple(sorted(names))
        self._lowered = {each.lower(): each for each in self.known}
        self._ordered = sorted(self._lowered)

    def nearest(self, name: str) -> str:
        """Return the name that is meant: the same but for upper and lower case, or one a typo away."""
        return self._lowered.get(nearest(name.lower(), self._ordered, _LIKENESS), "")


class NamedTargets:
    """Answers about clients over a program."""

    def __init__(self, program: Program, services: Callable[[File], Services]) -> None:
        self._program = program
        self._services = services
        self._values = Values(program)
        self._calls: dict[tuple[str, int], Call | None] = {}
        self._names: dict[Services, _Names] = {}

    def unknown(self, file: File, node: Node) -> UnknownTarget | None:
        """Return what a client names and the module does not define, or None.

        Nothing is unknown while any definition of the module cannot be read, or may stand elsewhere. A method
        of that name that is no handler is another fault.
        """
        call = self.call(file, node)
        if call is None or call.service is None:
            return None
        services = self._services(file)
        if not services.definitions or services.dynamic or is_excerpt(file):
            return None
        targets = services.targets(call)
        if not targets:
            if services.named(call.service) or self._has_shape(file, call.service):
                return None  # another program's, or a type that nothing here binds
            names = self._names_of(services)
            return UnknownTarget(call.service, "", names.nearest(call.service), names.known)
        if call.handler is None or any(_has(each, call.handler) for each in targets):
            return None
        names = _Names({each.name for target in targets for each in target.definition.handlers if each.name})
        if not names.known:
            return None  # that the service does not even start is another fault
        return UnknownTarget(call.service, call.handler, names.nearest(call.handler), names.known)

    def _names_of(self, services: Services) -> _Names:
        if services not in self._names:
            self._names[services] = _Names({each.name for each in services.definitions if each.name})
        return self._names[services]

    def lacks_handler(self, file: File, node: Node) -> bool:
        """Whether a client names a service that is all at hand, and a handler that it does not have.

        Unlike for what is `unknown`, other services may be elsewhere.
        """
        call = self.call(file, node)
        targets = self._services(file).targets(call) if call is not None else ()
        if call is None or call.handler is None or not targets or is_excerpt(file):
            return False
        name = call.handler
        return all(each.definition.complete and not _has(each, name) for each in targets)

    def wrong_kind(self, file: File, node: Node) -> WrongKind | None:
        """Return what a client for another kind of service names, or None where one fits."""
        call = self.call(file, node)
        if call is None or call.service is None or call.to is None:
            return None
        found = [each.definition for each in self._services(file).targets(call)]
        if not found or any(suits(call, each) for each in found):
            return None
        return WrongKind(call.service, call.to, found[0])

    def _has_shape(self, file: File, service: str) -> bool:
        """Whether the call's package has a type of a service's name with methods shaped like handlers."""
        methods = self._program.package_of(file).methods_of(service)
        return any(handler_kind(self._program, each) is not None for each in methods.values())

    def call(self, file: File, node: Node) -> Call | None:
        """Return the call that the client made at a node would make, or None."""
        key = (file.source.location, node.id)
        if key not in self._calls:
            target = self._program.calls.target(file, node)
            of_sdk = isinstance(target, External) and is_sdk(target.path)
            client = self._values.of(file, node) if of_sdk else None
            is_made_here = isinstance(client, Client) and client.node == node
            self._calls[key] = client_call(client) if isinstance(client, Client) and is_made_here else None
        return self._calls[key]


def client_call(client: Client) -> Call:
    """Return the call that a client would make, as if it were sent at once."""
    service = client.service.value if isinstance(client.service, Text) else None
    handler = client.handler.value if isinstance(client.handler, Text) else None
    file, node = client.file, client.node
    made = Site(file, node)
    return Call(CallKind.SEND, file, node, made, client.kind, service, handler, client.key, False, None, None)


def _has(target: Target, handler: str) -> bool:
    methods = target.definition.methods
    return target.handler is not None or any(each.function.name == handler for each in methods)
