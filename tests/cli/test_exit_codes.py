"""The exit code: every row of the documented table, whatever the format."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from restatelint.engine.predicates import PREDICATES
from restatelint.report.formats import FORMATS
from tests.cli.conftest import BAD, GOOD
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import NoReturn

    from tests.cli.conftest import Shell

INFO = '[severities]\nwall-clock = "info"\n'


def test_clean_code_is_0(shell: Shell) -> None:
    shell.write("a.go", GOOD)

    ran = shell.check()

    assert (ran.code, ran.out, ran.err) == (0, "1 file checked, no problems\n", "")


def test_a_finding_is_1(shell: Shell) -> None:
    shell.write("a.go")

    ran = shell.check()

    assert ran.code == 1
    assert ran.out.startswith("a.go:10:25: ")
    assert "[wall-clock]" in ran.out


@pytest.mark.parametrize("name", FORMATS)
def test_the_code_is_the_same_in_every_format(shell: Shell, name: str) -> None:
    shell.write("bad/a.go")
    shell.write("good/a.go", GOOD)

    assert shell.check("--format", name, "bad").code == 1
    assert shell.check("--format", name, "good").code == 0
    assert shell.check("--format", name, ".git").code == 3
    assert shell.check("--format", name, "good", "--max-file-bytes", "9").code == 4


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--fail-on", "error"), 0),
        (("--fail-on", "warning"), 0),
        (("--fail-on", "info"), 1),
        (("--fail-on", "never"), 0),
        (("--fail-on", "info", "--exit-zero"), 0),
    ],
)
def test_what_fails_is_chosen_apart_from_what_is_printed(
    shell: Shell, options: tuple[str, ...], code: int
) -> None:
    shell.write("a.go")
    shell.write("restatelint.toml", INFO)

    ran = shell.check(*options)

    assert ran.code == code
    assert "[wall-clock]" in ran.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "--fromat", "json"), "no such option `--fromat` (did you mean `--format`?)"),
        (("check", "--format", "jsn"), "(did you mean `json`?)"),
        (("check", "--color", "allways"), "(did you mean `always`?)"),
        (("check", "--output", "sarf=x"), "(did you mean `sarif`?)"),
        (("check", "--output", "sarif"), "`sarif` is not FORMAT=PATH"),
        (("check", "--output", "json=nowhere/x"), "its directory does not exist"),
        (("check", "--output", "json=x", "--output", "sarif=x"), "cannot both be written to `x`"),
        (("check", "--output", "json=."), "is a directory"),
        (("check", "--select", "wall-clok"), "'--select'"),
        (("check", "--select", "wall-clok"), "(did you mean `wall-clock`?)"),
        (("check", "--ignore", "random,determinsm"), "(did you mean `determinism`?)"),
        (("check", "--extend-select", "wall-clok"), "'--extend-select'"),
        (("check", "ab.go"), "`ab.go` does not exist (did you mean `a.go`?)"),
        (("check", "srcs/deep/b.go"), "(did you mean `src`?)"),
        (("check", ""), "an empty path"),
        (("check", "-", "a.go"), "takes no other path"),
        (("check", "--config", "x.toml", "--isolated"), "exclude each other"),
        (("check", "--config", "x.toml"), "x.toml:1: cannot read the file"),
        (("check", "--max-file-bytes", "0"), "'--max-file-bytes'"),
        (("check", "--sdk-version", "newest"), "is not a version"),
        (("check", "--exclude", "!a.go"), "is not a pattern"),
        (("check", "--extend-exclude", "[a"), "is not a pattern"),
        (("check", "--no-suppressions", "--suppressions"), "exclude each other"),
        (("chekc",), "`chekc` is neither a command nor a path (did you mean `check`?)"),
        ((), "missing command"),
        (("rule", "wall-clok"), "(did you mean `wall-clock`?)"),
        (("rule",), "name a rule or give --all"),
        (("completion", "bsh"), "(did you mean `bash`?)"),
    ],
)
def test_wrong_usage_is_2_in_one_line(shell: Shell, arguments: tuple[str, ...], words: str) -> None:
    shell.write("a.go")
    shell.write("src/a.go")

    ran = shell.run(*arguments)

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("restatelint: ")
    assert ran.err.count("\n") == 1
    assert words in ran.err


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('selct = ["random"]\n', "restatelint.toml:1: unknown key `selct` (did you mean `select`?)"),
        ('\nselect = ["randm"]\n', "restatelint.toml:2: unknown rule, family or preset `randm`"),
        ('[per-path-ignores]\n"x/**" = ["randm"]\n', "restatelint.toml:2: unknown rule"),
        ("select = [\n", "restatelint.toml:2: "),
    ],
)
def test_wrong_settings_are_2_in_one_line(shell: Shell, settings: str, words: str) -> None:
    shell.write("a.go")
    shell.write("restatelint.toml", settings)

    ran = shell.check()

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"restatelint: {words}")


def test_nothing_to_check_is_3_and_may_be_allowed(shell: Shell) -> None:
    shell.write("notes.txt", "no Go")

    ran = shell.check()

    assert ran.code == 3
    assert "nothing to check" in ran.err
    assert "nothing to check" not in shell.check("--allow-empty").err
    assert shell.check("--allow-empty").code == 0


def test_files_that_are_all_left_out_are_nothing_to_check(shell: Shell) -> None:
    shell.write("a.go", f"// Code generated by us. DO NOT EDIT.\n\n{BAD}")
    shell.write("b_test.go")
    shell.write("legacy/c.go")

    assert shell.check("--extend-exclude", "legacy").code == 3


def test_a_syntax_error_is_a_finding(shell: Shell) -> None:
    shell.write("a.go", GOOD + "\nfunc broken( {\n")

    ran = shell.check()

    assert ran.code == 1
    assert "error[syntax-error]" in ran.out


def test_what_could_not_be_checked_is_4(shell: Shell) -> None:
    shell.write("a.go", GOOD)
    shell.write("b.go", GOOD + "// " + "x" * 2_000 + "\n")

    ran = shell.check("--max-file-bytes", "1000")

    assert ran.code == 4
    assert "not checked: b.go: too large" in ran.out


def test_what_could_not_be_checked_is_said_quietly_too(shell: Shell) -> None:
    shell.write("a.go", GOOD)

    ran = shell.check("-q", "--max-file-bytes", "10")

    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith("not checked: a.go: too large")


def test_a_finding_comes_before_what_could_not_be_checked(shell: Shell) -> None:
    shell.write("a.go")
    shell.write("b.go", GOOD + "// " + "x" * 2_000 + "\n")

    assert shell.check("--max-file-bytes", "1000").code == 1
    assert shell.check("--max-file-bytes", "1000", "--exit-zero").code == 4


def test_findings_below_the_threshold_do_not_hide_what_could_not_be_checked(shell: Shell) -> None:
    shell.write("restatelint.toml", INFO)
    shell.write("a.go")
    shell.write("b.go", GOOD + "// " + "x" * 2_000 + "\n")

    assert shell.check("--max-file-bytes", "1000").code == 4


def test_deep_nesting_is_4(shell: Shell) -> None:
    shell.write("a.go", GOOD + f"\nvar x = {'(' * 600}1{')' * 600}\n")

    ran = shell.check()

    assert ran.code == 4
    assert "not checked: a.go: nested deeper than" in ran.out


def broken(*_: object, **__: object) -> NoReturn:
    """Fail as a fault of ours would."""
    message = "no\nsuch thing"
    raise RuntimeError(message)


def test_a_bug_is_2_in_one_line(shell: Shell) -> None:
    shell.write("a.go")
    shell.monkeypatch.setattr("restatelint.cli.checked.report_on_files", broken)

    ran = shell.check()

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "this is a bug" in ran.err
    assert "RuntimeError: no" in ran.err


@pytest.mark.parametrize("option", ["-v", "-qv", "--verbose"])
def test_a_bug_shows_its_traceback_when_verbose(shell: Shell, option: str) -> None:
    shell.monkeypatch.setattr("restatelint.cli.checked.report_on_files", broken)

    ran = shell.check(option)

    assert ran.code == 2
    assert "Traceback (most recent call last)" in ran.err


def test_a_rule_that_raises_costs_only_itself_and_is_2(shell: Shell) -> None:
    shell.write("a.go", BAD.replace("\treturn sleepTo", "\tgo func() {}()\n\treturn sleepTo"))
    failing = dataclasses.replace(PREDICATES["effect"], ask=broken)
    shell.monkeypatch.setitem(PREDICATES, "effect", failing)

    ran = shell.check()

    assert ran.code == 2
    assert "[goroutine]" in ran.out
    assert "internal error: a.go: rule wall-clock raised RuntimeError: no␊such thing" in ran.out


def interrupted(*_: object, **__: object) -> NoReturn:
    """Fail as Ctrl-C does."""
    raise KeyboardInterrupt


def test_an_interrupt_is_130_and_quiet(shell: Shell) -> None:
    shell.monkeypatch.setattr("restatelint.cli.checked.report_on_files", interrupted)

    ran = shell.check()

    assert (ran.code, ran.out, ran.err) == (130, "", "")


def process(
    arguments: tuple[str, ...], stdout: int = subprocess.PIPE, stderr: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """Run a command line in a process of its own; streams that are not given are read."""
    return subprocess.run(
        [sys.executable, "-m", "restatelint", *arguments],
        stdout=stdout,
        stderr=stderr,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=60,
    )


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    """A pipe to write to, whose reader has gone away."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.mark.parametrize("arguments", [("check", "--format", "json"), ("rule", "--all"), ("--help",)])
def test_a_closed_pipe_is_quiet(shell: Shell, closed_pipe: int, arguments: tuple[str, ...]) -> None:
    shell.write("a.go")

    ran = process(arguments, stdout=closed_pipe)

    is_check = arguments[0] == "check"
    assert ran.returncode == (1 if is_check else 0)
    assert ran.stderr == (b"found 1 problem (1 warning) in 1 file\n" if is_check else b"")


@pytest.mark.parametrize(
    ("arguments", "code"), [(("--format", "json"), 1), (("--fromat",), 2), (("--format", "json", ".git"), 3)]
)
def test_a_closed_standard_error_does_not_change_the_code(
    shell: Shell, closed_pipe: int, arguments: tuple[str, ...], code: int
) -> None:
    shell.write("a.go")

    assert process(("check", *arguments), stderr=closed_pipe).returncode == code


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_a_full_disk_is_said(shell: Shell) -> None:
    shell.write("a.go")

    with open("/dev/full", "wb") as full:
        ran = process(("check",), stdout=full.fileno())

    assert ran.returncode == 2
    assert ran.stderr == b"restatelint: standard output cannot be written: no space left on device\n"


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_closed_streams_leave_the_code(shell: Shell) -> None:
    shell.write("a.go")

    ran = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" -m restatelint check >&- 2>&-', sys.executable],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=60,
    )

    assert ran.returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("command", ["check -", "verify", "verify -", "mcp"])
@pytest.mark.parametrize("closed", ["<&-", "<&- >&-"])
def test_standard_input_that_is_closed_is_wrong_usage(shell: Shell, command: str, closed: str) -> None:
    ran = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m restatelint {command} {closed}', sys.executable],
        cwd=shell.directory,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (ran.returncode, ran.stderr) == (2, "restatelint: standard input is closed\n")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_a_judge_works_where_every_stream_is_closed(shell: Shell) -> None:
    shell.write("a.go")

    ran = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" -m restatelint verify a.go <&- >&- 2>&-', sys.executable],
        cwd=shell.directory,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=60,
    )

    assert ran.returncode == 1
