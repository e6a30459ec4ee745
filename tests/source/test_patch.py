"""Which lines a patch changes, whoever wrote it."""

from __future__ import annotations

import pytest

from restatelint.source.patch import PatchError, changed_lines

HEAD = b"diff --git a/shop.go b/shop.go\n--- a/shop.go\n+++ b/shop.go\n"


def test_added_and_changed_lines_are_those_of_the_new_file() -> None:
    patch = HEAD + b"@@ -1,3 +1,4 @@ func f\n a\n-b\n+B\n+C\n d\n@@ -20 +21 @@\n-x\n+y\n"

    assert changed_lines(patch) == {b"shop.go": ((2, 3), (21, 21))}


def test_a_file_that_only_lost_lines_changed_on_none() -> None:
    assert changed_lines(HEAD + b"@@ -4,2 +3,0 @@\n-a\n-b\n") == {b"shop.go": ()}


def test_a_file_that_is_gone_has_no_lines() -> None:
    patch = b"--- a/shop.go\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"

    assert changed_lines(patch) == {}


def test_lines_that_look_like_headers_are_lines() -> None:
    patch = HEAD + b"@@ -1,2 +1,2 @@\n--- a/other.go\n+++ b/other.go\n+@@ -1 +1 @@\n-x\n"

    assert changed_lines(patch) == {b"shop.go": ((1, 2),)}


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        (b"a/x.go", b"b/x.go", b"x.go"),
        (b"i/x.go", b"w/x.go", b"x.go"),
        (b"x/y.go", b"x/y.go", b"x/y.go"),
        (b"/dev/null", b"b/new.go", b"new.go"),
        (b'"a/\\303\\244 \\"x\\".go"', b'"b/\\303\\244 \\"x\\".go"', 'ä "x".go'.encode()),
        (b"a/x.go\t2026-01-01 10:00:00", b"b/x.go\t2026-01-01 10:00:00", b"x.go"),
    ],
)
def test_a_path_is_read_as_it_is_meant(before: bytes, after: bytes, path: bytes) -> None:
    patch = b"--- " + before + b"\n+++ " + after + b"\n@@ -0,0 +1 @@\n+a\n"

    assert changed_lines(patch) == {path: ((1, 1),)}


def test_line_ends_of_windows_and_missing_ones_are_read() -> None:
    patch = (
        HEAD.replace(b"\n", b"\r\n") + b"@@ -1,2 +1,2 @@\r\n-a\r\n+b\r\n\r\n\\ No newline at end of file\n"
    )

    assert changed_lines(patch) == {b"shop.go": ((1, 1),)}


def test_an_empty_patch_changes_nothing() -> None:
    assert changed_lines(b"") == {}
    assert changed_lines(b"diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n") == {}


@pytest.mark.parametrize(
    ("patch", "line", "words"),
    [
        (b"hello\n", 1, "no unified diff"),
        (HEAD + b"@@ -1,2 +1,2 @@\n-a\n", 4, "cut off"),
        (HEAD + b"@@ -1 +1 @@\n-a\nxyz\n", 6, "no line of a hunk"),
        (HEAD + b"@@ -1,0 +1,1 @@\n-a\n+b\n", 5, "longer"),
        (HEAD + b"@@ nonsense @@\n", 4, "no hunk"),
        (b"@@ -1 +1 @@\n-a\n+b\n", 1, "without a file"),
        (b"--- a/x\n+++ b/x\n@@@ -1 -1 +1 @@@\n--a\n++b\n", 3, "combined"),
    ],
)
def test_what_is_no_patch_is_refused_by_its_line(patch: bytes, line: int, words: str) -> None:
    with pytest.raises(PatchError) as refused:
        changed_lines(patch)

    assert refused.value.line == line
    assert words in refused.value.message
