"""Measures how the time of a check grows where a file repeats one shape: doubled text, doubled time.

Times are of the processor, of the command as it is installed, without what an empty file takes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from benchmarks.bench import ROOT, table
from benchmarks.shapes import SHAPES, file_of

DOUBLINGS = 3
LIMIT = 2.3
_LEAST = 0.15  # seconds below which a factor says more of the machine than of the shape
_EMPTY = 'package a\n\nimport _ "github.com/restatedev/sdk-go"\n'


def seconds(text: str, runs: int) -> float:
    """Return the least time of the processor of some checks of a file; exits when one fails."""
    with tempfile.TemporaryDirectory() as directory:
        Path(directory, "a.go").write_text(text, encoding="utf-8")
        return min(_checked(directory) for _ in range(runs))


def _checked(directory: str) -> float:
    command = [sys.executable, "-m", "restatelint", "check", "a.go", "--format", "concise", "--allow-empty"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    before = os.times()
    ran = subprocess.run(command, cwd=directory, env=environment, capture_output=True, text=True, check=False)
    after = os.times()
    if ran.returncode not in (0, 1, 4):
        sys.exit(f"{' '.join(command)} failed: {ran.stderr.strip()[-2000:]}")
    return after.children_user + after.children_system - before.children_user - before.children_system


def factors(times: list[float]) -> list[float]:
    """Return by how much each time is larger than the one before."""
    return [later / max(time, _LEAST) for time, later in pairwise(times)]


def main() -> None:
    """Print a table of all shapes, or of those that are named; exit with 1 if one grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE")
    options = parser.parse_args()
    empty = seconds(_EMPTY, options.runs + 1)
    rows: list[tuple[str, ...]] = []
    too_fast: list[str] = []
    for shape in options.shapes or SHAPES:
        texts = [file_of(shape, SHAPES[shape][0] << doubling) for doubling in range(DOUBLINGS + 1)]
        times = [max(seconds(text, options.runs) - empty, 0.0) for text in texts]
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
