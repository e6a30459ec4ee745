"""The ``github`` format: workflow commands, which GitHub Actions turns into annotations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.engine.finding import NoteKind, Severity
from restatelint.report.display import visible
from restatelint.report.options import shown_findings
from restatelint.report.summary import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Finding, Note, Report
    from restatelint.report.options import Options

ANNOTATIONS_PER_LEVEL = 10
"""How many annotations of each level GitHub shows for a step; it drops the rest without a word."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


@dataclass(frozen=True, slots=True)
class _Command:
    severity: Severity
    properties: tuple[tuple[str, str], ...]
    message: str


def github(report: Report, options: Options) -> Iterator[str]:
    """Yield a command for each finding and each thing not checked, the gravest first.

    A last line of plain text says how many of them GitHub will not show.
    """
    commands = [_of_finding(finding) for finding in shown_findings(report, options)]
    commands += [_of_note(note) for note in report.notes if note.kind.unchecked]
    for command in sorted(commands, key=lambda each: each.severity.rank):
        properties = ",".join(f"{key}={_property(value)}" for key, value in command.properties)
        yield f"::{_LEVELS[command.severity]} {properties}::{_data(command.message)}\n"
    numbers = Counter(command.severity for command in commands)
    hidden = [
        counted(numbers[severity] - ANNOTATIONS_PER_LEVEL, _LEVELS[severity])
        for severity in Severity
        if numbers[severity] > ANNOTATIONS_PER_LEVEL
    ]
    if hidden:
        yield (
            f"GitHub annotates {ANNOTATIONS_PER_LEVEL} problems of each level, "
            f"so these are only in the log: {', '.join(hidden)}\n"
        )


def _of_finding(finding: Finding) -> _Command:
    start, end = finding.place.start, finding.place.end
    columns = start.line == end.line
    properties = (
        ("file", visible(finding.place.path)),
        ("line", str(start.line)),
        *((("col", str(start.column)),) if columns else ()),
        ("endLine", str(end.line)),
        *((("endColumn", str(end.column)),) if columns else ()),
        ("title", f"restatelint {finding.rule}"),
    )
    paragraphs = [finding.message, finding.help]
    if finding.suppressed is not None:
        paragraphs.append(f"suppressed: {finding.suppressed}")
    message = "\n".join(visible(paragraph) for paragraph in paragraphs if paragraph)
    severity = finding.severity if finding.suppressed is None else Severity.INFO
    return _Command(severity, properties, message)


def _of_note(note: Note) -> _Command:
    severity = Severity.ERROR if note.kind is NoteKind.INTERNAL_ERROR else Severity.WARNING
    file = (("file", visible(note.path)),) if note.path else ()
    title = ("title", f"restatelint {note.kind.value}")
    return _Command(severity, (*file, title), visible(note.message))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
