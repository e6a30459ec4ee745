"""docs/own-rules.md walked in a new place: what it says to write is written, what it says to type, typed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.test_action import Runner
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (ROOT / "docs" / "own-rules.md").read_text("utf-8")
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
RULE = "tools/rules/orders/no-printing"


def blocks() -> list[tuple[str, str]]:
    return [(match["kind"], match["text"]) for match in BLOCK.finditer(PAGE)]


def typed(block: str) -> Iterator[tuple[str, str]]:
    """Yield the commands of a block with what it shows that they print."""
    for part in block.split("\n$ ") if block.startswith("$ ") else []:
        command, _, printed = part.removeprefix("$ ").partition("\n")
        yield command.partition("  #")[0].rstrip(), printed.rstrip("\n")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A repository with nothing in it, and a runner of GitHub."""
    repository, home = tmp_path / "shop", tmp_path / "home"
    repository.mkdir()
    home.mkdir()
    (home / "summary").touch()
    (home / "path").write_text(f"{Path(sys.executable).parent}\n", "utf-8")
    made = Runner(repository, home)
    made.git("init", "--quiet")
    return made


def run(runner: Runner, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", command],
        cwd=runner.repository,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "XDG_CACHE_HOME": str(runner.home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_page_leads_from_nothing_to_a_red_run(runner: Runner) -> None:
    place = runner.repository
    commands: list[str] = []
    workflow: list[dict[str, str]] = []
    for kind, text in blocks():
        if kind == "go" and text.startswith("// Package shop"):
            (place / "shop.go").write_text(text, "utf-8")
        elif kind == "scm":
            (place / RULE / "query.scm").write_text(text, "utf-8")
        elif kind == "toml" and text.startswith("[[fix]]"):
            with (place / RULE / "rule.toml").open("a", encoding="utf-8") as file:
                file.write(f"\n{text}")
        elif kind == "toml" and text.startswith("# restatelint.toml\nrules ="):
            (place / "restatelint.toml").write_text(text, "utf-8")
        elif kind == "yaml":
            workflow = yaml.safe_load(text)
        elif kind == "console":
            for command, printed in typed(text):
                ran = run(runner, command)
                commands.append(command)
                assert ran.returncode in (0, 1), f"{command}\n{ran.stdout}"
                if printed:
                    assert ran.stdout.rstrip("\n") == printed, command
    assert len(commands) == 7

    checkout, lint, test = workflow
    assert checkout["uses"].startswith("actions/checkout@")
    assert lint["uses"].startswith("restatelint/restatelint@")
    red = runner.step(1)
    assert red.returncode == 1
    assert "::warning file=shop.go,line=15," in red.stdout
    assert "no-printing" in runner.summary()
    assert run(runner, test["run"]).returncode == 0
    # and a rule that no longer does what its fixtures say is red as well
    query = place / RULE / "query.scm"
    query.write_text(query.read_text("utf-8").replace("fmt.Println", "fmt.Sprint"), "utf-8")
    assert run(runner, test["run"]).returncode == 1


def test_the_fix_of_the_page_is_made(runner: Runner) -> None:
    for kind, text in blocks():
        if kind == "go" and text.startswith("// Package shop"):
            (runner.repository / "shop.go").write_text(text, "utf-8")
    run(runner, f"restatelint rule new {RULE}")
    fix = next(text for kind, text in blocks() if text.startswith("[[fix]]"))
    with (runner.repository / RULE / "rule.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{fix}")
    (runner.repository / RULE / "query.scm").write_text(
        next(t for kind, t in blocks() if kind == "scm"), "utf-8"
    )
    (runner.repository / "restatelint.toml").write_text('rules = ["tools/rules"]\n', "utf-8")

    ran = run(runner, "restatelint check --select orders --fix --format json 2>fixed")

    assert ran.returncode == 0, ran.stdout
    assert json.loads(ran.stdout)["findings"] == []
    assert 'ctx.Log().Info(fmt.Sprint("placing", number))' in (runner.repository / "shop.go").read_text(
        "utf-8"
    )
