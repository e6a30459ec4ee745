"""Makes one check in several processes, which share nothing: each finds the facts that its files need.

What comes out is what one process would have said, in the same order. The files of a directory stay together,
since they are of one package.
"""

from __future__ import annotations

import dataclasses
import mmap
import os
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from restatelint.engine.cached import Examined
from restatelint.engine.finding import Note, NoteKind, Report
from restatelint.engine.relevance import is_relevant, marks
from restatelint.engine.reports import of_one_check
from restatelint.judge.workers import Bounds, Lost, Workers
from restatelint.restate.library import knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from restatelint.engine.cached import Checking

ENOUGH = 400_000
"""How many bytes of Go that mention Restate are worth a second process."""
_FOR_EVER = 7 * 86_400.0  # whoever asks for a check of files waits for it, or ends it


def processors() -> int:
    """Return how many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def parts_of(checking: Checking, locations: Sequence[str], jobs: int) -> list[list[str]]:
    """Return the locations in at most so many parts of about equal work, one if there is little to do."""
    wanted = marks(
        knowledge().with_settings(
            checking.settings.effects_add, checking.settings.effects_remove, checking.settings.wrappers
        )
    )
    work: list[tuple[int, list[str]]] = []
    for _, group in groupby(checking.read(locations, []), key=lambda source: source.directory):
        sources = list(group)
        size = sum(len(each.data) for each in sources if is_relevant(each.data, wanted))
        work.append((size, [each.location for each in sources]))
    if jobs < 2 or sum(size for size, _ in work) < ENOUGH:
        return [list(locations)]
    # neighbours call each other, so that each process gets a stretch of them
    whole = sum(size for size, _ in work)
    parts: list[list[str]] = [[] for _ in range(jobs)]
    done = 0
    for size, own in work:
        parts[min(jobs - 1, done * jobs // whole)] += own
        done += size
    parts[0] += set(locations).difference(*parts)
    return [sorted(part) for part in parts if part]


@dataclass(frozen=True, slots=True)
class Watcher:
    """What is told how a check goes on: in how many processes, and of how many files it has begun."""

    processes: Callable[[int], None]
    taken: Callable[[int], None]


def examined_in_jobs(
    checking: Checking, locations: Sequence[str], jobs: int, watcher: Watcher | None = None
) -> Examined:
    """Return what a check of some locations says, made in so many processes if there is enough to do.

    The files of a process that is lost were not checked, and a note says so of each.
    """
    parts = parts_of(checking, locations, jobs)
    if watcher is not None:
        watcher.processes(len(parts))
    if len(parts) < 2:
        return checking.examined(locations)
    bounds = Bounds(seconds=_FOR_EVER, memory=0)
    with _marked(checking, locations) as (marking, begun):
        meanwhile = None if watcher is None else (lambda: watcher.taken(begun()))
        with Workers(marking.examined, len(parts), bounds, meanwhile=meanwhile) as workers:
            outcomes = list(workers.outputs(parts))
    found: list[Examined] = []
    answers: dict[str, str] = {}
    taken: dict[str, str] = {}
    for part, outcome in zip(parts, outcomes, strict=True):
        one = _lost(checking, part, outcome.why) if isinstance(outcome, Lost) else outcome
        found.append(one)
        answers.update(one.answers)
        taken.update(one.taken)
    report = of_one_check([one.report for one in found])
    if len(report.findings) > checking.limits.max_findings:
        return checking.examined(locations)  # which of them are left out is for one process to say
    order = (location for location in locations if location in taken)
    notes = tuple(note for one in found for note in one.notes)
    return Examined(report, {location: taken[location] for location in order}, answers, notes)


@contextmanager
def _marked(checking: Checking, locations: Sequence[str]) -> Iterator[tuple[Checking, Callable[[], int]]]:
    """Give a check that marks each file it begins where every fork sees it, and what counts the marks."""
    numbers = {location: number for number, location in enumerate(locations)}
    with mmap.mmap(-1, max(1, len(locations))) as marks:  # memory that forks share

        def taking(location: str) -> None:
            marks[numbers[location]] = 1

        yield dataclasses.replace(checking, taking=taking), lambda: marks[:].count(1)


def _lost(checking: Checking, part: Sequence[str], why: str) -> Examined:
    notes = tuple(Note(NoteKind.NOT_CHECKED, checking.tree.display(each), why) for each in part)
    rules = tuple(sorted(checking.rules, key=lambda rule: rule.id))
    return Examined(Report((), notes, rules, len(part), 0, len(part)), {}, {}, ())
