"""The tables hold what tree-sitter's tree holds, and each file is parsed once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tree_sitter
from hypothesis import given, settings
from hypothesis import strategies as st

from restatelint import DiskTree, MemoryTree, check, load_rules
from restatelint.golang.program import Program
from restatelint.golang.tree import LANGUAGE, Tree, compiled, field, kinds, parsed
from restatelint.source.discover import discover
from restatelint.source.tree import source_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint import Source
    from restatelint.golang.file import File

ROOT = Path(__file__).resolve().parents[2]
GO = sorted((ROOT / "fixtures").rglob("*.go"))
PUNCTUATION = frozenset('.,:;()[]{}"`\n') | {""}
BROKEN = b"package a\n\nfunc f() { x := }\nfunc g() { y( }\nfunc ( {\n"
HELPER = b'package help\n\nimport "time"\n\nfunc Stamp() int64 { return time.Now().Unix() }\n'
HANDLER = b"""package shop

import (
	restate "github.com/restatedev/sdk-go"

	"example.com/shop/help"
)

type Shop struct{}

func (Shop) Sell(ctx restate.Context, name string) (int64, error) {
	restate.Set(ctx, name, help.Stamp())
	return 0, nil
}
"""
SHOP = {
    "go.mod": b"module example.com/shop\n\ngo 1.25.0\n\nrequire github.com/restatedev/sdk-go v1.2.0\n",
    "help/help.go": HELPER,
    "other/other.go": b"package other\n\nfunc Other() {}\n",
    "shop/a.go": HANDLER,
    "shop/b.go": HANDLER.replace(b"Shop", b"Mall"),
}


def _theirs(data: bytes) -> Iterator[tuple[object, ...]]:
    """Yield what there is to say of each node of tree-sitter's own tree, punctuation apart."""
    cursor = tree_sitter.Parser(LANGUAGE).parse(data).walk()
    level = 0
    while True:
        node = cursor.node
        assert node is not None
        if node.is_named or node.is_missing or node.type not in PUNCTUATION:
            span = (node.start_byte, node.end_byte)
            yield level, node.type, span, node.is_named, node.is_missing, cursor.field_name
        if cursor.goto_first_child():
            level += 1
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return
            level -= 1


def _ours(tree: Tree) -> Iterator[tuple[object, ...]]:
    names = {number: LANGUAGE.field_name_for_id(number) for number in range(1, LANGUAGE.field_count + 1)}
    waiting = [(tree.root, 0)]
    while waiting:
        node, level = waiting.pop()
        span = (node.start_byte, node.end_byte)
        name = names.get(tree.fields[node.id])
        yield level, node.type, span, node.is_named, node.is_missing, name
        waiting.extend((child, level + 1) for child in reversed(node.children))


@pytest.mark.parametrize("path", GO[::25], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_node_is_in_the_tables(path: Path) -> None:
    data = path.read_bytes()
    assert list(_ours(parsed(data))) == list(_theirs(data))


@given(st.binary(max_size=200) | st.builds(lambda cut: BROKEN[:cut], st.integers(0, len(BROKEN))))
@settings(max_examples=100, deadline=None)
def test_whatever_the_bytes_are(data: bytes) -> None:
    tree = parsed(data)
    assert list(_ours(tree)) == list(_theirs(data))
    assert tree.root.has_error == tree_sitter.Parser(LANGUAGE).parse(data).root_node.has_error


def test_relations_of_nodes() -> None:
    root = parsed(b"package a\n\nvar x, y = f(1, /* c */ g(2)), 3\n").root
    (spec,) = root.descendants(kinds("var_spec"))
    first, second = spec.children_by_field_name("name")
    assert (first.text, second.text) == (b"x", b"y")
    outer, inner = root.descendants(kinds("call_expression"))
    assert field(outer, "function") is outer.named_children[0]
    assert inner.parent is field(outer, "arguments")
    assert inner.prev_named_sibling is not None
    assert inner.prev_named_sibling.type == "comment"
    assert inner.next_named_sibling is None
    assert outer.next_named_sibling is not None
    assert outer.next_named_sibling.text == b"3"
    assert root.tree.around(inner.start_byte, inner.end_byte) is inner
    assert root.tree.around(inner.start_byte, inner.start_byte + 1) is field(inner, "function")
    assert inner.start_point == (2, 24)
    assert inner.end_point == (2, 28)


def test_a_query_is_asked_while_the_tree_is_there_or_costs_a_parse() -> None:
    query, other = compiled("(call_expression) @report"), compiled("(int_literal) @report")
    tree = Tree(b"package a\n\nvar x = f(g(1))\n", 100)
    tree.run(query)
    tree.close()
    assert [found["report"].text for _, found in tree.matches(query, 0, 99)] == [b"f(g(1))", b"g(1)"]
    assert [found["report"].text for _, found in tree.matches(query, 20, 99)] == [b"g(1)"]
    assert tree.parses == 1
    assert [found["report"].text for _, found in tree.matches(other, 0, 99)] == [b"1"]
    assert tree.parses == 2


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[File]:
    """Return a list that gets every file that a program takes in."""
    seen: list[File] = []
    taken = Program.unparsed

    def noted(program: Program, source: Source) -> File:
        seen.append(taken(program, source))
        return seen[-1]

    monkeypatch.setattr(Program, "unparsed", noted)
    return seen


def test_no_file_is_parsed_twice(files: list[File]) -> None:
    tree = DiskTree(str(ROOT))
    # one module after the other, as each has a program of its own; these hold every kind of question
    places = ["fixtures/determinism", "fixtures/services", "fixtures/traps"]
    found = (source_at(tree, location) for location in discover(places, root=str(ROOT)).files)
    report = check([source for source in found if source is not None], load_rules(), tree=tree)
    parses = {file.source.location: file.parses for file in files}
    assert len(report.findings) > 500
    assert len(parses) > 200
    assert max(parses.values()) == 1


def test_a_file_to_which_no_question_leads_is_not_parsed(files: list[File]) -> None:
    tree = MemoryTree(SHOP)
    source = source_at(tree, "/shop/a.go")
    assert source is not None
    report = check([source], load_rules(), tree=tree)
    parses = {file.source.location: file.parses for file in files}
    assert {finding.rule for finding in report.findings} >= {"wall-clock"}
    assert parses["/help/help.go"] == 1
    assert parses.get("/other/other.go", 0) == 0
