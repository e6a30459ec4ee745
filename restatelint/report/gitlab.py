"""The ``gitlab`` format: a Code Quality report for merge requests, in the form of Code Climate."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from restatelint.engine.finding import NoteKind, Severity
from restatelint.report.json_text import json_text
from restatelint.report.options import shown_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Finding, Note, Report
    from restatelint.report.json_text import Json
    from restatelint.report.options import Options

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def gitlab(report: Report, options: Options) -> Iterator[str]:
    """Yield one JSON array with an entry for each finding and each thing that was not checked."""
    entries = [_of_finding(finding) for finding in shown_findings(report, options)]
    entries += [_of_note(note) for note in report.notes if note.kind.unchecked]
    yield json_text(entries, indent=2) + "\n"


def _of_finding(finding: Finding) -> Json:
    start, end = finding.place.start, finding.place.end
    suppressed = finding.suppressed is not None
    return {
        "type": "issue",
        "check_name": finding.rule,
        "description": f"{finding.message} (suppressed)" if suppressed else finding.message,
        "content": {"body": finding.help},
        "categories": ["Bug Risk"],
        "fingerprint": finding.fingerprint,
        "severity": "info" if suppressed else _SEVERITIES[finding.severity],
        "location": {
            "path": finding.place.path,
            "positions": {
                "begin": {"line": start.line, "column": start.column},
                "end": {"line": end.line, "column": end.column},
            },
        },
    }


def _of_note(note: Note) -> Json:
    name = "\0".join((note.kind.value, note.path, note.message)).encode("utf-8", "surrogatepass")
    return {
        "type": "issue",
        "check_name": note.kind.value,
        "description": note.message,
        "categories": ["Bug Risk"],
        "fingerprint": hashlib.sha256(name).hexdigest()[:32],
        "severity": "blocker" if note.kind is NoteKind.INTERNAL_ERROR else "major",
        "location": {"path": note.path or ".", "lines": {"begin": 1, "end": 1}},
    }
