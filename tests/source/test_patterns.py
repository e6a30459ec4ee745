"""The language of .gitignore: what git says of a path is what the patterns say, and no pattern takes long."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from restatelint.source.ignores import MAX_BYTES, IgnoreFile, Steps, ignore_file, is_ignored
from restatelint.source.patterns import PatternError, pattern_of

if TYPE_CHECKING:
    from pathlib import Path

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def matches(pattern: str, path: str, *, directory: bool = False) -> bool:
    found = pattern_of(pattern)
    assert found is not None
    return found.matches(path.split("/"), directory=directory)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("a.go", "a.go"),
        ("a.go", "x/y/a.go"),
        ("/a.go", "a.go"),
        ("x/a.go", "x/a.go"),
        ("*.go", "x/a.go"),
        ("*_gen.go", "x/a_gen.go"),
        ("a*b*c", "abxbc"),
        ("a*bc*c", "abcbcc"),
        ("*", ".x"),
        ("?.go", "é.go"),
        ("[a-c]x", "bx"),
        ("[!a-c]x", "dx"),
        ("[^a-c]x", "dx"),
        ("[]]x", "]x"),
        ("[a-]x", "-x"),
        ("[[:digit:]_]x", "_x"),
        ("[\\]]x", "]x"),
        (r"\!a", "!a"),
        (r"\#a", "#a"),
        (r"a\ ", "a "),
        ("a   ", "a"),
        ("a\r", "a"),
        (r"\*.go", "*.go"),
        ("**", "a/b"),
        ("**/a", "a"),
        ("**/a", "x/y/a"),
        ("a/**", "a/x/y"),
        ("a/**/b", "a/b"),
        ("a/**/b", "a/x/y/b"),
        ("a/**/m/**/b", "a/x/m/m/y/b"),
        ("**/m/n/**/b", "m/m/n/b"),
        ("a/**b", "a/xb"),
        ("x/[/b]", "x/b"),
    ],
)
def test_a_pattern_matches(pattern: str, path: str) -> None:
    assert matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("a.go", "xa.go"),
        ("/a.go", "x/a.go"),
        ("x/a.go", "y/x/a.go"),
        ("a.go", "a_go"),
        ("a*b*c", "acb"),
        ("ab*ba", "aba"),
        ("[a-c]x", "dx"),
        ("a?b", "ab"),
        ("a/", "a"),
        ("a/**", "a"),
        ("a/**/b", "a/xb"),
        ("a/**/b", "ab"),
        ("a/**b", "a/x/b"),
        ("[c-a]x", "bx"),
        (r"\*.go", "a.go"),
    ],
)
def test_a_pattern_does_not_match(pattern: str, path: str) -> None:
    assert not matches(pattern, path)


@pytest.mark.parametrize("line", ["", "   ", "# comment", "#a.go"])
def test_a_line_may_hold_no_pattern(line: str) -> None:
    assert pattern_of(line) is None


@pytest.mark.parametrize("line", ["!", "/", "a//", "a\\", "[a", "[", "a[!", "[[:what:]]", "x/[a/b"])
def test_what_is_no_pattern_is_said(line: str) -> None:
    with pytest.raises(PatternError):
        pattern_of(line)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 120 + "b", "a" * 250),
        ("*" + "a" * 120 + "b", "a" * 250),
        ("*?" * 120 + "b", "a" * 250),
        ("*[ab]" * 100 + "c", "ab" * 120),
        ("**/a/" * 1_000 + "b", "a/" * 1_900 + "a"),
        ("**/*a*a*a/" * 200 + "b", "aaaaaaaa/" * 400 + "a"),
        ("**/" + "a/" * 1_000 + "b", "a/" * 1_900 + "a"),
        ("*" * 100_000 + "b", "a" * 250),
        ("a" * 100_000, "a" * 250),
        ("[" + "a-b" * 100_000 + "]c", "a" * 250),
    ],
)
def test_no_pattern_takes_long(pattern: str, path: str) -> None:
    begun = time.process_time()
    assert not matches(pattern, path)
    assert time.process_time() - begun < 2


# few characters, so that patterns and paths meet
NAMES = st.text(st.sampled_from("abc."), min_size=1, max_size=4).filter(lambda name: name.strip("."))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
LINES = st.text(st.sampled_from(r"abc./**?[]!-\# "), min_size=1, max_size=9)


@needs_git
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, min_size=1, max_size=5), paths=st.lists(PATHS, min_size=5, max_size=25))
def test_git_says_the_same(tmp_path: Path, lines: list[str], paths: list[str]) -> None:
    if not (tmp_path / ".git").exists():
        subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("\n".join(lines) + "\n", encoding="utf-8")
    asked = subprocess.run(
        ["git", "-c", "core.excludesFile=/dev/null", "check-ignore", "--no-index", "-z", "--stdin"],
        input="\0".join(paths).encode(),
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    expected = {name for name in asked.stdout.decode().split("\0") if name}
    own = ignore_file(str(tmp_path / ".gitignore"), 0, Steps())
    files = () if own is None else (own,)

    assert {path for path in paths if ignored(files, path)} == expected


def ignored(files: tuple[IgnoreFile, ...], path: str) -> bool:
    names = path.split("/")
    steps = Steps()
    return any(is_ignored(files, names[:end], steps, directory=True) for end in range(1, len(names))) or (
        is_ignored(files, names, steps, directory=False)
    )


def of_lines(directory: Path, *lines: str) -> tuple[IgnoreFile, ...]:
    (directory / ".gitignore").write_text("\n".join(lines), encoding="utf-8")
    found = ignore_file(str(directory / ".gitignore"), 0, Steps())
    return () if found is None else (found,)


def test_the_last_pattern_that_matches_counts(tmp_path: Path) -> None:
    files = of_lines(tmp_path, "\ufeff*.go", "!a.go", "b.go", "!x/b.go", "!*_t.go", "c_t.go", "d/", "!d")

    assert [
        path for path in ("a.go", "b.go", "x/b.go", "z_t.go", "c_t.go", "x.md") if ignored(files, path)
    ] == [
        "b.go",
        "c_t.go",
    ]
    assert not ignored(files, "d/x.md")


def test_bytes_that_are_no_text_are_a_name(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_bytes(b"caf\xe9.go\n[bad\nok.go\n")
    own = ignore_file(str(tmp_path / ".gitignore"), 0, Steps())
    assert own is not None

    assert ignored((own,), os.fsdecode(b"caf\xe9.go"))
    assert ignored((own,), "ok.go")


@pytest.mark.parametrize("kind", ["fifo", "link", "directory", "large", "device"])
def test_an_ignore_file_that_is_none_ignores_nothing(tmp_path: Path, kind: str) -> None:
    path = tmp_path / ".gitignore"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "link":
        (tmp_path / "real").write_text("*.go\n", encoding="utf-8")
        path.symlink_to("real")
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "directory":
        path.mkdir()
    else:
        path.write_bytes(b"*.go\n" * MAX_BYTES)

    steps = Steps()
    assert ignore_file(str(path), 0, steps) is None
    assert [where for where, _ in steps.unread] == [str(path)]
    assert steps.unread[0][1].startswith("nothing is ignored for it: ")


def test_the_work_for_patterns_is_bounded(tmp_path: Path) -> None:
    files = of_lines(tmp_path, *(f"*{number}*.go" for number in range(1_000)), "*.go")
    steps = Steps(5_000)

    assert all(is_ignored(files, (f"{name}.go",), steps, directory=False) for name in range(100))
    assert steps.left > -1_000  # names and endings cost nothing
    assert steps.unfollowed("/top") == set()
    assert not is_ignored(files[:1], ("1",), spent := Steps(0), directory=False)
    assert [where for where, _ in spent.unfollowed("/top")] == ["/top"]
