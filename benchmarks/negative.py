"""Checks well-known Go that does not use Restate, where every finding is false, and then code that calls it.

The service in ``benchmarks/service`` is the one handler added: what it calls is read from the modules as
if it were its own, and each finding must be one that its ``// want`` comments expect.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.bench import ROOT, table
from benchmarks.modules import fetched, sources_of
from restatelint import DiskTree, NoteKind, Source, check
from tests.harness.accept import accept
from tests.harness.fixtures import Fixture, report_of, rules
from tests.harness.verdict import problems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.modules import GoModule

SERVICE = Path(__file__).resolve().parent / "service"
# three levels below the root, as the fixtures are
COPY = ROOT / ".cache" / "negative" / "service"
MARK = b"\n// github.com/restatedev/sdk-go\n"
LEAST = 300_000

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to: counts, and seconds of reading, of checking and of looking at every file."""

    files: int
    lines: int
    reading: float
    checking: float
    looking: float
    faults: tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    """Check, print and return 1 when something is found that is not true, or something true is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accept", action="store_true", help="write the `// want` comments of the service")
    parser.add_argument("--service", action="store_true", help="check only the service")
    options = parser.parse_args(arguments)

    modules = fetched()
    faults: list[str] = []
    if not (options.accept or options.service):
        faults.extend(_without_restate(modules))
    _write_service(modules)
    if options.accept:
        for path in accept(Fixture("service", COPY), rules()):
            shutil.copy(path, SERVICE)
            print(f"wrote {path.name}; read the diff")
    faults.extend(_with_service())
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _without_restate(modules: Sequence[GoModule]) -> list[str]:
    rows: list[tuple[str, ...]] = [("", "files", "lines", "read", "check", "look at every file", "findings")]
    every: list[Checked] = []
    for module in modules:
        print(f"checking {module.path}", file=sys.stderr)
        every.append(_checked(module))
        rows.append(_row(f"{module.path} {module.version}", every[-1:]))
    rows.append(_row("all", every))
    print(table(rows))
    lines = sum(each.lines for each in every)
    few = [f"only {lines} lines were checked, expected {LEAST}"] if lines < LEAST else []
    return [*(fault for each in every for fault in each.faults), *few]


def _row(title: str, checked: Sequence[Checked]) -> tuple[str, ...]:
    return (
        title,
        str(sum(each.files for each in checked)),
        str(sum(each.lines for each in checked)),
        f"{sum(each.reading for each in checked):.2f} s",
        f"{sum(each.checking for each in checked):.2f} s",
        f"{sum(each.looking for each in checked):.2f} s",
        str(sum(len(each.faults) for each in checked)),
    )


def _checked(module: GoModule) -> Checked:
    """Check a module as anybody would, and once more with a mark by which every file is looked at."""
    tree = DiskTree(module.directory)
    reading, sources = _timed(lambda: sources_of(module))
    marked = [Source(each.path, each.location, each.data + MARK) for each in sources]
    checking, plain = _timed(lambda: check(sources_of(module), rules(), tree=tree, generated=True))
    looking, close = _timed(lambda: check(marked, rules(), tree=tree, generated=True))
    faults = [
        f"{module.path}/{each.place.path}:{each.place.start.line}: {each.rule}: {each.message}"
        for report in (plain, close)
        for each in report.active
    ]
    faults.extend(
        f"{module.path}/{note.path}: {note.message}"
        for report in (plain, close)
        for note in report.notes
        if note.kind is NoteKind.INTERNAL_ERROR
    )
    lines = sum(each.data.count(b"\n") for each in sources)
    return Checked(len(sources), lines, reading, checking, looking, tuple(faults))


def _with_service() -> list[str]:
    seconds, report = _timed(lambda: report_of(Fixture("service", COPY), rules()))
    said = f"{len(report.active)} findings in a service that calls into these modules"
    print(f"\n{said}, {seconds:.1f} s")
    return problems(Fixture("service", COPY), report)


def _write_service(modules: Sequence[GoModule]) -> None:
    shutil.rmtree(COPY, ignore_errors=True)
    COPY.mkdir(parents=True)
    for path in SERVICE.glob("*.go"):
        shutil.copy(path, COPY)
    required = "".join(f"\t{each.path} {each.version}\n" for each in modules)
    replaced = "".join(f"\t{each.path} => {each.directory}\n" for each in modules)
    (COPY / "go.mod").write_text(
        "module example.com/service\n\ngo 1.24\n\n"
        f"require (\n\tgithub.com/restatedev/sdk-go v1.2.0\n{required})\n\nreplace (\n{replaced})\n",
        encoding="utf-8",
    )


def _timed(work: Callable[[], Made]) -> tuple[float, Made]:
    begun = time.perf_counter()
    made = work()
    return time.perf_counter() - begun, made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
