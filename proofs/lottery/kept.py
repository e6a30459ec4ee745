"""What became of programs, kept until they, the server or what stands between are changed."""

from __future__ import annotations

import hashlib
import json
import resource
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from proofs.harness.outcome import Outcome
from proofs.harness.proof import PROOFS
from proofs.harness.tools import SERVER_VERSION
from proofs.lottery.play import Fate, fates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from proofs.lottery.module import Module
    from proofs.lottery.recipe import Program

_DECIDING = ("lottery/play.py", "lottery/recipe.py", "lottery/clock.py", "harness/outcome.py")


@dataclass(frozen=True, slots=True)
class Played:
    """What became of programs by name, and the seconds of time and of CPU that it took to find out."""

    fates: dict[str, Fate]
    seconds: float
    cpu: float


def played(module: Module, programs: Sequence[Program], server: Path, *, fresh: bool) -> Played:
    """Return what became of each program.

    That is what the last run of the same programs saw, unless ``fresh`` has them run again. No rule has a
    say in it, so that a rule can be changed and compared anew in a moment.
    """
    module.format()
    path = module.folder.parent / "fates" / f"{_key(module)}.json"
    if not fresh and path.exists():
        return _read(path)
    began, used = time.monotonic(), cpu_seconds()
    module.build()
    found = fates(module, programs, server)
    now = Played(found, time.monotonic() - began, cpu_seconds() - used)
    table = {
        "seconds": now.seconds,
        "cpu": now.cpu,
        "fates": {
            name: (fate.outcome.value, fate.evidence, fate.places, fate.runs) for name, fate in found.items()
        },
    }
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(table), encoding="utf-8")
    beside.replace(path)
    return now


def cpu_seconds() -> float:
    """Return the CPU that this process and those that it waited for have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _read(path: Path) -> Played:
    table = json.loads(path.read_text(encoding="utf-8"))
    kept = {
        name: Fate(Outcome(outcome), evidence, places, runs)
        for name, (outcome, evidence, places, runs) in table["fates"].items()
    }
    return Played(kept, table["seconds"], table["cpu"])


def _key(module: Module) -> str:
    digest = hashlib.sha256(SERVER_VERSION.encode())
    stage = [*PROOFS.glob("stage/*.go"), *(PROOFS / name for name in _DECIDING), PROOFS / "go.sum"]
    for path in sorted([*module.folder.rglob("*.go"), *stage]):
        digest.update(f"{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
