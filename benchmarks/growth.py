"""Measures how the work of a check grows where a file repeats one shape: doubled text, doubled work.

Work is measured twice. Times are of the processor, of the command in a process of its own that has
checked something small before, so that imports and rules are there, and keeps nothing between checks.
Calls are those of functions, Python's own among them, which are the same on every machine. A shape
whose last check takes less than a fiftieth of a second, or that is not checked whole, measures nothing
and fails.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime
import os
import platform
import pstats
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench import ROOT, table
from benchmarks.shapes import SHAPES, file_of
from restatelint.cli.main import exit_code

if TYPE_CHECKING:
    from collections.abc import Sequence

DOUBLINGS = 3
LIMIT = 2.3
_LEAST = 0.3  # seconds below which a factor says more of the machine than of the shape
_NOTHING = 0.02  # seconds below which the last check says nothing at all
_EMPTY = 'package a\n\nimport _ "github.com/restatedev/sdk-go"\n'


RECORD = ROOT / "docs" / "growth.md"


def work(text: str, runs: int) -> tuple[float, int]:
    """Return the least time of the processor of some checks of a file, and the calls of one.

    Exits when a check is not whole.
    """
    with tempfile.TemporaryDirectory() as directory:
        Path(directory, "empty.go").write_text(_EMPTY, encoding="utf-8")
        Path(directory, "a.go").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "benchmarks.growth", "--time", directory, "--runs", str(runs)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        sys.exit(f"a check failed: {ran.stderr.strip()[-2000:]}")
    time_taken, calls = ran.stdout.splitlines()[-1].split()
    return float(time_taken), int(calls)


def _measured(directory: str, runs: int) -> tuple[float, int]:
    """Return the least time of some checks in this process, and how many functions are called in one."""
    os.chdir(directory)
    _checked("empty.go")
    least = min(_checked("a.go") for _ in range(runs))
    with cProfile.Profile() as profile:
        _checked("a.go")
    called = pstats.Stats(profile).get_stats_profile().func_profiles.values()
    return least, sum(int(each.ncalls.partition("/")[0]) for each in called)


def _checked(name: str) -> float:
    before = time.process_time()
    code = exit_code(["check", name, "--format", "concise", "--no-cache", "--quiet"])
    if code not in (0, 1):
        sys.exit(f"the check of {name} ended with {code}")
    return time.process_time() - before


def factors(measured: Sequence[float], least: float) -> list[float]:
    """Return by how much each of some measures is larger than the one before, or than ``least``."""
    return [later / max(one, least) for one, later in pairwise(measured)]


def main() -> None:
    """Print a table of all shapes, or of those that are named; exit with 1 if one grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--record", action="store_true", help="write the table into docs/growth.md")
    parser.add_argument("--time", metavar="DIRECTORY", help=argparse.SUPPRESS)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE")
    options = parser.parse_args()
    if options.time is not None:
        print(*_measured(options.time, options.runs))
        return
    rows: list[tuple[str, ...]] = []
    too_fast: list[str] = []
    for shape in options.shapes or SHAPES:
        row, grows_too_fast = _row(shape, options.runs)
        rows.append(row)
        print(" ".join(row), file=sys.stderr)
        if grows_too_fast:
            too_fast.append(shape)
    times = (f"x {2**doubling}" for doubling in range(DOUBLINGS + 1))
    head = ("shape", "last size", *times, "worst of times", "worst of calls")
    print(table([head, *rows]))
    if options.record:
        RECORD.write_text(_page([head, *rows], options.runs), encoding="utf-8")
    if too_fast:
        sys.exit(f"more than {LIMIT} times the work for twice the text: {', '.join(too_fast)}")


def _row(shape: str, runs: int) -> tuple[tuple[str, ...], bool]:
    """Return what a table says of a shape, and whether it grows too fast."""
    texts = [file_of(shape, SHAPES[shape][0] << doubling) for doubling in range(DOUBLINGS + 1)]
    measured = [work(text, runs) for text in texts]
    times = [seconds for seconds, _ in measured]
    if times[-1] < _NOTHING:
        sys.exit(f"{shape}: {times[-1]:.2f} s say nothing, it needs a larger count")
    worst = max(factors(times, _LEAST)), max(factors([calls for _, calls in measured], 1))
    told = (f"{each:.2f}" + (" !" if each > LIMIT else "") for each in worst)
    size = f"{len(texts[-1]) // 1000} kB"
    return (shape, size, *(f"{each:.2f} s" for each in times), *told), max(worst) > LIMIT


def _page(rows: Sequence[Sequence[str]], runs: int) -> str:
    """Return the page of a run."""
    head, *others = (f"| {' | '.join(row)} |" for row in rows)
    line = "|" + "---|" * len(rows[0])
    return _HEAD.format(
        day=datetime.datetime.now(tz=datetime.timezone.utc).date().isoformat(),
        python=platform.python_version(),
        runs=runs,
        limit=LIMIT,
        table="\n".join((head, line, *others)),
    )


_HEAD = """# How the work of a check grows

`make growth` checks files that repeat one shape, and doubles them three times. Twice the text must take
no more than {limit} times the work: of the time of the processor, the least of {runs} checks, where it
is worth measuring, and of the calls of functions, which do not depend on the machine. A file that would
need too many steps all the same is not checked, and said to be (SECURITY.md). `make growth
ARGS=--record` writes this page.

Measured on {day} with Python {python}, beside other work on the machine. What is over the limit is marked.

{table}
"""


if __name__ == "__main__":
    main()
