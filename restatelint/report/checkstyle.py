"""The ``checkstyle`` format, which many tools of continuous integration read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.report.options import shown_findings
from restatelint.report.xml_text import document, element

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from restatelint.engine.finding import Finding, Note, Report
    from restatelint.report.options import Options


def checkstyle(report: Report, options: Options) -> Iterator[str]:
    """Yield one document: for each file its findings, and what of it was not checked."""
    root = element("checkstyle", {"version": "4.3"})
    files: dict[str, Element] = {}

    def add(path: str, attributes: Mapping[str, str]) -> None:
        if path not in files:
            files[path] = element("file", {"name": path}, root)
        element("error", attributes, files[path])

    for finding in shown_findings(report, options):
        add(finding.place.path, _of_finding(finding))
    for note in report.notes:
        if note.kind.unchecked:
            add(note.path or ".", _of_note(note))
    yield document(root)


def _of_finding(finding: Finding) -> dict[str, str]:
    message = finding.message
    if finding.suppressed is not None:
        message = f"suppressed: {message}"
    return {
        "line": str(finding.place.start.line),
        "column": str(finding.place.start.column),
        "severity": finding.severity.value if finding.suppressed is None else "ignore",
        "message": message,
        "source": f"restatelint.{finding.family}.{finding.rule}",
    }


def _of_note(note: Note) -> dict[str, str]:
    return {
        "line": "1",
        "severity": "error",
        "message": f"{note.kind.value.replace('-', ' ')}: {note.message}",
        "source": f"restatelint.{note.kind.value}",
    }
