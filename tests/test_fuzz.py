"""A part of `make fuzz` that is always the same: nothing crashes, hangs, or acts in what is printed."""

from __future__ import annotations

import pytest

from restatelint.judge.workers import Bounds, Lost, Workers
from scripts.fuzzing.outputs import faults
from scripts.fuzzing.trial import Trial

SEED = 2026
SHARE = 75


@pytest.mark.parametrize("share", range(8))
def test_hostile_input_shows_no_fault(share: int) -> None:
    numbers = range(share * SHARE, (share + 1) * SHARE)
    with Workers(Trial(SEED).shown, 1, Bounds(seconds=60)) as workers:
        shown = dict(zip(numbers, workers.outputs(numbers), strict=True))

    lost = {number: each.why for number, each in shown.items() if isinstance(each, Lost)}
    wrong = {
        number: each.faults for number, each in shown.items() if not isinstance(each, Lost) and each.faults
    }
    assert lost == {}, f"python -m scripts.fuzz --seed {SEED} --only NUMBER"
    assert wrong == {}, f"python -m scripts.fuzz --seed {SEED} --only NUMBER"


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("full", "a\x1b[31m\n", "full holds U+001B"),
        ("concise", "a\u202eb\n", "concise holds U+202E"),
        ("agent", "1. x\n  ::error::forged\n", "agent has a line that is a workflow command"),
        ("github", "::error file=a.go,line=1::m\nforged\n", "github has a line that is no annotation"),
        ("json", "{", "json is no JSON: "),
        ("jsonl", "{}\n[\n", "jsonl is no JSON: "),
    ],
)
def test_the_fuzzer_sees_what_must_not_be_printed(name: str, text: str, fault: str) -> None:
    assert [each.startswith(fault) for each in faults(name, text)] == [True]


def test_the_same_number_is_the_same_input_and_another_another() -> None:
    first, again, other = (Trial(seed).made(7) for seed in (1, 1, 2))

    assert first == again
    assert first != other
