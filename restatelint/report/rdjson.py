"""The ``rdjson`` format: what reviewdog reads, with columns in UTF-8 bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import Severity
from restatelint.report.json_text import json_text
from restatelint.report.options import shown_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Finding, Note, Place, Report, Step
    from restatelint.report.json_text import Json
    from restatelint.report.options import Options
    from restatelint.source.position import Position

_HOME = "https://github.com/restatelint/restatelint"
_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def rdjson(report: Report, options: Options) -> Iterator[str]:
    """Yield one document with a diagnostic for each finding and each thing that was not checked."""
    diagnostics: list[Json] = [_of_finding(finding) for finding in shown_findings(report, options)]
    diagnostics += [_of_note(note) for note in report.notes if note.kind.unchecked]
    source: Json = {"name": "restatelint", "url": _HOME}
    yield json_text({"source": source, "diagnostics": diagnostics}, indent=2) + "\n"


def _of_finding(finding: Finding) -> Json:
    severity = Severity.INFO if finding.suppressed is not None else finding.severity
    paragraphs = [finding.message, finding.help]
    if finding.suppressed is not None:
        paragraphs.append(f"suppressed: {finding.suppressed}".rstrip(": "))
    found: dict[str, Json] = {
        "message": "\n".join(each for each in paragraphs if each),
        "location": _location(finding.place),
        "severity": _SEVERITIES[severity],
        "code": {"value": finding.rule, **({"url": finding.url} if finding.url else {})},
    }
    steps = (*finding.chain, *finding.related)
    if steps:
        found["relatedLocations"] = [_related(step) for step in steps]
    edits = finding.fix.edits if finding.fix is not None else ()
    if (
        len(edits) == 1 and finding.suppressed is None
    ):  # each is offered by itself, and one of several is no fix
        found["suggestions"] = [{"range": _range(edits[0].start, edits[0].end), "text": edits[0].replacement}]
    return found


def _of_note(note: Note) -> Json:
    return {
        "message": f"{note.kind.value.replace('-', ' ')}: {note.message}",
        "location": {"path": note.path or "."},
        "severity": "WARNING",
        "code": {"value": note.kind.value},
    }


def _related(step: Step) -> Json:
    return {"message": step.message, "location": _location(step.place)}


def _location(place: Place) -> Json:
    return {"path": place.path, "range": _range(place.start, place.end)}


def _range(start: Position, end: Position) -> Json:
    return {"start": _position(start), "end": _position(end)}


def _position(position: Position) -> Json:
    return {"line": position.line, "column": position.byte_column}
