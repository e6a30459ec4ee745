"""Predicates about how code fails, and what it undoes then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.golang.shown import shown
from restatelint.restate.compensations.compensations import may_have_compensations, may_register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.facts import Facts


def compares_send(question: Question) -> Answer | None:
    """``(#compares-send? @comparison)``: a ``==`` or ``!=`` compares the result of a send with nil.

    Fills ``{send}``, and ``{outcome}``: true or false, which it always is.
    """
    found = question.facts.failures.send_compared(question.file, question.node)
    return Answer({"send": found.send, "outcome": found.outcome}) if found is not None else None


def loses_write(question: Question) -> Answer | None:
    """``(#loses-write? @defer)``: a ``defer f(&err)`` writes an error that is no named result.

    Fills ``{function}``, which writes, and ``{error}``.
    """
    found = question.facts.failures.lost_write(question.file, question.node)
    return Answer({"function": found.call, "error": found.error}) if found is not None else None


def exits(question: Question) -> Answer | None:
    """``(#exits? @call)``: a call ends the process, or panics, by itself; helpers do not count.

    A panic with what was recovered before is none. Fills ``{cause}`` and ``{outcome}``; info for a panic,
    else a warning.
    """
    called = question.file.callee(question.node)
    if called is None:
        return None
    if called.name == "panic" and called.operand is None:
        if not question.facts.failures.is_panic(question.file, question.node):
            return None
        outcome = "fails the attempt as a plain error does, so it is retried"
        return Answer({"cause": "panic", "outcome": outcome}, severity=Severity.INFO)
    cause = question.facts.failures.exit(question.file, question.node)
    if cause is None:
        return None
    outcome = "ends the process with every invocation in it, and this one is retried"
    return Answer({"cause": cause, "outcome": outcome}, severity=Severity.WARNING)


def late_compensation(question: Question) -> Answer | None:
    """``(#late-compensation? @call)``: a call registers a compensation after the Run that it undoes.

    Fills ``{action}``, the name of the Run.
    """
    found = question.facts.failures.late_compensation(question.file, question.node)
    return Answer({"action": found.title}) if found is not None else None


def registers_compensation(question: Question) -> Answer | None:
    """``(#registers-compensation? @call)``: a call puts a compensation aside.

    By ``append`` of a function to a list whose name says so or that a ``defer`` uses, or by a method
    ``Add``, ``Register`` or ``Defer`` of something so named.
    """
    return answer(question.facts.failures.registers_compensation(question.file, question.node))


def bad_compensation(question: Question) -> Answer | None:
    """``(#bad-compensation? @call)``: a call registers a compensation whose second attempt does harm.

    It acts outside Run, makes a new key at each attempt, or changes a value by an amount. Fills ``{does}``.
    """
    found = question.facts.failures.bad_compensation(question.file, question.node)
    return Answer({"does": found.words}, found.links) if found is not None else None


def misses_compensation(question: Question) -> Answer | None:
    """``(#misses-compensation? @return)``: a ``return`` of a terminal error runs no compensations.

    Those that were registered before and are run elsewhere, not by ``defer``. Fills ``{compensations}``.
    """
    found = question.facts.failures.missing_compensation(question.file, question.node)
    return Answer({"compensations": found}) if found is not None else None


def abandons_call(question: Question) -> Answer | None:
    """``(#abandons-call? @call)``: a call is left running when a timer wins ``WaitFirst``.

    Fills ``{call}`` and ``{timer}``, the names of the futures.
    """
    found = question.facts.failures.abandoned_call(question.file, question.node)
    return Answer({"call": found.call, "timer": found.timer}) if found is not None else None


def retried_forever(question: Question) -> Answer | None:
    """``(#retried-forever? @value)``: a plain error is returned that every retry would return again.

    ``@value`` is the last value of a ``return``. Words of the error raise or lower the confidence. Fills
    ``{error}``, ``{terminal}``, what makes it terminal, and ``{claims}``: "" or what a custom type pretends.
    """
    found = question.facts.failures.retried_forever(question.file, question.node)
    if found is None:
        return None
    claims = f", and {found.claims}.IsTerminalError does not make it terminal" if found.claims else ""
    values = {"error": shown(question.node), "terminal": found.terminal, "claims": claims}
    return Answer(values, confidence=Confidence(found.confidence))


def returned_error(question: Question) -> Answer | None:
    """``(#returned-error? @value "any")``: a function returns a value last, as an error.

    ``"made"`` is only for one that is made there, and so is never nil.
    """
    if "made" in question.strings and not question.facts.failures.is_made(question.file, question.node):
        return None
    return answer(question.facts.repairs.returns_error(question.file, question.node.start_byte))


def _registers_key(_facts: Facts, file: File, node: Node) -> str | None:
    called = file.callee(node)
    return "" if called is not None and may_register(called.name) else None


def _exit_key(facts: Facts, file: File, node: Node) -> str | None:
    called = file.callee(node)
    if called is not None and called.name == "panic" and called.operand is None:
        return ""
    return "" if facts.failures.exit(file, node) is not None else None


def _sends(file: File) -> bool:
    return b"Send(" in file.source.data


def _defers_pointer(file: File) -> bool:
    return b"defer " in file.source.data and b"&" in file.source.data


def _waits(file: File) -> bool:
    return b"WaitFirst" in file.source.data


DEFINITIONS: Mapping[str, Definition] = {
    "abandons-call": predicate(abandons_call, "call", "timer", possible=_waits),
    "bad-compensation": predicate(
        bad_compensation, "does", key=_registers_key, possible=may_have_compensations
    ),
    "compares-send": predicate(compares_send, "send", "outcome", possible=_sends),
    "exits": predicate(exits, "cause", "outcome", key=_exit_key),
    "late-compensation": predicate(
        late_compensation, "action", key=_registers_key, possible=may_have_compensations
    ),
    "loses-write": predicate(loses_write, "function", "error", possible=_defers_pointer),
    "misses-compensation": predicate(misses_compensation, "compensations", possible=may_have_compensations),
    "returned-error": predicate(returned_error, strings=frozenset({"any", "made"})),
    "registers-compensation": predicate(registers_compensation, possible=may_have_compensations),
    "retried-forever": predicate(retried_forever, "error", "terminal", "claims"),
}
