"""Cuts every accepted answer of every task at every byte, and says what of it is accepted that is not whole.

Needs gofmt, which has the last word on what is Go. ``python -m scripts.cut [TASK]...``
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from restatelint.judge.answer import Terms, taken
from restatelint.judge.task import load_tasks, task_named
from restatelint.judge.verify import verify
from scripts.task_pages import answers, version_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def accepted_cuts(answer: bytes, task: str, version: str = "") -> list[bytes]:
    """Return what is accepted of an answer that is cut at every byte."""
    asked = task_named(task)
    cuts = (answer[:end] for end in range(len(answer) + 1))
    return [cut for cut in cuts if verify(cut, asked, sdk_version=version).accepted]


def is_go(answer: bytes) -> bool:
    """Whether Go's own parser reads every unit of an answer."""
    return all(
        subprocess.run(["gofmt", "-e"], input=unit.source.data, capture_output=True, check=False).returncode
        == 0
        for unit in taken(answer, "<answer>", Terms()).units
    )


def faults(task: str, path: Path) -> tuple[int, int, list[str]]:
    """Return how many cuts of an answer there are, how many are accepted, and which of these are no Go."""
    data = path.read_bytes()
    cuts = accepted_cuts(data, task, f"{version_of(path)}.0")
    wrong = [f"{path.name} cut at byte {len(cut)}" for cut in cuts if not is_go(cut)]
    if data not in cuts:
        wrong.append(f"{path.name} is not accepted as a whole")
    return len(data) + 1, len(cuts), wrong


def main(arguments: Sequence[str]) -> int:
    """Cut the answers of some tasks, or of all; return 1 if anything is accepted that is not whole."""
    if shutil.which("gofmt") is None:
        print("gofmt is not installed", file=sys.stderr)
        return 3
    wanted = arguments or list(load_tasks())
    pairs = [(task, path) for task in wanted for path in answers(task, "accepted")]
    total = accepted = 0
    wrong: list[str] = []
    with ProcessPoolExecutor() as pool:
        for cuts, whole, found in pool.map(faults, *zip(*pairs, strict=True)):
            total, accepted = total + cuts, accepted + whole
            wrong += found
    print(f"{len(pairs)} answers cut at {total} places: {accepted} accepted, {len(wrong)} of them wrongly")
    print("".join(f"  {each}\n" for each in wrong), end="")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
