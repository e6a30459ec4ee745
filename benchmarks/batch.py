"""Judges 20,000 answers in one process, in two, on Ray, and in a run that is killed half-way and resumed.

Says whether all four gave the same verdicts, how many answers a second each judged, and how that compares
with a bare parse of the same text. ``python -m benchmarks.batch [--answers N] [--ray]``
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import tree_sitter_go
from tree_sitter import Language, Parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ANSWERS = Path(__file__).resolve().parent.parent / "fixtures" / "_answers"
_CUT_SHORT = 10
_SEED = 17


def answers(number: int) -> Iterator[dict[str, str]]:
    """Yield rows made of the tasks' answers: names and comments differ, and one in ten is cut off."""
    files = sorted(path for path in ANSWERS.glob("[A-Z]*/*/*") if path.suffix in (".go", ".md"))
    generator = random.Random(_SEED)  # noqa: S311 - the same answers every time, nothing secret
    for index in range(number):
        path = files[index % len(files)]
        text = path.read_text("utf-8").replace("err ", f"err{index % 7} ", index % 3)
        text = text.replace("\n\n", f"\n\n// Variation {index}.\n", 1) if index % 2 else text
        if index % _CUT_SHORT == 0:
            text = text[: generator.randrange(len(text))]
        yield {"id": f"answer-{index}", "answer": text, "task": path.parts[-3]}


def judged(source: Path, target: Path, *options: str) -> float:
    """Judge a file of answers by the command and return the seconds it took."""
    begun = time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "restatelint",
        "batch",
        str(source),
        "--out",
        str(target),
        "-q",
        *options,
    ]
    code = subprocess.run(command, check=False).returncode
    if code not in (0, 4):
        raise SystemExit(code)
    return time.perf_counter() - begun


def killed_and_resumed(source: Path, target: Path, half: int) -> tuple[int, float]:
    """Kill a run once it has written half, resume it, and return how many there were then and the time."""
    command = [
        sys.executable,
        "-m",
        "restatelint",
        "batch",
        str(source),
        "--out",
        str(target),
        "-q",
        "--jobs",
        "2",
    ]
    process = subprocess.Popen(command, start_new_session=True)
    while process.poll() is None and _lines(target) < half:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    there = _lines(target)
    with target.open("ab") as file:
        file.write(b'{"id": "torn')
    return there, judged(source, target, "--jobs", "2", "--resume")


def parse_seconds(source: Path) -> float:
    """Return how long a bare parse of every answer takes, in one process."""
    texts = [json.loads(line)["answer"].encode() for line in source.open(encoding="utf-8")]
    begun = time.perf_counter()
    parser = Parser(Language(tree_sitter_go.language()))
    for text in texts:
        parser.parse(text)
    return time.perf_counter() - begun


def main(arguments: Sequence[str]) -> None:
    """Run all of it and print a table."""
    options = argparse.ArgumentParser()
    options.add_argument("--answers", type=int, default=20_000)
    options.add_argument("--ray", action="store_true")
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as directory:
        home = Path(directory)
        source = home / "answers.jsonl"
        with source.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in answers(chosen.answers))
        size = source.stat().st_size / 1e6
        parse = parse_seconds(source)
        print(f"{chosen.answers} answers, {size:.1f} MB as JSON Lines; a bare parse takes {parse:.2f} s")
        runs: dict[str, tuple[str, ...]] = {"1 process": ("--jobs", "1"), "2 processes": ("--jobs", "2")}
        if chosen.ray:
            runs["Ray, 2 workers"] = ("--engine", "ray", "--jobs", "2")
        targets: list[Path] = []
        for name, how in runs.items():
            targets.append(home / f"{len(targets)}.jsonl")
            _print(name, chosen.answers, judged(source, targets[-1], *how), parse)
        targets.append(home / "resumed.jsonl")
        there, seconds = killed_and_resumed(source, targets[-1], chosen.answers // 2)
        _print(f"killed after {there}, the rest", chosen.answers - there, seconds, parse)
        verdicts = {target.read_bytes() for target in targets}
        print("the verdicts are the same" if len(verdicts) == 1 else "THE VERDICTS DIFFER")
        counts: dict[str, int] = {}
        for line in targets[0].open(encoding="utf-8"):
            decision = json.loads(line)["decision"]
            counts[decision] = counts.get(decision, 0) + 1
        print(", ".join(f"{name}: {count}" for name, count in sorted(counts.items())))
    if len(verdicts) != 1:
        raise SystemExit(1)


def _print(name: str, number: int, seconds: float, parse: float) -> None:
    print(
        f"{name:<26} {seconds:7.1f} s {number / seconds:6.0f} answers/s {seconds / parse:5.1f} times a parse"
    )


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


if __name__ == "__main__":
    main(sys.argv[1:])
