"""Every task by its answers: those to accept, which compile, and those to reject, each for its own reason."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from restatelint.judge.answer import Terms, taken
from restatelint.judge.task import load_tasks
from restatelint.judge.verify import verify
from tests.harness.toolchain import go

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = ROOT / "fixtures" / "_answers"
TASKS = sorted(load_tasks())
VERSIONS = ("v0.24", "v1.0")


def answers(task: str, kind: str) -> list[Path]:
    """Return the files of a task's answers of a kind."""
    return sorted(path for path in (ANSWERS / task / kind).glob("*") if path.suffix in (".go", ".md"))


def version_of(path: Path) -> str:
    """Return the release that an accepted answer is for, from its name: ``v1.0-short.go``."""
    match = re.match(r"v\d+\.\d+", path.name)
    assert match is not None, f"{path} does not begin with a version"
    return match[0]


ACCEPTED = [(task, path) for task in TASKS for path in answers(task, "accepted")]
REJECTED = [(task, path) for task in TASKS for path in answers(task, "rejected")]


def name_of(each: object) -> str:
    """Return the name of a parameter for the test's own."""
    return str(each.relative_to(ANSWERS)) if isinstance(each, Path) else ""


@pytest.mark.parametrize(("task", "path"), ACCEPTED, ids=name_of)
def test_an_answer_is_accepted(task: str, path: Path) -> None:
    verdict = verify(path.read_bytes(), task, sdk_version=f"{version_of(path)}.0")

    assert [(reason.kind.value, reason.id, reason.message) for reason in verdict.reasons] == []
    assert verdict.accepted, verdict.report.notes


@pytest.mark.parametrize(("task", "path"), REJECTED, ids=name_of)
def test_an_answer_is_rejected_for_the_reason_in_its_name(task: str, path: Path) -> None:
    verdict = verify(path.read_bytes(), task)

    # a service that nothing binds lacks what its handlers do as well, so others may stand beside
    assert path.name.partition(".")[0] in [reason.id for reason in verdict.reasons]


@pytest.mark.parametrize("task", TASKS)
def test_a_task_has_answers_of_every_kind(task: str) -> None:
    accepted, rejected = answers(task, "accepted"), answers(task, "rejected")

    assert {version_of(path) for path in accepted} >= set(VERSIONS)
    assert len({path.name.partition(".")[0] for path in rejected}) >= 4
    assert (ROOT / "tasks" / task / "README.md").stat().st_size > 100


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_accepted_compiles(version: str, tmp_path: Path) -> None:
    for name in ("go.mod", "go.sum"):
        shutil.copy(ANSWERS / "modules" / version / name, tmp_path)
    for task, path in ACCEPTED:
        if version_of(path) != version:
            continue
        for unit in taken(path.read_bytes(), path.name, Terms()).units:
            name = unit.source.location.strip("/").replace("/", "_")
            home = (
                tmp_path
                / task.lower()
                / re.sub(r"\W", "_", path.name)
                / Path(unit.source.location).parent.name
            )
            home.mkdir(parents=True, exist_ok=True)
            (home / name).write_bytes(unit.source.data)
    vet = go(tmp_path, "vet", "./...")

    assert vet.stderr == ""
    assert vet.returncode == 0
