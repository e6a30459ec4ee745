"""A part of `make fuzz` that is always the same: nothing crashes, hangs, or acts in what is printed."""

from __future__ import annotations

import pytest

from restatelint.judge.workers import Bounds, Lost, Workers
from scripts.fuzz import Counts, with_run
from scripts.fuzzing.outputs import faults
from scripts.fuzzing.trial import Shown, Trial

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


def test_a_recorded_run_goes_on_where_it_ended_without_a_fault() -> None:
    counts, faulty = Counts(), Counts()
    for number in range(1000):
        counts.add(number, Shown("check", 2))
    faulty.add(1, Shown("check", 3, ("a fault",)))

    page = with_run("head\n", 1, 0, counts, "2026-01-01")
    assert page == "head\n| 2026-01-01 | 1: 0 to 999 | 1,000 | 2,000 | 0 | 0 |\n"
    longer = with_run(page, 1, 1000, counts, "2026-01-01")
    assert longer == "head\n| 2026-01-01 | 1: 0 to 1999 | 2,000 | 4,000 | 0 | 0 |\n"
    for seed, first, day, what in (
        (2, 1000, "2026-01-01", counts),
        (1, 999, "2026-01-01", counts),
        (1, 1000, "2026-01-02", counts),
        (1, 1000, "2026-01-01", faulty),
    ):
        assert with_run(page, seed, first, what, day).startswith(page)
