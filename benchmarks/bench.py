"""Measures a check of a large tree beside its limits and its peers, all in one run, as one table.

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
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TREE = ROOT / ".cache" / "bench" / "tree"

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


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command to measure, and what the linter may take beside it.

    ``limit`` is how many times this command's time the linter may take, or None where the figure is
    only information.
    """

    name: str
    command: tuple[str, ...]
    limit: float | None


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds of wall time, of all processors, and bytes of memory at the peak."""

    seconds: float
    busy: float
    peak: int


def cost(command: Sequence[str]) -> Cost:
    """Run a command once and return its cost; exits when it fails with a code above 1."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert child.stderr is not None
    said = child.stderr.read()
    child.stderr.close()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} failed: {said.decode(errors='replace').strip()[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def best(commands: Sequence[Sequence[str]], runs: int) -> list[Cost]:
    """Return the least cost of each command over several rounds in which every one has its turn."""
    rounds = [[cost(command) for command in commands] for _ in range(runs)]
    return [
        Cost(
            min(one.seconds for one in turns),
            min(one.busy for one in turns),
            min(one.peak for one in turns),
        )
        for turns in zip(*rounds, strict=True)
    ]


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


def contestants() -> list[Contestant]:
    """Return the linter, which comes first, and what it is measured beside."""
    version = (sys.executable, "-m", "restatelint", "version")
    tree, service = str(TREE), str(TREE / "service")
    found = [
        Contestant("restatelint check", restatelint(tree), None),
        Contestant("restatelint version, start-up alone", version, None),
        Contestant("reading the files, nothing else", (sys.executable, "-c", READ, tree), 3.0),
        Contestant("bare parse of the files that matter", (sys.executable, "-c", PARSE, service), None),
        Contestant("bare parse of every file", (sys.executable, "-c", PARSE, tree), 0.25),
    ]
    ast_grep = shutil.which("ast-grep")
    if ast_grep is not None:
        command = (ast_grep, "scan", "--config", str(HERE / "ast-grep" / "sgconfig.yml"), tree)
        found.append(Contestant("ast-grep, comparable patterns", command, 1.0))
    return found


def restatelint(path: str) -> tuple[str, ...]:
    """Return the command that checks a path."""
    options = ("--isolated", "--format", "concise")
    return (sys.executable, "-m", "restatelint", "check", *options, path)


def refuse_a_linter_that_finds_nothing() -> None:
    """Exit when a check of the sample service does not report: its time would mean nothing."""
    ran = subprocess.run(restatelint(str(ROOT / "demo")), capture_output=True, text=True, check=False)
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


def main(arguments: Sequence[str]) -> int:
    """Measure and print; a limit that is exceeded is marked, and the exit code stays 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="rounds; the best of them counts")
    parser.add_argument("paths", nargs="*", help="further trees to check, each within a second")
    options = parser.parse_args(arguments)
    runs: int = options.runs
    paths: list[str] = options.paths

    refuse_a_linter_that_finds_nothing()
    make_tree(go_source())
    files = [path for path in TREE.rglob("*.go") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    print(f"{len(files)} Go files, {size / 2**20:.0f} MiB, {os.cpu_count()} cores, best of {runs}\n")

    named = contestants()
    costs = best([one.command for one in named], runs)
    own = costs[0]
    rows = [("", "time", "processor", "memory", "restatelint takes", "limit", "")]
    for one, spent in zip(named, costs, strict=True):
        share = own.seconds / spent.seconds
        over = one.limit is not None and share > one.limit
        rows.append(
            (
                one.name,
                f"{spent.seconds * 1000:.0f} ms",
                f"{spent.busy * 1000:.0f} ms",
                f"{spent.peak / 2**20:.0f} MiB",
                f"{share:.2f} x" if one is not named[0] else "",
                f"{one.limit:.2f} x" if one.limit is not None else "",
                "over" if over else "",
            )
        )
    print(table(rows))

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
