"""The commands beside check: rule, config, version, completion, and how a command is found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from restatelint.engine.settings import json_schema
from restatelint.report.rule_index import GUARDRAILS
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def test_a_path_or_an_option_alone_means_check(shell: Shell) -> None:
    shell.write("a.go")

    for arguments in (("a.go",), (".",), ("-q", "a.go"), ("--format", "json", "a.go"), ("--fail-on=info",)):
        ran = shell.run(*arguments)
        assert ran.code == 1
        assert "wall-clock" in ran.out


def test_a_path_may_have_the_name_of_a_command(shell: Shell) -> None:
    shell.write("rule/a.go")

    assert shell.run("check", "rule").code == 1


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("check", "--help"), ("rule", "-h")])
def test_help_is_printed(shell: Shell, arguments: tuple[str, ...]) -> None:
    ran = shell.run(*arguments)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Usage: restatelint")


def test_the_version_is_that_of_the_package(shell: Shell) -> None:
    (version,) = (
        line.partition('"')[2].rstrip('"\n')
        for line in (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
        if line.startswith("version = ")
    )

    assert shell.run("version").out == f"restatelint {version}\n"
    assert shell.run("--version").out == f"restatelint {version}\n"
    assert "tree-sitter " in shell.run("version", "-v").out


def test_a_rule_is_explained_with_its_page(shell: Shell) -> None:
    page = (ROOT / "rules" / "determinism" / "wall-clock" / "README.md").read_text("utf-8")

    ran = shell.run("rule", "wall-clock")
    assert ran.code == 0
    assert ran.out.startswith("wall-clock: ")
    assert "family determinism" in ran.out
    assert page.splitlines()[0] in ran.out
    assert shell.run("rule", "wall-clock", "--format", "markdown").out == page
    (rule,) = json.loads(shell.run("rule", "wall-clock", "--format", "json").out)["rules"]
    assert (rule["id"], rule["family"], rule["page"]) == ("wall-clock", "determinism", page)


def test_the_index_of_all_rules_is_the_page_of_the_documentation(shell: Shell) -> None:
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    ids = {path.parent.name for path in (ROOT / "rules").glob("*/*/rule.toml")}

    assert shell.run("rule", "--all", "--format", "markdown").out == page
    assert {line.partition("]")[0][3:] for line in page.splitlines() if line.startswith("| [")} == ids
    assert {each for own in GUARDRAILS.values() for each in own} <= ids


def test_all_rules_are_listed(shell: Shell) -> None:
    ids = sorted(path.parent.name for path in (ROOT / "rules").glob("*/*/rule.toml"))

    listed = [line.split()[0] for line in shell.run("rule", "--all").out.splitlines()]
    assert listed == ids
    rules = json.loads(shell.run("rule", "--all", "--format", "json").out)["rules"]
    assert [rule["id"] for rule in rules] == ids
    family = {path.parent.name for path in (ROOT / "rules").glob("determinism/*/rule.toml")}
    assert {line.split()[0] for line in shell.run("rule", "determinism").out.splitlines()} == family


def test_the_schema_of_settings_is_printed(shell: Shell) -> None:
    assert json.loads(shell.run("config", "schema").out) == json_schema()


@pytest.mark.parametrize("name", ["zsh", "fish"])
def test_a_shell_gets_its_completion_script(shell: Shell, name: str) -> None:
    ran = shell.run("completion", name)

    assert ran.code == 0
    assert "_RESTATELINT_COMPLETE" in ran.out


def test_the_script_is_answered() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "restatelint"],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "_RESTATELINT_COMPLETE": "zsh_complete",
            "COMP_WORDS": "restatelint check --format js",
            "COMP_CWORD": "3",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert ran.returncode == 0
    assert "json" in ran.stdout.split()
    assert "full" not in ran.stdout.split()
