"""The exit code of a check: it follows from the report and never from the format."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from restatelint.engine.finding import NoteKind, Severity

if TYPE_CHECKING:
    from restatelint.engine.finding import Report

NEVER = "never"
"""The value of --fail-on with which no finding fails a run."""


class Outcome(IntEnum):
    """How a run ended."""

    CLEAN = 0
    FINDINGS = 1
    WRONG = 2
    NOTHING = 3
    INCOMPLETE = 4


def outcome_of(report: Report, fail_on: str, *, allow_empty: bool = False) -> Outcome:
    """Return how a check ended; ``fail_on`` is the least severity that fails it, or ``never``.

    A rule that raised is a bug of ours and comes first. What was not checked never looks clean.
    """
    if any(note.kind is NoteKind.INTERNAL_ERROR for note in report.notes):
        return Outcome.WRONG
    if fail_on != NEVER and any(finding.severity.rank <= Severity(fail_on).rank for finding in report.active):
        return Outcome.FINDINGS
    if not report.complete:
        return Outcome.INCOMPLETE
    if not report.checked and not allow_empty:
        return Outcome.NOTHING
    return Outcome.CLEAN
