"""Names and kinds of files that mean harm: nothing hangs, nothing acts, nothing looks clean."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import BAD, GOOD

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


@needs_posix
def test_a_fifo_does_not_hang(shell: Shell) -> None:
    os.mkfifo(shell.directory / "fifo.go")

    ran = shell.check("fifo.go")
    assert ran.code == 4
    assert "not checked: fifo.go: not a regular file" in ran.out
    shell.write("a.go", GOOD)
    assert shell.check().code == 0


@needs_posix
@pytest.mark.parametrize(
    ("large", "why"),
    [(True, "too large: 300000 bytes, the limit is 256000"), (False, "a link, expected a regular file")],
)
def test_an_ignore_file_that_ignores_nothing_is_said(shell: Shell, large: bool, why: str) -> None:
    shell.write("a.go", GOOD)
    if large:
        (shell.directory / ".gitignore").write_bytes(b"a.go #\n".ljust(300_000, b"\n"))
    else:
        (shell.directory / "real").write_bytes(b"a.go\n")
        (shell.directory / ".gitignore").symlink_to("real")
    line = f"not followed: .gitignore: nothing is ignored for it: {why}"

    ran = shell.check()
    assert ran.code == 0
    assert line in ran.out
    ran = shell.check("--format", "json")
    assert json.loads(ran.out)["complete"] is True
    assert line in ran.err


@needs_posix
def test_links_in_a_circle_end(shell: Shell) -> None:
    shell.write("a.go")
    (shell.directory / "again").symlink_to(".")
    (shell.directory / "loop.go").symlink_to("loop.go")

    ran = shell.check()
    assert ran.code == 1
    assert ran.out.count("wall-clock") == 1
    ran = shell.check("loop.go")
    assert ran.code in (2, 4)
    assert "loop.go" in ran.out + ran.err


@needs_posix
def test_a_file_named_twice_is_reported_once(shell: Shell) -> None:
    shell.write("a.go")
    (shell.directory / "b.go").symlink_to("a.go")

    assert shell.check("a.go", "./a.go", "b.go", ".").out.count("wall-clock") == 1


def test_a_directory_may_look_like_a_file(shell: Shell) -> None:
    shell.write("x.go/y.go")

    assert shell.check().out.startswith("x.go/y.go:10:25: ")
    assert shell.check("x.go").code == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes as a name")
def test_a_name_that_is_not_utf_8_is_shown(shell: Shell) -> None:
    name = os.fsdecode(b"bad\xff.go")
    shell.write(name)

    assert shell.check().out.startswith("bad<FF>.go:10:25: ")
    assert shell.check(name).code == 1
    (finding,) = json.loads(shell.check("--format", "json").out)["findings"]
    assert finding["path"] == "bad\ufffd.go"
    assert shell.check("--format", "sarif").code == 1


@needs_posix
def test_nothing_in_a_name_acts_on_a_terminal(shell: Shell) -> None:
    shell.write("\x1b]8;;http:evil\x07\u202e.go")
    shell.write("\x1b[2Jbroken.go", "x" * 5000)

    for arguments in ((), ("-q",), ("-v",), ("--format", "github"), ("--max-file-bytes", "9")):
        ran = shell.check(*arguments)
        assert ran.code in (1, 4)
        for character in "\x1b\x07\u202e\x9b":
            assert character not in ran.out + ran.err
    ran = shell.check("\x1b[2J.go")
    assert ran.code == 2
    assert "\x1b" not in ran.err


@needs_posix
def test_a_name_that_reads_as_a_workflow_command_does_not_begin_a_line(shell: Shell) -> None:
    shell.write("::error::x.go")
    shell.write("a,line=1::error::x.go")

    for name in ("full", "concise", "github"):
        ran = shell.check("--format", name)
        assert ran.code == 1
        assert not [line for line in ran.out.splitlines() if line.startswith(("::error::", "##["))]


@needs_posix
def test_an_option_is_no_path_and_a_path_no_option(shell: Shell) -> None:
    shell.write("--format.go")

    assert shell.check("--", "--format.go").code == 1
    assert shell.check("--format.go").code == 2


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file"
)
def test_a_file_without_permission_is_not_clean(shell: Shell) -> None:
    shell.write("a.go").chmod(0)

    ran = shell.check()

    assert ran.code == 4
    assert "not checked: a.go: cannot read the file: permission denied" in ran.out


def test_a_file_that_vanishes_is_not_clean(shell: Shell) -> None:
    path = shell.write("a.go", BAD)

    def vanished(*_: object) -> None:
        path.unlink(missing_ok=True)

    shell.monkeypatch.setattr("restatelint.source.tree.DiskTree.read", vanished)

    ran = shell.check("a.go")

    assert ran.code == 4
    assert "not checked: a.go: cannot read the file: no such file or directory" in ran.out
    shell.write("a.go", BAD)
    summary = json.loads(shell.check("--format", "json").out)["summary"]
    assert (summary["files"], summary["checked"], summary["skipped"]) == (1, 0, 1)
