from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tree_sitter import Parser

from restatelint.golang.tree import LANGUAGE, Tree, parsed
from restatelint.source.limits import Limits, exceeds_nesting

LIMITS = Limits()
PIECES = ["(", "{", "f(", ".b()", "a+", "-", "[]", "func(){"]
# a piece that is only a level of nesting when something follows it
DEEP = {"(": True, "{": True, "f(": True, ".b()": True, "a+": True, "func(){": True}


def verdict(data: bytes) -> str:
    """Say which limit keeps a text from being checked: "size", "depth", or "" for none."""
    if len(data) > LIMITS.max_file_bytes:
        return "size"
    if exceeds_nesting(data, LIMITS.max_depth):
        return "depth"
    return "depth" if parsed(data, LIMITS.max_depth).is_too_deep else ""


def program(piece: str, times: int) -> bytes:
    return b"package p\nfunc f() { _ = x" + piece.encode() * times


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("times", [100, 501, 10_000, 999_000, 1_000_000])
def test_hostile_nesting_gets_its_verdict_within_two_seconds(piece: str, times: int) -> None:
    started = time.process_time()
    answer = verdict(program(piece, times))
    assert time.process_time() - started < 2
    if len(program(piece, times)) > LIMITS.max_file_bytes:
        assert answer == "size"
    elif times == 100 or piece not in DEEP:
        # without an end, "-" and "[]" are one flat ERROR node
        assert answer == ""
    else:
        assert answer == "depth"


@pytest.mark.parametrize("piece", ["f(", ".b()", "a+", "func(){", "if a{"])
def test_the_longest_text_of_the_permitted_size_as_well(piece: str) -> None:
    times = (LIMITS.max_file_bytes - 100) // len(piece)
    started = time.process_time()
    assert verdict(program(piece, times)) == "depth"
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("opening", "middle", "closing"),
    [("(", "x", ")"), ("-", "x", ""), ("[]", "int{}", ""), ("f(", "", ")"), ("func(){", "", "}")],
)
def test_closed_forms_are_measured_in_the_tree(opening: str, middle: str, closing: str) -> None:
    separated = opening + " " if opening == "-" else opening
    for times, expected in ((60, ""), (501, "depth"), (10_000, "depth")):
        text = f"package p\nvar x = {separated * times}{middle}{closing * times}\n"
        assert verdict(text.encode()) == expected


def call(arguments: list[str]) -> str:
    return f"f({', '.join(arguments)})"


def chain(times: int) -> bytes:
    return b"package p\nvar x = " + b"-" + b" -" * (times - 1) + b"x\n"


def test_the_limit_counts_levels_from_the_root() -> None:
    # source_file, var_declaration, var_spec, expression_list, 10 unary expressions, x
    assert parsed(chain(10), 14).is_too_deep
    assert not parsed(chain(10), 15).is_too_deep


@given(st.recursive(st.just("x"), lambda inner: st.lists(inner, max_size=4).map(call), max_leaves=30))
def test_the_limit_is_the_depth_of_the_deepest_node(expression: str) -> None:
    data = f"package p\nvar x = {expression}\n".encode()
    deepest = 0
    pending = [(Parser(LANGUAGE).parse(data).root_node, 1)]
    while pending:
        node, level = pending.pop()
        deepest = max(deepest, level)
        pending.extend((child, level + 1) for child in node.children)
    assert parsed(data, deepest - 1).is_too_deep
    assert not parsed(data, deepest).is_too_deep


def test_what_nests_too_deep_counts_as_empty() -> None:
    tree = Tree(chain(10), 5)
    assert tree.root.type == "source_file"
    assert tree.root.children == []
    assert not tree.has_error


def test_a_million_children_of_one_node_are_no_depth() -> None:
    data = b"package p\nvar x = []int{" + b"1," * 250_000 + b"}\n"
    started = time.process_time()
    assert not parsed(data).is_too_deep
    assert time.process_time() - started < 4


def test_a_deep_tree_is_freed_without_harm() -> None:
    for piece in (".b()", "a+"):
        assert parsed(program(piece, 200_000)).is_too_deep


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10,
        "([{" * 3 + "(",
        '"")' + "(" * 10,
        "/* ( */" + "(" * 10,
        "'\\''" + "(" * 10,
        "`" + ")" * 20 + "`" + "(" * 10,
    ],
)
def test_brackets_open_at_once_are_counted(text: str) -> None:
    assert exceeds_nesting(text.encode(), 9)
    assert not exceeds_nesting(text.encode(), 10)


@pytest.mark.parametrize(
    "text",
    [
        "()[]{}" * 100,
        '"' + "(" * 100 + '"',
        "'(' " * 100,
        "`" + "(\n" * 100 + "`",
        "// " + "(" * 100 + "\n",
        "/* " + "(\n" * 100 + "*/",
        '"\\"' + "(" * 100 + '"',
        ")" * 100,
        "([{}])" * 50 + "'['" * 50,
    ],
)
def test_closed_brackets_and_those_in_strings_and_comments_are_not(text: str) -> None:
    assert not exceeds_nesting(text.encode(), 9)


@pytest.mark.parametrize("piece", ['"', "'", "`", "/*", "//", "\\", '"\\', "()", ")(", "(]", "'("])
def test_a_megabyte_of_anything_is_counted_in_linear_time(piece: str) -> None:
    for prefix in (b"", b"(" * 400, b"[" * 60 + b"]" * 60):
        data = prefix + piece.encode() * (1_000_000 // len(piece))
        started = time.process_time()
        exceeds_nesting(data, 500)
        assert time.process_time() - started < 1
