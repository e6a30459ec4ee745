"""Predicates about what calls do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.predicates.base import Answer, predicate
from restatelint.restate.ends.ends import EndKind
from restatelint.restate.links import way
from restatelint.restate.packages import EFFECTS
from restatelint.restate.waiting.durations import shown_duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.effect_summaries import Witness
    from restatelint.restate.facts import Facts


def _effect_key(facts: Facts, file: File, node: Node) -> str | None:
    found = facts.reach.effects(file, node)
    return found[0].effect if found else None


def _direct_effect_key(facts: Facts, file: File, node: Node) -> str | None:
    found = facts.reach.direct(file, node)
    return found[0].effect if found else None


def effect(question: Question) -> Answer | None:
    """``(#effect? @call "wall-clock")``: the gravest effect of a call is this one.

    Helpers count, with the shortest chain; what runs inside Run does not. Fills ``{cause}``, the foreign
    function, and ``{via}``: the chain in brackets, or nothing for a direct call.
    """
    found = question.facts.reach.effects(question.file, question.node)
    return _witnessed(found, question.strings[0])


def direct_effect(question: Question) -> Answer | None:
    """``(#direct-effect? @call "log")``: the gravest effect of a call by itself; helpers do not count."""
    found = question.facts.reach.direct(question.file, question.node)
    return _witnessed(found, question.strings[0])


def _witnessed(found: tuple[Witness, ...], wanted: str) -> Answer | None:
    if not found or found[0].effect != wanted:
        return None
    witness = found[0]
    others = [each.effect for each in found[1:] if each.effect != wanted]
    via = way(witness.links) if len(witness.links) > 1 else ""
    if others:
        via += ("; " if via else "") + "also " + ", ".join(others)
    return Answer(
        {"cause": witness.cause, "via": f" ({via})" if via else ""},
        witness.links[1:] and witness.links,
        confidence=None if witness.sure else Confidence.MEDIUM,
    )


def exclusive_sleep(question: Question) -> Answer | None:
    """``(#exclusive-sleep? @call)``: a call sleeps while it holds the key of a virtual object.

    Fills ``{duration}`` (" for 5m0s", or nothing when not constant) and ``{via}``.
    """
    found = question.facts.exclusive_sleep(question.file, question.node)
    if found is None:
        return None
    links = found.witness.links
    duration = f" for {shown_duration(found.nanoseconds)}" if found.nanoseconds is not None else ""
    via = f" ({way(links)})" if len(links) > 1 else ""
    return Answer({"duration": duration, "via": via}, links if len(links) > 1 else ())


def pause(question: Question) -> Answer | None:
    """``(#pause? @call)``: always yes; an error if a call pauses for longer than any attempt lives.

    Else a warning: a shorter pause is only made again, and one that is not constant may be. Fills
    ``{pause}``: "; a pause of 1h0m0s outlasts every attempt", or nothing.
    """
    found = question.facts.operating.pauses.endless(question.file, question.node)
    if found is None:
        return Answer({"pause": ""}, severity=Severity.WARNING)
    length, patience = shown_duration(found.length), shown_duration(found.patience)
    words = f"; a pause of {length} outlasts every attempt, which ends after {patience} without an entry"
    return Answer({"pause": words}, severity=Severity.ERROR)


def flow(question: Question) -> Answer | None:
    """``(#flow? @call "error")``: says where the value of a call's gravest effect ends.

    No for one that a helper which is not replayed itself keeps for itself, such as a time for a log record.
    The severity of the finding is that of the end, at most the one given. Fills ``{flow}``: "reaches
    restate.Set at line 41", "is only returned". The steps become the chain.
    """
    found = question.facts.reach.effects(question.file, question.node)
    if not found:
        return None
    end = question.facts.flow.end(found[0])
    if end.kind is EndKind.CONTAINED:
        return None
    severity = max(Severity(end.kind.severity), Severity(question.strings[0]), key=lambda s: s.rank)
    return Answer({"flow": end.phrase}, end.steps, severity=severity)


DEFINITIONS: Mapping[str, Definition] = {
    "direct-effect": predicate(
        direct_effect, "cause", "via", strings=frozenset(EFFECTS), key=_direct_effect_key
    ),
    "effect": predicate(effect, "cause", "via", strings=frozenset(EFFECTS), key=_effect_key),
    "exclusive-sleep": predicate(exclusive_sleep, "duration", "via", kinds=frozenset({"sdk", "module"})),
    "flow": predicate(flow, "flow", strings=frozenset({"error", "warning"})),
    "pause": predicate(pause, "pause"),
}
