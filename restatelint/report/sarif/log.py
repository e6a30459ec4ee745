"""The SARIF log: one run, its tool, its results and what it could not check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sarif_om

from restatelint.engine.finding import NoteKind
from restatelint.report.json_text import json_text
from restatelint.report.options import shown_findings
from restatelint.report.sarif.places import ROOT, artifact_location, sentence
from restatelint.report.sarif.results import result
from restatelint.report.sarif.rules import descriptor
from restatelint.report.sarif.writer import json_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Finding, Note, Report
    from restatelint.report.options import Options

RESULT_LIMIT = 5_000
"""How many results GitHub keeps of a run."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://github.com/restatelint/restatelint"
_NOTE_LEVELS = {
    NoteKind.NOT_CHECKED: "warning",
    NoteKind.INTERNAL_ERROR: "error",
    NoteKind.SKIPPED: "note",
    NoteKind.ASSUMED: "note",
    NoteKind.LEFT_OUT: "note",
    NoteKind.GONE: "note",
    NoteKind.NOT_FOLLOWED: "note",
    NoteKind.OUTDATED: "warning",
}


def sarif(report: Report, options: Options) -> Iterator[str]:
    """Yield one SARIF log with one run."""
    log = sarif_om.SarifLog(schema_uri=_SCHEMA, version="2.1.0", runs=[_run(report, options)])
    value = json_value(log)
    assert isinstance(value, dict)
    # what a reader of the file looks for stands first
    yield json_text({"$schema": value["$schema"], "version": value["version"], **value}, indent=2) + "\n"


def _run(report: Report, options: Options) -> sarif_om.Run:
    rules = sorted(report.rules, key=lambda rule: rule.id)
    indexes = {rule.id: index for index, rule in enumerate(rules)}
    findings = shown_findings(report, options)
    kept = _gravest(findings)
    found = {finding.rule for finding in kept}
    return sarif_om.Run(
        tool=sarif_om.Tool(
            driver=sarif_om.ToolComponent(
                name="restatelint",
                version=options.version,
                semantic_version=options.version,
                information_uri=_HOME,
                rules=[descriptor(rule, options.page, found=rule.id in found) for rule in rules],
            )
        ),
        automation_details=sarif_om.RunAutomationDetails(
            id=f"{(options.category or 'restatelint').rstrip('/')}/"
        ),
        column_kind="utf16CodeUnits",
        original_uri_base_ids={
            ROOT: sarif_om.ArtifactLocation(description=sarif_om.Message(text="The root of the repository."))
        },
        invocations=[_invocation(report, len(findings) - len(kept))],
        results=[result(finding, indexes) for finding in kept],
    )


def _gravest(findings: tuple[Finding, ...]) -> list[Finding]:
    """Return at most as many findings as are kept: active before suppressed, then by severity."""

    def gravity(number: int) -> tuple[bool, int, int]:
        finding = findings[number]
        return finding.suppressed is not None, finding.severity.rank, number

    kept = sorted(range(len(findings)), key=gravity)[:RESULT_LIMIT]
    return [findings[number] for number in sorted(kept)]


def _invocation(report: Report, dropped: int) -> sarif_om.Invocation:
    notifications = [_notification(note) for note in report.notes]
    if dropped:
        text = f"{dropped} results were left out: {RESULT_LIMIT} are kept, the gravest first."
        notifications.append(_about("result-limit", "warning", text))
    return sarif_om.Invocation(
        execution_successful=all(note.kind is not NoteKind.INTERNAL_ERROR for note in report.notes),
        tool_execution_notifications=notifications or None,
    )


def _notification(note: Note) -> sarif_om.Notification:
    notification = _about(note.kind.value, _NOTE_LEVELS[note.kind], sentence(note.message))
    if note.path:
        notification.locations = [
            sarif_om.Location(
                physical_location=sarif_om.PhysicalLocation(artifact_location=artifact_location(note.path))
            )
        ]
    return notification


def _about(kind: str, level: str, text: str) -> sarif_om.Notification:
    return sarif_om.Notification(
        descriptor=sarif_om.ReportingDescriptorReference(id=kind),
        level=level,
        message=sarif_om.Message(text=text),
    )
