"""Findings in SARIF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sarif_om

from restatelint.engine.finding import Step
from restatelint.report.chain import shortened
from restatelint.report.sarif.places import (
    artifact_location,
    link,
    literal,
    location,
    region,
    sentence,
)
from restatelint.report.sarif.rules import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.finding import Finding, Fix

_LONGEST_FLOW = 20


def result(finding: Finding, rule_indexes: Mapping[str, int]) -> sarif_om.Result:
    """Return what SARIF says of a finding; the indexes are those of the run's rules."""
    steps = (*shortened(finding.chain, _LONGEST_FLOW - 1), *finding.related[:_LONGEST_FLOW])
    numbered = list(enumerate(steps, start=1))
    place = location(finding.place)
    if finding.function:
        place.logical_locations = [
            sarif_om.LogicalLocation(fully_qualified_name=finding.function, kind="function")
        ]
    return sarif_om.Result(
        rule_id=finding.rule,
        rule_index=rule_indexes.get(finding.rule, -1),
        level=LEVELS[finding.severity],
        message=sarif_om.Message(text=_message(finding, numbered)),
        locations=[place],
        related_locations=[location(step.place, number, _words(step)) for number, step in numbered] or None,
        code_flows=[_flow(finding)] if finding.chain else None,
        partial_fingerprints={"restatelint/v1": finding.fingerprint} if finding.fingerprint else None,
        fixes=None if finding.fix is None else [_fix(finding.fix, finding.place.path)],
        suppressions=None
        if finding.suppressed is None
        else [sarif_om.Suppression(kind="inSource", state="accepted", justification=finding.suppressed)],
    )


def _message(finding: Finding, numbered: list[tuple[int, Step]]) -> str:
    sentences = [sentence(literal(finding.message))]
    if numbered:
        sentences.append(f"See {', '.join(link(step, number) for number, step in numbered)}.")
    if finding.help:
        sentences.append(sentence(literal(finding.help)))
    return " ".join(sentences)


def _flow(finding: Finding) -> sarif_om.CodeFlow:
    steps = (Step(finding.place, finding.message), *finding.chain)
    return sarif_om.CodeFlow(
        thread_flows=[
            sarif_om.ThreadFlow(
                locations=[
                    sarif_om.ThreadFlowLocation(location=location(step.place, None, _words(step)))
                    for step in shortened(steps, _LONGEST_FLOW)
                ]
            )
        ]
    )


def _words(step: Step) -> str:
    return f"... {step.skipped} more, then {step.message}" if step.skipped else step.message


def _fix(fix: Fix, path: str) -> sarif_om.Fix:
    return sarif_om.Fix(
        description=sarif_om.Message(text=sentence(fix.description)),
        artifact_changes=[
            sarif_om.ArtifactChange(
                artifact_location=artifact_location(path),
                replacements=[
                    sarif_om.Replacement(
                        deleted_region=region(edit.start, edit.end),
                        inserted_content=sarif_om.ArtifactContent(text=edit.replacement),
                    )
                    for edit in fix.edits
                ],
            )
        ],
    )
