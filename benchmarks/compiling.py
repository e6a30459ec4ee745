"""Looks for what would not compile in code that compiles: Go's own source, and well-known modules.

Every fault is false. Code for other systems, with cgo or behind build constraints is passed over.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench import table
from benchmarks.modules import fetched
from restatelint import DiskTree
from restatelint.golang.budget import TooComplexError
from restatelint.golang.compile.faults import Compiler
from restatelint.golang.compile.foreign import Foreign
from restatelint.golang.program import Program
from restatelint.restate.library import knowledge
from restatelint.restate.sdk import PATH
from restatelint.source.limits import Limits
from restatelint.source.tree import source_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEAST = 1_400_000
_TOGETHER = 150  # files that are held in memory at once
_NOT_BUILT = ("testdata", "vendor")


def main(arguments: Sequence[str]) -> int:
    """Check, print and return 1 if anything is found, or if there was too little to look at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="*", help="look at these, not at Go and the modules")
    options = parser.parse_args(arguments)
    chosen = options.directories or [_goroot(), *(module.directory for module in fetched())]
    rows: list[tuple[str, ...]] = [("", "files", "lines", "seconds", "faults")]
    lines = faults = 0
    for directory in chosen:
        counts, found, seconds = _checked(directory)
        name = os.path.basename(directory.removesuffix("/src"))
        rows.append((name, str(counts["files"]), str(counts["lines"]), f"{seconds:.0f}", str(len(found))))
        for each in found:
            print(each, file=sys.stderr)
        lines, faults = lines + counts["lines"], faults + len(found)
    print(table(rows))
    if lines < LEAST and not options.directories:
        print(f"only {lines} lines were looked at, expected {LEAST}", file=sys.stderr)
        return 1
    return 1 if faults else 0


def _goroot() -> str:
    found = subprocess.run(["go", "env", "GOROOT"], capture_output=True, text=True, check=True)
    return f"{found.stdout.strip()}/src"


def _files(directory: str) -> Iterator[str]:
    for home, below, names in os.walk(directory):
        below[:] = sorted(each for each in below if each not in _NOT_BUILT and each[0] not in "._")
        yield from (
            str(Path(home) / each) for each in sorted(names) if each.endswith(".go") and each[0] != "_"
        )


def _checked(directory: str) -> tuple[Counter[str], list[str], float]:
    tree, counts, found = DiskTree(directory), Counter[str](), []
    begun = time.perf_counter()
    made: tuple[Program, Compiler] | None = None
    for number, path in enumerate(_files(directory)):
        if made is None or number % _TOGETHER == 0:
            program = Program(tree, knowledge(), Limits())
            made = (program, Compiler(program, Foreign((PATH,))))
        source = source_at(tree, path)
        made[0].budget.renew()
        file = made[0].add(source) if source is not None else None
        if source is None or file is None:
            continue
        counts["files"] += 1
        counts["lines"] += source.data.count(b"\n")
        try:
            faults = made[1].faults(file)
        except TooComplexError:
            continue
        found += [
            f"{path}:{source.lines.position(each.node.start_byte).line}: {each.kind}: {each.message}"
            for each in faults
            if each.kind != "missing-main"  # of a program that another build tag completes
        ]
    return counts, found, time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
