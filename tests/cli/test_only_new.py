"""Only what is new: by a revision, by a patch, by a baseline, and with fixes."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from restatelint.report.formats import FORMATS
from tests.cli.conftest import BAD, CLOCK, GOOD

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

HELPER = 'package shop\n\nimport "time"\n\nfunc now() time.Time { return time.{} }\n'
CALLER = BAD.replace("time.Now()", "now()")


def git(shell: Shell, *arguments: str) -> None:
    """Run git in the directory, whoever the user is."""
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main")
    subprocess.run(
        ["git", *identity, *arguments], cwd=shell.directory, check=True, capture_output=True, timeout=60
    )


@pytest.fixture
def history(shell: Shell) -> Shell:
    """A repository in which forty faults are committed, and a branch that is checked out."""
    for number in range(40):
        shell.write(
            f"old/fault{number}.go", CLOCK.format(name=f"Old{number}").replace("sleepTo", f"to{number}")
        )
    git(shell, "init", "--quiet")
    git(shell, "add", ".")
    git(shell, "commit", "--quiet", "-m", "forty faults")
    git(shell, "checkout", "--quiet", "-b", "feature")
    return shell


def test_a_branch_answers_for_what_it_brings(history: Shell) -> None:
    new = CLOCK.format(name="New").replace("sleepTo", "toNew")
    history.write(
        "old/fault7.go", CLOCK.format(name="Old7").replace("sleepTo", "to7") + new.partition(")\n")[2]
    )

    ran = history.check("--diff-base", "main")

    assert ran.code == 1
    assert ran.out.splitlines()[0].startswith("old/fault7.go:18:23: warning[wall-clock]")
    assert "left out: 40 problems on lines that did not change since `main`" in ran.out
    assert "found 1 problem " in ran.out


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_reports_the_new_one_and_no_other(history: Shell, name: str) -> None:
    history.write("old/fresh.go", CLOCK.format(name="New").replace("sleepTo", "toNew"))

    ran = history.check("--diff-base", "main", "--format", name)

    assert ran.code == 1
    assert re.search(r"fault\d", ran.out) is None
    assert len(re.findall(NAMED.get(name, r"fresh\.go:10"), ran.out, re.MULTILINE)) == 1
    assert "40 problems on lines that did not change" in ran.out + ran.err


NAMED = {
    "agent": r"^1\. warning wall-clock, line 10",
    "html": r'"rule": "wall-clock"',
    "json": r'"rule": "wall-clock"',
    "jsonl": r'"rule": "wall-clock"',
    "sarif": r'"ruleId": "wall-clock"',
    "github": r"^::warning file=old/fresh\.go",
    "gitlab": r'"check_name": "wall-clock"',
    "junit": "<failure",
    "checkstyle": "<error",
    "rdjson": r'"value": "wall-clock"',
    "markdown": r"\| warning \|",
    "full": r"old/fresh\.go:10:23: warning",
}
"""What stands once in a report for each finding."""


def test_what_others_did_to_the_base_meanwhile_is_not_the_branchs(history: Shell) -> None:
    git(history, "checkout", "--quiet", "main")
    history.write("old/fault3.go", GOOD.replace("sleepTo", "to3"))
    git(history, "commit", "--quiet", "-a", "-m", "a fault less")
    git(history, "checkout", "--quiet", "feature")

    ran = history.check("--diff-base", "main")

    assert ran.code == 0
    assert "left out: 40" in ran.out


def test_a_file_that_git_does_not_track_yet_is_new(history: Shell) -> None:
    history.write("new/fault.go")

    assert history.check("--diff-base", "main").out.startswith("new/fault.go:10:25: warning")
    git(history, "add", ".")
    assert history.check("--diff-base", "HEAD").out.startswith("new/fault.go:10:25: warning")


def test_a_finding_is_new_where_its_cause_is(history: Shell) -> None:
    history.write("calls/call.go", CALLER)
    history.write("calls/now.go", HELPER.replace("{}", "Unix(0, 0)"))
    git(history, "add", ".")
    git(history, "commit", "--quiet", "-m", "no fault")
    assert history.check("--diff-base", "HEAD", "calls").code == 0
    history.write("calls/now.go", HELPER.replace("{}", "Now()"))

    ran = history.check("--diff-base", "HEAD")

    assert ran.code == 1
    assert ran.out.startswith("calls/call.go:10:25: warning[wall-clock]")


def test_paths_are_those_of_the_repository_wherever_one_stands(
    history: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.write("new/fault.go")
    monkeypatch.chdir(history.directory / "old")

    assert history.check("--diff-base", "main", "..").out.startswith("../new/fault.go:10:25: warning")


def test_a_base_that_is_not_there_says_how_to_fetch_it(history: Shell) -> None:
    ran = history.check("--diff-base", "origin/main")

    assert ran.code == 2
    assert "`origin/main`" in ran.err
    assert "fetch-depth: 0" in ran.err


def test_a_shallow_clone_says_how_to_fetch_the_rest(history: Shell) -> None:
    git(history, "commit", "--quiet", "--allow-empty", "-m", "one more")
    git(
        history, "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{history.directory}", "clone"
    )
    history.monkeypatch.chdir(history.directory / "clone")

    ran = history.check("--diff-base", "origin/main")

    assert ran.code == 2
    assert "fetch-depth: 0" in ran.err


def test_without_a_repository_there_is_no_base(shell: Shell) -> None:
    (shell.directory / ".git").rmdir()
    shell.write("fault.go")

    ran = shell.check("--diff-base", "main")

    assert ran.code == 2
    assert "not in a git repository" in ran.err


def test_a_file_that_broke_is_reported_whole(history: Shell) -> None:
    history.write("old/fault1.go", BAD.replace("return sleepTo", "return return sleepTo"))
    git(history, "add", ".")
    git(history, "commit", "--quiet", "-m", "broken")
    history.write("old/fault1.go", BAD.replace("return sleepTo", "return return sleepTo") + "\n// more\n")

    ran = history.check("--diff-base", "HEAD")

    assert "syntax-error" in ran.out
    assert ran.code == 1


PATCH = "--- a/fault.go\n+++ b/fault.go\n@@ -{} +{} @@\n-old\n+new\n"


def test_a_patch_says_what_is_new(shell: Shell) -> None:
    shell.write("fault.go")
    patch = shell.write("change.patch", PATCH.format(10, 10))

    assert shell.check("--diff-from-patch", str(patch)).code == 1
    assert shell.check("--diff-from-patch", "-", stdin=PATCH.format(10, 10)).code == 1
    ran = shell.check("--diff-from-patch", "-", stdin=PATCH.format(9, 9))
    assert ran.code == 0
    assert "left out: 1 problem on lines that the patch does not change" in ran.out


def test_what_is_no_patch_is_a_mistake(shell: Shell) -> None:
    shell.write("fault.go")
    shell.write("change.patch", "@@ -1 +1 @@\n")

    assert "change.patch:1: a hunk without a file" in shell.check("--diff-from-patch", "change.patch").err
    ran = shell.check("--diff-from-patch", "chance.patch")
    assert ran.code == 2
    assert "no such file" in ran.err


def test_a_baseline_knows_what_was_found(history: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = history.check("--write-baseline", "known.json")
    assert (ran.code, ran.err) == (0, "wrote known.json: 40 problems\n")

    history.write(
        "old/fault4.go", "// moved\n\n" + CLOCK.format(name="Old4").replace("sleepTo(ctx, 1,", "to4( ctx,1 ,")
    )
    history.write("new.go")
    monkeypatch.chdir(history.directory / "old")
    ran = history.check("--baseline", "../known.json", "..")

    assert ran.code == 1
    assert ran.out.startswith("../new.go:10:25: warning")
    assert "left out: 40 problems that ../known.json knows" in ran.out
    assert "found 1 problem " in ran.out


def test_what_is_gone_is_named_and_pruned(history: Shell) -> None:
    history.check("--write-baseline", "known.json")
    history.write("old/fault4.go", GOOD.replace("sleepTo", "to4"))
    (history.directory / "old" / "fault5.go").unlink()
    history.write("new.go")

    ran = history.check("--baseline", "known.json")
    assert "gone: known.json: wall-clock in old/fault4.go, Old4 is not found any more" in ran.out
    assert "gone: known.json: wall-clock in old/fault5.go, Old5" in ran.out

    ran = history.check("--baseline", "known.json", "--write-baseline", "known.json")
    assert ran.err == "wrote known.json: 38 problems, 2 pruned\n"
    assert ran.code == 1  # what is new is not taken up
    assert ran.out.startswith("new.go:10:25: warning")
    entries = json.loads((history.directory / "known.json").read_text("utf-8"))["findings"]
    assert len(entries) == 38
    assert "gone" not in history.check("--baseline", "known.json").out


def test_a_run_speaks_only_of_what_it_looked_at(history: Shell) -> None:
    history.check("--write-baseline", "known.json")
    history.write("old/fault4.go", GOOD.replace("sleepTo", "to4"))
    history.write("new.go")

    for options in (["new.go"], ["--ignore", "wall-clock"], ["old/fault5.go"]):
        ran = history.check("--baseline", "known.json", "--allow-empty", *options)
        assert "gone" not in ran.out
    assert history.check("--write-baseline", "known.json", "new.go").err == "wrote known.json: 41 problems\n"
    history.write("old/fault4.go", GOOD.replace("sleepTo", "to4") + "// more\n" * 1_000)
    ran = history.check("--baseline", "known.json", "--max-file-bytes", "1000")
    assert "gone" not in ran.out


def test_a_baseline_is_never_written_over_something_else(shell: Shell) -> None:
    path = shell.write("fault.go")

    ran = shell.check("--write-baseline", "fault.go")

    assert ran.code == 2
    assert "no baseline" in ran.err
    assert path.read_text("utf-8") == BAD


def test_a_baseline_is_not_written_through_a_link(shell: Shell) -> None:
    shell.write("fault.go")
    target = shell.write("elsewhere.json", '{"version": 1, "findings": []}\n')
    (shell.directory / "known.json").symlink_to(target)

    ran = shell.check("--write-baseline", "known.json")

    assert ran.code == 2
    assert target.read_text("utf-8") == '{"version": 1, "findings": []}\n'


def test_only_what_is_new_is_fixed_and_ignored(shell: Shell) -> None:
    path = shell.write("ids.go", IDS)
    shell.check("--write-baseline", "known.json")
    path.write_text(IDS + NEW, encoding="utf-8")

    ran = shell.check("--fix", "--baseline", "known.json")

    assert ran.code == 0, ran.out
    assert ran.err == "fixed 1 of 1 problem\n"
    assert path.read_text("utf-8") == IDS + NEW.replace("uuid.New()", "restate.UUID(ctx)")
    assert "left out: 1 problem that known.json knows" in ran.out

    path.write_text(IDS + NEW, encoding="utf-8")
    ran = shell.check("--add-ignore=known", "--baseline", "known.json")
    assert ran.code == 0
    assert path.read_text("utf-8").count("//restatelint:ignore") == 1
    assert path.read_text("utf-8").startswith(IDS)


IDS = """package shop

import (
	"github.com/google/uuid"
	restate "github.com/restatedev/sdk-go"
)

func Old(ctx restate.ObjectContext) error {
	restate.Set(ctx, "id", uuid.New())
	return nil
}
"""
NEW = """
func New(ctx restate.ObjectContext) error {
	restate.Set(ctx, "id", uuid.New())
	return nil
}
"""


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--diff-base", "a", "--diff-from-patch", "b"], "exclude each other"),
        (["--diff-base", "a", "--write-baseline", "b"], "--write-baseline writes all"),
        (["--fix", "--write-baseline", "b"], "--write-baseline and --fix exclude each other"),
        (["--baseline", "a", "--write-baseline", "b"], "two files"),
        (["-", "--baseline", "a"], "--baseline is for files"),
        (["--baseline", "missing.json"], "missing.json"),
    ],
)
def test_options_that_make_no_sense_together_are_refused(
    shell: Shell, options: list[str], words: str
) -> None:
    shell.write("fault.go")
    ran = shell.check(*options)

    assert ran.code == 2
    assert words in ran.err
