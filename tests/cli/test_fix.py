"""What `check --fix`, `--diff` and `--add-ignore` write, leave alone and say."""

from __future__ import annotations

import json
import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import GOOD

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

CODE = """package shop

import (
	"log/slog"
	"time"

	"github.com/google/uuid"
	restate "github.com/restatedev/sdk-go"
)

func Place(ctx restate.ObjectContext) error {
	slog.Info("placed") // for the operator
	restate.Set(ctx, "id", uuid.NewString())
	restate.Set(ctx, "at", time.Now())
	return nil
}
"""
SAFE = """package shop

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

func Place(ctx restate.ObjectContext) error {
	ctx.Log().Info("placed") // for the operator
	restate.Set(ctx, "id", restate.UUID(ctx).String())
	restate.Set(ctx, "at", time.Now())
	return nil
}
"""
UNSAFE = SAFE.replace(
    '	restate.Set(ctx, "at", time.Now())\n',
    """	now, err := restate.Run(ctx, func(restate.RunContext) (time.Time, error) {
		return time.Now(), nil
	}, restate.WithName("now"))
	if err != nil {
		return err
	}
	restate.Set(ctx, "at", now)
""",
)


def endpoint(shell: Shell) -> None:
    """Write a module that is seen to leave the logger of contexts as it is."""
    shell.write("go.mod", "module example.com/shop\n\ngo 1.25.0\n")
    shell.write(
        "cmd/main.go",
        'package main\n\nimport "github.com/restatedev/sdk-go/server"\n\nfunc main() { server.NewRestate() }',
    )


def test_fix_makes_what_is_safe_and_reports_the_rest(shell: Shell) -> None:
    endpoint(shell)
    path = shell.write("a.go", CODE)

    ran = shell.check("--fix", "a.go")

    assert path.read_text("utf-8") == SAFE
    assert "[wall-clock]" in ran.out
    assert "[unique-id]" not in ran.out
    assert (ran.code, ran.err) == (1, "fixed 2 of 3 problems, 1 more with --unsafe-fixes\n")


def test_unsafe_fixes_are_made_as_well_if_asked_for(shell: Shell) -> None:
    path = shell.write("a.go", CODE)

    ran = shell.check("--fix", "--unsafe-fixes", ".")

    assert path.read_text("utf-8") == UNSAFE
    assert (ran.code, ran.err) == (0, "fixed 3 of 3 problems\n")
    again = shell.check("--fix", "--unsafe-fixes", ".")
    assert (path.read_text("utf-8"), again.err) == (UNSAFE, "fixed 0 of 0 problems\n")


def test_a_diff_says_what_would_change_and_changes_nothing(shell: Shell) -> None:
    path = shell.write("sub/a.go", CODE.rstrip("\n"))

    ran = shell.check("--diff", "--unsafe-fixes")

    assert path.read_text("utf-8") == CODE.rstrip("\n")
    assert (ran.code, ran.err) == (1, "would fix 3 of 3 problems\n")
    assert "\n\\ No newline at end of file\n" in ran.out
    applied = subprocess.run(
        ["patch", "-p1"], cwd=shell.directory, input=ran.out, text=True, capture_output=True
    )
    assert applied.returncode == 0
    assert path.read_text("utf-8") == UNSAFE.rstrip("\n")


COMMAND = CODE.replace("// for the operator", "/*\n::error::forged\n##[error]forged\n*/")


@pytest.mark.parametrize("program", [("patch", "-p1"), ("git", "apply")])
def test_in_a_log_of_github_a_diff_holds_no_command_and_applies(
    shell: Shell, program: tuple[str, ...]
) -> None:
    path = shell.write("sub/a.go", COMMAND)
    shell.monkeypatch.setenv("GITHUB_ACTIONS", "true")

    printed = [shell.check("--diff", "--unsafe-fixes").out for _ in range(2)]

    begin, *lines, end = printed[0].splitlines()
    assert begin == f"::stop-commands::{end.strip(':')}"
    assert re.fullmatch(r"::[0-9a-f]{32}::", end)
    assert "::error::forged" in [line.strip() for line in lines]
    assert begin not in printed[1]  # nobody can know the token
    subprocess.run(program, cwd=shell.directory, input=printed[0], text=True, capture_output=True, check=True)
    assert path.read_text("utf-8") == UNSAFE.replace(CODE, "").replace(
        "// for the operator", "/*\n::error::forged\n##[error]forged\n*/"
    )


def test_without_a_change_there_is_nothing_to_stop(shell: Shell) -> None:
    shell.write("a.go", GOOD)
    shell.monkeypatch.setenv("GITHUB_ACTIONS", "true")

    assert shell.check("--diff").out == ""


def test_the_name_of_a_file_forges_no_line_of_a_diff(shell: Shell) -> None:
    endpoint(shell)
    path = shell.write('a"\n+++ b\\x.go', CODE)

    ran = shell.check("--diff")

    assert ran.out.splitlines()[1] == r'+++ "b/a\042\012+++ b\134x.go"'
    subprocess.run(["git", "apply"], cwd=shell.directory, input=ran.out, text=True, check=True)
    assert path.read_text("utf-8") == SAFE


def test_line_ends_and_a_byte_order_mark_are_kept(shell: Shell) -> None:
    path = shell.write("a.go")
    path.write_bytes(b"\xef\xbb\xbf" + CODE.replace("\n", "\r\n").encode())

    shell.check("--fix", "--unsafe-fixes", "a.go")

    assert path.read_bytes() == b"\xef\xbb\xbf" + UNSAFE.replace("\n", "\r\n").encode()


def test_a_link_is_never_written_through(shell: Shell) -> None:
    path = shell.write("real/a.go", CODE)
    os.symlink(path, shell.directory / "link.go")

    ran = shell.check("--fix", "link.go")

    assert path.read_text("utf-8") == CODE
    assert "not written: real/a.go: it is named by a link\n" in ran.err


def test_a_file_keeps_its_mode_and_leaves_nothing_beside_it(shell: Shell) -> None:
    path = shell.write("a.go", CODE)
    path.chmod(0o640)

    shell.check("--fix", "a.go")

    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(shell.directory)) == [".git", "a.go"]


def test_what_is_suppressed_is_not_fixed(shell: Shell) -> None:
    code = CODE.replace("NewString())", "NewString()) //restatelint:ignore unique-id it never replays")
    path = shell.write("a.go", code)

    shell.check("--fix", "a.go")

    assert "uuid.NewString()" in path.read_text("utf-8")


def test_suppressions_that_do_nothing_go(shell: Shell) -> None:
    path = shell.write("a.go", SAFE.replace("return nil", "return nil //restatelint:ignore random no reason"))

    ran = shell.check("--fix", "a.go")

    assert path.read_text("utf-8") == SAFE
    assert ran.err.startswith("fixed 1 of 2 problems")


def test_a_machine_that_reads_the_fix_can_make_it(shell: Shell) -> None:
    shell.write("a.go", "// 𝄞\n" + CODE)
    (fix,) = (
        each["fix"]
        for each in json.loads(shell.run("check", "--format", "json", "a.go").out)["findings"]
        if each["rule"] == "unique-id"
    )
    data = ("// 𝄞\n" + CODE).encode()

    for edit in reversed(fix["edits"]):
        data = data[: edit["start"]["byte"]] + edit["replacement"].encode() + data[edit["end"]["byte"] :]

    assert fix["safety"] == "safe"
    assert "uuid" not in data.decode()
    assert "restate.UUID(ctx).String()" in data.decode()
    log = json.loads(shell.run("check", "--format", "sarif", "a.go").out)
    (result,) = (each for each in log["runs"][0]["results"] if each["ruleId"] == "unique-id")
    (change,) = result["fixes"][0]["artifactChanges"]
    assert [each["deletedRegion"]["startLine"] for each in change["replacements"]] == [8, 14]
    assert change["replacements"][1]["insertedContent"] == {"text": "restate.UUID(ctx).String()"}


def test_directives_are_written_for_everything(shell: Shell) -> None:
    path = shell.write("a.go", CODE)

    ran = shell.check("--add-ignore=older than the linter", ".")

    assert (ran.code, ran.err) == (0, "ignored 3 of 3 problems\n")
    text = path.read_text("utf-8")
    assert (
        '	//restatelint:ignore replayed-logging older than the linter\n	slog.Info("placed") // for'
        in text
    )
    assert "time.Now()) //restatelint:ignore wall-clock older than the linter\n" in text


def test_a_directive_without_a_reason_says_so_and_takes_no_path(shell: Shell) -> None:
    path = shell.write("a.go", CODE)

    ran = shell.check("--add-ignore", "a.go")

    assert ran.code == 0
    assert path.read_text("utf-8").count("not looked at yet") == 3


def test_a_directive_joins_one_that_is_there(shell: Shell) -> None:
    both = 'restate.Set(ctx, uuid.NewString(), time.Now()) //restatelint:ignore unique-id "it never replays"'
    path = shell.write("a.go", CODE.replace('restate.Set(ctx, "at", time.Now())', both))

    shell.check("--add-ignore=old", "a.go")

    assert "//restatelint:ignore unique-id,wall-clock " in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--fix", "-"), "--fix changes files, and `-` is none"),
        (("--unsafe-fixes", "a.go"), "it needs --fix or --diff"),
        (("--fix", "--add-ignore=old", "a.go"), "--add-ignore and --fix exclude each other"),
        (("--add-ignore=//", "a.go"), "--add-ignore needs a reason"),
    ],
)
def test_what_makes_no_sense_is_refused(shell: Shell, arguments: tuple[str, ...], message: str) -> None:
    path = shell.write("a.go", CODE)

    ran = shell.check(*arguments)

    assert ran.code == 2
    assert message in ran.err
    assert path.read_text("utf-8") == CODE
