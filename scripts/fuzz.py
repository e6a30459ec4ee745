"""Mutate fixtures and answers, and put each through the linter and every format: nothing may crash or act.

Usage: ``python -m scripts.fuzz [--seconds N | --inputs N] [--seed N] [--first N] [--jobs N] [--record]``.
What fails is printed with its number, which makes the same input again with the same seed: ``--only N``.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import re
import sys
import time
from dataclasses import replace
from datetime import datetime, timezone
from functools import partial
from typing import TYPE_CHECKING

from restatelint.judge.workers import Bounds, Lost, Workers
from scripts.fuzzing.trial import Shown, Trial
from tests.harness.fixtures import ROOT, rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SECONDS = 10.0
_PATIENCE = 12
MEMORY = 2_000_000_000
RECORD = ROOT / "docs" / "fuzzing.md"
_SHOWN = 5
_COLLECTED = 32
_LAST_ROW = re.compile(r"\| ([\d-]+) \| (\d+): (\d+) to (\d+) \| ([\d,]+) \| ([\d,]+) \| (\d+) \| 0 \|\n\Z")
_HEAD = """\
# Runs of the fuzzer

`make fuzz` mutates the fixtures and the answers of the tasks: their bytes, tokens, declarations and modules.
Two of three go through `check` and one through `verify`, and each report through every format. An input may
take {seconds:g} seconds of the processor and {memory:g} GB. A fault is an exception, an input that is lost to
a limit, an internal error, a control character or a workflow command in what is printed, JSON that is none,
or another result for the same input. These are the runs that were recorded, with every fault they showed.

| day | seed and numbers | inputs | bytes | lost | faults |
|---|---|---|---|---|---|
"""


class Counts:
    """What a run showed."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.inputs = 0
        self.bytes = 0
        self.lost = 0
        self.faults: dict[str, list[int]] = {}

    def add(self, number: int, shown: Shown | Lost) -> None:
        """Count an input, and print a fault that is new."""
        self.inputs += 1
        if isinstance(shown, Lost):
            self.lost += 1
            self._fault(number, f"lost: {shown.why}", "")
            return
        self.bytes += shown.size
        for words in shown.faults:
            self._fault(number, words, shown.detail)

    def _fault(self, number: int, words: str, detail: str) -> None:
        numbers = self.faults.setdefault(words, [])
        numbers.append(number)
        if len(numbers) == 1:
            print(f"input {number}: {words}\n{detail.strip()[-1500:]}".rstrip(), flush=True)


def numbers(first: int, most: int, end: float) -> Iterator[int]:
    """Yield the numbers of the inputs until there are enough or the time is up."""
    for number in range(first, first + most):
        if time.monotonic() >= end:
            return
        yield number


def shown_of(trial: Trial, number: int) -> Shown:
    """Return what an input shows, and whether it took too long, by the time that the processor gave it.

    Garbage is looked for between inputs, which takes a fifth less time.
    """
    gc.disable()
    if number % _COLLECTED == 0:
        gc.collect()
    begun = time.process_time()
    shown = trial.shown(number)
    if time.process_time() - begun > SECONDS:
        shown = replace(shown, faults=(*shown.faults, f"took longer than {SECONDS:g} seconds"))
    return shown


def run(seed: int, first: int, most: int, seconds: float, jobs: int) -> Counts:
    """Return what the inputs of a seed show."""
    counts = Counts()
    given: list[int] = []

    def noted() -> Iterator[int]:
        for number in numbers(first, most, time.monotonic() + seconds):
            given.append(number)
            yield number

    rules()
    gc.freeze()
    with Workers(partial(shown_of, Trial(seed)), jobs, Bounds(_PATIENCE * SECONDS, MEMORY)) as workers:
        for place, shown in enumerate(workers.outputs(noted())):
            counts.add(given[place], shown)
            if counts.inputs % 10_000 == 0:
                print(f"{counts.inputs} inputs, {sum(map(len, counts.faults.values()))} faults", flush=True)
    return counts


def record(seed: int, first: int, counts: Counts) -> None:
    """Add a run to the page of recorded runs, or to its last run if it goes on with that."""
    head = _HEAD.format(seconds=SECONDS, memory=MEMORY / 1e9)
    text = RECORD.read_text("utf-8") if RECORD.exists() else head
    RECORD.write_text(
        with_run(text, seed, first, counts, datetime.now(timezone.utc).date().isoformat()), "utf-8"
    )


def with_run(text: str, seed: int, first: int, counts: Counts, day: str) -> str:
    """Return the page with a run added: to its last row, of the same day without a fault, if that goes on."""
    told = "; ".join(f"{len(each)} times: {words}" for words, each in sorted(counts.faults.items())) or "0"
    inputs, size, lost = counts.inputs, counts.bytes, counts.lost
    before = _LAST_ROW.search(text)
    if before is not None and before.group(1, 2, 4) == (day, str(seed), str(first - 1)) and told == "0":
        text = text[: before.start()]
        first = int(before[3])
        inputs += int(before[5].replace(",", ""))
        size += int(before[6].replace(",", ""))
    cells = (day, f"{seed}: {first} to {first + inputs - 1}", f"{inputs:,}", f"{size:,}", lost, told)
    return f"{text}| {' | '.join(map(str, cells))} |\n"


def main(arguments: Sequence[str]) -> int:
    """Mutate and check until the time is up or there were enough; 1 when there was a fault."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--inputs", type=int)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", type=int)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args(arguments)
    if options.only is not None:
        made = Trial(options.seed).made(options.only)
        print(made, Trial(options.seed).shown(options.only), sep="\n")
        return 0
    seconds = options.seconds or (float("inf") if options.inputs else 60.0)
    print(f"seed {options.seed}, from input {options.first}")
    counts = run(options.seed, options.first, options.inputs or sys.maxsize, seconds, options.jobs)
    print(
        f"{counts.inputs} inputs, {counts.bytes} bytes, {counts.lost} lost,"
        f" {len(counts.faults)} kinds of faults"
    )
    for words, each in sorted(counts.faults.items()):
        print(f"  {len(each)} times: {words}: inputs {', '.join(map(str, each[:_SHOWN]))}")
    if options.record:
        record(options.seed, options.first, counts)
    return 1 if counts.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
