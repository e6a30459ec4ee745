"""Files on disk: what is read of them, and what they are called."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from restatelint.source.tree import DiskTree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("size", [0, 1, 99, 100])
def test_a_file_within_the_limit_is_read_whole(tmp_path: Path, size: int) -> None:
    (tmp_path / "a.go").write_bytes(b"x" * size)
    assert DiskTree(str(tmp_path), max_file_bytes=100).read(f"{tmp_path}/a.go") == b"x" * size


def test_what_is_no_readable_file_within_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "large.go").write_bytes(b"x" * 101)
    (tmp_path / "directory.go").mkdir()
    os.mkfifo(tmp_path / "fifo.go")
    tree = DiskTree(str(tmp_path), max_file_bytes=100)
    names = ("large.go", "directory.go", "fifo.go", "missing.go", "a\0.go")
    assert [tree.read(f"{tmp_path}/{name}") for name in names] == [None] * len(names)


@pytest.mark.parametrize(("given", "read"), [([7, 5], b"x" * 12), ([100, 1], None), ([3], b"x" * 3)])
def test_a_file_that_changes_while_it_is_read_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: list[int], read: bytes | None
) -> None:
    pieces = iter([*(b"x" * each for each in given), b""])
    (tmp_path / "a.go").write_bytes(b"x" * 6)
    monkeypatch.setattr(os, "read", lambda _file, _limit: next(pieces))
    assert DiskTree(str(tmp_path), max_file_bytes=100).read(f"{tmp_path}/a.go") == read


def test_paths_are_shown_relative_to_the_root(tmp_path: Path) -> None:
    root = tmp_path / "a/b"
    root.mkdir(parents=True)
    tree = DiskTree(str(root))
    locations = [f"{root}/x.go", f"{root}/c/x.go", f"{root}", f"{tmp_path}/a", f"{tmp_path}/a/x.go", "/x.go"]
    up = "/".join([".."] * (len(root.parts) - 1))
    assert [tree.display(each) for each in locations] == [
        "x.go",
        "c/x.go",
        ".",
        "..",
        "../x.go",
        f"{up}/x.go",
    ]
