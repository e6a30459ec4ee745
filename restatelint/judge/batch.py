"""Judges rows: one answer in, one plain verdict out. The same function runs here, in processes and on Ray."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from restatelint.engine.finding import Note, NoteKind, Severity
from restatelint.judge.answer import Terms
from restatelint.judge.isolated import Judge
from restatelint.judge.task import UnknownTaskError, task_named
from restatelint.judge.verdict import CompiledBy, Decision
from restatelint.restate.api.versions import parsed_version
from restatelint.source.position import encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from restatelint.judge.go_compiler import GoCompiler
    from restatelint.judge.task import Task
    from restatelint.judge.verdict import Verdict

LABEL = "<answer>"
"""What an answer of a batch is called in the notes on it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One answer to judge.

    ``number`` is its 1-based place in the input. ``task`` and ``sdk_version`` are "" where not given.
    ``wrong`` says in words why it is none, or is "".
    """

    number: int
    id: str
    answer: bytes = b""
    task: str = ""
    sdk_version: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A reason of a verdict as a row holds it: ``line`` and ``column`` are 1-based, 0 without a place."""

    kind: str
    id: str
    message: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """The verdict on a row: what was decided, for which reasons, and what was not checked."""

    number: int
    id: str
    task: str
    decision: Decision
    reasons: tuple[Stated, ...] = ()
    notes: tuple[str, ...] = ()
    compiled: CompiledBy = CompiledBy.NOT_ASKED
    score: float = 0.0

    def values(self) -> dict[str, object]:
        """Return it as plain values, in the order in which they are written."""
        return {
            "id": self.id,
            "row": self.number,
            "task": self.task,
            "decision": self.decision.value,
            "reasons": [dataclasses.asdict(reason) for reason in self.reasons],
            "notes": list(self.notes),
            "compiled": self.compiled.value,
            "score": self.score,
        }


@dataclass(frozen=True, slots=True)
class Batch:
    """How the rows of a batch are judged, as data that goes to other processes and machines.

    ``tasks`` is the directory of the tasks, "" for restatelint's own.
    """

    terms: Terms = field(default_factory=Terms)
    fail_on: Severity | None = Severity.WARNING
    tasks: str = ""
    compiler: GoCompiler | None = None

    def verdict(self, row: Row) -> VerdictRow:
        """Return the verdict on a row. What is wrong with the row itself makes it not checked."""
        if row.wrong:
            return not_checked(row, row.wrong)
        try:
            task = _task(row.task, self.tasks) if row.task else None
        except UnknownTaskError as error:
            return not_checked(row, str(error))
        terms = self.terms
        if row.sdk_version:
            if parsed_version(row.sdk_version) is None:
                return not_checked(row, f"`{row.sdk_version}` is no version, expected one like 1.0.0")
            settings = dataclasses.replace(terms.settings, sdk_version=row.sdk_version)
            terms = dataclasses.replace(terms, settings=settings)
        judge = Judge(terms=terms, task=task, label=LABEL, fail_on=self.fail_on, compiler=self.compiler)
        try:
            return _stated(row, judge.verdict(row.answer))
        except MemoryError:
            raise
        except Exception as error:  # a fault of ours costs this row only
            return not_checked(row, f"internal-error: {type(error).__name__}: {error}")


def not_checked(row: Row, why: str) -> VerdictRow:
    """Return the verdict on a row that could not be judged."""
    return VerdictRow(row.number, row.id, row.task, Decision.NOT_CHECKED, notes=(_unicode(why),))


@dataclass(slots=True)
class Summary:
    """Counts over verdicts: by decision, by task and decision, and by reason (each once an answer).

    ``left`` counts the rows without a verdict, because nobody reads any more.
    """

    decisions: dict[str, int] = field(default_factory=dict)
    left: int = 0
    tasks: dict[tuple[str, str], int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)

    def add(self, decision: str, task: str, reasons: Iterable[str]) -> None:
        """Count one verdict."""
        self.decisions[decision] = self.decisions.get(decision, 0) + 1
        self.tasks[task, decision] = self.tasks.get((task, decision), 0) + 1
        for each in set(reasons):
            self.reasons[each] = self.reasons.get(each, 0) + 1

    @property
    def total(self) -> int:
        """How many verdicts there are."""
        return sum(self.decisions.values())


@lru_cache(maxsize=256)
def _task(name: str, directory: str) -> Task:
    return task_named(name, directory)


def _stated(row: Row, verdict: Verdict) -> VerdictRow:
    return VerdictRow(
        row.number,
        row.id,
        verdict.task,
        verdict.decision,
        tuple(
            Stated(
                reason.kind.value,
                reason.id,
                _unicode(reason.message),
                reason.finding.place.start.line if reason.finding is not None else 0,
                reason.finding.place.start.column if reason.finding is not None else 0,
            )
            for reason in verdict.reasons
        ),
        tuple(_said(note) for note in verdict.report.notes if note.kind is not NoteKind.SKIPPED),
        verdict.compiled,
        verdict.reward.score,
    )


def _said(note: Note) -> str:
    return _unicode(f"{note.kind.value}: {note.message}")


def _unicode(given: str) -> str:
    """Return a text that every reader takes: halves that make no pair become U+FFFD."""
    return given.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def row_of(number: int, values: Mapping[str, object]) -> Row:
    """Return the row that an input holds at its 1-based number; what is missing in it is said in the row."""
    name = values.get("id")
    given = values.get("answer")
    task, version = values.get("task"), values.get("sdk_version")
    wrong = ""
    is_name = isinstance(name, (str, int)) and not isinstance(name, bool)
    identifier = _unicode(str(name)) if is_name else ""
    if not identifier:
        wrong = f"row {number} has no `id`, expected a string or a whole number"
    elif not isinstance(given, (str, bytes)):
        wrong = "it has no `answer`, expected text"
    elif not isinstance(task, (str, type(None))) or not isinstance(version, (str, type(None))):
        wrong = "its `task` or `sdk_version` is no text"
    answer = given if isinstance(given, bytes) else encoded(given) if isinstance(given, str) else b""
    return Row(
        number,
        identifier,
        answer,
        _unicode(task) if isinstance(task, str) else "",
        version if isinstance(version, str) else "",
        wrong,
    )
