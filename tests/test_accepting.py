"""`make accept` writes what it is named, and says when a rule finds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts import accept
from tests.harness.fixtures import Fixture

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NAME = "run/unbounded-run-retry"


def test_without_a_name_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert accept.main([]) == 2
    assert "--all" in capsys.readouterr().err


def test_a_wrong_name_is_answered_with_the_right_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert accept.main(["run/unbound-run-retry"]) == 2
    assert f"did you mean `{NAME}`" in capsys.readouterr().err


def test_a_rule_that_finds_something_is_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    assert accept.main([NAME]) == 0
    assert capsys.readouterr().out == "nothing changed\n"


def test_a_rule_that_finds_nothing_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(accept, "fixture_of", lambda _: Fixture(NAME, tmp_path))
    assert accept.main([NAME]) == 1
    assert "rules/run/unbounded-run-retry/query.scm" in capsys.readouterr().err
