"""One repository with a history, from its first commit to a pull request, as a team lives with restatelint.

Forty old faults are written down as a baseline; a hook of pre-commit and the steps of the action use it. A
pull request that adds one fault is told of that one, in every format, and what it mends is pruned.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from restatelint.report.formats import FORMATS
from tests.cli.conftest import CLOCK, GOOD
from tests.cli.test_only_new import NAMED
from tests.test_action import Runner
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BASELINE = "restatelint-baseline.json"
WAYS = {"baseline": ("--baseline", BASELINE), "base": ("--diff-base", "main")}
HOOK = f"""repos:
  - repo: {{linter}}
    rev: {{revision}}
    hooks:
      - id: restatelint
        args: [--baseline, {BASELINE}]
"""


@dataclass(frozen=True, slots=True)
class Team:
    """A repository with forty old faults on main, written down, and a branch that adds one."""

    runner: Runner

    @property
    def directory(self) -> Path:
        """Where it is."""
        return self.runner.repository

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run restatelint there."""
        return subprocess.run(
            [sys.executable, "-m", "restatelint", "check", *arguments],
            cwd=self.directory,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def commit(self, message: str) -> None:
        """Commit everything."""
        self.runner.git("add", ".")
        self.runner.git("commit", "--quiet", "--no-verify", "-m", message)


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Make the repository once: what the tests do to it they do to copies."""
    repository, home = tmp_path_factory.mktemp("team"), tmp_path_factory.mktemp("home")
    (home / "summary").touch()
    (home / "path").write_text(f"{os.path.dirname(sys.executable)}\n", "utf-8")
    made = Team(Runner(repository, home))
    (repository / "old").mkdir()
    (repository / "go.mod").write_text("module shop\n\nrequire github.com/restatedev/sdk-go v1.0.2\n")
    for number in range(40):
        code = CLOCK.format(name=f"Old{number}").replace("sleepTo", f"to{number}")
        (repository / "old" / f"fault{number}.go").write_text(code, "utf-8")
    made.runner.git("init", "--quiet", "-b", "main")
    wrote = made.run("--write-baseline", BASELINE)
    assert wrote.stderr == f"wrote {BASELINE}: 40 problems\n"
    made.commit("forty faults, written down")
    made.runner.git("checkout", "--quiet", "-b", "feature")
    fault7 = repository / "old" / "fault7.go"
    fresh = CLOCK.format(name="Fresh").replace("sleepTo", "toFresh").partition(")\n")[2]
    fault7.write_text(f"{fault7.read_text('utf-8')}{fresh}", "utf-8")
    made.commit("a fault among the old ones")
    return made


COUNTED: dict[str, Callable[[str], int]] = {
    "json": lambda report: len(json.loads(report)["findings"]),
    "jsonl": lambda report: sum(json.loads(line).get("rule") is not None for line in report.splitlines()),
    "sarif": lambda report: len(json.loads(report)["runs"][0]["results"]),
    "gitlab": lambda report: len(json.loads(report)),
    "rdjson": lambda report: len(json.loads(report)["diagnostics"]),
    "junit": lambda report: len(ElementTree.fromstring(report).findall(".//failure")),
    "checkstyle": lambda report: len(ElementTree.fromstring(report).findall(".//error")),
    "github": lambda report: len(re.findall(r"^::(?:error|warning|notice) ", report, re.MULTILINE)),
}
"""How many findings a report for machines holds, as what reads it counts them."""


@pytest.mark.parametrize("way", sorted(WAYS))
def test_every_format_tells_of_the_new_fault_and_of_no_other(team: Team, tmp_path: Path, way: str) -> None:
    outputs = [f"--output={name}={tmp_path / name}" for name in FORMATS]

    ran = team.run(*WAYS[way], *outputs)

    assert ran.returncode == 1, ran.stderr
    for name in FORMATS:
        report = (tmp_path / name).read_text("utf-8")
        assert re.search(r"fault(?!7\.go)\d", report) is None, name
        once = NAMED.get(name, r"fresh\.go:10").replace("fresh", "fault7")
        once = once.replace("10:23", "18:25").replace("go:10", "go:18").replace("line 10", "line 18")
        assert len(re.findall(once, report, re.MULTILINE)) == 1, name
        if name in COUNTED:
            assert COUNTED[name](report) == 1, name


def test_the_steps_of_the_action_tell_of_it(team: Team) -> None:
    for given in ({"diff_base": "main"}, {"baseline": BASELINE}):
        (team.runner.home / "summary").write_text("", "utf-8")
        ran = team.runner.step(1, sarif="found.sarif", **given)

        assert ran.returncode == 1, ran.stderr
        assert COUNTED["github"](ran.stdout) == 1
        assert "::warning file=old/fault7.go,line=18," in ran.stdout
        sarif = (team.directory / "found.sarif").read_text("utf-8")
        (team.directory / "found.sarif").unlink()
        assert COUNTED["sarif"](sarif) == 1
        assert "found 1 problem " in team.runner.summary()


def test_what_is_mended_is_pruned_and_nothing_is_added(team: Team, tmp_path: Path) -> None:
    shutil.copytree(team.directory, tmp_path / "team")
    mine = Team(Runner(tmp_path / "team", team.runner.home))
    for number in (3, 4):
        path = mine.directory / "old" / f"fault{number}.go"
        path.write_text(path.read_text("utf-8").replace("time.Now()", "time.Unix(0, 0)"), "utf-8")

    named = mine.run("--baseline", BASELINE)
    assert named.stdout.count("is not found any more") == 2
    pruned = mine.run("--baseline", BASELINE, "--write-baseline", BASELINE)

    assert pruned.returncode == 1  # the new fault is no part of it
    assert pruned.stderr.splitlines()[0] == f"wrote {BASELINE}: 38 problems, 2 pruned"
    after = mine.run("--baseline", BASELINE)
    assert "is not found any more" not in after.stdout
    assert "found 1 problem " in after.stdout
    kept = json.loads((mine.directory / BASELINE).read_text("utf-8"))["findings"]
    assert not {each["path"] for each in kept} & {"old/fault3.go", "old/fault4.go"}


@pytest.mark.slow
def test_the_hook_of_pre_commit_lives_with_the_old_faults(team: Team, tmp_path: Path) -> None:
    linter = tmp_path / "linter"
    linter.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, linter)
    for name in ("restatelint", "rules", "tasks"):
        shutil.copytree(ROOT / name, linter / name, ignore=shutil.ignore_patterns("__pycache__"))
    source = Team(Runner(linter, team.runner.home))
    source.runner.git("init", "--quiet")
    source.commit("the linter")
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=linter, capture_output=True, text=True, check=True
    ).stdout.strip()
    shutil.copytree(team.directory, tmp_path / "team")
    mine = Team(Runner(tmp_path / "team", team.runner.home))
    config = HOOK.format(linter=linter, revision=revision)
    (mine.directory / ".pre-commit-config.yaml").write_text(config, "utf-8")

    def hooked() -> subprocess.CompletedProcess[str]:
        mine.runner.git("add", ".")
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"],
            cwd=mine.directory,
            env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "pre-commit")},
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )

    ran = hooked()
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert re.findall(r"^old/\S+", ran.stdout, re.MULTILINE) == ["old/fault7.go:18:25:"]
    (mine.directory / "old" / "fault7.go").write_text(GOOD.replace("Place", "Old7"), "utf-8")
    ran = hooked()
    assert ran.returncode == 0, ran.stdout + ran.stderr
