"""What a command costs: time, time of processors, and memory at the peak."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds of wall time, of all processors, and bytes of memory at the peak."""

    seconds: float
    busy: float
    peak: int


def cost(command: Sequence[str]) -> Cost:
    """Run a command once and return its cost; exits when it fails with a code above 1."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert child.stderr is not None
    said = child.stderr.read()
    child.stderr.close()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} failed: {said.decode(errors='replace').strip()[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def best(commands: Sequence[Sequence[str]], runs: int) -> list[Cost]:
    """Return the least cost of each command over several rounds in which every one has its turn."""
    rounds = [[cost(command) for command in commands] for _ in range(runs)]
    return [
        Cost(
            min(one.seconds for one in turns),
            min(one.busy for one in turns),
            min(one.peak for one in turns),
        )
        for turns in zip(*rounds, strict=True)
    ]


def environment() -> dict[str, str]:
    """Return the variables of a measured command: with bytecode, as what pip installs has."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
