"""Predicates about calls of handlers: whether what a client names is there, and takes what it sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import Severity
from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.golang.shown import shown
from restatelint.restate.calls.named_targets import CLIENTS
from restatelint.restate.calls.target_types import REQUESTS
from restatelint.restate.definitions.names import SERVICES
from restatelint.restate.links import Link
from restatelint.restate.services.model import ServiceKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question

_CLIENTS = {
    ServiceKind.SERVICE: "restate.Service",
    ServiceKind.OBJECT: "restate.Object",
    ServiceKind.WORKFLOW: "restate.Workflow",
}


def unknown_target(question: Question) -> Answer | None:
    """``(#unknown-target? @call)``: a client names a service or handler that the module does not define.

    The severity is error where the service is there, else info. Fills ``{problem}`` and ``{hint}``.
    """
    found = question.facts.defining.targets.unknown(question.file, question.node)
    if found is None:
        return None
    if found.handler:
        problem = f'{found.service} has no handler "{found.handler}"'
    else:
        problem = f'no service is called "{found.service}" in this module'
    known = found.known[:6]
    others = f"it has {', '.join(known)}" if found.handler else f"it defines {', '.join(known)}"
    hint = f"did you mean {found.nearest}?" if found.nearest else others
    severity = Severity.ERROR if found.handler else Severity.INFO
    return Answer({"problem": problem, "hint": hint}, severity=severity)


def wrong_kind(question: Question) -> Answer | None:
    """``(#wrong-kind? @call)``: a client is for another kind of service than what it names.

    Fills ``{service}``, ``{kind}``: what it is in words, and ``{client}``: the function to use.
    """
    found = question.facts.defining.targets.wrong_kind(question.file, question.node)
    kind = found.definition.kind if found is not None else None
    called = question.file.callee(question.node)
    if found is None or kind is None or called is None:
        return None
    client = _CLIENTS[kind] + ("Send" if called.name.endswith("Send") else "")
    definition = found.definition
    link = Link(definition.file, definition.node, shown(definition.node), "is defined here")
    values = {"service": found.service, "kind": SERVICES[kind], "client": client, "given": called.name}
    return Answer(values, (link,))


def other_types(question: Question) -> Answer | None:
    """``(#other-types? @call)``: a call sends or expects what its handler does not take or give.

    Fills ``{target}`` and ``{problem}``.
    """
    found = question.facts.defining.types.of(question.file, question.node)
    return Answer({"target": found.target, "problem": found.problem}) if found is not None else None


def promise_types_differ(question: Question) -> Answer | None:
    """``(#promise-types-differ? @call)``: one of the same name has a type that does not fit."""
    return answer(question.facts.defining.promises.differ(question.file, question.node))


def calls_handler(question: Question) -> Answer | None:
    """``(#calls-handler? @call)``: a registered handler is called as a function; once in each function.

    Fills ``{handler}``.
    """
    found = question.facts.defining.direct_calls.of(question.file, question.node)
    return Answer({"handler": found}) if found is not None else None


def other_codec(question: Question) -> Answer | None:
    """``(#other-codec? @call)``: a client writes or reads with another codec than its handler.

    Fills ``{target}``, ``{side}``, ``{own}`` and ``{theirs}``.
    """
    found = question.facts.defining.codecs.mismatch(question.file, question.node)
    if found is None:
        return None
    return Answer({"target": found.target, "side": found.side, "own": found.client, "theirs": found.handler})


def lacks_handler(question: Question) -> Answer | None:
    """``(#lacks-handler? @call)``: a client names a service that is all at hand, and no handler of it.

    Whatever else the module may define: see `#unknown-target?`.
    """
    return answer(question.facts.defining.targets.lacks_handler(question.file, question.node))


DEFINITIONS: Mapping[str, Definition] = {
    "calls-handler": predicate(calls_handler, "handler", kinds=frozenset({"module"})),
    "lacks-handler": predicate(lacks_handler, names=CLIENTS),
    "other-codec": predicate(other_codec, "target", "side", "own", "theirs", names=CLIENTS),
    "other-types": predicate(other_types, "target", "problem", names=REQUESTS),
    "promise-types-differ": predicate(promise_types_differ, names=frozenset({"Promise"})),
    "unknown-target": predicate(unknown_target, "problem", "hint", names=CLIENTS),
    "wrong-kind": predicate(wrong_kind, "service", "kind", "client", "given", names=CLIENTS),
}
