"""The GitHub action: its steps are run as a runner runs them, in a repository with a history."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.cli.conftest import CLOCK
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

INPUT = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the action, as it is written."""

    script: str
    environment: Mapping[str, str]


def action() -> tuple[dict[str, str], list[Step]]:
    """Return the defaults of the inputs, and the steps."""
    written = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    defaults = {name: each["default"] for name, each in written["inputs"].items()}
    return defaults, [Step(each["run"], each["env"]) for each in written["runs"]["steps"]]


@dataclass(frozen=True, slots=True)
class Runner:
    """A repository, and where a runner keeps what it hands from step to step."""

    repository: Path
    home: Path

    def git(self, *arguments: str) -> None:
        """Run git in the repository, whoever the user is."""
        identity = ("-c", "user.name=test", "-c", "user.email=test@example.com")
        subprocess.run(["git", *identity, *arguments], cwd=self.repository, check=True, capture_output=True)

    def step(self, number: int, **given: str) -> subprocess.CompletedProcess[str]:
        """Run a step as GitHub runs a composite one: by bash, which stops at the first mistake."""
        defaults, steps = action()
        inputs = {**defaults, **{name.replace("_", "-"): value for name, value in given.items()}}
        step = steps[number]
        kept = {key: value for key, value in os.environ.items() if not key.startswith("RESTATELINT_")}
        added = (self.home / "path").read_text("utf-8").split()
        environment = {
            **kept,
            "PATH": os.pathsep.join([*added, kept["PATH"]]),
            "RUNNER_TEMP": str(self.home),
            "GITHUB_PATH": str(self.home / "path"),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_STEP_SUMMARY": str(self.home / "summary"),
            **{
                key: INPUT.sub(lambda match: inputs[match[1]], value)
                for key, value in step.environment.items()
            },
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.script],
            cwd=self.repository,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )

    def summary(self) -> str:
        """Return what the step wrote for people."""
        return (self.home / "summary").read_text("utf-8")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A repository with forty faults on main and one more on a branch; restatelint is installed already."""
    repository, home = tmp_path / "repository", tmp_path / "home"
    (repository / "old").mkdir(parents=True)
    home.mkdir()
    (home / "summary").touch()
    (home / "path").write_text(f"{os.path.dirname(sys.executable)}\n", "utf-8")
    made = Runner(repository, home)
    for number in range(40):
        code = CLOCK.format(name=f"Old{number}").replace("sleepTo", f"to{number}")
        (repository / "old" / f"fault{number}.go").write_text(code, "utf-8")
    made.git("init", "--quiet", "-b", "main")
    made.git("add", ".")
    made.git("commit", "--quiet", "-m", "forty faults")
    made.git("checkout", "--quiet", "-b", "feature")
    (repository / "new.go").write_text(CLOCK.format(name="New"), "utf-8")
    made.git("add", ".")
    made.git("commit", "--quiet", "-m", "one fault")
    return made


def test_a_pull_request_is_told_of_its_one_fault(runner: Runner) -> None:
    ran = runner.step(1, diff_base="main", sarif="found.sarif")

    assert ran.returncode == 1
    assert [line for line in ran.stdout.splitlines() if line.startswith("::")] == [
        line for line in ran.stdout.splitlines() if line.startswith("::warning file=new.go,line=10,")
    ]
    assert ran.stdout.count("::warning ") == 1
    results = json.loads((runner.repository / "found.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert len(results) == 1
    assert "found 1 problem " in runner.summary()
    assert "<code>new&#46;go" in runner.summary() or "<code>new.go" in runner.summary()


def test_without_a_base_everything_is_told(runner: Runner) -> None:
    ran = runner.step(1)

    assert ran.returncode == 1
    assert ran.stdout.count("::warning ") == 41
    assert "found 41 problems" in runner.summary()


def test_a_step_may_be_told_not_to_fail_to_annotate_or_to_summarise(runner: Runner) -> None:
    ran = runner.step(
        1, fail_on="never", annotations="false", step_summary="false", paths="new.go\nold/fault1.go"
    )

    assert ran.returncode == 0
    assert "::" not in ran.stdout
    assert "found 2 problems" in ran.stdout
    assert runner.summary() == ""


def test_a_baseline_that_is_committed_is_used(runner: Runner) -> None:
    wrote = [sys.executable, "-m", "restatelint", "check", "--write-baseline", "known.json", "old"]
    subprocess.run(wrote, cwd=runner.repository, check=True, capture_output=True)

    ran = runner.step(1, baseline="known.json")

    assert ran.returncode == 1
    assert ran.stdout.count("::warning ") == 1


def test_a_missing_base_says_what_to_fetch(runner: Runner) -> None:
    ran = runner.step(1, diff_base="origin/main")

    assert ran.returncode == 2
    assert "fetch-depth: 0" in ran.stderr


def test_nothing_in_an_input_is_run(runner: Runner) -> None:
    harm = "$(touch harmed)`touch harmed`;touch harmed"
    runner.step(1, paths=f"{harm}\n--config=x", fail_on=harm, diff_base=harm, baseline=harm, sarif=harm)

    assert not (runner.repository / "harmed").exists()
    _, steps = action()
    assert all("${{" not in step.script for step in steps)


@pytest.mark.slow
def test_the_action_installs_what_it_runs(runner: Runner) -> None:
    (runner.home / "path").write_text("", "utf-8")

    installed = runner.step(0)
    assert installed.returncode == 0, installed.stderr

    ran = runner.step(1, diff_base="main")
    assert ran.returncode == 1, ran.stderr
    assert ran.stdout.count("::warning ") == 1
