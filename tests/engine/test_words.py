"""What is found by the index of a file, or by words in its text, is what a query for the shape finds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from restatelint import Source
from restatelint.engine.shapes import INDEXED
from restatelint.engine.words import found_by_word, worded
from restatelint.golang.file import File
from restatelint.golang.tree import compiled

if TYPE_CHECKING:
    from restatelint.golang.tree import Node, Query

FIXTURES = sorted((Path(__file__).resolve().parents[2] / "fixtures").glob("*/*/*.go"))
FILES = [File(Source(path.name, f"/{path.name}", path.read_bytes()), {}) for path in FIXTURES[::7]]
WORDED = (
    "(identifier) @report",
    "(selector_expression) @report",
    "(selector_expression operand: (identifier) @_name) @report",
    "(call_expression function: (selector_expression operand: (_) @report))",
)


@pytest.mark.parametrize("shape", INDEXED)
def test_an_index_holds_what_the_query_finds(shape: str) -> None:
    query, indexed = compiled(shape), INDEXED[shape]
    for file in FILES:
        found = {
            _range(node) for node in file.nodes(indexed.kind) if not indexed.only or node.type == indexed.only
        }
        assert found == _queried(query, file)


@pytest.mark.parametrize("shape", WORDED)
def test_words_find_what_the_query_finds(shape: str) -> None:
    query, by_word = compiled(shape), worded(shape)
    assert by_word is not None
    for file in FILES:
        words = {each.decode() for each in re.findall(rb"[^\W\d]\w*", file.source.data)}
        found = found_by_word(file, by_word, words, 0, file.root.end_byte)
        assert {_range(each["report"]) for each in found} == _queried(query, file)


def test_only_the_words_given_are_found() -> None:
    file = File(Source("a.go", "/a.go", b"package a\n\nvar ab = a.b + xab.ab + ab\n"), {})
    by_word = worded("(identifier) @report")
    assert by_word is not None
    found = [each["report"].start_byte for each in found_by_word(file, by_word, ["ab"], 0, 100)]
    assert found == [15, 35]


def _queried(query: Query, file: File) -> set[tuple[int, int]]:
    return {_range(found["report"]) for _, found in file.tree.matches(query, 0, file.root.end_byte)}


def _range(node: Node) -> tuple[int, int]:
    return node.start_byte, node.end_byte
