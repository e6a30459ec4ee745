"""What the command line keeps between runs, and how it is told not to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Shell


def entries(directory: Path) -> list[Path]:
    return sorted(directory.glob("*.cached")) if directory.is_dir() else []


def test_the_second_run_says_what_the_first_said(shell: Shell, tmp_path: Path) -> None:
    shell.write("a.go")
    kept = tmp_path / "kept"
    first, second = (shell.run("check", "--format", "json", "--cache-dir", str(kept), ".") for _ in range(2))
    assert first == second
    assert first.code == 1
    assert len(entries(kept)) == 1


def test_what_cannot_be_read_is_said_once_in_both_runs(shell: Shell, tmp_path: Path) -> None:
    shell.write("a.go")
    shell.write("b.go", "// " + "x" * 5_000 + '\npackage a\nimport _ "github.com/restatedev/sdk-go"\n')
    options = ("check", "--max-file-bytes", "2000", "--cache-dir", str(tmp_path / "kept"), ".")
    first, second = shell.run(*options), shell.run(*options)
    assert first == second
    assert first.out.count("too large") == 1


def test_nothing_is_kept_where_that_is_asked_for(shell: Shell, tmp_path: Path) -> None:
    shell.write("a.go")
    shell.run("check", "--no-cache", "--cache-dir", str(tmp_path / "kept"), ".")
    assert not entries(tmp_path / "kept")


def test_the_environment_names_the_directory(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESTATELINT_CACHE_DIR", str(tmp_path / "named"))
    shell.write("a.go")
    shell.run("check", ".")
    assert len(entries(tmp_path / "named")) == 1
    assert shell.run("cache", "dir").out.strip() == str(tmp_path / "named")
    assert "removed 1 entry" in shell.run("cache", "clean").err
    assert not entries(tmp_path / "named")


def test_nothing_is_kept_in_the_checkout(shell: Shell, tmp_path: Path) -> None:
    shell.write("a.go")
    before = sorted(os.listdir(shell.directory))
    shell.run("check", "--cache-dir", str(tmp_path / "kept"), ".")
    assert sorted(os.listdir(shell.directory)) == before


def test_a_directory_that_cannot_be_written_is_a_warning(shell: Shell, tmp_path: Path) -> None:
    shell.write("a.go")
    (tmp_path / "in-the-way").write_text("")
    ran = shell.check("--cache-dir", str(tmp_path / "in-the-way" / "below"), ".")
    assert ran.code == 1
    assert "wall-clock" in ran.out
    assert ran.err.count("the cache was not written: ") == 1


def test_standard_input_is_never_kept(shell: Shell, tmp_path: Path) -> None:
    shell.run("check", "--cache-dir", str(tmp_path / "kept"), "-", stdin="package a\n")
    assert not entries(tmp_path / "kept")
