"""Predicates about operating services: endpoints, calls through the ingress, durations, texts, metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.golang.shown import shown
from restatelint.restate.calls.ingress import may_use_ingress
from restatelint.restate.definitions.endpoints import DEFINES, names_deployments, plain_address
from restatelint.restate.effects.payloads import PRINTS, may_print_pointers
from restatelint.restate.links import way
from restatelint.restate.repairs.options import removable
from restatelint.restate.waiting.bare_durations import DURATIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.golang.file import File


def ingress_call(question: Question) -> Answer | None:
    """``(#ingress-call? @call)``: a call in a handler or in Run goes through the server's ingress.

    Itself or through helpers, with the SDK's client or with net/http. The severity is a warning in Run,
    else error. Fills ``{cause}``, ``{via}`` and ``{harm}``.
    """
    found = question.facts.operating.ingress.call(question.file, question.node)
    if found is None:
        return None
    links = found.links
    via = f" ({way(links)})" if len(links) > 1 else ""
    harm = (
        "so a retry of the block calls again and cancelling stops at it"
        if found.in_run
        else "so every replay calls again"
    )
    return Answer(
        {"cause": links[-1].title, "via": via, "harm": harm},
        links if len(links) > 1 else (),
        severity=Severity.WARNING if found.in_run else Severity.ERROR,
        confidence=None if found.sure else Confidence.MEDIUM,
    )


def bare_duration(question: Question) -> Answer | None:
    """``(#bare-duration? @call)``: an SDK function is given a duration without a unit.

    Fills ``{duration}``, as in the code, and ``{nanoseconds}``.
    """
    found = question.facts.operating.bare_durations.of(question.file, question.node)
    return Answer({"duration": shown(found[0]), "nanoseconds": str(found[1])}) if found is not None else None


def redundant_key(question: Question) -> Answer | None:
    """``(#redundant-key? @option)``: an idempotency key is put on a call from a handler.

    The confidence is medium where another invocation may give the same key. Fills ``{use}``, what the key is
    good for; the place ``option`` is that of the option and the comma before it, if it can be taken out
    and no other invocation gives the key.
    """
    own = question.facts.operating.redundant.key(question.file, question.node)
    if own is None:
        return None
    place = removable(question.file, question.node) if own else None
    return Answer(
        {"use": "has nothing to do" if own else "matters only if another invocation gives the same"},
        confidence=None if own else Confidence.MEDIUM,
        places={"option": place} if place is not None else {},
    )


def counts(question: Question) -> Answer | None:
    """``(#counts? @call)``: the method of a metric adds to it, so that calling it twice shows."""
    return answer(question.facts.operating.redundant.counts(question.file, question.node))


def unidentified(question: Question) -> Answer | None:
    """``(#unidentified? @call)``: ``server.NewRestate`` makes an endpoint that is served without keys.

    The severity is error where settings say that the endpoint is public, else info. Fills ``{who}``.
    """
    endpoints = question.facts.operating.endpoints
    if not endpoints.unidentified(question.file, question.node):
        return None
    who = "anyone on the internet" if endpoints.public else "whoever reaches its port"
    return Answer({"who": who}, severity=Severity.ERROR if endpoints.public else Severity.INFO)


def plain_start(question: Question) -> Answer | None:
    """``(#plain-start? @call)``: settings call the endpoint public, and ``Start`` serves it without TLS.

    Fills ``{endpoint}``.
    """
    found = question.facts.operating.endpoints.plain_start(question.file, question.node)
    return Answer({"endpoint": "a public endpoint is served"}) if found else None


def plain_address_(question: Question) -> Answer | None:
    """``(#plain-address? @text)``: a text registers a deployment at an ``http://`` address of elsewhere.

    Fills ``{endpoint}``.
    """
    host = plain_address(question.node)
    return Answer({"endpoint": f"the deployment at {host} is registered"}) if host is not None else None


def kept_by_default(question: Question) -> Answer | None:
    """``(#kept-by-default? @call)``: a service does not say how long results are kept, and has to.

    Fills ``{option}``, the one that it lacks.
    """
    option = question.facts.operating.endpoints.kept_by_default(question.file, question.node)
    return Answer({"option": f"restate.{option}"}) if option is not None else None


def unstable_text(question: Question) -> Answer | None:
    """``(#unstable-text? @call)``: a text differs from process to process and is journaled.

    A stack trace, or what fmt prints of a pointer or of an error by ``%+v``. Fills ``{cause}`` and
    ``{flow}``; the steps become the chain.
    """
    found = question.facts.operating.payloads.unstable(question.file, question.node)
    return Answer({"cause": found[0], "flow": found[1].phrase}, found[1].steps) if found is not None else None


def _makes_server(file: File) -> bool:
    return b"NewRestate" in file.source.data


def _has_key(file: File) -> bool:
    return b"WithIdempotencyKey" in file.source.data


DEFINITIONS: Mapping[str, Definition] = {
    "bare-duration": predicate(bare_duration, "duration", "nanoseconds", names=frozenset(DURATIONS)),
    "counts": predicate(counts),
    "ingress-call": predicate(ingress_call, "cause", "via", "harm", possible=may_use_ingress),
    "kept-by-default": predicate(kept_by_default, "option", names=DEFINES),
    "plain-address": predicate(plain_address_, "endpoint", possible=names_deployments),
    "plain-start": predicate(plain_start, "endpoint", names=frozenset({"Start"})),
    "redundant-key": predicate(
        redundant_key, "use", "option", possible=_has_key, names=frozenset({"WithIdempotencyKey"})
    ),
    "unidentified": predicate(unidentified, "who", possible=_makes_server, names=frozenset({"NewRestate"})),
    "unstable-text": predicate(
        unstable_text, "cause", "flow", possible=may_print_pointers, names=frozenset(PRINTS)
    ),
}
