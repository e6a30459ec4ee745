"""The ``full`` format: each finding with its source line, its chain and its help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.report.chain import shortened
from restatelint.report.color import Style, linked, painted
from restatelint.report.concise import headline, where
from restatelint.report.display import visible
from restatelint.report.options import shown_findings
from restatelint.report.snippet import snippet
from restatelint.report.summary import summary_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Finding, Report
    from restatelint.report.options import Options

_PAGE = "page:"
_LINKS = 8  # the most of a chain that are shown


def full(report: Report, options: Options) -> Iterator[str]:
    """Yield a paragraph for each finding, then the summary."""
    for finding in shown_findings(report, options):
        yield "\n".join((headline(finding, options), *_body(finding, options), "", ""))
    if options.summary:
        yield from (f"{line}\n" for line in summary_lines(report, options))


def _body(finding: Finding, options: Options) -> Iterator[str]:
    color = options.color
    margin = " " * len(str(finding.place.start.line))
    yield from _source(finding, margin, color)
    sign = painted("=", Style.QUIET, color)
    for title, text in _details(finding):
        shown = linked(text, finding.url, options.links) if title == _PAGE else text
        yield f"{margin} {sign} {painted(title, Style.QUIET, color)} {shown}"


def _source(finding: Finding, margin: str, color: bool) -> Iterator[str]:
    place = finding.place
    shown = snippet(place)
    if shown is None:
        return
    bar = painted("|", Style.QUIET, color)
    number = painted(str(place.start.line), Style.QUIET, color)
    style = Style.QUIET if finding.suppressed is not None else Style.of(finding.severity)
    carets = painted("^" * shown.carets, style, color)
    more = f" to line {place.end.line}" if place.end.line > place.start.line else ""
    yield f"{number} {bar} {shown.line}".rstrip()
    yield f"{margin} {bar} {' ' * shown.offset}{carets}{more}"


def _details(finding: Finding) -> Iterator[tuple[str, str]]:
    for step in shortened(finding.chain, _LINKS):
        if step.skipped:
            yield "chain:", f"... {step.skipped} more"
        yield "chain:", f"{where(step.place)}: {visible(step.message)}"
    for step in finding.related:
        yield "see:", f"{where(step.place)}: {visible(step.message)}"
    if finding.suppressed is not None:
        yield "suppressed:", visible(finding.suppressed)
    if finding.fix is not None:
        yield "fix:", f"{visible(finding.fix.description)} ({finding.fix.safety.value})"
    if finding.help:
        yield "help:", visible(finding.help)
    if finding.url:
        yield _PAGE, visible(finding.url)
