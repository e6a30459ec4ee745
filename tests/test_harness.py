"""The harness itself: what comments mean, what a failure says, what accepting writes, what a mutant is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from restatelint.engine.expectations import Columns, Expectation, ExpectationError, Kind, expectations_of
from restatelint.engine.expected import columns_line
from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.predicates import SIGNATURES
from restatelint.engine.query import read_patterns
from restatelint.engine.rule import Preset, Rule, Where
from tests.harness.accept import accept
from tests.harness.fixtures import Fixture, report_of
from tests.harness.limits import Limit, limits_of
from tests.harness.mutants import mutants_of, undetected
from tests.harness.verdict import problems

if TYPE_CHECKING:
    from pathlib import Path

QUERY = """((call_expression
  function: (selector_expression
    field: (field_identifier) @_name)) @report @call
  (#eq? @_name "Now")
  (#effect? @call "wall-clock"))

((call_expression) @report @call
  (#calls? @call "time.Since" "time.Until")
  (#not-local? @call))
"""
CLOCK = Rule(
    id="clock",
    family="determinism",
    title="Clock",
    message="{call} is a clock",
    help="none",
    where=Where.REPLAYED,
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    preset=Preset.DEFAULT,
    since="0.1.0",
    references=(),
    formerly=(),
    patterns=read_patterns("query.scm", QUERY, SIGNATURES),
    directory="",
)
RULES = (CLOCK,)
NOW = "time.Now is a clock"
SINCE = "time.Since is a clock"
FILE = """package clock

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

func Place(ctx restate.Context) (time.Time, error) {
%s
}
"""


def fixture_with(root: Path, *lines: str) -> Fixture:
    path = root / "fixtures/determinism/clock/bad.go"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FILE % "\n".join(f"\t{line}" for line in lines), encoding="utf-8")
    return Fixture("determinism/clock", path.parent)


def problems_with(root: Path, *lines: str) -> list[str]:
    fixture = fixture_with(root, *lines)
    return problems(fixture, report_of(fixture, RULES))


def body_of(fixture: Fixture) -> list[str]:
    lines = fixture.files[0].read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("\t") for line in lines[9:-1]]


def test_all_forms_are_read() -> None:
    text = (
        '// want+1 a: "first"; b: "a \\"quoted\\" one"\n'
        "x := 1 // missed c: not seen // wrong d: seen\n"
        "//^^^  ^^\n"
        "// ordinary words, wanted or not\n"
    )

    expectations, columns = expectations_of("x.go", text)

    assert expectations == (
        Expectation(Kind.WANT, "a", "first", 2, 1),
        Expectation(Kind.WANT, "b", 'a "quoted" one', 2, 1),
        Expectation(Kind.MISSED, "c", "not seen", 2, 2),
        Expectation(Kind.WRONG, "d", "seen", 2, 2),
    )
    assert columns == (Columns(2, 3, 6, 3), Columns(2, 8, 10, 3))


@pytest.mark.parametrize(
    "comment",
    [
        "// missed clock",
        "// missed clock: ",
        "// wrong clock",
        "// want",
        "// want clock",
        "// want clock: no quotes",
        '// want clock: "open',
        '// want clock: "x" and more',
        '// want clock: "x";',
    ],
)
def test_a_comment_that_says_nothing_is_an_error(comment: str) -> None:
    with pytest.raises(ExpectationError, match=r"^x\.go:2: .*(REASON|MESSAGE)"):
        expectations_of("x.go", f"package x\nvar x = 1 {comment}\n")


def test_what_is_expected_is_no_problem(tmp_path: Path) -> None:
    lines = (f'return time.Now(), nil // want clock: "{NOW}"', "//     ^^^^^^^^^^")

    assert problems_with(tmp_path, *lines) == []


def test_a_finding_too_many_comes_with_its_comment(tmp_path: Path) -> None:
    (problem,) = problems_with(tmp_path, "return time.Now(), nil")

    assert problem.startswith("fixtures/determinism/clock/bad.go:10:9: unexpected clock")
    assert problem.endswith(f'// want clock: "{NOW}"')


def test_a_finding_too_few_is_missing(tmp_path: Path) -> None:
    (problem,) = problems_with(tmp_path, f'return time.Time{{}}, nil // want clock: "{NOW}"')

    assert problem == f"fixtures/determinism/clock/bad.go:10: missing clock: {NOW}"


def test_another_message_is_shown_as_it_is_now(tmp_path: Path) -> None:
    (problem,) = problems_with(tmp_path, 'return time.Now(), nil // want clock: "time.Now"')

    assert ":10: wrong message of clock" in problem
    assert problem.endswith(f'// want clock: "{NOW}"')


def test_each_of_two_findings_needs_its_own_comment(tmp_path: Path) -> None:
    line = "_ = []time.Time{time.Now(), time.Now()}"
    one = f'{line} // want clock: "{NOW}"'
    both = f'{line} // want clock: "{NOW}"; clock: "{NOW}"'

    assert len(problems_with(tmp_path, one)) == 1
    assert problems_with(tmp_path, both) == []


def test_other_columns_are_shown_as_they_are(tmp_path: Path) -> None:
    lines = (f'return time.Now(), nil // want clock: "{NOW}"', "//    ^^^^^^^^^^")

    (problem,) = problems_with(tmp_path, *lines)

    assert ":11: wrong columns 8-18, found 9-19" in problem
    assert problem.endswith("\n\t//     ^^^^^^^^^^")


def test_missed_and_wrong_hold_until_they_stop_being_true(tmp_path: Path) -> None:
    assert problems_with(tmp_path, "return time.Time{}, nil // missed clock: why") == []
    assert problems_with(tmp_path, "return time.Now(), nil // wrong clock: why") == []
    assert any(
        "no longer missed" in each
        for each in problems_with(tmp_path, "return time.Now(), nil // missed clock: why")
    )
    (problem,) = problems_with(tmp_path, "return time.Time{}, nil // wrong clock: why")
    assert "no longer wrong" in problem


def test_carets_stand_below_characters() -> None:
    assert columns_line('\tf("é🦀", now())', [(10, 15)]) == "\t//      ^^^^^"
    assert columns_line("\tnow()", [(2, 7)]) == ""


def test_accepting_leaves_nothing_to_say(tmp_path: Path) -> None:
    fixture = fixture_with(
        tmp_path,
        "_ = time.Until(time.Time{}) // wrong clock: why",
        'var old time.Time // want clock: "gone"',
        "_ = time.Since(old) // words",
        "//    ^",
        "return time.Now(), nil",
    )

    assert accept(fixture, RULES) == fixture.files
    assert accept(fixture, RULES) == ()
    assert [line.replace("  ", " ") for line in body_of(fixture) if "^" not in line] == [
        "_ = time.Until(time.Time{}) // wrong clock: why",
        "var old time.Time",
        f'_ = time.Since(old) // words // want clock: "{SINCE}"',
        f'return time.Now(), nil // want clock: "{NOW}"',
    ]
    assert "//  ^^^^^^^^^^^^^^^" in body_of(fixture)
    assert problems(fixture, report_of(fixture, RULES)) == []


def test_accepting_keeps_comments_out_of_raw_strings_and_directives(tmp_path: Path) -> None:
    fixture = fixture_with(
        tmp_path,
        "_ = time.Now().Format(`",
        "`)",
        "return time.Now(), nil //restatelint:x",
    )

    accept(fixture, RULES)

    wanted = f'// want+1 clock: "{NOW}"'
    assert body_of(fixture)[:2] == [wanted, "_ = time.Now().Format(`"]
    assert body_of(fixture)[3] == wanted
    assert accept(fixture, RULES) == ()


def test_a_fixture_has_settings_of_its_own(tmp_path: Path) -> None:
    fixture = fixture_with(tmp_path, "return time.Now(), nil")
    (fixture.directory / "restatelint.toml").write_text('[effects]\nremove = ["time.Now"]\n')

    assert problems(fixture, report_of(fixture, RULES)) == []


def test_limits_are_what_the_comments_own_up_to(tmp_path: Path) -> None:
    fixture_with(tmp_path, "x() // missed clock: unknown // wrong other: no", "// wrong+1 clock: old", "y()")

    path = "fixtures/determinism/clock/bad.go"
    assert limits_of("clock", tmp_path / "fixtures") == (
        Limit("missed", "unknown", path, 10, "x()"),
        Limit("wrong", "old", path, 12, "y()"),
    )


def test_every_pattern_and_predicate_has_its_mutant() -> None:
    mutants = list(mutants_of(CLOCK))

    assert [mutant.part for mutant in mutants] == [
        "query.scm:1: the whole pattern",
        "query.scm:5: (#effect? @call wall-clock)",
        'query.scm:1: (#eq? @_name "Now")',
        "query.scm:7: the whole pattern",
        "query.scm:8: (#calls? @call time.Since time.Until)",
        "query.scm:9: (#not-local? @call)",
    ]
    assert len({mutant.rule.patterns for mutant in mutants} | {CLOCK.patterns}) == len(mutants) + 1


def test_a_part_that_no_fixture_needs_is_named(tmp_path: Path) -> None:
    fixture = fixture_with(tmp_path, "print(time.Since(time.Time{}))", "return time.Now(), nil")

    assert undetected(CLOCK, (fixture,)) == [
        "query.scm:5: (#effect? @call wall-clock)",
        'query.scm:1: (#eq? @_name "Now")',
        "query.scm:9: (#not-local? @call)",
    ]
