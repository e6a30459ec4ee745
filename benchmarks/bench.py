"""Measures a check of a large tree beside its limits and its peers, all in one run, as tables.

The tree is the source of Go's standard library beside the sample service: thousands of files of which
only a handful concern the linter. Times are the best of several runs with warm caches; memory is the
peak of the process and its children.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.cost import best, environment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.cost import Cost

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TREE = ROOT / ".cache" / "bench" / "tree"

START = "pass"
FIND = """
import os, sys
for directory, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith(".go"):
            os.path.join(directory, name)
"""
READ = """
import os, sys
for directory, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith(".go"):
            with open(os.path.join(directory, name), "rb") as file:
                file.read()
"""
PARSE = """
import os, sys
import tree_sitter, tree_sitter_go
parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_go.language()))
for directory, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith(".go"):
            with open(os.path.join(directory, name), "rb") as file:
                parser.parse(file.read())
"""

STARTING = "Python alone, which starts and ends"
FINDING = "finding the files of the tree"
READING = "finding and reading the files of the tree"
VERSION = "restatelint version"
SERVICE = "restatelint check, the service alone"
CHECK = "restatelint check, the tree beside the service"
PARSING_SERVICE = "bare parse of the service"
PARSING = "bare parse of the tree"
AST_GREP = "ast-grep with comparable patterns, the tree"


@dataclass(frozen=True, slots=True)
class Limit:
    """How many times another figure the linter may take; the figures are seconds."""

    title: str
    own: float
    other: float
    times: float

    @property
    def row(self) -> tuple[str, ...]:
        """The row of a table; a limit that is exceeded is marked."""
        share = self.own / self.other
        over = "over" if share > self.times else ""
        figures = f"{self.own * 1000:.0f} ms", f"{self.other * 1000:.0f} ms"
        return self.title, *figures, f"{share:.2f} x", f"{self.times:.2f} x", over


def go_source() -> Path:
    """Return the directory of the standard library's source; exits when Go is not installed."""
    go = shutil.which("go")
    if go is None:
        sys.exit("the benchmark needs Go's standard library as a tree: install Go")
    root = subprocess.run([go, "env", "GOROOT"], capture_output=True, text=True, check=True)
    return Path(root.stdout.strip()) / "src"


def make_tree(source: Path) -> None:
    """Copy what every linter would look at, and the sample service, unless that was done before."""
    if TREE.exists():
        return
    partial = TREE.with_name("tree.partial")
    shutil.rmtree(partial, ignore_errors=True)
    for directory, below, names in os.walk(source):
        below[:] = [name for name in below if name not in {"testdata", "vendor"} and name[0] not in "._"]
        target = partial / "std" / Path(directory).relative_to(source)
        target.mkdir(parents=True)
        for name in names:
            if name.endswith(".go") and not name.endswith("_test.go") and name[0] not in "._":
                shutil.copy(Path(directory) / name, target)
    shutil.copytree(ROOT / "demo", partial / "service")
    partial.rename(TREE)


def contestants() -> dict[str, tuple[str, ...]]:
    """Return what is measured: commands by what they do."""
    tree, service = str(TREE), str(TREE / "service")
    found = {
        STARTING: (sys.executable, "-c", START),
        FINDING: (sys.executable, "-c", FIND, tree),
        READING: (sys.executable, "-c", READ, tree),
        VERSION: (sys.executable, "-m", "restatelint", "version"),
        SERVICE: restatelint(service),
        CHECK: restatelint(tree),
        PARSING_SERVICE: (sys.executable, "-c", PARSE, service),
        PARSING: (sys.executable, "-c", PARSE, tree),
    }
    ast_grep = shutil.which("ast-grep")
    if ast_grep is not None:
        found[AST_GREP] = (ast_grep, "scan", "--config", str(HERE / "ast-grep" / "sgconfig.yml"), tree)
    return found


def restatelint(path: str) -> tuple[str, ...]:
    """Return the command that checks a path."""
    options = ("--isolated", "--format", "concise")
    return (sys.executable, "-m", "restatelint", "check", *options, path)


def limits(costs: Mapping[str, Cost]) -> list[Limit]:
    """Return what the linter may take beside reading and beside its peers."""
    taken = {name: spent.seconds for name, spent in costs.items()}
    added, reading = taken[CHECK] - taken[SERVICE], taken[READING] - taken[STARTING]
    found = [
        Limit("what the tree adds, beside finding and reading it", added, reading, 2.0),
        Limit("all of the check, beside a Python that finds and reads", taken[CHECK], taken[READING], 3.0),
        Limit("all of the check, beside the bare parse", taken[CHECK], taken[PARSING], 0.25),
    ]
    if AST_GREP in taken:
        found.append(Limit("all of the check, beside ast-grep", taken[CHECK], taken[AST_GREP], 1.0))
    return found


def refuse_a_linter_that_finds_nothing() -> None:
    """Exit when a check of the sample service does not report: its time would mean nothing."""
    command = restatelint(str(ROOT / "demo"))
    ran = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    if "wall-clock" not in ran.stdout:
        sys.exit(f"restatelint finds nothing in demo/: {ran.stderr.strip()}")


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as text in columns, the first to the left and the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def costs_table(costs: Mapping[str, Cost]) -> str:
    """Return the table of what each command took."""
    rows = [("", "time", "processor", "memory")]
    rows.extend(
        (
            name,
            f"{spent.seconds * 1000:.0f} ms",
            f"{spent.busy * 1000:.0f} ms",
            f"{spent.peak / 2**20:.0f} MiB",
        )
        for name, spent in costs.items()
    )
    return table(rows)


def main(arguments: Sequence[str]) -> int:
    """Measure and print; a limit that is exceeded is marked, and the exit code stays 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="rounds; the best of them counts")
    parser.add_argument("paths", nargs="*", help="further trees to check, each within a second")
    options = parser.parse_args(arguments)
    runs: int = options.runs
    paths: list[str] = options.paths

    refuse_a_linter_that_finds_nothing()
    make_tree(go_source())
    files = [path for path in TREE.rglob("*.go") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    print(f"{len(files)} Go files, {size / 2**20:.0f} MiB, {os.cpu_count()} cores, best of {runs}\n")

    commands = contestants()
    costs = dict(zip(commands, best(list(commands.values()), runs), strict=True))
    print(costs_table(costs))
    print("\n" + table([("", "takes", "beside", "that is", "limit", ""), *(e.row for e in limits(costs))]))

    small = [str(ROOT / "demo"), *paths]
    alone = [("", "time", "memory", "limit", "")]
    for path, spent in zip(small, best([restatelint(path) for path in small], runs), strict=True):
        over = spent.seconds > 1
        spelt = f"{spent.seconds * 1000:.0f} ms", f"{spent.peak / 2**20:.0f} MiB", "1000 ms"
        alone.append((f"restatelint check {path}", *spelt, "over" if over else ""))
    print("\n" + table(alone))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
