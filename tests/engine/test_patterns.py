"""A pattern finds in the tables what tree-sitter's query finds in its tree."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restatelint import load_rules
from restatelint.engine.patterns import pattern
from restatelint.engine.shapes import with_one_name_each
from restatelint.golang.tree import compiled, parsed
from restatelint.judge.task import load_tasks

if TYPE_CHECKING:
    from restatelint.golang.tree import Node, Tree

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
FILES = sorted(FIXTURES.glob("*/*/*.go"))[::23]
TREES = [parsed(path.read_bytes()) for path in FILES]
RULES = (*load_rules(), *(each.rule for task in load_tasks().values() for each in task.constructs))
SHAPES = sorted({with_one_name_each(each.shape)[0] for rule in RULES for each in rule.patterns})
OTHERS = (
    "(call_expression function: (_) @f arguments: (argument_list . (_) @first)) @report",
    "(argument_list (_) @a (_) @report)",
    "(argument_list . (_) @a . (_) @report .)",
    "(block (statement_list (_) @a . (return_statement) @report))",
    '((selector_expression operand: (_) @a field: (_) @b) @report (#not-eq? @b "Set"))',
    "((selector_expression operand: (_) @a field: (_) @b) @report (#eq? @a @b))",
    '((identifier) @report (#any-of? @report "ctx" "err"))',
    '(binary_expression left: (_) @a operator: ["==" "!="] @report right: [(nil) (identifier)] @b)',
    "[(ERROR) (MISSING)] @report",
    "(_ (comment) @report)",
    "(if_statement initializer: (_)) @report",
)
# before 0.26 tree-sitter loses matches of what stands right beside each other, as in `(_) . (_)`
LOSES = version("tree-sitter").startswith("0.25.")
BROKEN = b"package a\n\nfunc f() { x := }\nfunc g() { y( /* c */ 1, 2 }\nfunc ( { if x == nil { return } }\n"


def _agree(spelled: str, tree: Tree) -> bool:
    found, queried = _found(spelled, tree), _queried(spelled, tree)
    return set(queried) <= set(found) if LOSES and " . (" in spelled else found == queried


def _found(spelled: str, tree: Tree) -> list[tuple[tuple[str, int], ...]]:
    sought = pattern(spelled)
    assert sought is not None, f"left to queries: {spelled}"
    found = sought.found(tree, 0, len(tree.data) + 1)
    return sorted({tuple(sorted((name, node.id) for name, node in each.items())) for each in found})


def _queried(spelled: str, tree: Tree) -> list[tuple[tuple[str, int], ...]]:
    found = tree.matches(compiled(spelled), 0, len(tree.data) + 1)
    return sorted({tuple(sorted((name, node.id) for name, node in each.items())) for _, each in found})


@pytest.mark.parametrize("spelled", [*SHAPES, *OTHERS])
def test_the_tables_and_the_query_agree(spelled: str) -> None:
    for path, tree in zip(FILES, TREES, strict=True):
        assert _agree(spelled, tree), path


@given(st.integers(0, len(BROKEN)), st.integers(0, len(BROKEN)), st.sampled_from([*SHAPES, *OTHERS]))
@settings(max_examples=300, deadline=None)
def test_they_agree_about_what_is_no_go(start: int, end: int, spelled: str) -> None:
    tree = parsed(BROKEN[:start] + BROKEN[end:])
    assert _agree(spelled, tree)


@pytest.mark.parametrize("spelled", SHAPES)
def test_in_a_range_is_what_is_reported_there(spelled: str) -> None:
    sought = pattern(spelled)
    assert sought is not None
    for tree in TREES[::4]:
        half = len(tree.data) // 2
        whole = {each["report"] for each in sought.found(tree, 0, len(tree.data) + 1)}
        found: set[Node] = set()
        for start, end in ((0, half), (half, len(tree.data) + 1)):
            reported = (each["report"] for each in sought.found(tree, start, end))
            found.update(node for node in reported if start <= node.start_byte < end)
        assert found == whole


@pytest.mark.parametrize(
    "spelled",
    ["(argument_list (_)* @report)", "(block) @report (block)", "(_expression) @report", "_ @report"],
)
def test_what_patterns_have_not_is_left_to_queries(spelled: str) -> None:
    assert pattern(spelled) is None
