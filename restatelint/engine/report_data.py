"""Reports as plain data and back, to be kept between runs: lists, numbers and texts, and no code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from restatelint.engine.finding import (
    Confidence,
    Edit,
    Finding,
    Fix,
    Note,
    NoteKind,
    Place,
    Report,
    Safety,
    Severity,
    Step,
)
from restatelint.source.origin import Fence
from restatelint.source.position import Position

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.engine.rule import Rule


class ReportDataError(Exception):
    """What was kept is no report."""


def report_data(report: Report) -> object:
    """Return a report without its rules, for `json`."""
    return [
        [_finding_data(each) for each in report.findings],
        [[each.kind.value, each.path, each.message] for each in report.notes],
        report.files,
        report.checked,
        report.skipped,
    ]


def report_of(data: object, rules: Sequence[Rule]) -> Report:
    """Return the report of some data, or raise a ReportDataError."""
    try:
        findings, notes, files, checked, skipped = _items(data)
        return Report(
            findings=tuple(_finding(each) for each in _items(findings)),
            notes=tuple(_note(each) for each in _items(notes)),
            rules=tuple(sorted(rules, key=lambda rule: rule.id)),
            files=_number(files),
            checked=_number(checked),
            skipped=_number(skipped),
        )
    except (TypeError, ValueError) as error:
        raise ReportDataError from error


def _finding_data(finding: Finding) -> object:
    fix, fence = finding.fix, finding.fence
    return [
        finding.rule,
        finding.family,
        finding.severity.value,
        finding.confidence.value,
        finding.message,
        finding.help,
        _place_data(finding.place),
        finding.function,
        [[_place_data(each.place), each.message] for each in finding.chain],
        [[_place_data(each.place), each.message] for each in finding.related],
        None
        if fix is None
        else [fix.safety.value, fix.description, [_edit_data(each) for each in fix.edits]],
        finding.url,
        finding.fingerprint,
        finding.suppressed,
        None if fence is None else [fence.index, fence.line],
    ]


def _finding(data: object) -> Finding:
    (
        rule,
        family,
        severity,
        confidence,
        message,
        help_,
        place,
        function,
        chain,
        related,
        fix,
        url,
        fingerprint,
        suppressed,
        fence,
    ) = _items(data)
    return Finding(
        _text(rule),
        _text(family),
        Severity(severity),
        Confidence(confidence),
        _text(message),
        _text(help_),
        _place(place),
        _text(function),
        tuple(_step(each) for each in _items(chain)),
        tuple(_step(each) for each in _items(related)),
        None if fix is None else _fix(fix),
        _text(url),
        _text(fingerprint),
        None if suppressed is None else _text(suppressed),
        None if fence is None else Fence(*map(_number, _items(fence))),
    )


def _place_data(place: Place) -> object:
    return [place.path, _position_data(place.start), _position_data(place.end), [*place.lines]]


def _place(data: object) -> Place:
    path, start, end, lines = _items(data)
    return Place(_text(path), _position(start), _position(end), tuple(map(_text, _items(lines))))


def _position_data(at: Position) -> object:
    return [at.byte, at.line, at.column, at.utf16_column, at.byte_column]


def _position(data: object) -> Position:
    return Position(*map(_number, _items(data)))


def _edit_data(edit: Edit) -> object:
    return [_position_data(edit.start), _position_data(edit.end), edit.replacement]


def _fix(data: object) -> Fix:
    safety, description, edits = _items(data)
    made = []
    for each in _items(edits):
        start, end, replacement = _items(each)
        made.append(Edit(_position(start), _position(end), _text(replacement)))
    return Fix(Safety(safety), _text(description), tuple(made))


def _step(data: object) -> Step:
    place, message = _items(data)
    return Step(_place(place), _text(message))


def _note(data: object) -> Note:
    kind, path, message = _items(data)
    return Note(NoteKind(kind), _text(path), _text(message))


def _items(data: object) -> list[object]:
    if not isinstance(data, list):
        raise TypeError
    return data


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise TypeError
    return data


def _number(data: object) -> int:
    if not isinstance(data, int):
        raise TypeError
    return data


def as_bytes(data: object) -> bytes:
    """Return plain data as bytes; a text may hold what is no UTF-8, as paths and lines of code do."""
    return json.dumps(data, separators=(",", ":")).encode("ascii")


def from_bytes(content: bytes) -> object:
    """Return the plain data of some bytes, or raise a ReportDataError."""
    try:
        data: object = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ReportDataError from error
    return data
