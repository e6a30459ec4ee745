"""What a person reads last: what was not checked, and the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import NoteKind, Severity
from restatelint.report.display import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Note, Report
    from restatelint.report.options import Options


def summary_lines(report: Report, options: Options) -> Iterator[str]:
    """Yield a line for what was not checked and what was assumed, then the counts; without line endings.

    What was left out on purpose is only counted.
    """
    for note in report.notes:
        is_said = note.kind is not NoteKind.ASSUMED or options.assumptions or not note.path
        if note.kind is not NoteKind.SKIPPED and is_said:
            yield note_line(note)
    yield counts_line(report, options)


def unchecked_lines(report: Report) -> Iterator[str]:
    """Yield a line for everything that was not checked and should have been."""
    yield from (note_line(note) for note in report.notes if note.kind.unchecked)


def counted(number: int, word: str, plural: str = "s") -> str:
    """Return a number with a word in the singular or the plural: ``1 file``, ``2 files``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}{plural}"


def note_line(note: Note) -> str:
    """Return what a note says, on one line."""
    kind = note.kind.value.replace("-", " ")
    place = f"{visible(note.path)}: " if note.path else ""
    return f"{kind}: {place}{visible(note.message)}"


def counts_line(report: Report, options: Options) -> str:
    """Return how many problems were found in how many files."""
    files = counted(report.checked, "file")
    hidden = len(report.findings) - len(report.active) if options.show_suppressed else 0
    tail = f", {hidden} suppressed" if hidden else ""
    tail += f", {counted(report.skipped, 'file')} skipped" if report.skipped else ""
    tail += "" if report.complete else "; not everything was checked"
    active = report.active
    if active:
        severities = ", ".join(
            counted(report.count(severity), severity.value) for severity in Severity if report.count(severity)
        )
        return f"found {counted(len(active), 'problem')} ({severities}) in {files}{tail}"
    if not report.complete:
        return f"incomplete: no problems found in {files}{tail}"
    if not report.checked:
        return f"nothing was checked{tail}"
    return f"{files} checked, no problems{tail}"
