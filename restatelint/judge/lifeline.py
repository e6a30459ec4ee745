"""Ties a process to the one that started it, and bounds what it takes. Knows nothing of what it does.

A process that is killed cannot end those it started. So each of them sees to it: the kernel is asked for a
signal where it has one to give (Linux), and a thread waits for the end of a pipe that only the parent holds
open. That is true only while nobody else holds it, so a process begins by letting go of what it inherited.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
import time
from multiprocessing import parent_process
from multiprocessing.connection import wait

from restatelint.source.opening import UnreadableError, read_named

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux's prctl
_LISTED = "/dev/fd"
_MOST_UNLISTED = 4096
_MOST_SECONDS = 10**9
_SPARE_SECONDS = 1


def die_with(parent: int) -> None:
    """Have the kernel, where it can, kill this process when the thread that started it ends.

    ``parent`` is the id of the process that started this one; if that has ended by now, so does this one.
    """
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, int(signal.SIGKILL))
    if os.name == "posix" and os.getppid() != parent:
        os._exit(1)


def watch_parent() -> None:
    """End this process, which ``multiprocessing`` started, as soon as its parent is gone."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def let_go(*kept: int) -> None:
    """Close every file that this process inherited but those ``kept``, and read and write nothing elsewhere.

    What a fork has of its parent holds pipes open that the parent closes, and locks that it gives up.
    """
    if os.name != "posix":  # there nothing is inherited unasked
        return
    gc.freeze()  # an object of the parent that ends here would close what has its number by then
    try:
        listed = [int(name) for name in os.listdir(_LISTED)]
    except OSError:
        listed = list(range(_MOST_UNLISTED))
    for number in listed:
        if number > 2 and number not in kept:
            with contextlib.suppress(OSError):
                os.close(number)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        if number not in kept:
            os.dup2(nowhere, number)
    if nowhere > 2:
        os.close(nowhere)


def bound_memory(size: int) -> None:
    """Limit this process to so many bytes of memory more than it has, where the system has such limits.

    0 is no limit. What a fork has of its parent counts for the system, and is not what an answer takes.
    """
    try:
        import resource
    except ImportError:  # Windows has none; the time still holds
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if size:
        with contextlib.suppress(ValueError, OSError):
            most = size + _reserved()
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _reserved() -> int:
    """Return how many bytes of addresses this process has, 0 where the system does not say."""
    try:
        # the first number of this file of Linux counts pages
        return int(read_named("/proc/self/statm", 200).split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (UnreadableError, ValueError, OSError, IndexError):
        return 0


def allow_processor(seconds: float) -> None:
    """Let this process take so many seconds of the processor from now on, and a little; then it is ended.

    This holds even where nobody waits for it any more: its parent may have been stopped.
    """
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(time.process_time()) + int(min(seconds, _MOST_SECONDS)) + 1 + _SPARE_SECONDS
    if most != resource.RLIM_INFINITY:
        until = min(until, most)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until, most))
