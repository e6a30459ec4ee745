"""The ``markdown`` format: a table for people, as the summary of a step or a comment on a change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.engine.finding import NoteKind
from restatelint.report.display import visible
from restatelint.report.options import shown_findings
from restatelint.report.summary import counted, counts_line, note_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Finding, Report
    from restatelint.report.options import Options

ROWS = 100
"""How many findings the table lists: GitHub takes a megabyte, and nobody reads on."""

NOTES = 20
"""How many notes are listed."""

_LONGEST = 500
_PLAIN_ADDRESS = re.compile(r"https://[A-Za-z0-9./_~#-]{1,500}")
_MEANS_SOMETHING = re.compile(r"[^\w\s.,;/=%-]|(?<![^\W_])_|_(?![^\W_])|(?<=\b[wW]{3})\.")


def markdown(report: Report, options: Options) -> Iterator[str]:
    """Yield a heading with the counts, a table of findings, the gravest first, and what was not checked."""
    yield f"### restatelint: {_text(counts_line(report, options))}\n"
    findings = sorted(
        shown_findings(report, options), key=lambda each: (each.suppressed is not None, each.severity.rank)
    )
    if findings:
        yield "\n| | where | rule | what |\n|---|---|---|---|\n"
        yield from map(_row, findings[:ROWS])
    if len(findings) > ROWS:
        yield f"\n{len(findings) - ROWS} more are in the log.\n"
    notes = [note_line(note) for note in report.notes if note.kind is not NoteKind.SKIPPED]
    if notes:
        yield "\n" + "".join(f"- {_text(note)}\n" for note in notes[:NOTES])
    if len(notes) > NOTES:
        yield f"- and {counted(len(notes) - NOTES, 'note')} more\n"


def _row(finding: Finding) -> str:
    where = f"{finding.place.path}:{finding.place.start.line}"
    kind = finding.severity.value if finding.suppressed is None else "suppressed"
    is_plain = _PLAIN_ADDRESS.fullmatch(finding.url) is not None
    rule = f"[{_text(finding.rule)}]({finding.url})" if is_plain else _text(finding.rule)
    return f"| {kind} | <code>{_text(where)}</code> | {rule} | {_text(finding.message)} |\n"


def _text(text: str) -> str:
    """Return text in which nothing is markup: each character that might be is written by its number."""
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
    return _MEANS_SOMETHING.sub(lambda match: f"&#{ord(match.group())};", visible(short))
