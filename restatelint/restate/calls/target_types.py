"""Payloads and responses of calls against the types of the handler that is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.syntax import unparenthesized
from restatelint.golang.types import Map, Named, pointed
from restatelint.restate.calls.json_types import JsonTypes
from restatelint.restate.definitions.names import named_in
from restatelint.restate.services.defined.signatures import VOID
from restatelint.restate.services.model import CallKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type
    from restatelint.restate.calls.codecs import Codecs
    from restatelint.restate.services.model import Call, Handler
    from restatelint.restate.services.services import Services, Target

REQUESTS = frozenset({"Request", "RequestFuture", "Send"})
"""The methods that call a handler."""


class Mismatch(NamedTuple):
    """A call and its handler that do not agree: in words, after the handler's name."""

    target: str
    problem: str


class TargetTypes:
    """Answers about the types of calls over a program."""

    def __init__(self, program: Program, services: Callable[[File], Services], codecs: Codecs) -> None:
        self._program = program
        self._services = services
        self._codecs = codecs
        self._json = JsonTypes(program)

    def of(self, file: File, node: Node) -> Mismatch | None:
        """Return what a call sends, or expects, that its handler does not take or give; None if it fits.

        Only what JSON cannot bridge counts, and only between a client and a handler without codecs.
        """
        services = self._services(file)
        call = services.call_at(file, node)
        if call is None or call.service is None or call.handler is None:
            return None
        problems: list[Mismatch] = []
        for target in services.targets(call):
            if target.handler is None or not self._codecs.are_plain(call, target):
                return None
            problem = self._problem(file, call, target.handler)
            if not problem:
                return None  # a program of the module has such a handler
            problems.append(Mismatch(_title(target), problem))
        return problems[0] if problems else None

    def _problem(self, file: File, call: Call, handler: Handler) -> str:
        if call.payload is not None:
            problem = self._sent(file, call.payload, handler.input)
            if problem:
                return problem
        if call.kind is CallKind.SEND or call.response in (None, VOID) or handler.output is None:
            return ""
        if handler.output == VOID:
            return f"gives nothing, but {named_in(file, call.response)} is expected"
        if self._json.fits(handler.output, call.response):
            return ""
        return f"gives {named_in(file, handler.output)}, but {named_in(file, call.response)} is expected"

    def _sent(self, file: File, payload: Node, wanted: Type | None) -> str:
        payload = unparenthesized(payload)
        given = self._program.expressions.type(file, payload)
        if given is None or wanted is None or payload.type == "nil":
            return ""
        if _is_void(given) or _is_void(wanted):
            if _is_void(given) and _is_void(wanted):
                return ""
            if _is_void(wanted):
                return f"takes nothing, but is sent {named_in(file, given)}"
            return f"takes {named_in(file, wanted)}, but is sent nothing"
        if isinstance(given, Map) and payload.type == "composite_literal":
            stray = self._json.stray_key(payload, wanted)
            if stray is not None:
                return f'takes {named_in(file, wanted)}, which has no field for the key "{stray}"'
        if self._json.fits(given, wanted):
            return ""
        return f"takes {named_in(file, wanted)}, but is sent {named_in(file, given)}"


def _is_void(type_: Type | None) -> bool:
    inner = pointed(type_)
    return isinstance(inner, Named) and inner.name == "Void" and inner.path.startswith(VOID.path)


def _title(target: Target) -> str:
    handler = target.handler
    return f"{target.definition.name}/{handler.name}" if handler is not None else str(target.definition.name)
