"""Runs a command whose processes end with this one, however either of them ends.

A process that is killed can end nothing, so a fork of it stands beside the command and waits for the end of
a pipe that only the first holds open. Windows has no forks: there this process has to end the command itself.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from typing import TYPE_CHECKING

from restatelint.judge.lifeline import die_with, let_go

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO


@contextlib.contextmanager
def kept(command: Sequence[str], stdin: IO[bytes], stdout: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command in a session of its own, and kill what is left of that at the end.

    Raises OSError if it cannot be run. This process must have no other thread.
    """
    here = os.getpid()
    process = subprocess.Popen(  # noqa: S603 - the user gave this command to be run
        list(command),
        stdin=stdin,
        stdout=stdout,
        start_new_session=True,
        preexec_fn=(lambda: die_with(here)) if os.name == "posix" else None,
    )
    with _watched(process.pid):
        try:
            yield process
        finally:
            _kill_session(process.pid)
            process.kill()
            process.wait()


@contextlib.contextmanager
def _watched(session: int) -> Iterator[None]:
    """Have a fork of this process kill a session as soon as this process has ended without a word."""
    if not hasattr(os, "fork"):
        yield
        return
    ending, held = os.pipe()
    watcher = os.fork()
    if watcher == 0:
        _watch(ending, session)
    os.close(ending)
    try:
        yield
    finally:
        os.kill(watcher, signal.SIGKILL)
        os.waitpid(watcher, 0)
        os.close(held)


def _watch(ending: int, session: int) -> None:
    try:
        os.setsid()  # what ends a whole group of processes leaves this one
        let_go(ending)
        os.read(ending, 1)
        _kill_session(session)
    finally:
        os._exit(0)


def _kill_session(session: int) -> None:
    with contextlib.suppress(OSError, AttributeError):  # all of it has ended; or there are no sessions
        os.killpg(session, signal.SIGKILL)
