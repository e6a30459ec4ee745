"""Runs a function on many inputs in processes of their own, each bounded in time and memory.

What comes from anywhere may crash a parser or keep it busy for ever. Here that costs one input: its worker is
killed, another takes its place, and what was lost is said. A worker has nothing of its parent but its pipe,
and ends with it; see `lifeline`.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Generic, TypeVar

from restatelint.judge.lifeline import allow_processor, bound_memory, die_with, let_go, watch_parent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Input = TypeVar("Input")
Output = TypeVar("Output")

_WINDOW = 64
_OFTEN = 0.1
_OUT_OF_TIME = getattr(signal, "SIGXCPU", None)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one input may take: seconds, waited for and of the processor, and bytes of memory of its worker.

    A ``memory`` of 0 is no limit.
    """

    seconds: float = 10.0
    memory: int = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Lost:
    """Stands for the output of an input whose worker did not live to give one; ``why`` in words."""

    why: str


@dataclass(slots=True)
class _Worker(Generic[Input, Output]):
    process: BaseProcess
    pipe: Connection[Input, tuple[Output | Lost, Exception | None]]
    number: int = -1
    deadline: float = 0.0


class Workers(Generic[Input, Output]):
    """Some processes that all run one function.

    The function, its inputs and outputs go through pickle where processes are ``spawned``: where the
    system has no fork, or where this process has threads. To be used in a ``with`` statement, which ends
    the processes. ``meanwhile`` is called again and again while their answers are waited for.
    """

    def __init__(
        self,
        function: Callable[[Input], Output],
        count: int = 1,
        bounds: Bounds | None = None,
        *,
        spawned: bool = False,
        meanwhile: Callable[[], None] | None = None,
    ) -> None:
        self._function = function
        self._meanwhile = meanwhile
        self._bounds = bounds or Bounds()
        # a fork has the rules and tables of this process and starts in milliseconds, but beside threads it
        # may wait for ever on a lock that one of them held
        can_fork = not spawned and threading.active_count() == 1
        self._context = (
            multiprocessing.get_context("fork")
            if can_fork and "fork" in multiprocessing.get_all_start_methods()
            else multiprocessing.get_context("spawn")
        )
        self._idle: list[_Worker[Input, Output]] = []
        self._busy: list[_Worker[Input, Output]] = []
        self._count = max(1, count)

    def __enter__(self) -> Workers[Input, Output]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in (*self._idle, *self._busy):
            _end(worker)
        self._idle, self._busy = [], []

    def outputs(self, inputs: Iterable[Input]) -> Iterator[Output | Lost]:
        """Yield an output for each input, in their order; no more than some are read ahead.

        Raises what the function raises for an input, a MemoryError apart: that input is lost.
        """
        source = enumerate(inputs)
        done: dict[int, Output | Lost] = {}
        waiting: deque[int] = deque()
        more = True
        while more or waiting:
            while more and len(self._busy) < self._count and len(waiting) < _WINDOW * self._count:
                number, item = next(source, (-1, None))
                if item is None:
                    more = False
                    break
                waiting.append(number)
                self._give(number, item)
            if self._busy:
                done.update(self._collected())
            while waiting and waiting[0] in done:
                yield done.pop(waiting.popleft())

    def _give(self, number: int, item: Input) -> None:
        worker = self._idle_one() or self._started()
        worker.number, worker.deadline = number, time.monotonic() + self._bounds.seconds
        self._busy.append(worker)
        # a worker that died just now shows when its answer is waited for
        with contextlib.suppress(OSError):
            worker.pipe.send(item)

    def _idle_one(self) -> _Worker[Input, Output] | None:
        while self._idle:
            worker = self._idle.pop()
            if worker.process.is_alive():
                return worker
            _end(worker)
        return None

    def _started(self) -> _Worker[Input, Output]:
        here, there = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(self._function, there, self._bounds, os.getpid()), daemon=True
        )
        process.start()
        there.close()
        return _Worker(process, here)

    def _collected(self) -> dict[int, Output | Lost]:
        """Wait for the next worker to answer, to die or to be late, and return what there is by number."""
        now = time.monotonic()
        patience = max(0.0, min(worker.deadline for worker in self._busy) - now)
        if self._meanwhile is not None:
            self._meanwhile()
            patience = min(patience, _OFTEN)
        ready = set(wait([worker.pipe for worker in self._busy], patience))
        now = time.monotonic()
        found: dict[int, Output | Lost] = {}
        for worker in list(self._busy):
            if worker.pipe in ready:
                found[worker.number] = self._received(worker)
            elif worker.deadline <= now:
                found[worker.number] = Lost(f"took longer than {self._bounds.seconds:g} seconds")
                self._busy.remove(worker)
                _end(worker)
        return found

    def _received(self, worker: _Worker[Input, Output]) -> Output | Lost:
        self._busy.remove(worker)
        try:
            output, error = worker.pipe.recv()
        except (EOFError, OSError):
            _end(worker)
            return Lost(_cause(worker.process.exitcode))
        self._idle.append(worker)
        if error is not None:
            raise error
        return output


def apart(function: Callable[[Input], Output], item: Input, bounds: Bounds | None = None) -> Output | Lost:
    """Return what a function gives for one input, run in a process of its own."""
    with Workers(function, 1, bounds) as workers:
        return next(workers.outputs([item]))


def _serve(
    function: Callable[[Input], Output],
    pipe: Connection[tuple[Output | Lost, Exception | None], Input],
    bounds: Bounds,
    parent: int,
) -> None:
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # whatever the parent does on these is not ours to do
    above = parent_process()
    let_go(pipe.fileno(), *([above.sentinel] if above is not None else []))
    watch_parent()
    bound_memory(bounds.memory)
    while True:
        try:
            item = pipe.recv()
        except (EOFError, OSError):
            return
        allow_processor(bounds.seconds)
        output: Output | Lost = Lost("raised an error")
        failure: Exception | None = None
        try:
            output = function(item)
        except MemoryError:
            output = Lost("it took more memory than there is for one answer")
        except Exception as error:
            failure = error
        try:
            pipe.send((output, failure))
        except OSError:
            return


def _end(worker: _Worker[Input, Output]) -> None:
    worker.pipe.close()
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()


def _cause(code: int | None) -> str:
    if code is not None and -code == _OUT_OF_TIME:
        return "it took more time of the processor than there is for one answer"
    if code is not None and code < 0:
        try:
            return f"the process that judged it was ended by {signal.Signals(-code).name}"
        except ValueError:
            pass
    return f"the process that judged it ended with code {code}"
