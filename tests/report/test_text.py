"""The two formats for people: full and concise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from restatelint.engine.finding import Finding, Note, NoteKind, Report, Severity, Step
from restatelint.report.formats import FORMATS, TEXT_FORMATS
from tests.report.samples import (
    OPTIONS,
    ORDER,
    finding_at,
    place_of,
    report_of,
    rich_finding,
)

if TYPE_CHECKING:
    from restatelint.report.options import Options

NOT_CHECKED = Note(NoteKind.NOT_CHECKED, "deep.go", "nested deeper than 500")
HOSTILE = "\x1b[2J\x1b]8;;http://x\x07\u202e\x9b31m\n::error::x\n##[error]x\udcff"


def text(name: str, report: Report, options: Options = OPTIONS) -> str:
    return "".join(FORMATS[name](report, options))


def hostile_finding() -> Finding:
    place = replace(place_of(ORDER, "stamp()", HOSTILE), lines=(HOSTILE,))
    step = Step(place, HOSTILE)
    return replace(
        rich_finding(),
        message=HOSTILE,
        help=HOSTILE,
        place=place,
        chain=(step,),
        related=(step,),
        url=HOSTILE,
        suppressed=HOSTILE,
    )


def test_full_shows_the_place_the_line_the_chain_and_the_way_out() -> None:
    assert text("full", report_of(rich_finding())) == (
        "order/pay.go:4:31: error[wall-clock]: "
        "time.Now reads the wall clock and gives another value on replay\n"
        '4 |     restate.Set(ctx, "at", "🕰" + stamp().String())\n'
        "  |                                  ^^^^^^^\n"
        "  = chain: util/clock.go:3:6: stamp is called\n"
        "  = chain: util/clock.go:3:33: it calls time.Now\n"
        "  = see: order/pay.go:4:2: reaches restate.Set[T] here\n"
        "  = fix: wrap in restate.Run (unsafe)\n"
        "  = help: Read it once inside restate.Run, or take it as input.\n"
        "  = page: https://github.com/restatelint/restatelint/blob/main/"
        "rules/determinism/wall-clock/README.md\n"
        "\n"
        "found 1 problem (1 error) in 3 files\n"
    )


def test_full_says_where_a_range_of_several_lines_ends() -> None:
    shown = text("full", report_of(finding_at(place_of(ORDER, "return nil\n}"))))
    assert "\n5 |     return nil\n  |     ^^^^^^^^^^ to line 6\n" in shown


def test_full_without_a_source_line_is_still_whole() -> None:
    place = replace(place_of(ORDER, "stamp()"), lines=())
    lines = text("full", report_of(finding_at(place))).splitlines()
    assert lines[1] == "  = help: Read it once inside restate.Run, or take it as input."


def test_concise_is_one_line_a_finding() -> None:
    findings = (rich_finding(), finding_at(place_of(ORDER, "Pay"), Severity.INFO))
    assert text("concise", report_of(*findings), replace(OPTIONS, summary=False)) == (
        "order/pay.go:4:31: error[wall-clock]: "
        "time.Now reads the wall clock and gives another value on replay\n"
        "order/pay.go:3:14: info[wall-clock]: "
        "time.Now reads the wall clock and gives another value on replay\n"
    )


@pytest.mark.parametrize("name", sorted(TEXT_FORMATS))
def test_suppressed_findings_show_only_when_asked_for(name: str) -> None:
    report = report_of(replace(rich_finding(), suppressed="only shown to the operator"))
    assert text(name, report) == "3 files checked, no problems\n"
    asked = text(name, report, replace(OPTIONS, show_suppressed=True))
    assert "order/pay.go:4:31" in asked
    assert "only shown to the operator" in asked
    assert asked.endswith("3 files checked, no problems, 1 suppressed\n")


def test_a_finding_suppressed_without_a_reason_says_so() -> None:
    report = report_of(replace(rich_finding(), suppressed=""))
    lines = text("concise", report, replace(OPTIONS, show_suppressed=True)).splitlines()
    assert lines[0].endswith("on replay (suppressed)")


@pytest.mark.parametrize(
    ("report", "last_lines"),
    [
        (report_of(), ["3 files checked, no problems"]),
        (replace(report_of(checked=0), skipped=1), ["nothing was checked, 1 file skipped"]),
        (report_of(checked=1), ["1 file checked, no problems"]),
        (replace(report_of(), skipped=2), ["3 files checked, no problems, 2 files skipped"]),
        (
            report_of(
                finding_at(place_of(ORDER, "Pay")),
                finding_at(place_of(ORDER, "stamp"), Severity.WARNING),
                finding_at(place_of(ORDER, "nil"), Severity.WARNING),
                checked=12,
            ),
            ["found 3 problems (1 error, 2 warnings) in 12 files"],
        ),
        (
            report_of(notes=(NOT_CHECKED,)),
            [
                "not checked: deep.go: nested deeper than 500",
                "incomplete: no problems found in 3 files; not everything was checked",
            ],
        ),
        (
            report_of(
                finding_at(place_of(ORDER, "Pay")),
                notes=(
                    Note(NoteKind.INTERNAL_ERROR, "", "rule x raised"),
                    Note(NoteKind.SKIPPED, "gen.go", "generated"),
                ),
                checked=1,
            ),
            [
                "internal error: rule x raised",
                "found 1 problem (1 error) in 1 file; not everything was checked",
            ],
        ),
    ],
)
@pytest.mark.parametrize("name", sorted(TEXT_FORMATS))
def test_the_end_says_what_was_not_checked_and_counts(
    name: str, report: Report, last_lines: list[str]
) -> None:
    assert text(name, report).splitlines()[-len(last_lines) :] == last_lines


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_hostile_character_reaches_the_terminal(name: str) -> None:
    report = report_of(hostile_finding(), notes=(Note(NoteKind.NOT_CHECKED, HOSTILE, HOSTILE),))
    shown = text(name, report, replace(OPTIONS, show_suppressed=True))
    assert shown
    assert not set(shown) & set("\x1b\x07\x9b\r\u202e\udcff")
    shown.encode("utf-8")


@pytest.mark.parametrize("name", sorted(TEXT_FORMATS))
@pytest.mark.parametrize("path", ["::error::x.go", "\t::error::x.go", "##[error]x.go"])
def test_no_line_of_text_is_a_workflow_command(name: str, path: str) -> None:
    finding = hostile_finding()
    place = replace(finding.place, path=path)
    finding = replace(finding, place=place, chain=(Step(place, path),), related=())
    report = report_of(finding, notes=(Note(NoteKind.NOT_CHECKED, path, path),))
    for line in text(name, report, replace(OPTIONS, show_suppressed=True)).splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line


def test_colour_changes_nothing_but_colour() -> None:
    report = report_of(rich_finding(), notes=(NOT_CHECKED,))
    painted = text("full", report, replace(OPTIONS, color=True))
    assert "\x1b[1;31merror[wall-clock]\x1b[0m" in painted
    for code in ("1;31", "1", "2", "0"):
        painted = painted.replace(f"\x1b[{code}m", "")
    assert painted == text("full", report)
