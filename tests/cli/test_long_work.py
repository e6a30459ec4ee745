"""Long work: a bar for who looks, how many processes there are, checks after a change, and Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from restatelint.cli import progress
from restatelint.cli.progress import Bar, bar_wanted
from restatelint.cli.undivided import undivided
from restatelint.cli.watch import concerns
from restatelint.judge import jobs
from tests.cli.conftest import BAD, CLOCK, GOOD
from tests.cli.test_killed import ends, lives, settles, started
from tests.test_layers import ROOT

pty = pytest.importorskip("pty", reason="there are no such terminals")

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
RUN = (sys.executable, "-m", "restatelint")


@pytest.mark.parametrize(
    ("environment", "is_terminal", "quiet", "wanted"),
    [
        ({}, True, False, True),
        ({}, False, False, False),
        ({}, True, True, False),
        ({"CI": "true"}, True, False, False),
        ({"TERM": "dumb"}, True, False, False),
    ],
)
def test_a_bar_is_for_somebody_who_looks(
    environment: dict[str, str], is_terminal: bool, quiet: bool, wanted: bool
) -> None:
    assert bar_wanted(environment, is_terminal, quiet=quiet) is wanted


def test_a_bar_comes_only_where_work_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[object, ...]] = []

    class Drawing:
        def add_task(self, *_: str, **__: int | None) -> int:
            return 0

        def update(self, _task: int, **shown: object) -> None:
            drawn.append((shown["description"], shown["completed"], shown["total"]))

        def stop(self) -> None:
            drawn.append(("gone",))

    monkeypatch.setattr(progress, "_started", Drawing)
    times = iter([0.0, 0.1, 0.5, 1.0, 1.01, 2.0, 3.0])
    shown = Bar(shows=True, clock=lambda: next(times))

    shown.stage("checking", 9)  # at 0.1
    shown.advance()  # at 0.5
    assert drawn == []
    shown.advance()  # at 1.0, long enough
    shown.advance()  # at 1.01, too soon to look again
    shown.reach(7)
    shown.stage("checking again", 0)
    shown.close()

    assert drawn == [("checking", 2, 9), ("checking", 7, 9), ("checking again", 0, None), ("gone",)]


def many(shell: Shell, number: int = 60) -> None:
    for each in range(number):
        shell.write(f"p{each}/a.go", CLOCK.format(name=f"N{each}").replace("sleepTo", f"to{each}"))


def test_much_is_said_of_how_many_processes_work(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "ENOUGH", 1)
    many(shell)

    assert "checking 60 files in 1 process\n" in shell.check("-v", "--no-cache", "--jobs", "1").err
    assert "checking 60 files in 2 processes\n" in shell.check("-v", "--jobs", "2").err
    again = shell.check("-v", "--jobs", "2").err
    assert "nothing changed: the report on 60 files is that of an earlier run" in again
    assert "process" not in shell.check("--no-cache", "--jobs", "2").err


def test_processes_tell_of_the_files_they_have_begun(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "ENOUGH", 1)
    many(shell)
    reached: list[int] = []
    monkeypatch.setattr(Bar, "reach", lambda _self, number: reached.append(number))

    shell.check("--no-cache", "--jobs", "2")

    assert reached
    assert reached == sorted(reached)
    assert 0 <= reached[-1] <= 60


def on_terminal(arguments: list[str], directory: Path) -> str:
    """Return what a command writes to standard error where that is a terminal."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "PYTHONPATH": str(ROOT)}
    for name in ("CI", "NO_COLOR", "FORCE_COLOR"):
        environment.pop(name, None)
    program = (
        "import sys; from restatelint.cli import progress, main; progress._PATIENCE = progress._EVERY = 0.0;"
        "sys.argv[0] = 'restatelint'; main.run()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=directory,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    written = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    process.wait(60)
    return ESCAPE.sub("", written.decode())


@pytest.mark.parametrize("command", ["check", "fix", "batch"])
def test_a_terminal_shows_a_bar_and_takes_it_away(shell: Shell, command: str) -> None:
    many(shell, 3)
    shell.write("a.jsonl", "".join(json.dumps({"id": str(each), "answer": GOOD}) + "\n" for each in range(3)))
    arguments = {
        "check": ["check", "--no-cache"],
        "fix": ["check", "--no-cache", "--fix", "--unsafe-fixes"],
        "batch": ["batch", "a.jsonl", "--out", "v.jsonl", "--jobs", "1"],
    }[command]
    words = {"check": ["checking"], "fix": ["trying fixes", "checking again"], "batch": ["judging"]}[command]

    shown = on_terminal(arguments, shell.directory)

    for each in words:
        assert re.search(rf"{each} .*[0-9]+/3", shown), shown


def test_no_terminal_no_bar(shell: Shell) -> None:
    many(shell, 3)
    ran = subprocess.run([*RUN, "check", "--no-cache"], cwd=shell.directory, capture_output=True, check=False)
    assert ran.stderr == b""


def test_what_is_undivided_is_done_before_it_is_interrupted() -> None:
    done = []

    def work() -> None:
        with undivided():
            signal.raise_signal(signal.SIGINT)
            done.append("all of it")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["all of it"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.fixture
def waiting(tmp_path: Path) -> Path:
    """A directory with a fault."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.go").write_text(BAD, encoding="utf-8")
    return tmp_path


INTERRUPTED = """
import os, signal, sys
from restatelint.cli import fixing, main
real = {owner}.{name}
def interrupted(*given, **named):
    os.kill(os.getpid(), signal.SIGINT)
    return real(*given, **named)
{owner}.{name} = interrupted
main.run()
"""


def interrupt(directory: Path, function: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command that is interrupted as it calls a function."""
    owner, _, name = function.partition(".")
    return subprocess.run(
        [sys.executable, "-c", INTERRUPTED.format(owner=owner, name=name), *arguments],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_fixes_are_written_to_all_files_or_to_none(waiting: Path) -> None:
    for name in ("b.go", "c.go"):
        (waiting / name).write_text(BAD.replace("sleepTo", name[0]).replace("Place", name[0].upper()))
    before = {path.name: path.read_text() for path in waiting.glob("*.go")}

    ran = interrupt(waiting, "fixing.fixed_files", "check", "--fix", "--unsafe-fixes")
    assert (ran.returncode, ran.stdout) == (130, "")
    assert {path.name: path.read_text() for path in waiting.glob("*.go")} == before

    ran = interrupt(waiting, "fixing.write_changed", "check", "--fix", "--unsafe-fixes")
    assert ran.returncode == 130
    after = {path.name: path.read_text() for path in waiting.iterdir() if path.is_file()}
    assert set(after) == set(before)
    assert all("restate.Run" in text for text in after.values())


@pytest.mark.parametrize(
    "arguments", [("--output", "json=out"), ("--output", "html=out"), ("--write-baseline", "out")]
)
def test_a_file_whose_writing_is_interrupted_is_the_old_one(
    waiting: Path, arguments: tuple[str, str]
) -> None:
    before = '{"version": 1, "findings": []}'
    (waiting / "out").write_text(before)

    ran = interrupt(waiting, "os.fsync", "check", "--no-cache", *arguments)

    assert ran.returncode == 130, ran.stderr
    assert (waiting / "out").read_text() == before
    assert sorted(path.name for path in waiting.iterdir()) == [".git", "a.go", "out"]


SEVERAL = """
import multiprocessing, os, signal
from restatelint.cli import main
from restatelint.judge import jobs, workers
jobs.ENOUGH = 1
real = workers.wait
def interrupted(*given):
    with open("children", "w") as file:
        file.write(" ".join(str(each.pid) for each in multiprocessing.active_children()))
    os.kill(os.getpid(), signal.SIGINT)
    return real(*given)
workers.wait = interrupted
main.run()
"""


def test_the_processes_of_a_check_that_is_interrupted_end_with_it(shell: Shell) -> None:
    many(shell)

    ran = subprocess.run(
        [sys.executable, "-c", SEVERAL, "check", "--jobs", "2", "--output", "json=out.json"],
        cwd=shell.directory,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "")
    children = [int(each) for each in (shell.directory / "children").read_text().split()]
    assert len(children) == 2
    assert not any(map(lives, children))
    assert not (shell.directory / "out.json").exists()


def test_a_batch_that_is_interrupted_can_be_gone_on_with(tmp_path: Path) -> None:
    arguments = ["batch", "in.jsonl", "--jobs", "2", "--out", "out.jsonl"]
    with started(tmp_path, arguments, "") as process:
        assert settles(lambda: len([*(tmp_path / "judges").iterdir()]) == 2)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert ends(process.stdout)
    assert (tmp_path / "out.jsonl").read_bytes() == b""

    ran = subprocess.run(
        [*RUN, *arguments, "--resume", "--quiet"], cwd=tmp_path, capture_output=True, timeout=60, check=False
    )

    assert ran.returncode == 0, ran.stderr
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 4


def test_what_a_check_reads_is_watched() -> None:
    for path in ("a/b.go", "README.md", "restatelint.toml", "x/go.mod", "rules/a/b/query.scm", ".gitignore"):
        assert concerns(path), path
    for path in ("a.out", "restatelint-baseline.json", "image.png", ".a.go.swp"):
        assert not concerns(path), path


def test_a_check_is_made_again_after_each_change_until_it_is_interrupted(waiting: Path) -> None:
    pytest.importorskip("watchfiles")
    process = subprocess.Popen(
        [*RUN, "check", "--watch", "--format", "concise", "--no-cache"],
        cwd=waiting,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    os.set_blocking(process.stdout.fileno(), False)
    said = b""

    def says(words: bytes) -> bool:
        nonlocal said
        assert process.stdout is not None
        said += process.stdout.read() or b""
        return words in said

    try:
        assert settles(lambda: says(b"found 1 problem "))
        (waiting / "a.go").write_text(GOOD, encoding="utf-8")
        assert settles(lambda: says(b"1 file checked, no problems"))
        (waiting / "restatelint.toml").write_text("presett = 1", encoding="utf-8")
        (waiting / "restatelint.toml").write_text('preset = "strict"', encoding="utf-8")
        (waiting / "b.go").write_text(BAD.replace("sleepTo", "b").replace("Place", "B"), encoding="utf-8")
        assert settles(lambda: says(b"b.go:10:"))
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert b"changed: a.go\n" in process.stderr.read()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


def test_standard_input_cannot_be_watched(shell: Shell) -> None:
    assert shell.check("--watch", "-").code == 2
