"""What is opened: regular files only, without waiting, never through a link out, and by one module alone."""

from __future__ import annotations

import ast
import os
from typing import TYPE_CHECKING

import pytest

from restatelint.source.opening import (
    TooLargeError,
    UnreadableError,
    head_named,
    location_within,
    open_named,
    pieces_found,
    read_beside,
    read_found,
    read_named,
)
from restatelint.source.tree import DiskTree
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WAYS: dict[str, Callable[[str], object]] = {
    "named": lambda path: read_named(path, 100),
    "found": lambda path: read_found(path, 100),
    "beside": lambda path: read_beside(*os.path.split(path), 100),
    "pieces": lambda path: list(pieces_found(path, 100)),
    "head": lambda path: head_named(path, 100),
    "open": lambda path: open_named(path).close(),
}
needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def made(directory: Path, kind: str) -> str:
    path = directory / "file"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "link to a fifo":
        os.mkfifo(directory / "real")
        path.symlink_to("real")
    elif kind == "directory":
        path.mkdir()
    elif kind == "circle":
        path.symlink_to("file")
    return str(path) if kind != "device" else "/dev/zero"


@needs_posix
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("kind", ["fifo", "link to a fifo", "directory", "device", "circle", "missing"])
def test_what_is_no_regular_file_is_not_read(tmp_path: Path, kind: str, way: Callable[[str], object]) -> None:
    with pytest.raises(UnreadableError):
        way(made(tmp_path, kind))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_what_is_no_path_is_not_read(way: Callable[[str], object]) -> None:
    with pytest.raises(UnreadableError):
        way("nul\0")


@needs_posix
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_file_is_judged_once_it_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[[str], object]
) -> None:
    (tmp_path / "file").write_bytes(b"x")
    os.mkfifo(tmp_path / "swapped")
    before = os.open

    def swapping(path: str, flags: int) -> int:
        os.replace(tmp_path / "swapped", tmp_path / "file")
        return before(path, flags)

    monkeypatch.setattr(os, "open", swapping)
    with pytest.raises(UnreadableError):
        way(str(tmp_path / "file"))


def test_no_more_is_read_than_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 101)

    for read in (read_named, read_found):
        assert len(read(str(path), 101)) == 101
        with pytest.raises(TooLargeError, match="too large: 101 bytes, the limit is 100"):
            read(str(path), 100)
    assert head_named(str(path), 7) == b"x" * 7
    assert [len(piece) for piece in pieces_found(str(path), 40)] == [40, 40, 21]


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="a system with /proc")
def test_a_file_may_say_that_it_is_empty_and_not_be() -> None:
    assert read_found("/proc/sys/kernel/ostype", 100).strip() == b"Linux"
    with pytest.raises(TooLargeError):
        read_found("/proc/sys/kernel/ostype", 2)


@needs_posix
def test_a_link_leads_no_further_than_its_repository(tmp_path: Path) -> None:
    repository, outside = tmp_path / "repository", tmp_path / "outside"
    for each in (repository / ".git", repository / "sub", outside / ".git"):
        each.mkdir(parents=True)
    for path in (repository / "a", outside / "b", outside / "deep"):
        path.write_bytes(b"secret")
    (repository / "sub/in").symlink_to("../a")
    (repository / "sub/out").symlink_to("../../outside/b")
    (repository / "sub/again").symlink_to("out")
    (repository / "away").symlink_to("../outside")
    tree = DiskTree(str(repository))

    assert read_found(str(repository / "sub/in"), 100) == b"secret"
    assert tree.read(f"{repository}/sub/in") == b"secret"
    for name in ("sub/out", "sub/again", "away/b", "away/deep"):
        with pytest.raises(UnreadableError, match="leads out"):
            read_found(str(repository / name), 100)
        assert tree.read(f"{repository}/{name}") is None
        assert read_named(str(repository / name), 100) == b"secret"


@needs_posix
def test_without_a_repository_a_link_stays_in_its_directory(tmp_path: Path) -> None:
    (tmp_path / "sub/below").mkdir(parents=True)
    for name in ("a", "sub/b", "sub/below/c"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "sub/up").symlink_to("../a")
    (tmp_path / "sub/down").symlink_to("below/c")

    assert location_within(str(tmp_path / "sub/down")) == os.path.realpath(tmp_path / "sub/below/c")
    with pytest.raises(UnreadableError, match="leads out"):
        location_within(str(tmp_path / "sub/up"))


OPENERS = {
    "source/opening.py": "what is read",
    "source/writing.py": "what is written",
    "cli/main.py": "streams that the caller closed",
    "cli/server.py": "copies of the standard streams, for a protocol that closes them",
    "judge/lifeline.py": "nowhere, for what a worker would inherit",
}
NAMES = {
    "open",
    "fdopen",
    "read_bytes",
    "read_text",
    "write_bytes",
    "write_text",
    "FileIO",
    "mkstemp",
}


def opened_in(code: str) -> list[str]:
    """Return what opens a file in a module, apart from data that the package reads of itself."""
    tree = ast.parse(code)
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        of_package = name == "read_text" and "from importlib.resources import files" in code
        if name in NAMES and not of_package:
            found.append(f"{node.lineno}: {ast.unparse(node.func)}")
    return found


def test_nobody_else_opens_files() -> None:
    package = ROOT / "restatelint"
    found = {
        str(path.relative_to(package)).replace(os.sep, "/"): opened
        for path in sorted(package.rglob("*.py"))
        if (opened := opened_in(path.read_text("utf-8")))
    }

    assert {path: opened for path, opened in found.items() if path not in OPENERS} == {}
    assert set(found) == set(OPENERS)


@pytest.mark.parametrize(
    "code",
    [
        "open('x')",
        "os.open('x', 0)",
        "io.open('x')",
        "path.read_bytes()",
        "Path('x').open()",
    ],
)
def test_what_opens_a_file_is_seen(code: str) -> None:
    assert opened_in(f"def f():\n    return {code}\n")
