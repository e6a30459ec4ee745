"""Judges what comes from elsewhere in a process of its own; a judge that is lost says "not checked"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from restatelint.engine.finding import Note, NoteKind, Report, Severity
from restatelint.judge.answer import Terms, report_on_answer
from restatelint.judge.verdict import Decision, Verdict
from restatelint.judge.verify import verify
from restatelint.judge.workers import Bounds, Lost, apart

if TYPE_CHECKING:
    from restatelint.judge.go_compiler import GoCompiler
    from restatelint.judge.task import Task


@dataclass(frozen=True, slots=True)
class Judge:
    """How answers are judged, as data that goes to another process; see `verify.verify`."""

    terms: Terms = field(default_factory=Terms)
    task: Task | None = None
    label: str = "<answer>"
    fail_on: Severity | None = Severity.WARNING
    compiler: GoCompiler | None = None

    def report(self, data: bytes) -> Report:
        """Return what is found in an answer."""
        return report_on_answer(data, self.label, self.terms)

    def verdict(self, data: bytes) -> Verdict:
        """Return the verdict on an answer."""
        return verify(
            data,
            self.task,
            label=self.label,
            terms=self.terms,
            fail_on=self.fail_on,
            compiler=self.compiler,
        )


def isolated_report(judge: Judge, data: bytes, bounds: Bounds | None = None) -> Report:
    """Return what is found in an answer; if its judge is lost, a report that says so."""
    judge.terms.chosen()  # what is wrong with the settings is said here, and rules are loaded but once
    found = apart(judge.report, data, bounds)
    return lost_report(judge, found.why) if isinstance(found, Lost) else found


def isolated_verdict(judge: Judge, data: bytes, bounds: Bounds | None = None) -> Verdict:
    """Return the verdict on an answer; if its judge is lost, that it was not checked."""
    judge.terms.chosen()
    found = apart(judge.verdict, data, bounds)
    return lost_verdict(judge, found.why) if isinstance(found, Lost) else found


def lost_report(judge: Judge, why: str) -> Report:
    """Return the report on an answer that could not be judged."""
    note = Note(NoteKind.NOT_CHECKED, judge.label, why)
    return Report((), (note,), judge.terms.chosen(), files=1, checked=0, skipped=1)


def lost_verdict(judge: Judge, why: str) -> Verdict:
    """Return the verdict on an answer that could not be judged."""
    task = judge.task.id if judge.task is not None else ""
    return Verdict(Decision.NOT_CHECKED, task, (), (), (), lost_report(judge, why))
