"""What a run of the lottery came to, written down so that docs/lottery.md can be made of it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from proofs.harness.proof import PROOFS
from proofs.harness.tools import SERVER_VERSION, sdk_version
from proofs.lottery.compare import Opinion, Score, score
from proofs.lottery.owned import class_of
from proofs.lottery.table import Cell, cells_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proofs.lottery.compare import Result
    from proofs.lottery.owned import Owned

RECORD = PROOFS / "lottery" / "record.json"


@dataclass(frozen=True, slots=True)
class Notice:
    """How many programs of a seed show that a rule is broken, and the first that does (0 for none)."""

    what: str
    seed: int
    programs: int
    changed: int
    first: int

    def text(self) -> str:
        """Return it in words."""
        if not self.changed:
            return f"{self.what}: nobody notices"
        shown = f"{self.changed} of {self.programs} programs disagree, the first is number {self.first}"
        return f"{self.what}: {shown}"


@dataclass(frozen=True, slots=True)
class Record:
    """A run: what it was of, what it came to, and what it took."""

    server: str
    sdk: str
    seeds: tuple[int, ...]
    programs: int
    score: Score
    outcomes: dict[str, dict[str, int]]
    owned: dict[str, int]
    unowned: int
    runs: int
    cells: tuple[Cell, ...]
    noticed: tuple[Notice, ...]
    seconds: float
    cpu: float

    def text(self) -> str:
        """Return it in a few lines."""
        owned = "".join(f"\n  {count:4} {name}" for name, count in self.owned.items())
        return (
            f"restate-server {self.server}, sdk-go {self.sdk}; {len(self.seeds)} seeds, {self.runs} "
            f"invocations, {self.seconds:.0f} s, {self.cpu:.0f} s of CPU\n{self.score.text()}\n"
            f"{sum(self.owned.values())} disagreements are owned up to, {self.unowned} are not{owned}"
        )


def recorded(
    seeds: Sequence[int],
    programs: int,
    results: Sequence[Result],
    classes: Sequence[Owned],
    noticed: Sequence[Notice],
    seconds: float,
    cpu: float,
) -> Record:
    """Return the record of results."""
    outcomes: dict[str, Counter[str]] = {}
    owned: Counter[str] = Counter()
    unowned = 0
    for one in results:
        outcomes.setdefault(one.verdict.severity, Counter())[one.fate.outcome.value] += 1
        if one.opinion is not Opinion.AGREED:
            found = class_of(one, classes)
            if found is None:
                unowned += 1
            else:
                owned[found.name] += 1
    return Record(
        server=SERVER_VERSION,
        sdk=sdk_version(),
        seeds=tuple(seeds),
        programs=programs,
        score=score(results),
        outcomes={severity: dict(sorted(found.items())) for severity, found in sorted(outcomes.items())},
        owned=dict(owned.most_common()),
        unowned=unowned,
        runs=sum(one.fate.runs for one in results),
        cells=cells_of(results),
        noticed=tuple(noticed),
        seconds=round(seconds),
        cpu=round(cpu),
    )


def write_record(record: Record) -> None:
    """Write the record down."""
    RECORD.write_text(json.dumps(asdict(record), indent=1) + "\n", encoding="utf-8")


def read_record() -> Record:
    """Return what was written down last; raise an OSError or ValueError when there is nothing to read."""
    table = json.loads(RECORD.read_text(encoding="utf-8"))
    return Record(
        **{
            **table,
            "seeds": tuple(table["seeds"]),
            "score": Score(**table["score"]),
            "cells": tuple(Cell(**one) for one in table["cells"]),
            "noticed": tuple(Notice(**one) for one in table["noticed"]),
        }
    )
