"""From findings to what the protocol says of them, in the unit of positions that both sides agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls import uris

from restatelint.engine.finding import NoteKind, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.cli.lsp.checked import Checked
    from restatelint.engine.finding import Finding, Place
    from restatelint.source.position import Position
    from restatelint.source.text import Source

SOURCE = "restatelint"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_DEPRECATED = frozenset({"deprecated-api", "removed-api"})


def position(at: Position, encoding: str) -> types.Position:
    """Return a position, 0-based, its character counted in bytes, UTF-16 units or code points."""
    columns = {"utf-8": at.byte_column, "utf-32": at.column}
    return types.Position(at.line - 1, columns.get(encoding, at.utf16_column) - 1)


def place_range(place: Place, encoding: str) -> types.Range:
    """Return the range of a place."""
    return types.Range(position(place.start, encoding), position(place.end, encoding))


def byte_range(source: Source, start: int, end: int, encoding: str) -> types.Range:
    """Return the range between two byte offsets of a text."""
    lines = source.lines
    return types.Range(position(lines.position(start), encoding), position(lines.position(end), encoding))


def diagnostics(checked: Checked, encoding: str, locate: Callable[[str], str]) -> list[types.Diagnostic]:
    """Return the diagnostics of a text; ``locate`` gives the location of a shown path.

    What was not checked is one as well, at the first line, since it must not look like clean code.
    """
    found = [diagnostic(each, encoding, locate) for each in checked.report.active]
    start = types.Range(types.Position(0, 0), types.Position(0, 0))
    for note in checked.report.notes:
        if note.kind.unchecked:
            kind = note.kind.value.replace("-", " ")
            is_bug = note.kind is NoteKind.INTERNAL_ERROR
            severity = types.DiagnosticSeverity.Error if is_bug else types.DiagnosticSeverity.Warning
            found.append(
                types.Diagnostic(start, f"{kind}: {note.message}", severity, note.kind.value, source=SOURCE)
            )
    return found


def unchecked(why: str) -> types.Diagnostic:
    """Return a diagnostic that says why nothing was checked."""
    start = types.Range(types.Position(0, 0), types.Position(0, 0))
    kind = NoteKind.NOT_CHECKED.value
    return types.Diagnostic(start, f"not checked: {why}", types.DiagnosticSeverity.Error, kind, source=SOURCE)


def diagnostic(finding: Finding, encoding: str, locate: Callable[[str], str]) -> types.Diagnostic:
    """Return a finding as a diagnostic, with its chain and its related places, numbered."""
    steps = [
        *((f"{number}. ", step) for number, step in enumerate(finding.chain, 1)),
        *(("", step) for step in finding.related),
    ]
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(uri_of(locate(step.place.path)), place_range(step.place, encoding)),
            f"{number}{step.message}",
        )
        for number, step in steps
    ]
    return types.Diagnostic(
        range=place_range(finding.place, encoding),
        message=f"{finding.message}\nhelp: {finding.help}" if finding.help else finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(finding.url) if finding.url else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Deprecated] if finding.rule in _DEPRECATED else None,
        related_information=related or None,
        data={"fingerprint": finding.fingerprint},
    )


def uri_of(location: str) -> str:
    """Return the address of a location."""
    return uris.from_fs_path(location) or location


def replacement(source: Source, data: bytes, encoding: str) -> types.TextEdit:
    """Return the smallest edit that makes a text what it is to be; it begins and ends between characters."""
    before = source.data
    start = 0
    limit = min(len(before), len(data))
    while start < limit and before[start] == data[start]:
        start += 1
    end = 0
    while end < limit - start and before[-1 - end] == data[-1 - end]:
        end += 1
    while start and _is_inside(before, data, start):
        start -= 1
    while end and _is_inside(before, data, len(before) - end, len(data) - end):
        end -= 1
    new = data[start : len(data) - end].decode("utf-8", "replace")
    return types.TextEdit(byte_range(source, start, len(before) - end, encoding), new)


def _is_inside(before: bytes, after: bytes, at: int, there: int | None = None) -> bool:
    """Whether an offset stands inside a character, or between the two of a line ending."""
    pairs = ((before, at), (after, at if there is None else there))
    return any(
        0 < offset < len(text) and (0x80 <= text[offset] < 0xC0 or text[offset - 1 : offset + 1] == b"\r\n")
        for text, offset in pairs
    )
