"""Workflow commands: escaping, order, and what GitHub would drop without a word."""

from __future__ import annotations

from dataclasses import replace

from restatelint.engine.finding import Note, NoteKind, Report, Severity
from restatelint.report.formats import FORMATS
from tests.report.samples import OPTIONS, ORDER, finding_at, place_of, report_of

MESSAGE = (
    "time.Now reads the wall clock and gives another value on replay"
    "%0ARead it once inside restate.Run, or take it as input."
)


def lines(report: Report, show_suppressed: bool = False) -> list[str]:
    options = replace(OPTIONS, show_suppressed=show_suppressed)
    return "".join(FORMATS["github"](report, options)).splitlines()


def test_a_finding_is_a_command() -> None:
    assert lines(report_of(finding_at(place_of(ORDER, "stamp()")))) == [
        "::error file=order/pay.go,line=4,col=31,endLine=4,endColumn=38,"
        f"title=restatelint wall-clock::{MESSAGE}"
    ]


def test_columns_only_where_the_range_is_on_one_line() -> None:
    assert lines(report_of(finding_at(place_of(ORDER, "return nil\n}")))) == [
        f"::error file=order/pay.go,line=5,endLine=6,title=restatelint wall-clock::{MESSAGE}"
    ]


def test_a_path_cannot_add_properties_or_commands() -> None:
    [line] = lines(report_of(finding_at(place_of(ORDER, "Pay", "a,line=1::error::x.go"))))
    assert line.startswith("::error file=a%2Cline=1%3A%3Aerror%3A%3Ax.go,line=3,")


def test_a_message_stays_on_its_line() -> None:
    finding = replace(finding_at(place_of(ORDER, "Pay")), message="100%\r\n::error::x", help="")
    [line] = lines(report_of(finding))
    assert line.endswith("::100%25␍␊::error::x")


def test_the_gravest_come_first_and_notes_are_among_them() -> None:
    place = place_of(ORDER, "Pay")
    report = report_of(
        finding_at(place, Severity.INFO),
        finding_at(place, Severity.WARNING),
        finding_at(place, Severity.ERROR),
        notes=(
            Note(NoteKind.NOT_CHECKED, "deep,er.go", "nested deeper than 500"),
            Note(NoteKind.INTERNAL_ERROR, "", "rule x raised"),
            Note(NoteKind.SKIPPED, "gen.go", "generated"),
        ),
    )
    shown = lines(report)
    assert [line.split()[0] for line in shown] == [
        "::error",
        "::error",
        "::warning",
        "::warning",
        "::notice",
    ]
    assert shown[1] == "::error title=restatelint internal-error::rule x raised"
    assert shown[3] == ("::warning file=deep%2Cer.go,title=restatelint not-checked::nested deeper than 500")


def test_what_github_will_not_show_is_said() -> None:
    place = place_of(ORDER, "Pay")
    ten = [finding_at(place)] * 10
    assert len(lines(report_of(*ten))) == 10
    more = report_of(*ten, *ten, *[finding_at(place, Severity.WARNING)] * 11)
    assert lines(more)[-1] == (
        "GitHub annotates 10 problems of each level, so these are only in the log: 10 errors, 1 warning"
    )


def test_a_suppressed_finding_is_a_notice_when_asked_for() -> None:
    report = report_of(replace(finding_at(place_of(ORDER, "Pay")), suppressed="shown only"))
    assert lines(report) == []
    [line] = lines(report, show_suppressed=True)
    assert line.startswith("::notice ")
    assert line.endswith("%0Asuppressed: shown only")
