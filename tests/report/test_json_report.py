"""The JSON contract, field by field."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from restatelint.engine.finding import Note, NoteKind, Report
from restatelint.report.formats import FORMATS
from restatelint.source.origin import Fence
from tests.report.samples import OPTIONS, ORDER, finding_at, place_of, report_of, rich_finding

if TYPE_CHECKING:
    from restatelint.report.options import Options


def document(report: Report, options: Options = OPTIONS) -> dict[str, object]:
    loaded: dict[str, object] = json.loads("".join(FORMATS["json"](report, options)))
    return loaded


FINDING = {
    "rule": "wall-clock",
    "family": "determinism",
    "severity": "error",
    "confidence": "high",
    "message": "time.Now reads the wall clock and gives another value on replay",
    "help": "Read it once inside restate.Run, or take it as input.",
    "path": "order/pay.go",
    "start": {"line": 4, "column": 31, "byte": 94},
    "end": {"line": 4, "column": 38, "byte": 101},
    "function": "Order.Pay",
    "chain": [
        {"path": "util/clock.go", "line": 3, "column": 6, "message": "stamp is called"},
        {"path": "util/clock.go", "line": 3, "column": 33, "message": "it calls time.Now"},
    ],
    "fix": {
        "safety": "unsafe",
        "description": "wrap in restate.Run",
        "edits": [
            {
                "start": {"line": 4, "column": 31, "byte": 94},
                "end": {"line": 4, "column": 38, "byte": 101},
                "replacement": "now",
            }
        ],
    },
    "url": "https://github.com/restatelint/restatelint/blob/main/rules/determinism/wall-clock/README.md",
    "fingerprint": "0123456789abcdef",
    "suppressed": None,
    "fence": None,
}
RUN = {
    "version": 1,
    "tool": {"name": "restatelint", "version": "1.2.3"},
    "complete": False,
    "summary": {
        "files": 4,
        "checked": 3,
        "skipped": 0,
        "errors": 1,
        "warnings": 0,
        "infos": 0,
    },
    "notes": [{"kind": "not-checked", "path": "deep.go", "message": "nested deeper than 500"}],
}
REPORT = report_of(rich_finding(), notes=(Note(NoteKind.NOT_CHECKED, "deep.go", "nested deeper than 500"),))


def test_the_document_has_every_field() -> None:
    assert document(REPORT) == {**RUN, "findings": [FINDING]}


def test_lines_are_the_findings_and_then_the_rest() -> None:
    lines = "".join(FORMATS["jsonl"](REPORT, OPTIONS)).splitlines()
    assert [json.loads(line) for line in lines] == [FINDING, RUN]


def test_nothing_found_is_still_json() -> None:
    assert document(report_of())["findings"] == []
    assert document(report_of())["complete"] is True


def test_suppressed_findings_and_fences() -> None:
    finding = replace(finding_at(place_of(ORDER, "Pay")), suppressed="shown only", fence=Fence(2, 17))
    assert document(report_of(finding))["findings"] == []
    shown = document(report_of(finding), replace(OPTIONS, show_suppressed=True))
    [first] = shown["findings"] if isinstance(shown["findings"], list) else []
    assert first["suppressed"] == {"reason": "shown only"}
    assert first["fence"] == {"index": 2, "line": 17}


def test_the_text_is_ascii_and_every_reader_takes_it() -> None:
    finding = replace(rich_finding(), message="\udcff 大 🎉 \x7f \u202e \x1b")
    written = "".join(FORMATS["json"](report_of(finding), OPTIONS))
    assert written.isascii()
    assert "\x7f" not in written
    [first] = json.loads(written)["findings"]
    assert first["message"] == "\ufffd 大 🎉 \x7f \u202e \x1b"
