"""How an endpoint is served: with which identity keys, over which protocol, and what keeps its results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import field, named_children, string_value, text
from restatelint.golang.types import External
from restatelint.golang.uses import uses
from restatelint.restate.definitions.server_calls import calls_server
from restatelint.restate.definitions.service_options import chained, options_of
from restatelint.restate.sdk import is_sdk
from restatelint.restate.services.model import ServiceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.site import Site
    from restatelint.golang.tree import Node
    from restatelint.restate.policy import Policy
    from restatelint.restate.services.services import Services

_SERVES = frozenset({"Start", "Handler"})
DEFINES = frozenset({"Reflect", "NewService", "NewObject", "NewWorkflow"})
"""The names of the functions that define a service."""
# no name of a host is longer
_HTTP = re.compile(r"^http://([\w.-]{1,253})")
_HTTP_IN_JSON = re.compile(r'"uri"\s*:\s*"http://([\w.-]{1,253})')
_NEAR = re.compile(
    r"^(localhost|127\.[\d.]+|0\.0\.0\.0|10\.[\d.]+|192\.168\.[\d.]+|172\.(1[6-9]|2\d|3[01])\.[\d.]+|host\.docker\.internal"
    r"|[\w-]+)$"
)
_NEAR_DOMAIN = re.compile(r"[\w-]\.(svc|local|internal|localhost|test)(\.[\w-]|$)")


class Endpoints:
    """Answers about endpoints over a program, under what the settings say."""

    def __init__(self, program: Program, policy: Policy, services: Callable[[File], Services]) -> None:
        self._program = program
        self._policy = policy
        self._services = services

    @property
    def public(self) -> bool:
        """Whether the settings say that the services can be reached from the internet."""
        return self._policy.public_endpoint

    def unidentified(self, file: File, call: Node) -> bool:
        """Whether a call of ``server.NewRestate`` makes an endpoint that is served without identity keys."""
        if not calls_server(self._program, file, call, "NewRestate"):
            return False
        names = {name for name, _ in self._methods(file, call)}
        return bool(names & _SERVES) and "WithIdentityV1" not in names and "" not in names

    def plain_start(self, file: File, call: Node) -> bool:
        """Whether a call starts a public endpoint, which serves without TLS."""
        return self.public and calls_server(self._program, file, call, "Start")

    def kept_by_default(self, file: File, call: Node) -> str | None:
        """Return the option that a definition lacks to say how long results are kept, or None."""
        called = file.callee(call)
        if not self._policy.require_retention or called is None or called.name not in DEFINES:
            return None
        for definition in self._services(file).made_at(file, call):
            if definition.kind is None:
                continue
            workflow = definition.kind is ServiceKind.WORKFLOW
            option = "WithWorkflowRetention" if workflow else "WithIdempotencyRetention"
            others = (self._is_other(each, option) for each in options_of(definition))
            return option if all(others) else None
        return None

    def _is_other(self, option: Site, name: str) -> bool:
        """Whether an option surely is another one; what is handed in or spread out is not known."""
        file, node = option.file, option.node
        target = self._program.calls.target(file, node) if file.callee(node) is not None else None
        return isinstance(target, External) and is_sdk(target.path) and target.name != name

    def _methods(self, file: File, call: Node) -> Iterator[tuple[str, Node]]:
        """Yield the methods called on an endpoint, with the calls; "" where it goes out of sight."""
        node = call
        while (next_ := chained(node)) is not None:
            called = file.callee(next_)
            yield (called.name if called is not None else "", next_)
            node = next_
        last = file.callee(node)
        if last is not None and last.name in _SERVES | {"LambdaHandler"}:
            return  # what it gives is no endpoint any more
        parent = node.parent
        if parent is not None and parent.type == "expression_statement":
            return
        statement = parent.parent if parent is not None and parent.type == "expression_list" else None
        left = None
        if statement is not None:
            left = field(statement, "left") or field(statement, "name")
        names = named_children(left) if left is not None and left.type == "expression_list" else [left]
        binding = binding_of(file, names[0]) if names and names[0] is not None else None
        if statement is None or binding is None or binding.kind is not BindingKind.VARIABLE:
            yield "", node
            return
        for use in uses(file, binding, statement.end_byte):
            if chained(use) is None:
                yield "", use
            elif use.start_byte > statement.end_byte:
                yield from self._methods(file, use)


def plain_address(literal: Node) -> str | None:
    """Return the host that a text registers a deployment at over http, None if it does not or is near.

    The text is the value of a key or field called ``uri``, or JSON with such a key.
    """
    value = string_value(literal)
    if value is None:
        return None
    match = _HTTP.match(value) if _is_uri(literal) else _HTTP_IN_JSON.search(value)
    if match is None or _NEAR.match(match[1]) or _NEAR_DOMAIN.search(match[1]):
        return None
    return match[1]


def names_deployments(file: File) -> bool:
    """Whether the bytes of a file hold the path of the server's API for deployments."""
    return b"/deployments" in file.source.data


def _is_uri(literal: Node) -> bool:
    element = literal.parent
    pair = element.parent if element is not None and element.type == "literal_element" else element
    if pair is None or pair.type != "keyed_element":
        return False
    return text(named_children(pair)[0]).strip('"`').lower() == "uri"
