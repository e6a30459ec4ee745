"""Measures how the time of a check grows where a file repeats one shape: doubled text, doubled time.

Times are of the processor, of the command in a process of its own that has checked something small before, so
that imports and rules are there, and keeps nothing between checks. A shape whose last check takes less than
a tenth of a second, or that is not checked whole, measures nothing and fails.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from benchmarks.bench import ROOT, table
from benchmarks.shapes import SHAPES, file_of
from restatelint.cli.main import exit_code

DOUBLINGS = 3
LIMIT = 2.3
_LEAST = 0.3  # seconds below which a factor says more of the machine than of the shape
_NOTHING = 0.1  # seconds below which the last check says nothing at all
_EMPTY = 'package a\n\nimport _ "github.com/restatedev/sdk-go"\n'


def seconds(text: str, runs: int) -> float:
    """Return the least time of the processor of some checks of a file; exits when one is not whole."""
    with tempfile.TemporaryDirectory() as directory:
        Path(directory, "empty.go").write_text(_EMPTY, encoding="utf-8")
        Path(directory, "a.go").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "benchmarks.growth", "--time", directory, "--runs", str(runs)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        sys.exit(f"a check failed: {ran.stderr.strip()[-2000:]}")
    return float(ran.stdout.splitlines()[-1])


def _timed(directory: str, runs: int) -> float:
    """Return the least time of some checks in this process."""
    os.chdir(directory)
    _checked("empty.go")
    return min(_checked("a.go") for _ in range(runs))


def _checked(name: str) -> float:
    before = time.process_time()
    code = exit_code(["check", name, "--output", "concise=/dev/null", "--no-cache", "--quiet"])
    if code not in (0, 1):
        sys.exit(f"the check of {name} ended with {code}")
    return time.process_time() - before


def factors(times: list[float]) -> list[float]:
    """Return by how much each time is larger than the one before."""
    return [later / max(time, _LEAST) for time, later in pairwise(times)]


def main() -> None:
    """Print a table of all shapes, or of those that are named; exit with 1 if one grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--time", metavar="DIRECTORY", help=argparse.SUPPRESS)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE")
    options = parser.parse_args()
    if options.time is not None:
        print(_timed(options.time, options.runs))
        return
    rows: list[tuple[str, ...]] = []
    too_fast: list[str] = []
    for shape in options.shapes or SHAPES:
        texts = [file_of(shape, SHAPES[shape][0] << doubling) for doubling in range(DOUBLINGS + 1)]
        times = [seconds(text, options.runs) for text in texts]
        if times[-1] < _NOTHING:
            sys.exit(f"{shape}: {times[-1]:.2f} s say nothing, it needs a larger count")
        grown = factors(times)
        worst = max(grown)
        if worst > LIMIT:
            too_fast.append(shape)
        rows.append(
            (
                shape,
                f"{len(texts[-1]) // 1000} kB",
                *(f"{time:.2f} s" for time in times),
                f"{worst:.2f}" + (" !" if worst > LIMIT else ""),
            )
        )
    head = ("shape", "last size", *(f"x {2**doubling}" for doubling in range(DOUBLINGS + 1)), "worst")
    print(table([head, *rows]))
    if too_fast:
        sys.exit(f"more than {LIMIT} times the time for twice the text: {', '.join(too_fast)}")


if __name__ == "__main__":
    main()
