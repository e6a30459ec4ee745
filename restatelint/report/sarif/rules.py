"""Rules in SARIF: what GitHub shows beside a finding, and how it sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sarif_om

from restatelint.engine.finding import Severity
from restatelint.report.sarif.help import help_markdown, help_text
from restatelint.report.sarif.places import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.engine.rule import Rule

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
"""What SARIF calls our severities."""

_GITHUB_SEVERITIES = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
_LONGEST_DESCRIPTION = 1000


def descriptor(rule: Rule, page: Callable[[Rule], str], *, found: bool) -> sarif_om.ReportingDescriptor:
    """Return what describes a rule; a severity that the flow decides counts as a warning.

    Only a rule that has ``found`` something has its page with it: all of them are most of a log.
    """
    severity = rule.severity or Severity.WARNING
    markdown = page(rule)
    return sarif_om.ReportingDescriptor(
        id=rule.id,
        name=_pascal_case(rule.id) if "-" in rule.id else None,
        deprecated_ids=list(rule.formerly) or None,
        short_description=sarif_om.MultiformatMessageString(text=sentence(rule.title)),
        full_description=sarif_om.MultiformatMessageString(
            text=sentence(_first_paragraph(markdown) or rule.title)
        ),
        help=sarif_om.MultiformatMessageString(
            text=help_text(rule, markdown), markdown=help_markdown(rule, markdown) if found else None
        ),
        help_uri=rule.url or None,
        default_configuration=sarif_om.ReportingConfiguration(level=LEVELS[severity]),
        properties={
            "tags": sorted({"go", "restate", rule.family}),
            "precision": rule.confidence.value,
            "problem.severity": _GITHUB_SEVERITIES[severity],
        },
    )


def _pascal_case(name: str) -> str:
    """Return ``WallClock`` for ``wall-clock``; of one word SARIF wants none, as it is no other name."""
    return "".join(word.capitalize() for word in name.split("-"))


def _first_paragraph(markdown: str) -> str:
    for block in markdown.split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith(("#", "<!--"))]
        text = " ".join(" ".join(lines).split())
        if text:
            return text[:_LONGEST_DESCRIPTION]
    return ""
