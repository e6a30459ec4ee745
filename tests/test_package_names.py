"""The name in a package clause, which is read from the text where it can be."""

from __future__ import annotations

import pytest

from restatelint import Source
from restatelint.golang.file import File
from restatelint.golang.syntax import text
from tests.harness.fixtures import FIXTURES


def name_of(data: bytes) -> str:
    return File(Source("a.go", "/a.go", data), {}).package_name


def test_the_text_says_what_the_tree_says() -> None:
    for path in FIXTURES.rglob("*.go"):
        file = File(Source(path.name, f"/{path.name}", path.read_bytes()), {})
        clauses = [node for node in file.top_level if node.type == "package_clause"]
        expected = text(clauses[0].named_children[0]) if clauses and clauses[0].named_children else ""

        assert file.package_name == expected, path


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("package a", "a"),
        ("// package b\n/* package c\npackage d */ /**/ package a; func f() {}", "a"),
        ("//go:build linux\n\npackage a_test // of b\n", "a_test"),
        ("func f() {}\n", ""),
        ("package größe\n", "größe"),
        ("\ufeffpackage a\n", "a"),
        ("packages a\n", ""),
    ],
)
def test_comments_and_other_letters(code: str, expected: str) -> None:
    assert name_of(code.encode()) == expected


def test_many_comments_take_no_time() -> None:
    assert name_of(b"/**/" * 100_000) == ""
    assert name_of(b"/*" * 100_000) == ""
