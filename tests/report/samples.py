"""Findings and reports made by hand from source text, for the tests of every format."""

from __future__ import annotations

from dataclasses import replace

from restatelint.engine.finding import (
    Confidence,
    Edit,
    Finding,
    Fix,
    Note,
    NoteKind,
    Place,
    Report,
    Safety,
    Severity,
    Step,
)
from restatelint.engine.rule import Preset, Rule, Where
from restatelint.report.options import Options
from restatelint.source.position import LineIndex, encoded

OPTIONS = Options(version="1.2.3", page=lambda rule: f"# {rule.id}\n\nAbout {rule.id}.\n")

ORDER = """package order

func (Order) Pay(ctx restate.Context) error {
\trestate.Set(ctx, "at", "🕰" + stamp().String())
\treturn nil
}
"""
CLOCK = """package util

func stamp() time.Time { return time.Now() }
"""


def place_of(text: str, part: str, path: str = "order/pay.go") -> Place:
    """Return the place of the first occurrence of a part of a text."""
    data = encoded(text)
    byte = data.index(encoded(part))
    lines = LineIndex(data)
    start, end = lines.position(byte), lines.position(byte + len(encoded(part)))
    covered = tuple(lines.line(number) for number in range(start.line, end.line + 1))
    return Place(path, start, end, covered[:8])


def finding_at(place: Place, severity: Severity = Severity.ERROR) -> Finding:
    """Return a plain finding at a place."""
    return Finding(
        rule="wall-clock",
        family="determinism",
        severity=severity,
        confidence=Confidence.HIGH,
        message="time.Now reads the wall clock and gives another value on replay",
        help="Read it once inside restate.Run, or take it as input.",
        place=place,
        url=rule_named("wall-clock").url,
        fingerprint="0123456789abcdef",
    )


def rich_finding() -> Finding:
    """Return a finding with a chain, a related place and a fix, behind an emoji."""
    place = place_of(ORDER, "stamp()")
    return replace(
        finding_at(place),
        function="Order.Pay",
        chain=(
            Step(place_of(CLOCK, "stamp() time.Time", "util/clock.go"), "stamp is called"),
            Step(place_of(CLOCK, "time.Now()", "util/clock.go"), "it calls time.Now"),
        ),
        related=(Step(place_of(ORDER, "restate.Set"), "reaches restate.Set[T] here"),),
        fix=Fix(Safety.UNSAFE, "wrap in restate.Run", (Edit(place.start, place.end, "now"),)),
    )


def rule_named(name: str, severity: Severity | None = None) -> Rule:
    """Return a rule without queries."""
    return Rule(
        id=name,
        family="determinism",
        title=f"The title of {name}",
        message="{call} is wrong",
        help="Do it otherwise.",
        where=Where.REPLAYED,
        severity=severity,
        confidence=Confidence.HIGH,
        preset=Preset.DEFAULT,
        since="0.1.0",
        references=(),
        formerly=(),
        patterns=(),
        directory="",
    )


def report_of(*findings: Finding, notes: tuple[Note, ...] = (), checked: int = 3) -> Report:
    """Return a report of findings over a number of files."""
    unchecked = sum(note.kind is NoteKind.NOT_CHECKED for note in notes)
    return Report(
        findings=findings,
        notes=notes,
        rules=(rule_named("random", Severity.ERROR), rule_named("wall-clock")),
        files=checked + unchecked,
        checked=checked,
        skipped=0,
    )
