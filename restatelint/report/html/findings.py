"""The findings of a report as the scripts of a page want them: everything ready to be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import NoteKind
from restatelint.report.display import visible
from restatelint.report.html.code import Code
from restatelint.report.html.preview import preview
from restatelint.report.html.rule_page import page_html
from restatelint.report.options import shown_findings
from restatelint.report.owners import Owners

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Finding, Report, Step
    from restatelint.engine.rule import Rule
    from restatelint.report.json_text import Json
    from restatelint.report.options import Options
    from restatelint.restate.services.graph import Graph


def findings_json(report: Report, graph: Graph | None, options: Options) -> dict[str, Json]:
    """Return what a page shows of a report; a finding's owners are indices of services and handlers."""
    code = Code(options.text)
    owners = Owners(graph) if graph is not None else None
    names: dict[str, int] = {}
    findings: list[Json] = []
    for finding in shown_findings(report, options):
        count = names[finding.fingerprint] = names.get(finding.fingerprint, 0) + 1
        described = _finding(finding, code)
        described["id"] = finding.fingerprint if count == 1 else f"{finding.fingerprint}-{count}"
        described["owners"] = [*owners.of(finding)] if owners is not None else []
        findings.append(described)
    return {
        "version": options.version,
        "complete": report.complete,
        "checked": report.checked,
        "skipped": report.skipped,
        "notes": [
            {"kind": note.kind.value, "path": visible(note.path), "message": visible(note.message)}
            for note in report.notes
            if note.kind is not NoteKind.SKIPPED
        ],
        "rules": [_rule(rule) for rule in report.rules],
        "findings": findings,
        "files": code.json(),
    }


def rule_templates(report: Report, options: Options) -> Iterator[str]:
    """Yield the pages of the rules that found something, each an HTML template by the rule's name."""
    found = {each.rule for each in shown_findings(report, options)}
    for rule in report.rules:
        if rule.id in found:
            # a rule's name is kebab-case, or it would not have been loaded
            yield f'<template id="rule-{rule.id}">{page_html(options.page(rule), rule.url)}</template>\n'


def _rule(rule: Rule) -> Json:
    return {"id": rule.id, "family": rule.family, "title": visible(rule.title), "url": rule.url}


def _finding(finding: Finding, code: Code) -> dict[str, Json]:
    place = finding.place
    return {
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": visible(finding.message),
        "help": visible(finding.help),
        "file": code.file(place.path),
        "line": place.start.line,
        "column": place.start.column,
        "function": visible(finding.function),
        "marks": code.marks(place),
        "chain": [_step(each, code) for each in finding.chain],
        "related": [_step(each, code) for each in finding.related],
        "fix": _fix(finding, code),
        "suppressed": visible(finding.suppressed) if finding.suppressed is not None else None,
    }


def _step(step: Step, code: Code) -> Json:
    return {
        "file": code.file(step.place.path),
        "line": step.place.start.line,
        "message": visible(step.message),
        "marks": code.marks(step.place),
    }


def _fix(finding: Finding, code: Code) -> Json:
    fix = finding.fix
    if fix is None:
        return None
    data = code.data(finding.place.path) if finding.fence is None else None
    return {
        "safety": fix.safety.value,
        "description": visible(fix.description),
        "changes": preview(fix, data) if data is not None else [],
    }
