"""Predicates about what outlives an invocation, and what ends with an attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import Severity
from restatelint.engine.predicates.base import Answer, Role, answer, predicate
from restatelint.golang.shown import shown
from restatelint.golang.syntax import text
from restatelint.restate.contexts.attempts import ATTEMPT_METHODS
from restatelint.restate.links import way

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.facts import Facts


def _global_key(facts: Facts, file: File, node: Node) -> str | None:
    return "" if facts.globals.can_be(file, node) else None


def _global_words(facts: Facts, file: File) -> Collection[str]:
    return facts.globals.names(file)


def _package_words(facts: Facts, file: File) -> Collection[str]:
    return facts.program.names_of_code(file)


def _receiver_words(facts: Facts, file: File) -> Collection[str]:
    return facts.receivers.names(file)


def _attempt_words(_facts: Facts, _file: File) -> Collection[str]:
    return _ATTEMPT_FIELDS


def _store_words(_facts: Facts, _file: File) -> Collection[str]:
    return _STORES


def _receiver_key(facts: Facts, file: File, node: Node) -> str | None:
    return "" if facts.receivers.can_be(file, node) else None


def _attempt_key(_facts: Facts, file: File, node: Node) -> str | None:
    if node.type == "selector_expression":
        name = node.child_by_field_name("field")
        return "" if name is not None and text(name) in _ATTEMPT_FIELDS else None
    called = file.callee(node)
    return "" if called is not None and called.name in ATTEMPT_METHODS else None


def _keeps_key(_facts: Facts, _file: File, node: Node) -> str | None:
    parent = node.parent
    name = parent.child_by_field_name("field") if parent is not None else None
    if name is None or parent is None or parent.type != "selector_expression":
        return ""
    return "" if text(name) in _STORES else None


def _asks_for_attempt(file: File) -> bool:
    return any(name in file.source.data for name in _OF_ATTEMPTS)


def global_state(question: Question) -> Answer | None:
    """``(#global-state? @name)``: a name stands for a package variable that changes while handlers run.

    The name may stand behind that of a package. A function has one such use of a variable: the first
    write, or else the first read, with a warning and the write as the chain. A write is an error where what
    the function reads of the variable reaches an operation or decides about one, and a replay finds it
    changed, with the steps as the chain; else a warning. Fills ``{variable}`` and ``{use}``: what is wrong
    with it.
    """
    found = question.facts.globals.use(question.file, question.node)
    if found is None:
        return None
    if found.writes:
        end = question.facts.kept_flow.compared(question.file, found.accesses)
        words = "a replay writes it again, in whichever process it runs"
        words += f", and it {end.phrase}" if end is not None else ""
        return Answer(
            {"variable": shown(question.node), "use": words},
            end.steps if end is not None else (),
            severity=Severity.ERROR if end is not None else Severity.WARNING,
        )
    writer = found.writer
    if writer is None:
        return None
    here = writer.file is question.file
    place = (
        f"line {writer.line}" if here else f"{writer.file.source.location.rpartition('/')[2]}:{writer.line}"
    )
    words = f"{writer.title} at {place} writes it, so a replay may read another value"
    return Answer({"variable": shown(question.node), "use": words}, (writer,), severity=Severity.WARNING)


def receiver_state(question: Question) -> Answer | None:
    """``(#receiver-state? @field)``: a field of a service's receiver, ``s.field``, is written by a handler.

    A method has one such write of a field. An error where what it reads of the field reaches an operation
    or decides about one, and a replay finds it changed, with the steps as the chain; else a warning. Fills
    ``{field}`` and ``{flow}``: ", and it reaches restate.Set at line 41", or nothing.
    """
    receivers = question.facts.receivers
    found = receivers.write(question.file, question.node)
    if found is None or not receivers.is_first(question.file, question.node, found):
        return None
    uses = receivers.accesses(question.file, question.node, found)
    end = question.facts.kept_flow.compared(question.file, uses)
    if end is None:
        return Answer({"field": found.path, "flow": ""}, severity=Severity.WARNING)
    return Answer({"field": found.path, "flow": f", and it {end.phrase}"}, end.steps, severity=Severity.ERROR)


def counted_below(question: Question) -> Answer | None:
    """``(#counted-below? @call "variable")``: a call of a plain function counts in the process.

    The string is ``variable`` for package variables, ``field`` for fields of services. What the call gives
    back of the count reaches an operation or decides about one, and a replay finds it changed: an error, with
    the steps as the chain. Fills ``{variable}`` and ``{use}``, or ``{field}`` and ``{flow}``.
    """
    fields = question.strings[0] == "field"
    found = question.facts.kept_below.of_call(question.file, question.node, fields=fields)
    if found is None:
        return None
    by, ends = found.function.title, f"and it {found.end.phrase}"
    use, flow = f"{by} counts it on at every replay, {ends}", f" in {by}, {ends}"
    values = {"variable": found.name, "use": use, "field": found.name, "flow": flow}
    return Answer(values, found.end.steps, severity=Severity.ERROR)


def selected_below(question: Question) -> Answer | None:
    """``(#selected-below? @call)``: a call of a plain function gives back what a ``select`` of it chose.

    That reaches an operation or decides about one. The way there becomes the chain, from the select on.
    """
    found = question.facts.selected_below.of_call(question.file, question.node)
    return Answer(links=found.steps) if found is not None else None


def keeps_context(question: Question) -> Answer | None:
    """``(#keeps-context? @place)``: what is written or sent has a handler context in it.

    The capture is a send statement, what stands on the left of an assignment or has a method called, or a
    part of that. It counts if it belongs to a package variable or a field of a service. Fills
    ``{place}``, as in the code, and ``{what}`` it is.
    """
    stored = question.facts.stored_contexts
    sent = question.node.type == "send_statement"
    found = (stored.sent if sent else stored.assigned)(question.file, question.node)
    return Answer({"place": found.place, "what": found.what}) if found is not None else None


def attempt_value(question: Question) -> Answer | None:
    """``(#attempt-value? @expression)``: operations hang on what belongs to one attempt.

    The expression is ``ctx.Err()``, ``Done``, ``Deadline`` or ``Value`` of a handler context, or the
    attempt headers. Fills ``{value}`` and ``{flow}``; the steps become the chain.
    """
    found = question.facts.attempts.value(question.file, question.node)
    if found is None:
        return None
    return Answer({"value": found.name, "flow": found.end.phrase}, found.end.steps)


def strange_context(question: Question) -> Answer | None:
    """``(#strange-context? @call)``: a call hands a handler context to foreign code that is not known.

    Directly or by way of helpers; not if the call has an effect, and not what data/strange.toml lists.
    Fills ``{foreign}``, the function, and ``{via}``: the chain in brackets, or nothing for a direct call.
    """
    links = question.facts.strangers.strange(question.file, question.node)
    if not links:
        return None
    via = f" ({way(links)})" if len(links) > 1 else ""
    return Answer({"foreign": links[-1].title, "via": via}, links if len(links) > 1 else ())


def over_context(question: Question) -> Answer | None:
    """``(#over-context? @call)``: an argument is a handler context, as it is or with values added."""
    return answer(question.facts.strangers.is_over(question.file, question.node))


_STORES = frozenset({"Store", "Swap", "LoadOrStore", "CompareAndSwap"})
_ATTEMPT_FIELDS = frozenset({"AttemptHeaders"})
_OF_ATTEMPTS = (b"AttemptHeaders", b"Deadline", b".Done", b".Err", b".Value")

DEFINITIONS: Mapping[str, Definition] = {
    "attempt-value": predicate(
        attempt_value,
        "value",
        "flow",
        key=_attempt_key,
        possible=_asks_for_attempt,
        names=ATTEMPT_METHODS,
        words={Role.FIELD: _attempt_words},
    ),
    "counted-below": predicate(
        counted_below,
        "variable",
        "use",
        "field",
        "flow",
        strings=frozenset({"variable", "field"}),
        kinds=frozenset({"module"}),
    ),
    "global-state": predicate(
        global_state,
        "variable",
        "use",
        key=_global_key,
        words={Role.NAME: _global_words, Role.OPERAND: _package_words},
    ),
    "keeps-context": predicate(
        keeps_context, "place", "what", key=_keeps_key, words={Role.FIELD: _store_words}
    ),
    "over-context": predicate(over_context),
    "receiver-state": predicate(
        receiver_state, "field", "flow", key=_receiver_key, words={Role.OPERAND: _receiver_words}
    ),
    "selected-below": predicate(selected_below, kinds=frozenset({"module"})),
    "strange-context": predicate(strange_context, "foreign", "via", kinds=frozenset({"foreign", "module"})),
}
