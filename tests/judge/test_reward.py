"""A verdict as a number: 1 for what passes alone, and more for what is nearer to that."""

from __future__ import annotations

from pathlib import Path

from restatelint import verify
from tests.judge.test_compiled import SERVICE
from tests.test_tasks import ACCEPTED, REJECTED

P1 = Path(__file__).resolve().parents[2] / "fixtures" / "_answers" / "P1" / "accepted" / "v1.0.go"


def score(answer: str, task: str | None = None) -> float:
    """Return the score of an answer."""
    reward = verify(answer, task, sdk_version="1.0.0").reward
    assert reward.passed == (reward.score == 1.0)
    return reward.score


def test_only_what_is_accepted_passes() -> None:
    for task, path in (*ACCEPTED[::20], *REJECTED[::20]):
        verdict = verify(path.read_bytes(), task)
        assert verdict.reward.passed == verdict.accepted
        assert (verdict.reward.score == 1.0) == verdict.accepted


def test_the_nearer_the_more() -> None:
    unused = SERVICE.replace("return greeting", "left := 1\n\treturn greeting")
    both = unused.replace("left := 1", "left := 1\n\tright := 2")
    late = SERVICE.replace("return greeting", "time.Sleep(1)\n\treturn greeting").replace(
        '"context"', '"context"\n\t"time"'
    )

    assert score(SERVICE) == 1.0
    assert score(unused) == 0.85
    assert score(both) == 0.775
    assert score(late) == 0.85


def test_what_is_no_go_or_was_not_checked_is_worth_nothing() -> None:
    assert score(SERVICE.replace("type Greeter struct{}", "type Greeter struct{")) == 0.0
    assert score("no code at all") == 0.0


def test_requirements_that_hold_count() -> None:
    right = P1.read_text("utf-8")
    other = right.replace("InitiateShipment", "Initiate")

    assert score(right, "P1") == 1.0
    assert score(SERVICE, "P1") < score(other, "P1") < 1.0
