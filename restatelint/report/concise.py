"""The ``concise`` format: one line a finding, as compilers write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.report.color import Style, linked, painted
from restatelint.report.display import path_label, visible
from restatelint.report.options import shown_findings
from restatelint.report.summary import summary_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Finding, Place, Report
    from restatelint.report.options import Options


def concise(report: Report, options: Options) -> Iterator[str]:
    """Yield ``path:line:column: severity[rule]: message`` for each finding, then the summary."""
    for finding in shown_findings(report, options):
        yield f"{headline(finding, options)}{_suppression(finding.suppressed)}\n"
    if options.summary:
        yield from (f"{line}\n" for line in summary_lines(report, options))


def _suppression(reason: str | None) -> str:
    if reason is None:
        return ""
    return f" (suppressed: {visible(reason)})" if reason else " (suppressed)"


def headline(finding: Finding, options: Options) -> str:
    """Return the line that says where, how bad, which rule and what."""
    place = painted(where(finding.place), Style.STRONG, options.color)
    style = Style.QUIET if finding.suppressed is not None else Style.of(finding.severity)
    kind = painted(f"{finding.severity.value}[{finding.rule}]", style, options.color)
    kind = linked(kind, finding.url, options.links)
    return f"{place}: {kind}: {visible(finding.message)}"


def where(place: Place) -> str:
    """Return ``path:line:column``, as editors and terminals make it a link."""
    return f"{path_label(place.path)}:{place.start.line}:{place.start.column}"
