"""Where reports go, in what order, and what is said beside them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import BAD, CLOCK, GOOD
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def test_reports_go_to_files_beside_the_console(shell: Shell) -> None:
    shell.write("a.go")

    ran = shell.check("--output", "json=out.json", "--output", "sarif=out.sarif", "--color", "always")

    assert "\x1b[" in ran.out
    document = json.loads((shell.directory / "out.json").read_text("utf-8"))
    assert [one["path"] for one in document["findings"]] == ["a.go"]
    log = json.loads((shell.directory / "out.sarif").read_text("utf-8"))
    assert log["runs"][0]["results"][0]["ruleId"] == "wall-clock"


def test_a_report_replaces_the_old_one_whole(shell: Shell) -> None:
    shell.write("a.go")
    old = shell.write("out.json", "old")
    old.chmod(0o640)
    again = shell.directory / "again.json"
    os.link(old, again)

    assert shell.check("--output", "json=out.json").code == 1
    assert json.loads(old.read_text("utf-8"))["findings"]
    assert old.stat().st_mode & 0o777 == 0o640
    assert again.read_text("utf-8") == "old"
    assert sorted(os.listdir(shell.directory)) == [".git", "a.go", "again.json", "out.json"]


@needs_posix
@pytest.mark.parametrize(
    "command", [("check", "a.go", "--output", "json={}"), ("verify", "a.go", "--save", "{}")]
)
@pytest.mark.parametrize("target", ["victim", "nowhere", "/dev/null", "link"])
def test_a_report_is_never_written_through_a_link(
    shell: Shell, command: tuple[str, ...], target: str
) -> None:
    shell.write("a.go")
    victim = shell.write("victim", "mine")
    (shell.directory / "link").symlink_to("victim")
    (shell.directory / "out").symlink_to(target)

    ran = shell.run(*(each.format("out") for each in command))
    assert ran.code == 2
    assert "it is a link" in ran.err
    assert victim.read_text("utf-8") == "mine"
    assert not (shell.directory / "nowhere").exists()


@needs_posix
def test_a_pipe_that_nobody_reads_is_not_waited_for(shell: Shell) -> None:
    shell.write("a.go")
    os.mkfifo(shell.directory / "out")

    ran = shell.check("--output", "json=out")
    assert ran.code == 2
    assert "out" in ran.err
    assert shell.run("verify", "a.go", "--save", "out").code == 2


@needs_posix
def test_a_pipe_with_a_reader_is_written_to(shell: Shell) -> None:
    shell.write("a.go")
    os.mkfifo(shell.directory / "out")
    reader = os.open(shell.directory / "out", os.O_RDONLY | os.O_NONBLOCK)

    assert shell.check("--output", "json=out").code == 1
    assert json.loads(os.read(reader, 1_000_000))["findings"]
    os.close(reader)


@needs_posix
def test_a_report_may_go_to_a_stream_of_the_process(shell: Shell) -> None:
    shell.write("a.go")
    with (shell.directory / "log").open("w") as log:
        log.write("before\n")
        log.flush()
        for path in ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"):
            subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "restatelint",
                    "check",
                    "a.go",
                    "--output",
                    f"concise={path}",
                    "--diff",
                ],
                cwd=shell.directory,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=log,
                stderr=subprocess.DEVNULL,
                check=False,
            )
    lines = (shell.directory / "log").read_text("utf-8").splitlines()
    assert lines[0] == "before"
    assert sum("[wall-clock]" in line for line in lines) == 3
    assert shell.check("--output", "json=/dev/null").code == 1


def test_nothing_found_is_still_json(shell: Shell) -> None:
    ran = shell.check("--format", "json")

    assert ran.code == 3
    assert json.loads(ran.out)["findings"] == []
    assert "nothing" not in ran.out


def test_what_people_read_of_a_format_for_machines_goes_to_standard_error(shell: Shell) -> None:
    shell.write("a.go")

    assert shell.check("--format", "json").err == "found 1 problem (1 warning) in 1 file\n"
    assert shell.check("--format", "json", "-q").err == ""
    ran = shell.check("--format", "json", "--statistics")
    assert json.loads(ran.out)
    assert "1  determinism/wall-clock\n" in ran.err


def test_statistics_count_findings_by_rule(shell: Shell) -> None:
    shell.write("a.go", BAD.replace("\treturn sleepTo", "\tgo func() {}()\n\treturn sleepTo"))
    shell.write("b.go", CLOCK.format(name="Other"))

    assert shell.check("-q", "--statistics").out.endswith(
        "2  determinism/wall-clock\n1  concurrency/goroutine\n"
    )


def test_verbose_says_what_was_left_out(shell: Shell) -> None:
    shell.write("a.go", GOOD)
    shell.write("b.go", f"// Code generated by us. DO NOT EDIT.\n\n{BAD}")

    assert shell.check().err == ""
    assert shell.check("-v").err.endswith("\nskipped: b.go: generated code\n")


def test_suppressed_findings_are_shown_on_demand(shell: Shell) -> None:
    shell.write("a.go", BAD.replace("time.Now())", "time.Now()) //restatelint:ignore wall-clock no harm"))

    assert shell.check().out == "1 file checked, no problems\n"
    ran = shell.check("--show-suppressed")
    assert ran.code == 0
    assert "(suppressed: no harm)" in ran.out
    assert shell.check("--no-suppressions").code == 1


@pytest.mark.parametrize(
    ("variables", "colored"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_the_environment_decides_on_colour(shell: Shell, variables: dict[str, str], colored: bool) -> None:
    shell.write("a.go")
    for name, value in variables.items():
        shell.monkeypatch.setenv(name, value)

    assert ("\x1b[" in shell.check().out) is colored
    assert "\x1b[" not in shell.check("--color", "never").out


def test_paths_are_shown_relative_to_the_current_directory(shell: Shell) -> None:
    shell.write("x/a.go")
    shell.write("y/b.go", CLOCK.format(name="Other"))
    shell.monkeypatch.chdir(shell.directory / "x")

    out = shell.check(str(shell.directory)).out

    assert [line.partition(":")[0] for line in out.splitlines()[:2]] == ["../y/b.go", "a.go"]


def places(shell: Shell, name: str, *paths: str) -> list[str]:
    """Return the paths in a report on some paths."""
    out = shell.run("check", "--format", name, *paths).out
    if name == "sarif":
        results = json.loads(out)["runs"][0]["results"]
        return [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results]
    if name == "gitlab":
        return [each["location"]["path"] for each in json.loads(out)]
    return [line.partition("file=")[2].partition(",")[0] for line in out.splitlines()]


@pytest.mark.parametrize("name", ["sarif", "github", "gitlab"])
def test_places_for_a_repository_begin_at_its_top_wherever_the_command_runs(shell: Shell, name: str) -> None:
    shell.write("svc/a.go")
    shell.write("svc/deep/b.go")
    (shell.directory.parent / "above").mkdir()

    expected = ["svc/a.go", "svc/deep/b.go"]
    assert places(shell, name, ".") == expected
    for directory, path in (("svc", "."), ("svc/deep", ".."), ("../above", str(shell.directory))):
        shell.monkeypatch.chdir(shell.directory / directory)
        assert places(shell, name, path) == expected
        assert "svc/a.go" not in shell.check(".").out.splitlines()[0]


def test_a_finding_is_the_same_wherever_the_command_runs(shell: Shell) -> None:
    shell.write("svc/a.go")
    shell.write("b/a.go")

    def fingerprints(path: str) -> set[str]:
        found = json.loads(shell.run("check", "--format", "json", path).out)["findings"]
        return {each["fingerprint"] for each in found}

    whole = fingerprints(".")
    shell.monkeypatch.chdir(shell.directory / "svc")
    assert len(whole) == 2
    assert fingerprints("..") == whole
    assert fingerprints(".") < whole
    stdin = shell.run("check", "-", "--stdin-filename", "a.go", "--format", "json", stdin=BAD).out
    assert json.loads(stdin)["findings"][0]["fingerprint"] in fingerprints(".")


def test_without_a_repository_places_are_as_they_are_shown(shell: Shell) -> None:
    (shell.directory / ".git").rmdir()
    shell.write("svc/a.go")
    shell.monkeypatch.chdir(shell.directory / "svc")

    assert places(shell, "sarif", ".") == ["a.go"]
    assert "<stdin>" in shell.run("check", "-", "--format", "github", stdin=BAD).out


def test_the_order_of_paths_and_of_hashes_changes_nothing(shell: Shell) -> None:
    names = [f"{directory}/{name}.go" for directory in ("b", "a", "a-b") for name in ("z", "m")]
    for number, name in enumerate(names):
        shell.write(name, CLOCK.format(name=f"Place{number}") + "\nfunc init() { go func() {}() }\n")
    shell.write("a/restatelint.toml", "")
    command = [sys.executable, "-m", "restatelint", "check", "--format", "json"]

    outputs = {
        subprocess.run(
            [*command, *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
            timeout=60,
        ).stdout
        for seed, arguments in (("0", names), ("7", names[::-1]), ("42", ["a", "b", "a-b", "b"]))
    }

    (output,) = outputs
    found = [(one["path"], one["start"]["line"]) for one in json.loads(output)["findings"]]
    assert found == sorted(found)
    assert len(found) == 6


def test_a_terminal_that_knows_links_is_given_the_page_of_the_rule(shell: Shell) -> None:
    shell.write("shop.go")
    shell.monkeypatch.setenv("FORCE_HYPERLINK", "1")

    plain = shell.check("--color", "never").out
    ran = shell.check()
    full = shell.run("check", "--format", "full", "--no-cache")

    page = "https://github.com/restatelint/restatelint/blob/main/rules/determinism/wall-clock/README.md"
    assert f"\x1b]8;;{page}\x1b\\warning[wall-clock]\x1b]8;;\x1b\\" in ran.out
    assert f"page: \x1b]8;;{page}\x1b\\{page}\x1b]8;;\x1b\\" in full.out
    assert "\x1b" not in plain
    assert "\x1b" not in shell.check("--format", "json").out
