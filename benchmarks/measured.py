"""One measurement in a process of its own, as JSON on standard output: ``benchmarks.facts`` starts these."""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from restatelint import Source
    from restatelint.golang.file import File


@dataclass(frozen=True, slots=True)
class Told:
    """What a process found out, as far as it was asked: seconds of the processor, bytes, locations."""

    seconds: float = 0.0
    size: int = 0
    findings: int = 0
    peak: int = 0
    parsed: tuple[str, ...] = ()
    parts: Mapping[str, float] = field(default_factory=dict)


def main(arguments: Sequence[str]) -> int:
    """Measure ``parse``, ``trees``, ``check`` or ``parts`` of a directory and print what was found out."""
    what, directory = arguments
    told = {"parse": _parse, "trees": _trees, "check": _check, "parts": _parts}[what](directory)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = replace(told, peak=peak * (1 if sys.platform == "darwin" else 1024))
    json.dump(asdict(told), sys.stdout)
    return 0


def _sources(directory: str) -> list[Source]:
    from restatelint import DiskTree
    from restatelint.source.discover import discover
    from restatelint.source.tree import source_at

    tree = DiskTree(directory)
    found = (source_at(tree, location) for location in discover(["."], root=directory).files)
    return [source for source in found if source is not None]


def _parse(directory: str) -> Told:
    """Parse what a check parses, keeping nothing."""
    import tree_sitter
    import tree_sitter_go

    locations = json.load(sys.stdin)
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_go.language()))
    data = [Path(directory, location).read_bytes() for location in locations]
    begun = time.process_time()
    for each in data:
        parser.parse(each)
    return Told(seconds=time.process_time() - begun, size=sum(map(len, data)))


def _trees(directory: str) -> Told:
    """Parse what a check parses, keeping every tree: no check that keeps them takes less memory."""
    import tree_sitter
    import tree_sitter_go

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_go.language()))
    kept = [parser.parse(Path(directory, location).read_bytes()) for location in json.load(sys.stdin)]
    return Told(findings=len(kept))


def _check(directory: str) -> Told:
    from restatelint import DiskTree, check, load_rules

    sources = _sources(directory)
    rules = load_rules()
    check([], rules, tree=DiskTree(directory))  # compiles the queries, which is no cost of these files
    begun = time.process_time()
    report = check(iter(sources), rules, tree=DiskTree(directory))
    return Told(seconds=time.process_time() - begun, findings=len(report.findings))


def _parts(directory: str) -> Told:
    """Check with a stopwatch, and tell which files were parsed."""
    from benchmarks.stopwatch import Stopwatch
    from restatelint import DiskTree, check, load_rules
    from restatelint.golang.program import Program

    seen: list[File] = []
    taken = Program.unparsed

    def noted(program: Program, source: Source) -> File:
        seen.append(taken(program, source))
        return seen[-1]

    setattr(Program, taken.__name__, noted)
    sources = _sources(directory)
    rules = load_rules()
    check([], rules, tree=DiskTree(directory))
    stopwatch = Stopwatch()
    stopwatch.watch()
    check(iter(sources), rules, tree=DiskTree(directory))
    parsed = sorted({file.source.location for file in seen if file.parses})
    return Told(parsed=tuple(parsed), parts=stopwatch.seconds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
