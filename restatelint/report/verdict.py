"""The formats of a verdict: text for people, JSON for programs, words for the model to mend its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.judge.verdict import CompiledBy, Decision, ReasonKind
from restatelint.report.agent import Item, item_of, written
from restatelint.report.color import Style, painted
from restatelint.report.concise import headline
from restatelint.report.display import visible
from restatelint.report.json_report import finding_json, notes_json
from restatelint.report.json_text import json_text
from restatelint.report.summary import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from restatelint.judge.verdict import Reason, Verdict
    from restatelint.report.json_text import Json
    from restatelint.report.options import Options

_NOT_GO = "This is not valid Go: correct it, and give the whole code, to its end."
_SAID = {
    ReasonKind.INCOMPLETE: "incomplete",
    ReasonKind.COMPILE: "does not compile",
    ReasonKind.FINDING: "breaks",
    ReasonKind.FORBIDDEN: "must not be there",
    ReasonKind.MISSING: "missing",
}


def text(verdict: Verdict, options: Options) -> Iterator[str]:
    """Yield the decision, then a line for each reason, for what was expected, and for each note."""
    style = {Decision.ACCEPTED: Style.STRONG, Decision.REJECTED: Style.ERROR}.get(
        verdict.decision, Style.QUIET
    )
    about = f" ({verdict.task})" if verdict.task else ""
    yield f"{painted(verdict.decision.value.replace('-', ' '), style, options.color)}{about}\n"
    for reason in verdict.reasons:
        yield f"  {_SAID[reason.kind]}: {_line(reason, options)}\n"
    for finding in verdict.expected:
        yield f"  expected: {headline(finding, options)}\n"
    for finding in verdict.remarks:
        yield f"  remark: {headline(finding, options)}\n"
    if verdict.compiled is not CompiledBy.NOT_ASKED:
        yield f"  compiled: {verdict.compiled.value}\n"
    for note in verdict.report.notes:
        yield f"  {note.kind.value.replace('-', ' ')}: {visible(note.message)}\n"


def json(verdict: Verdict, options: Options) -> Iterator[str]:
    """Yield one JSON document, version 1: fields are added, never changed."""
    yield json_text(verdict_json(verdict, options), indent=2) + "\n"


def verdict_json(verdict: Verdict, options: Options) -> dict[str, Json]:
    """Return a verdict as JSON holds it."""
    return {
        "version": 1,
        "tool": {"name": "restatelint", "version": options.version},
        "decision": verdict.decision.value,
        "task": verdict.task,
        "complete": verdict.report.complete,
        "compiled": verdict.compiled.value,
        "reward": {"passed": verdict.reward.passed, "score": verdict.reward.score},
        "reasons": [
            {
                "kind": reason.kind.value,
                "id": reason.id,
                "message": reason.message,
                "finding": None if reason.finding is None else finding_json(reason.finding),
            }
            for reason in verdict.reasons
        ],
        "expected": [finding_json(finding) for finding in verdict.expected],
        "remarks": [finding_json(finding) for finding in verdict.remarks],
        "notes": notes_json(verdict.report),
    }


def agent(verdict: Verdict, _: Options) -> Iterator[str]:
    """Yield what the model that wrote the answer needs to mend it, the gravest first."""
    rules = {rule.id: rule for rule in verdict.report.rules}
    yield f"restatelint verdict: {verdict.decision.value.replace('-', ' ')}\n"
    if verdict.decision is Decision.REJECTED:
        reasons = counted(len(verdict.reasons), "reason")
        yield f"Mend what is listed ({reasons}), keep the rest, and answer with the whole code again.\n"
    items = []
    for reason in verdict.reasons:
        if reason.kind is ReasonKind.FINDING and reason.finding is not None:
            items.append(item_of(reason.finding, rules))
        elif reason.kind is ReasonKind.COMPILE and reason.finding is not None:
            line = reason.finding.place.start.line
            head = f"{_SAID[reason.kind]}: {reason.id}, line {line}"
            items.append(Item(head, "", item_of(reason.finding, rules).data))
        elif reason.kind is ReasonKind.INCOMPLETE and reason.finding is None:
            advice = "The code ends too early or is not whole; give all of it."
            items.append(Item(f"{_SAID[reason.kind]}: {reason.id}", advice, (visible(reason.message),)))
        elif reason.finding is not None:
            own = item_of(reason.finding, rules)
            advice = _NOT_GO if reason.kind is ReasonKind.INCOMPLETE else _sentence(reason.message)
            items.append(Item(f"{_SAID[reason.kind]}: {reason.id}", advice, own.data[:1]))
        else:
            items.append(Item(f"{_SAID[reason.kind]}: {reason.id}", _sentence(reason.message)))
    yield from written(items, verdict.report.notes)


FORMATS: dict[str, Callable[[Verdict, Options], Iterator[str]]] = {"text": text, "json": json, "agent": agent}
"""Every format of a verdict by its name on the command line."""


def _line(reason: Reason, options: Options) -> str:
    if reason.finding is not None and reason.kind is not ReasonKind.FORBIDDEN:
        return headline(reason.finding, options)
    place = "" if reason.finding is None else f"line {reason.finding.place.start.line}: "
    return f"{place}{painted(reason.id, Style.STRONG, options.color)}: {visible(reason.message)}"


def _sentence(message: str) -> str:
    return f"{visible(message[:1].upper() + message[1:])}."
