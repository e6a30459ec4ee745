"""A progress bar on standard error: on a terminal only, and only once work takes long enough to wonder.

Rich draws it, and is imported no sooner than there is something to draw.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rich.progress import Progress, TaskID

_PATIENCE = 0.7
_EVERY = 0.1
"""Seconds before a bar appears, and between two looks of it."""


def bar_wanted(environment: Mapping[str, str], is_terminal: bool, *, quiet: bool) -> bool:
    """Return whether long work shows how far it is: somebody must be there to look."""
    return is_terminal and not quiet and not environment.get("CI") and environment.get("TERM") != "dumb"


class Bar:
    """How far some work is. Nothing is shown unless it ``shows``, and nothing before it has taken a while.

    ``clock`` gives seconds. It has no thread of its own: it is drawn when it is told something.
    """

    def __init__(self, *, shows: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._shows = shows
        self._clock = clock
        self._begun = clock()
        self._drawn = 0.0
        self._words = ""
        self._total = self._done = 0
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    @property
    def done(self) -> int:
        """How many pieces of the part that was begun last are done."""
        return self._done

    def stage(self, words: str, total: int) -> None:
        """Begin a part of the work: what it is, and how many pieces it has, 0 if nobody knows."""
        self._words, self._total, self._done = words, total, 0
        self._draw()

    def advance(self, number: int = 1) -> None:
        """Say that so many pieces more are done."""
        self.reach(self._done + number)

    def reach(self, number: int) -> None:
        """Say how many pieces are done."""
        self._done = number
        self._draw()

    def close(self) -> None:
        """Take the bar away, so that what is printed next stands where it stood."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def _draw(self) -> None:
        if not self._shows:
            return
        now = self._clock()
        if now - self._begun < _PATIENCE or now - self._drawn < _EVERY:
            return
        self._drawn = now
        total = self._total or None
        if self._progress is None:
            self._progress = _started()
            self._task = self._progress.add_task(self._words, total=total)
        assert self._task is not None
        self._progress.update(
            self._task, description=self._words, total=total, completed=self._done, refresh=True
        )


def _started() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    # a thread that draws would keep processes from being forked
    progress = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
    )
    progress.start()
    return progress


@contextmanager
def bar(*, quiet: bool) -> Iterator[Bar]:
    """Give a bar for some work, taken away however that ends."""
    given = Bar(shows=bar_wanted(os.environ, sys.stderr.isatty(), quiet=quiet))
    try:
        yield given
    finally:
        given.close()


class Teller(NamedTuple):
    """Who is told how work goes: a bar, and what is said in words to whoever asked for much (``-v``)."""

    bar: Bar
    say: Callable[[str], None]


def nobody() -> Teller:
    """Return a teller that tells nobody."""
    return Teller(Bar(shows=False), lambda _: None)
