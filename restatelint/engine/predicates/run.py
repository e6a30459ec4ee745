"""Predicates about Run: what a block sets outside, its name, its result, and futures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import Severity
from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.golang.shown import shown
from restatelint.restate.ends.ends import EndKind
from restatelint.restate.links import Link, way
from restatelint.restate.runs.results import GIVES
from restatelint.restate.waiting.futures import LOSSES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question


def captured_write(question: Question) -> Answer | None:
    """``(#captured-write? @target)``: a block of Run sets a name of outside, and it is read after the block.

    The target is what is assigned, counted up or down, filled by address or changed by a built-in function.
    The severity is error where what is read reaches an operation, decides about one or is the answer, else
    warning. Fills ``{name}`` and ``{flow}``: "reaches restate.Set at line 41", or "is read at line 40" for
    what no operation sees. The steps become the chain.
    """
    found = question.facts.captures.write(question.file, question.node)
    if found is None:
        return None
    grave = found.end.kind.severity == "error"
    read = Link(question.file, found.read, found.name, "is read here")
    return Answer(
        {"name": found.name, "flow": found.end.phrase if grave else f"is read at line {read.line}"},
        (read, *found.end.steps),
        severity=Severity.ERROR if grave or found.end.kind is EndKind.RETURNED else Severity.WARNING,
    )


def unstable_name(question: Question) -> Answer | None:
    """``(#unstable-name? @call)``: what ``restate.WithName`` is given is another name on replay.

    Fills ``{cause}``: a foreign function, or words, and ``{via}``, the chain in brackets.
    """
    found = question.facts.run_names.unstable(question.file, question.node)
    if found is None:
        return None
    links = found.witness.links if found.witness is not None else ()
    via = f" ({way(links)})" if len(links) > 1 else ""
    return Answer({"cause": found.cause, "via": via}, links if len(links) > 1 else ())


def repeated_name(question: Question) -> Answer | None:
    """``(#repeated-name? @call)``: an earlier ``WithName`` of the same handler gives the same constant name.

    Fills ``{line}`` of the earlier one.
    """
    first = question.facts.run_names.repeated(question.file, question.node)
    if first is None:
        return None
    link = Link(question.file, first, shown(first), "has the name first")
    return Answer({"line": str(link.line)}, (link,))


def lost_future(question: Question) -> Answer | None:
    """``(#lost-future? @call)``: a call makes a future that is neither awaited nor handed on.

    Fills ``{operation}`` and ``{loss}``, what is lost with it.
    """
    found = question.facts.futures.lost(question.file, question.node)
    return Answer({"operation": found[0].title, "loss": found[1]}) if found is not None else None


def unread_future(question: Question) -> Answer | None:
    """``(#unread-future? @call)``: a call makes a future that is only waited for: nobody reads its result.

    One that is not even waited for is a ``#lost-future?``.
    """
    return answer(question.facts.unread.is_unread(question.file, question.node))


def unserialisable(question: Question) -> Answer | None:
    """``(#unserialisable? @call)``: the result type of an operation cannot be written and read back.

    An error where a block gives what no codec can write, which ends the process, else a warning. Fills
    ``{operation}``, ``{type}`` and ``{why}``: what the type is or holds.
    """
    found = question.facts.results.unserialisable(question.file, question.node)
    if found is None:
        return None
    values = {"operation": found.operation.title, "type": found.type, "why": found.why}
    return Answer(values, severity=Severity.ERROR if found.unwritable else Severity.WARNING)


DEFINITIONS: Mapping[str, Definition] = {
    "captured-write": predicate(captured_write, "name", "flow"),
    "lost-future": predicate(lost_future, "operation", "loss", names=frozenset(LOSSES)),
    "repeated-name": predicate(repeated_name, "line", names=frozenset({"WithName"})),
    "unread-future": predicate(unread_future, names=frozenset(LOSSES)),
    "unserialisable": predicate(unserialisable, "operation", "type", "why", names=GIVES),
    "unstable-name": predicate(unstable_name, "cause", "via", names=frozenset({"WithName"})),
}
