"""The ``json`` and ``jsonl`` formats, version 1: fields are added, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import Severity
from restatelint.report.json_text import json_text
from restatelint.report.options import shown_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Finding, Fix, Report, Step
    from restatelint.report.json_text import Json
    from restatelint.report.options import Options
    from restatelint.source.position import Position


def json_document(report: Report, options: Options) -> Iterator[str]:
    """Yield one JSON document with everything in it."""
    yield json_text(report_json(report, options), indent=2) + "\n"


def report_json(report: Report, options: Options) -> dict[str, Json]:
    """Return a report as JSON holds it."""
    findings = [finding_json(finding) for finding in shown_findings(report, options)]
    return {**_run(report, options), "findings": findings}


def json_lines(report: Report, options: Options) -> Iterator[str]:
    """Yield a line for each finding, and a last one with the rest, by which a cut stream shows."""
    for finding in shown_findings(report, options):
        yield json_text(finding_json(finding)) + "\n"
    yield json_text(_run(report, options)) + "\n"


def _run(report: Report, options: Options) -> dict[str, Json]:
    return {
        "version": 1,
        "tool": {"name": "restatelint", "version": options.version},
        "complete": report.complete,
        "summary": {
            "files": report.files,
            "checked": report.checked,
            "skipped": report.skipped,
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "infos": report.count(Severity.INFO),
        },
        "notes": notes_json(report),
    }


def notes_json(report: Report) -> list[Json]:
    """Return the notes of a report as JSON holds them."""
    return [{"kind": note.kind.value, "path": note.path, "message": note.message} for note in report.notes]


def finding_json(finding: Finding) -> Json:
    """Return a finding as JSON holds it."""
    suppressed = finding.suppressed
    fence = finding.fence
    return {
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": finding.message,
        "help": finding.help,
        "path": finding.place.path,
        "start": _position(finding.place.start),
        "end": _position(finding.place.end),
        "function": finding.function,
        "chain": [_step(step) for step in finding.chain],
        "fix": None if finding.fix is None else _fix(finding.fix),
        "url": finding.url,
        "fingerprint": finding.fingerprint,
        "suppressed": None if suppressed is None else {"reason": suppressed},
        "fence": None if fence is None else {"index": fence.index, "line": fence.line},
    }


def _position(position: Position) -> Json:
    return {"line": position.line, "column": position.column, "byte": position.byte}


def _step(step: Step) -> Json:
    left_out: dict[str, Json] = {"skipped": step.skipped} if step.skipped else {}
    return {
        "path": step.place.path,
        "line": step.place.start.line,
        "column": step.place.start.column,
        "message": step.message,
        **left_out,
    }


def _fix(fix: Fix) -> Json:
    return {
        "safety": fix.safety.value,
        "description": fix.description,
        "edits": [
            {
                "start": _position(edit.start),
                "end": _position(edit.end),
                "replacement": edit.replacement,
            }
            for edit in fix.edits
        ],
    }
