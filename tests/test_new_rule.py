"""A new rule fails the tests, and each message leads to the next step until nothing is left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from restatelint.engine.load import load_rules
from restatelint.engine.predicates import FILLS, SIGNATURES
from scripts.new_rule import WrongNameError, begin, package_name
from tests.harness.accept import accept
from tests.harness.fixtures import fixture_of, report_of
from tests.harness.hygiene import next_step
from tests.harness.verdict import problems

if TYPE_CHECKING:
    from pathlib import Path

    from restatelint.engine.rule import Rule

TIMER = """package abandonedtimer

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

func Place(ctx restate.Context) error {
	timer := time.NewTimer(time.Minute)
	<-timer.C
	return nil
}
"""


def rule_in(root: Path) -> Rule:
    (rule,) = load_rules(str(root / "rules"), SIGNATURES, FILLS)
    return rule


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_each_message_leads_to_the_next_step(tmp_path: Path) -> None:
    begin(tmp_path, "timers/abandoned-timer")
    fixture = fixture_of(rule_in(tmp_path), tmp_path / "fixtures")
    directory = tmp_path / "rules/timers/abandoned-timer"
    steps: list[str] = []

    def step() -> str:
        steps.append(next_step(rule_in(tmp_path), tmp_path / "fixtures"))
        return steps[-1]

    assert step().startswith("write fixtures/timers/abandoned-timer/bad.go: ")
    fixture.files[0].write_text(TIMER, encoding="utf-8")
    assert step().startswith("write fixtures/timers/abandoned-timer/good.go: ")
    replace(fixture.files[1], "REPLACE THIS", "keeps it")
    assert step().startswith("write rules/timers/abandoned-timer/query.scm: ")
    replace(directory / "query.scm", "REPLACE THIS: ", "")
    assert step().startswith("write rules/timers/abandoned-timer/rule.toml: ")
    replace(directory / "rule.toml", "REPLACE THIS: ", "")
    assert accept(fixture, (rule_in(tmp_path),)) == ()
    assert "if it writes nothing, mend the query" in step()
    replace(directory / "query.scm", "example.com/replace.This", "time.NewTimer")
    assert problems(fixture, report_of(fixture, (rule_in(tmp_path),))) != []
    assert accept(fixture, (rule_in(tmp_path),)) == fixture.files[:1]
    assert problems(fixture, report_of(fixture, (rule_in(tmp_path),))) == []
    assert step().startswith("write the part `## What it does` of rules/timers/abandoned-timer/README.md")
    replace(directory / "README.md", "REPLACE THIS", "Words.")
    assert step() == ""
    assert len(set(steps)) == len(steps)


@pytest.mark.parametrize("name", ["timers", "timers/", "Timers/x", "timers/a_b", "../x", "all/x", "t/a/b"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongNameError, match="expected family/rule"):
        begin(tmp_path, name)

    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongNameError, match="`wall-clock` is taken"):
        begin(tmp_path, "determinism/wall-clock", ["wall-clock"])


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    begin(tmp_path, "timers/abandoned-timer")

    with pytest.raises(WrongNameError, match=r"rule\.toml is there already"):
        begin(tmp_path, "timers/abandoned-timer")


def test_a_package_is_not_called_as_a_keyword() -> None:
    assert package_name("wall-clock") == "wallclock"
    assert package_name("select") == "selectrule"
