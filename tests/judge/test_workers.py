"""Work in other processes: in order, and what a lost worker costs."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from typing import TYPE_CHECKING, TypeVar

import pytest

from restatelint.judge.workers import Bounds, Lost, Workers, apart

if TYPE_CHECKING:
    from pathlib import Path

resource = pytest.importorskip("resource", reason="Windows has no such limits")
Output = TypeVar("Output")
HERE: list[int] = []
"""What a fork of this process would have as well."""


def copied(_: int) -> int:
    """Return how much of this process a worker has."""
    return len(HERE)


def act(item: int) -> int:
    """Square a number, unless it stands for a way to be lost."""
    if item == -1:
        os._exit(3)
    if item == -2:
        os.kill(os.getpid(), signal.SIGKILL)
    if item == -3:
        time.sleep(60)
    if item == -4:
        return len(bytearray(8_000_000_000))
    if item == -6:
        os.kill(os.getpid(), signal.SIGXCPU)
    if item == -5:
        message = "five"
        raise ValueError(message)
    return item * item


def limits(_: int) -> tuple[float, int, int]:
    """Return the seconds of the processor that a worker has left, its memory, and the size of a core dump."""
    seconds = resource.getrlimit(resource.RLIMIT_CPU)[0] - time.process_time()
    return seconds, resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CORE)[0]


def files(_: int) -> list[str]:
    """Return what a worker holds open."""
    held = [os.path.realpath(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd")]
    return [each for each in held if not each.startswith("/proc/")]


@pytest.mark.parametrize("count", [1, 2])
def test_outputs_come_in_the_order_of_inputs(count: int) -> None:
    with Workers(act, count) as workers:
        assert list(workers.outputs(range(300))) == [each * each for each in range(300)]
        assert list(workers.outputs([])) == []


@pytest.mark.parametrize("spawned", [False, True])
def test_a_lost_worker_costs_one_input(spawned: bool) -> None:
    with Workers(act, 2, Bounds(seconds=20), spawned=spawned) as workers:
        outputs = list(workers.outputs([2, -1, 3, -2, -4, 4]))

    assert outputs == [
        4,
        Lost("the process that judged it ended with code 3"),
        9,
        Lost("the process that judged it was ended by SIGKILL"),
        Lost("it took more memory than there is for one answer"),
        16,
    ]


def test_what_takes_too_long_is_ended() -> None:
    assert apart(act, -3, Bounds(seconds=0.2)) == Lost("took longer than 0.2 seconds")
    assert apart(act, 5) == 25


def test_a_worker_is_limited_in_time_of_the_processor_and_memory() -> None:
    with Workers(limits, 1, Bounds(seconds=7, memory=3_000_000_000)) as workers:
        for seconds, memory, core in map(found, workers.outputs([1, 2, 3])):
            assert 7 <= seconds <= 9.5
            assert core == 0
            # what it has of its parent is not counted, and no worker of ours has more than some GB of that
            assert 3_000_000_000 < memory < 20_000_000_000

    over = apart(act, -6)
    assert over == Lost("it took more time of the processor than there is for one answer")


def found(output: Output | Lost) -> Output:
    assert not isinstance(output, Lost)
    return output


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="open files are looked for in /proc")
@pytest.mark.parametrize("spawned", [False, True])
def test_a_worker_holds_nothing_open_but_its_own_pipe(tmp_path: Path, spawned: bool) -> None:
    with open(tmp_path / "open", "wb"), Workers(files, 2, spawned=spawned) as workers:
        first, second = map(found, workers.outputs([1, 2]))

    for held in (first, second):
        # its own pipe, the end of one that only the parent has, and standard input, output and error
        assert len([each for each in held if each != os.devnull]) <= 3, held
        assert str(tmp_path / "open") not in held


def test_a_worker_that_died_idle_costs_nothing() -> None:
    with Workers(act, 1) as workers:
        assert list(workers.outputs([2])) == [4]
        (idle,) = workers._idle
        idle.process.kill()
        idle.process.join()

        assert list(workers.outputs([3])) == [9]


def test_an_error_is_raised_here() -> None:
    with pytest.raises(ValueError, match="five"):
        apart(act, -5)


def test_no_process_is_left() -> None:
    with Workers(act, 2) as workers:
        list(workers.outputs([1, 2]))
        started = [each.process for each in workers._idle]

    assert started
    assert not any(process.is_alive() for process in started)


def test_a_process_with_threads_is_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.HERE", [1])
    if "fork" in multiprocessing.get_all_start_methods():
        assert apart(copied, 0) == 1
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        beside = apart(copied, 0)
    finally:
        done.set()
        thread.join()

    assert beside == 0
