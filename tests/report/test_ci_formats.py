"""The formats that continuous integration reads: GitLab, JUnit, Checkstyle, rdjson, Markdown."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from restatelint.engine.finding import Edit, Fix, Note, NoteKind, Report, Safety, Severity
from restatelint.report.formats import FORMATS
from restatelint.report.markdown import ROWS
from tests.report.samples import OPTIONS, ORDER, finding_at, place_of, report_of, rich_finding

if TYPE_CHECKING:
    from restatelint.engine.finding import Finding
    from restatelint.report.options import Options

UNCHECKED = Note(NoteKind.NOT_CHECKED, "big.go", "too large: 2 bytes")
MACHINE = ("gitlab", "junit", "checkstyle", "rdjson")


def written(name: str, report: Report, options: Options = OPTIONS) -> str:
    return "".join(FORMATS[name](report, options))


def plain() -> Finding:
    return finding_at(place_of(ORDER, "restate.Set"))


def test_gitlab_has_a_position_and_a_fingerprint_for_each() -> None:
    (entry,) = json.loads(written("gitlab", report_of(rich_finding())))

    assert entry["check_name"] == "wall-clock"
    assert entry["severity"] == "critical"
    assert entry["fingerprint"] == "0123456789abcdef"
    assert entry["location"]["path"] == "order/pay.go"
    assert entry["location"]["positions"]["begin"] == {"line": 4, "column": 31}


def test_rdjson_counts_columns_in_bytes_and_offers_a_fix_of_one_edit() -> None:
    (diagnostic,) = json.loads(written("rdjson", report_of(rich_finding())))["diagnostics"]

    place = {"start": {"line": 4, "column": 34}, "end": {"line": 4, "column": 41}}
    assert diagnostic["location"] == {"path": "order/pay.go", "range": place}
    assert diagnostic["suggestions"] == [{"range": place, "text": "now"}]
    assert diagnostic["code"]["value"] == "wall-clock"
    assert [each["message"] for each in diagnostic["relatedLocations"]] == [
        "stamp is called",
        "it calls time.Now",
        "reaches restate.Set[T] here",
    ]


def test_rdjson_offers_no_part_of_a_fix() -> None:
    finding = rich_finding()
    edit = Edit(finding.place.start, finding.place.end, "x")
    fixed = replace(finding, fix=Fix(Safety.SAFE, "two edits", (edit, edit)))

    assert "suggestions" not in written("rdjson", report_of(fixed))


def test_checkstyle_has_a_file_with_its_errors() -> None:
    other = finding_at(place_of(ORDER, "return", "order/pay.go"), Severity.INFO)
    root = ElementTree.fromstring(written("checkstyle", report_of(plain(), other)))

    (file,) = root
    assert file.get("name") == "order/pay.go"
    assert [(each.get("line"), each.get("column"), each.get("severity")) for each in file] == [
        ("4", "2", "error"),
        ("5", "2", "info"),
    ]
    assert file[0].get("source") == "restatelint.determinism.wall-clock"


def test_junit_has_a_failed_case_for_each() -> None:
    root = ElementTree.fromstring(written("junit", report_of(plain(), rich_finding(), notes=(UNCHECKED,))))

    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "2", "1")
    suites = {suite.get("name"): suite for suite in root}
    assert set(suites) == {"order/pay.go", "big.go"}
    failure = suites["order/pay.go"].find("testcase/failure")
    assert failure is not None
    assert failure.text is not None
    assert failure.text.startswith("order/pay.go:4:2\nrestate.Set(ctx")


@pytest.mark.parametrize("command", ["::error file=x::forged", "  ::stop-commands::x", "##[command]x"])
def test_no_line_of_junit_is_a_workflow_command(command: str) -> None:
    place = replace(place_of(ORDER, "restate.Set"), path=command, lines=(command,))
    finding = replace(plain(), place=place, help=command)
    text = written("junit", report_of(finding, notes=(Note(NoteKind.NOT_CHECKED, command, command),)))

    assert not [line for line in text.split("\n") if line.lstrip().startswith(("::", "##["))]


def test_junit_of_nothing_has_a_case_that_passes() -> None:
    root = ElementTree.fromstring(written("junit", report_of()))

    assert (root.get("tests"), root.get("failures")) == ("1", "0")


@pytest.mark.parametrize("name", [*MACHINE, "markdown"])
def test_what_was_not_checked_is_said(name: str) -> None:
    text = written(name, report_of(notes=(UNCHECKED,)))

    assert "too large" in text
    assert "big.go" in text


@pytest.mark.parametrize("name", [*MACHINE, "markdown"])
def test_what_is_suppressed_is_shown_only_if_wanted_and_never_as_a_failure(name: str) -> None:
    report = report_of(replace(plain(), suppressed="only shown"))

    assert "wall-clock" not in written(name, report)
    shown = written(name, report, replace(OPTIONS, show_suppressed=True))
    assert "wall" in shown
    assert "suppressed" in shown or "skipped" in shown
    for grave in ('"critical"', '"ERROR"', 'severity="error"', "<failure", "| error |"):
        assert grave not in shown


HOSTILE = "a\x1b[31m\x00\ufffe\udcff<b>&\"'`|](javascript:x) ::error:: \u202e"


@pytest.mark.parametrize("name", [*MACHINE, "markdown"])
def test_hostile_text_stays_text(name: str) -> None:
    place = replace(place_of(ORDER, "restate.Set"), path=HOSTILE, lines=(HOSTILE,))
    finding = replace(plain(), place=place, message=HOSTILE, help=HOSTILE, fingerprint="f")
    text = written(name, report_of(finding, notes=(Note(NoteKind.NOT_CHECKED, HOSTILE, HOSTILE),)))

    assert not any(character in text for character in "\x1b\x00\ufffe\udcff\u202e")
    text.encode()
    if name in ("junit", "checkstyle"):
        ElementTree.fromstring(text)
    elif name != "markdown":
        json.loads(text)


def test_markdown_of_hostile_text_is_a_table_of_the_same_size() -> None:
    place = replace(place_of(ORDER, "restate.Set"), path=HOSTILE)
    finding = replace(plain(), place=place, message=f"{HOSTILE} <img src=x> **x** _y_ http://a.b @all #1")
    html = MarkdownIt("gfm-like", {"linkify": False}).render(written("markdown", report_of(finding)))

    assert html.count("<td>") + html.count("<td ") == 4
    assert html.count("<a ") == 1  # the rule's page
    for markup in ("<img", "<em>", "<strong>", "<b>"):
        assert markup not in html


def test_markdown_lists_the_gravest_and_counts_the_rest() -> None:
    infos = [replace(finding_at(place_of(ORDER, "return")), severity=Severity.INFO)] * ROWS
    text = written("markdown", report_of(*infos, plain()))

    assert text.startswith("### restatelint: found 101 problems")
    assert text.index("| error |") < text.index("| info |")
    assert "\n1 more are in the log.\n" in text
