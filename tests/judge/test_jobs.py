"""A check in several processes says what a check in one says."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from restatelint import DiskTree, Settings, load_rules
from restatelint.engine.cached import Checking
from restatelint.judge import jobs
from restatelint.judge.jobs import examined_in_jobs, parts_of
from restatelint.source.discover import discover
from restatelint.source.limits import Limits
from restatelint.source.tree import source_at
from tests.harness.fixtures import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from restatelint import Source
    from restatelint.engine.finding import Note

TREE = DiskTree(str(FIXTURES))
# a third of the directories: enough for several processes to have something to do
DIRECTORIES = sorted(f"{each.parent.name}/{each.name}" for each in FIXTURES.glob("[ds]*/*") if each.is_dir())
MANY = tuple(TREE.location(each) for each in discover(["determinism", "sdk"], root=str(FIXTURES)).files)
LOCATIONS = tuple(TREE.location(each) for each in discover(DIRECTORIES[::3], root=str(FIXTURES)).files)
RULES = load_rules()


def read(locations: Sequence[str], _: list[Note]) -> Iterator[Source]:
    yield from (source for each in locations if (source := source_at(TREE, each)) is not None)


def checking(limits: Limits | None = None) -> Checking:
    return Checking(
        read, RULES, Settings(), TREE, RULES, limits or Limits(), suppressions=True, generated=False
    )


@pytest.fixture(autouse=True)
def _little_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "ENOUGH", 1)


def test_it_is_the_same_report() -> None:
    one, several = checking().examined(LOCATIONS), examined_in_jobs(checking(), LOCATIONS, 3)
    assert len(one.report.findings) > 100
    assert several.report == one.report
    assert several.taken == one.taken
    assert list(several.taken) == list(one.taken)
    assert several.answers == one.answers


def test_too_many_findings_are_left_out_alike() -> None:
    few = checking(Limits(max_findings=50))
    report = few.examined(LOCATIONS).report
    assert len(report.findings) == 50
    assert examined_in_jobs(few, LOCATIONS, 2).report == report


def test_the_work_is_shared_and_no_file_is_left_out() -> None:
    parts = parts_of(checking(), MANY, 2)
    sizes = [sum(os.path.getsize(each) for each in part) for part in parts]
    assert sorted(each for part in parts for each in part) == sorted(MANY)
    assert max(sizes) < 2 * min(sizes)
    directories = [{os.path.dirname(each) for each in part} for part in parts]
    assert not directories[0] & directories[1]


def test_little_work_is_done_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "ENOUGH", 1 << 40)
    assert parts_of(checking(), LOCATIONS, 2) == [list(LOCATIONS)]


def test_what_a_killed_process_had_to_do_was_not_checked() -> None:
    parent = os.getpid()

    def killed(locations: Sequence[str], notes: list[Note]) -> Iterator[Source]:
        if os.getpid() != parent and LOCATIONS[0] in locations:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(locations, notes)

    dying = Checking(killed, RULES, Settings(), TREE, RULES, Limits(), suppressions=True, generated=False)
    first, second = parts_of(checking(), LOCATIONS, 2)
    report = examined_in_jobs(dying, LOCATIONS, 2).report
    assert not report.complete
    unchecked = {note.path for note in report.notes if note.kind.unchecked}
    assert unchecked == {TREE.display(each) for each in (first if LOCATIONS[0] in first else second)}
    assert report.findings
    assert report.files == len(LOCATIONS)
