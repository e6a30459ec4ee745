"""The one thread in which an editor's questions are answered in their order, and what is done between."""

from __future__ import annotations

import asyncio
import gc
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from restatelint.golang.budget import Budget, StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable

_Answer = TypeVar("_Answer")
_MOST_UNTIDIED = 100
"""After how many questions garbage is collected though there was no idle time."""


class Asking:
    """Asks questions that are given the budget they are to be answered with.

    A question that nobody waits for any more is not asked, or ended. What is done in idle time is ended as
    soon as there is a question.

    Garbage is collected in idle time and not within questions, where it can take longer than an answer. What
    a whole module leaves is set aside, so that not all of it is looked through each time.
    """

    def __init__(self) -> None:
        gc.disable()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")
        self._idle: Budget | None = None
        self._waiting = 0
        self._asked = 0

    async def ask(self, question: Callable[[Budget], _Answer]) -> _Answer:
        """Return an answer of the engine."""
        if self._idle is not None:
            self._idle.stop()
        self._waiting += 1
        try:
            return await self._run(question, Budget())
        finally:
            self._waiting -= 1
            self._asked += 1
            if self._asked % _MOST_UNTIDIED == 0:
                self._pool.submit(gc.collect)

    def set_aside(self) -> None:
        """Have what there is by now looked through no more, as it will be needed for long."""
        self._pool.submit(_set_aside)

    async def between(self, work: Callable[[Budget], _Answer]) -> _Answer | None:
        """Return what some work gives that is done unless there are questions; None if some came."""
        if self._waiting:
            return None
        budget = self._idle = Budget()
        try:
            self._pool.submit(gc.collect)
            found = await self._run(work, budget)
            self.set_aside()
            return found
        except StoppedError:
            return None
        finally:
            if self._idle is budget:
                self._idle = None

    async def _run(self, work: Callable[[Budget], _Answer], budget: Budget) -> _Answer:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work, budget)
        except asyncio.CancelledError:
            budget.stop()
            raise


def _set_aside() -> None:
    gc.unfreeze()
    gc.collect()
    gc.freeze()
