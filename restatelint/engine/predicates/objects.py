"""Predicates about virtual objects and workflows: keys held, state, loops and deadlocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import Severity
from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.golang.shown import shown
from restatelint.restate.contexts.handler_kinds import REFUSED, WORDS
from restatelint.restate.links import Link, told, way
from restatelint.restate.waiting.sleep_send import SLEEPS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.facts import Facts

_KEYS = 10  # keys that a message names


def exclusive_wait(question: Question) -> Answer | None:
    """``(#exclusive-wait? @call)``: a call awaits another's answer while it holds the key of an object.

    Fills ``{awaited}``: "an awakeable" or "a signal", and ``{via}``, the chain in brackets.
    """
    found = question.facts.objects.waits.at(question.file, question.node)
    if found is None:
        return None
    return Answer({"awaited": found.awaited, "via": _via(found.links)}, _chain(found.links))


def _refused_key(facts: Facts, file: File, node: Node) -> str | None:
    found = facts.objects.kinds.refused(file, node)
    return found.what if found is not None else None


def refused(question: Question) -> Answer | None:
    """``(#refused? @call "write")``: an operation that the server does not do for this kind of handler.

    "write" is to set state in a shared handler, "state" any state in a service, "promise" a promise outside
    a workflow. Fills ``{handler}``, the kind in words, and ``{via}``, the chain in brackets.
    """
    found = question.facts.objects.kinds.refused(question.file, question.node)
    if found is None or found.what != question.strings[0]:
        return None
    return Answer({"handler": WORDS[found.kind], "via": _via(found.links)}, _chain(found.links))


def asserts_context(question: Question) -> Answer | None:
    """``(#asserts-context? @assertion)``: a Restate context is asserted, or switched, to another kind.

    Fills ``{given}`` and ``{wanted}``, the names of the types.
    """
    found = question.facts.objects.assertions.of(question.file, question.node)
    return Answer({"given": found.given, "wanted": found.wanted}) if found is not None else None


def endless(question: Question) -> Answer | None:
    """``(#endless? @loop)``: a loop performs an operation and ends by an error only, or never.

    Fills ``{operation}`` and ``{exits}``: how it ends, in words.
    """
    found = question.facts.objects.loops.endless(question.file, question.node)
    if found is None:
        return None
    exits = "ends only on an error" if found.fails else "never ends"
    return Answer({"operation": found.operation.title, "exits": exits}, (found.operation,))


def polls_state(question: Question) -> Answer | None:
    """``(#polls-state? @loop)``: a loop sleeps and reads state, and sets none itself.

    Fills ``{via}``: the chain to the read, in brackets.
    """
    links = question.facts.objects.loops.polling(question.file, question.node)
    return Answer({"via": _via(links)}, links) if links else None


def puts_off_send(question: Question) -> Answer | None:
    """``(#puts-off-send? @call)``: a call sleeps, and a send with nothing after it is all that follows.

    Not where the sleep holds an object's key: that is said already. Fills ``{line}`` of the send.
    """
    if question.facts.exclusive_sleep(question.file, question.node) is not None:
        return None
    send = question.facts.objects.sleep_sends.sent(question.file, question.node)
    if send is None:
        return None
    link = Link(question.file, send, shown(send), "is sent here")
    return Answer({"line": str(link.line)}, (link,))


def presence_by_error(question: Question) -> Answer | None:
    """``(#presence-by-error? @comparison)``: an error of Get, compared with nil, is taken for absence.

    Fills ``{reading}``: how the comparison is read, "is there" or "is missing".
    """
    reading = question.facts.objects.presence.read_as_presence(question.file, question.node)
    return Answer({"reading": reading}) if reading is not None else None


def never_written(question: Question) -> Answer | None:
    """``(#never-written? @call)``: a Get of a constant key that no handler of its service sets.

    Fills ``{key}``, ``{service}`` and ``{written}``: the keys it does set, or the one that is meant.
    """
    found = question.facts.objects.state_keys.unwritten(question.file, question.node)
    if found is None:
        return None
    keys = [found.nearest] if found.nearest else list(found.written[:_KEYS])
    written = ("did you mean " if found.nearest else "it sets ") + ", ".join(f'"{key}"' for key in keys)
    if not found.nearest and len(found.written) > _KEYS:
        written += f" and {len(found.written) - _KEYS} more"
    return Answer({"key": found.key, "service": found.service, "written": written})


def clears_unset(question: Question) -> Answer | None:
    """``(#clears-unset? @call)``: a Clear is of a key that no handler of its service sets.

    Only where the whole service is at hand and every key that it sets is constant.
    """
    return answer(
        question.facts.objects.state_keys.unwritten(question.file, question.node, "Clear") is not None
    )


def _ring_key(facts: Facts, file: File, node: Node) -> str | None:
    return "" if facts.objects.deadlocked.begins(file, node) else None


def self_call(question: Question) -> Answer | None:
    """``(#self-call? @call)``: an exclusive handler awaits a call of its own object and key.

    Fills ``{caller}``, ``{callee}`` and ``{via}``: the chain in brackets.
    """
    found = question.facts.objects.deadlocked.self_call(question.file, question.node)
    if found is None:
        return None
    return Answer(
        {"caller": found.names[0], "callee": found.names[-1], "via": _via(found.links)}, _chain(found.links)
    )


def call_cycle(question: Question) -> Answer | None:
    """``(#call-cycle? @call)``: exclusive handlers await each other around a ring that a call begins.

    An error if all have the same key, a warning if they may. Fills ``{ring}`` and ``{keys}``.
    """
    found = question.facts.objects.deadlocked.cycle(question.file, question.node)
    if found is None:
        return None
    keys = "with the same key" if found.certain else "where their keys meet"
    severity = Severity.ERROR if found.certain else Severity.WARNING
    return Answer({"ring": told(found.names, len(found.names)), "keys": keys}, found.links, severity=severity)


def _via(links: tuple[Link, ...]) -> str:
    return f" ({way(links)})" if len(links) > 1 else ""


def _chain(links: tuple[Link, ...]) -> tuple[Link, ...]:
    return links if len(links) > 1 else ()


def _names_objects(file: File) -> bool:
    return b"Object" in file.source.data


def _asserts(file: File) -> bool:
    return b".(" in file.source.data


def _reads_state(file: File) -> bool:
    return b"Get" in file.source.data


DEFINITIONS: Mapping[str, Definition] = {
    "asserts-context": predicate(asserts_context, "given", "wanted", possible=_asserts),
    "call-cycle": predicate(call_cycle, "ring", "keys", key=_ring_key, possible=_names_objects),
    "clears-unset": predicate(clears_unset, names=frozenset({"Clear"})),
    "endless": predicate(endless, "operation", "exits"),
    "exclusive-wait": predicate(
        exclusive_wait,
        "awaited",
        "via",
        possible=_names_objects,
        kinds=frozenset({"sdk", "module"}),
    ),
    "never-written": predicate(never_written, "key", "service", "written", names=frozenset({"Get"})),
    "polls-state": predicate(polls_state, "via"),
    "presence-by-error": predicate(presence_by_error, "reading", possible=_reads_state),
    "puts-off-send": predicate(puts_off_send, "line", names=SLEEPS),
    "refused": predicate(refused, "handler", "via", strings=frozenset(REFUSED), key=_refused_key),
    "self-call": predicate(self_call, "caller", "callee", "via", key=_ring_key, possible=_names_objects),
}
