"""What was seen when all proofs last ran, as a file from which the pages are made."""

from __future__ import annotations

import json
from dataclasses import dataclass

from proofs.harness.outcome import Outcome
from proofs.harness.proof import PROOFS

RECORD = PROOFS / "record.json"


@dataclass(frozen=True, slots=True)
class Result:
    """The outcomes of one proof; ``says`` is what its bad handler does."""

    name: str
    says: str
    bad: Outcome
    good: Outcome


@dataclass(frozen=True, slots=True)
class Record:
    """The outcomes of all proofs, and the versions of the server and the SDK that gave them."""

    server: str
    sdk: str
    results: tuple[Result, ...]


def write_record(record: Record) -> None:
    """Write the record down."""
    results = {
        one.name: {"says": one.says, "bad": one.bad.value, "good": one.good.value} for one in record.results
    }
    table = {"restate-server": record.server, "sdk-go": record.sdk, "proofs": results}
    RECORD.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")


def read_record() -> Record:
    """Return what was written down last; raise an OSError or ValueError when there is nothing to read."""
    table = json.loads(RECORD.read_text(encoding="utf-8"))
    return Record(
        server=table["restate-server"],
        sdk=table["sdk-go"],
        results=tuple(
            Result(name, one["says"], Outcome(one["bad"]), Outcome(one["good"]))
            for name, one in table["proofs"].items()
        ),
    )
