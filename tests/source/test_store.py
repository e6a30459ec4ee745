"""What is kept between runs is there as it was put, or not at all."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restatelint.source.store import Store, digest

if TYPE_CHECKING:
    from pathlib import Path

KEY = digest(b"key")


def entry(directory: Path) -> Path:
    (path,) = directory.iterdir()
    return path


@given(st.binary(max_size=500))
def test_what_is_put_is_there(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    directory = str(tmp_path_factory.mktemp("store"))
    Store(directory).put(KEY, content)
    assert Store(directory).get(KEY) == content
    assert Store(directory).get(digest(b"other")) is None


@pytest.mark.parametrize("at", [0, 31, 32, 40, -1])
def test_a_byte_that_changed_makes_a_miss(tmp_path: Path, at: int) -> None:
    Store(str(tmp_path)).put(KEY, b"what was found out")
    data = bytearray(entry(tmp_path).read_bytes())
    data[at] ^= 1
    entry(tmp_path).write_bytes(data)
    assert Store(str(tmp_path)).get(KEY) is None


@pytest.mark.parametrize("length", [0, 10, 32, 40])
def test_a_torn_entry_makes_a_miss(tmp_path: Path, length: int) -> None:
    Store(str(tmp_path)).put(KEY, b"what was found out")
    entry(tmp_path).write_bytes(entry(tmp_path).read_bytes()[:length])
    assert Store(str(tmp_path)).get(KEY) is None


def test_an_entry_of_another_key_makes_a_miss(tmp_path: Path) -> None:
    other = digest(b"other")
    Store(str(tmp_path)).put(KEY, b"mine")
    entry(tmp_path).rename(tmp_path / f"{other}.cached")
    assert Store(str(tmp_path)).get(other) is None


def test_what_was_not_asked_for_the_longest_goes_first(tmp_path: Path) -> None:
    store = Store(str(tmp_path), most_bytes=1_000)
    keys = [digest(str(number).encode()) for number in range(5)]
    for age, key in enumerate(keys):
        store.put(key, b"x" * 250)
        os.utime(tmp_path / f"{key}.cached", (1_000 + age, 1_000 + age))
    assert store.get(keys[1]) is None
    assert [store.get(key) is not None for key in keys[2:]] == [True, True, True]
    store.put(digest(b"too large"), b"x" * 2_000)
    assert store.get(keys[4]) is not None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(str(tmp_path / "file" / "below"))
    store.put(KEY, b"content")
    assert store.problem
    assert store.get(KEY) is None
    assert store.clean() == 0


def test_cleaning_removes_entries_and_nothing_else(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.put(KEY, b"content")
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "link.cached").symlink_to(tmp_path / "notes.txt")
    assert store.clean() == 1
    assert {path.name for path in tmp_path.iterdir()} == {"notes.txt", "link.cached"}
    assert (tmp_path / "notes.txt").read_text() == "mine"


def _put_and_get(directory: str) -> int:
    store = Store(directory, most_bytes=3_000)
    wrong = 0
    for round_ in range(60):
        key = digest(str(round_ % 7).encode())
        store.put(key, key.encode() * 20)
        found = store.get(key)
        wrong += found not in (None, key.encode() * 20)
    return wrong


def test_two_processes_share_a_directory(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        assert sum(pool.map(_put_and_get, [str(tmp_path)] * 2)) == 0
