"""`restatelint init` asks, writes what is not there yet, and what it writes works."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import yaml

from restatelint.cli.beginnings import beginnings

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

HOOKS, WORKFLOW = ".pre-commit-config.yaml", ".github/workflows/restatelint.yml"


def test_everything_is_written_unless_it_is_there(shell: Shell) -> None:
    ran = shell.run("init", "--yes")

    assert (ran.code, ran.out) == (0, f"wrote restatelint.toml\nwrote {HOOKS}\nwrote {WORKFLOW}\n")
    before = {name: (shell.directory / name).read_text() for name in ("restatelint.toml", HOOKS, WORKFLOW)}
    again = shell.run("init", "--yes")
    assert (again.code, again.out) == (0, "")
    assert "restatelint.toml: holds settings already" in again.err
    assert before == {name: (shell.directory / name).read_text() for name in before}


def test_what_is_written_is_read(shell: Shell) -> None:
    shell.run("init", "--yes")
    shell.write("shop.go")

    assert shell.check().code == 1
    settings = (shell.directory / "restatelint.toml").read_text()
    shell.write("restatelint.toml", settings.replace("\n# ", "\n").replace("what each", "# what each"))
    assert shell.check().code == 2  # tools/rules is not there: all other keys were read
    (hook,) = yaml.safe_load((shell.directory / HOOKS).read_text())["repos"]
    assert hook["hooks"] == [{"id": "restatelint"}]
    workflow = yaml.safe_load((shell.directory / WORKFLOW).read_text())
    checkout, lint = workflow["jobs"]["restatelint"]["steps"]
    assert checkout["with"]["fetch-depth"] == 0
    assert lint["with"] == {"diff-base": "${{ github.base_ref && format('origin/{0}', github.base_ref) }}"}


def test_each_file_is_asked_about(shell: Shell) -> None:
    ran = shell.run("init", stdin="n\ny\nn\n")

    assert ran.out == f"wrote {HOOKS}\n"
    assert "write restatelint.toml (settings, with the most common keys as comments)? [Y/n]" in ran.err
    assert sorted(os.listdir(shell.directory)) == [".git", HOOKS]


def test_where_nobody_answers_nothing_is_written(shell: Shell) -> None:
    ran = shell.run("init")

    assert ran.code == 2
    assert "--yes" in ran.err
    assert os.listdir(shell.directory) == [".git"]


@pytest.mark.parametrize(
    "before",
    [
        "repos:\n  - repo: https://example.com/a\n    rev: v1\n    hooks:\n      - id: a\n",
        "default_stages: [pre-commit]\nrepos:\n- repo: https://example.com/a\n  rev: v1\n  hooks:\n  - id: a",
        "repos:\n\n# none yet\n",
        "repos:\n  - repo: https://example.com/a\n    rev: v1\n    hooks: [{id: a}]\n\n# the end\n",
    ],
)
def test_a_hook_is_added_to_those_that_are_there(shell: Shell, before: str) -> None:
    shell.write(HOOKS, before)
    known = yaml.safe_load(before)["repos"] or []

    assert f"wrote {HOOKS}\n" in shell.run("init", "--yes").out

    after = yaml.safe_load((shell.directory / HOOKS).read_text())
    assert after["repos"][:-1] == known
    assert after["repos"][-1]["repo"] == "https://github.com/restatelint/restatelint"


@pytest.mark.parametrize(
    "before",
    ["repos: []\n", "repos:\n  - repo: local\n    hooks: []\nfail_fast: true\n", "repos: [\n]\n", "\t- x\n"],
)
def test_what_cannot_be_added_to_safely_is_left_alone(shell: Shell, before: str) -> None:
    shell.write(HOOKS, before)

    ran = shell.run("init", "--yes")

    assert f"{HOOKS}: add the hook by hand" in ran.err
    assert (shell.directory / HOOKS).read_text() == before


def test_what_names_restatelint_already_is_left_alone(shell: Shell) -> None:
    shell.write("pyproject.toml", "[tool.restatelint]\n")
    shell.write(HOOKS, "repos:\n  - repo: local\n    hooks:\n      - id: restatelint\n")
    shell.write(".github/workflows/ci.yaml", "steps:\n  - run: restatelint check\n")

    ran = shell.run("init", "--yes")

    assert (ran.code, ran.out) == (0, "")
    assert ran.err.count(" already\n") == 3


def test_another_ci_is_told_what_to_run(shell: Shell) -> None:
    shell.write(".gitlab-ci.yml", "stages: []\n")

    assert ".gitlab-ci.yml: add by hand" in shell.run("init", "--yes").err
    assert not (shell.directory / ".github").exists()


def test_it_is_the_repository_that_is_begun(shell: Shell) -> None:
    (shell.directory / "services" / "shop").mkdir(parents=True)
    shell.run("init", "--yes", "services/shop")
    assert (shell.directory / "restatelint.toml").exists()
    assert shell.run("init", "nowhere").code == 2


def test_the_main_branch_is_that_of_the_repository(shell: Shell) -> None:
    shell.write(".git/HEAD", "ref: refs/heads/feature\n")
    shell.write(".git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/master\n")
    *_, workflow = beginnings(str(shell.directory))
    assert "branches: [master]" in (workflow.text or "")
