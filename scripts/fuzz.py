"""Check mutated fixtures until the time is up: nothing may crash, and equal text must give equal findings.

Usage: ``python -m scripts.fuzz [--seconds N] [--seed N]``. What fails is kept below ``.cache/fuzz``, with
the fault in its first line; the seed printed at the start makes the same mutations again.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint import MemoryTree, NoteKind, check
from tests.harness.fixtures import ROOT, fixtures, rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from restatelint import Report

FOUND = ROOT / ".cache" / "fuzz"
SLOW = 10.0
"""How many seconds of the processor a check of one fixture may take."""

_ROUNDS = 4
_KINDS = 20
_BRACKET = re.compile(rb"[(){}\[\]]")
_TOKEN = re.compile(rb"\w+|\s+|.", re.DOTALL)
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_ODD = (b"", b"\x00", b"\xff", b"\xef\xbb\xbf", b"_", b"...", b"<-", b"*", b"func", b"[T any]", b"\r\n", b"`")


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, in words that are the same for the same cause."""

    words: str
    detail: str


def mutated(data: bytes, other: bytes, draw: random.Random) -> bytes:
    """Return Go text with some spans cut, doubled, swapped, taken from another file or made odd."""
    for _ in range(draw.randint(1, _ROUNDS)):
        spans = [match.span() for match in draw.choice((_TOKEN, _LINE, _BRACKET)).finditer(data)]
        if len(spans) < 2:
            return data
        first, second = sorted(draw.sample(range(len(spans)), 2))
        (start, end), (later, last) = spans[first], spans[second]
        kind = draw.randrange(7)
        if kind == 0:
            data = data[:start] + data[end:]
        elif kind == 1:
            data = data[:end] + data[start:]
        elif kind == 2:
            data = data[:start] + data[later:last] + data[end:later] + data[start:end] + data[last:]
        elif kind == 3:
            data = data[:end] + data[start:last] + data[end:]
        elif kind == 4 and last - start < len(data) // 4:
            data = data[:start] + data[last:]
        elif kind == 5:
            lines = _LINE.findall(other)
            at = draw.randrange(len(lines) or 1)
            data = data[:start] + b"".join(lines[at : at + draw.randint(1, 12)]) + data[start:]
        else:
            data = data[:start] + draw.choice(_ODD) + data[end:]
    return data


def fault(files: dict[str, bytes], changed: str) -> Fault | None:
    """Return what is wrong with checking files of which one was changed, or None."""
    begun = time.process_time()
    try:
        report, again = _report(files), _report(files)
    except Exception as error:  # whatever it is, it is a finding of this program
        where = traceback.extract_tb(error.__traceback__)[-1]
        words = f"{type(error).__name__} at {where.filename.rpartition('/')[2]}:{where.lineno}"
        return Fault(words, traceback.format_exc())
    spent = (time.process_time() - begun) / 2
    for note in report.notes:
        if note.kind is NoteKind.INTERNAL_ERROR:
            return Fault(note.message, note.path)
    if report != again:
        other = {*report.findings} ^ {*again.findings}
        told = "\n".join(sorted(f"{each.place.path}: {each.rule}: {each.message}" for each in other))
        rules_of = ", ".join(sorted({each.rule for each in other}))
        return Fault(f"the same files gave other findings of {rules_of}", told)
    if spent > SLOW:
        return Fault("slow", f"{changed}: {spent:.1f} s")
    return None


def _report(files: dict[str, bytes]) -> Report:
    tree = MemoryTree(files)
    sources = [each for each in tree.sources() if each.path.endswith(".go")]
    return check(sources, rules(), tree=tree, generated=True)


def main(arguments: Sequence[str]) -> int:
    """Mutate and check until the time is up; 1 when there was a fault."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args(arguments)
    seconds: float = options.seconds
    seed: int = options.seed
    draw = random.Random(seed)  # noqa: S311 - mutations are no secrets

    packages = [_package(each.files) for each in fixtures()]
    every = [data for files in packages for data in files.values()]
    print(f"seed {seed}, {len(every)} files, {seconds:.0f} s")
    seen: dict[str, int] = {}
    count = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end and len(seen) < _KINDS:
        files = draw.choice(packages)
        name = draw.choice([each for each in files if each.endswith(".go")])
        made = mutated(files[name], draw.choice(every), draw)
        found = fault({**files, name: made}, name)
        count += 1
        if found is None:
            continue
        seen[found.words] = seen.get(found.words, 0) + 1
        if seen[found.words] == 1:
            _keep(f"{seed}-{count}", made, found)
    print(f"{count} mutations, {len(seen)} kinds of faults")
    for words, times in sorted(seen.items()):
        print(f"  {times} times: {words}")
    return 1 if seen else 0


def _package(paths: Sequence[Path]) -> dict[str, bytes]:
    found = {path.relative_to(ROOT / "fixtures").as_posix(): path.read_bytes() for path in paths}
    found["go.mod"] = (ROOT / "fixtures" / "go.mod").read_bytes()
    return found


def _keep(label: str, made: bytes, found: Fault) -> None:
    FOUND.mkdir(parents=True, exist_ok=True)
    path = FOUND / f"fault-{label}.go"
    path.write_bytes(f"// {found.words}\n".encode() + made)
    print(f"{path.relative_to(ROOT).as_posix()}: {found.words}\n{found.detail.strip()[-1500:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
