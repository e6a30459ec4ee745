"""Measures facts and rules beside a bare parse of the same files, how both grow, and memory, in one run.

Each figure comes from a process of its own. Times are of the processor, the best of several runs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench import ROOT, table
from benchmarks.generate import HANDLERS, generated
from benchmarks.measured import Told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MODULES = ROOT / ".cache" / "bench"
MIB = 2**20
COST_LIMIT = 9.0
GROWTH_LIMIT = 2.1
MEMORY_BASE = 60 * MIB
MEMORY_TIMES = 12


@dataclass(frozen=True, slots=True)
class Measured:
    """What a check of a tree cost; seconds of the processor, bytes. ``trees`` is what keeping trees takes."""

    title: str
    files: int
    size: int
    parse: float
    check: float
    peak: int
    trees: int
    findings: int
    parts: Mapping[str, float]

    @property
    def cost(self) -> float:
        """The time of facts and rules as a multiple of the bare parse."""
        return (self.check - self.parse) / self.parse

    @property
    def allowed(self) -> int:
        """How much memory the check may take."""
        return MEMORY_BASE + MEMORY_TIMES * self.size


def measured(title: str, directory: Path, runs: int) -> Measured:
    """Return what a check of a directory costs; exits when the check fails."""
    parts = _told("parts", directory)
    locations = json.dumps(parts.parsed)
    parses = [_told("parse", directory, locations) for _ in range(runs)]
    checks = [_told("check", directory) for _ in range(runs)]
    return Measured(
        title=title,
        files=len(parts.parsed),
        size=parses[0].size,
        parse=min(each.seconds for each in parses),
        check=min(each.seconds for each in checks),
        peak=min(each.peak for each in checks),
        trees=_told("trees", directory, locations).peak,
        findings=checks[0].findings,
        parts=parts.parts,
    )


def _told(what: str, directory: Path, given: str = "") -> Told:
    command = [sys.executable, "-m", "benchmarks.measured", what, str(directory)]
    ran = subprocess.run(command, input=given, capture_output=True, text=True, check=False, cwd=ROOT)
    if ran.returncode != 0:
        sys.exit(f"{' '.join(command)} failed: {ran.stderr.strip()[-2000:]}")
    return Told(**json.loads(ran.stdout))


def costs(trees: Sequence[Measured]) -> str:
    """Return a table of time and memory beside their limits."""
    rows = [
        (
            "",
            "files",
            "parsed",
            "bare parse",
            "check",
            "facts and rules",
            "limit",
            "memory",
            "limit",
            "trees alone",
            "",
        )
    ]
    for each in trees:
        over = each.cost > COST_LIMIT or each.peak > each.allowed
        rows.append(
            (
                each.title,
                str(each.files),
                f"{each.size / MIB:.2f} MiB",
                f"{each.parse:.2f} s",
                f"{each.check:.2f} s",
                f"{each.cost:.2f} x",
                f"{COST_LIMIT:.2f} x",
                f"{each.peak / MIB:.0f} MiB",
                f"{each.allowed / MIB:.0f} MiB",
                f"{each.trees / MIB:.0f} MiB",
                "over" if over else "",
            )
        )
    return table(rows)


def parts(trees: Sequence[Measured]) -> str:
    """Return a table of where the time goes, as multiples of the bare parse, the largest part first."""
    last = trees[-1]
    names = sorted({name for each in trees for name in each.parts}, key=lambda name: -last.parts.get(name, 0))
    rows = [("times the bare parse", *(each.title for each in trees))]
    rows.extend((name, *(f"{each.parts.get(name, 0) / each.parse:.2f}" for each in trees)) for name in names)
    rows.append(
        ("all, under the stopwatch", *(f"{sum(each.parts.values()) / each.parse:.2f}" for each in trees))
    )
    return table(rows)


def main(arguments: Sequence[str]) -> int:
    """Measure and print; a limit that is exceeded is marked, and the exit code stays 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each process; the best counts")
    parser.add_argument("--handlers", type=int, default=2_000, help="handlers of the generated module")
    parser.add_argument(
        "--examples", type=Path, help="a copy of github.com/restatedev/examples to measure too"
    )
    options = parser.parse_args(arguments)
    runs: int = options.runs
    packages = max(2, options.handlers // HANDLERS)
    examples: Path | None = options.examples

    trees = [measured("examples", examples, runs)] if examples is not None else []
    half, whole = (
        measured(
            f"{count * HANDLERS} handlers, {count} packages",
            generated(MODULES / f"module-{count}", count),
            runs,
        )
        for count in (packages // 2, packages)
    )
    trees.extend((half, whole))
    if not whole.findings:
        sys.exit("the linter finds nothing in the generated module, so its time means nothing")
    print(costs(trees))
    growth = whole.check / half.check * (packages // 2 * 2 / packages)
    over = "over" if growth > GROWTH_LIMIT else ""
    print(f"\ntwice the handlers take {growth:.2f} x the time, limit {GROWTH_LIMIT:.2f} x  {over}".rstrip())
    print(f"\n{parts(trees)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
