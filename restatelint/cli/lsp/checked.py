"""A text with what is found in it, and how that goes along when the text is edited."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.cli.lsp.carried import Change
from restatelint.engine.build import by_place, with_fingerprints

if TYPE_CHECKING:
    from restatelint.engine.finding import Report
    from restatelint.source.text import Source


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with what is found in it at some state of all texts; ``is_whole`` if every rule was asked."""

    source: Source
    report: Report
    state: int
    is_whole: bool


def with_carried(report: Report, source: Source, before: Checked) -> Report:
    """Return a report with what rules that were put off said before, where that stands now."""
    change = Change(before.source, source)
    carried = [
        moved
        for each in before.report.findings
        if each.rule in report.put_off and (moved := change.carried(each)) is not None
    ]
    findings = with_fingerprints(sorted((*report.findings, *carried), key=by_place))
    return dataclasses.replace(report, findings=findings)


def own_part(report: Report, source: Source) -> Report:
    """Return what a report says of one of its files."""
    findings = tuple(each for each in report.findings if each.place.path == source.path)
    notes = tuple(each for each in report.notes if each.path in (source.path, ""))
    return dataclasses.replace(report, findings=findings, notes=notes)


def says_the_same(one: Report, other: Report) -> bool:
    """Return whether two reports have the same findings and notes."""
    return one.findings == other.findings and one.notes == other.notes
