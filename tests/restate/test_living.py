"""What is let go of when memory is short, and that nobody can tell from the answers."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import pytest

from restatelint import DiskTree, Limits, MemoryTree, Source, check, load_rules
from restatelint.engine.search import search_of
from restatelint.golang.file import File
from restatelint.golang.syntax import ancestors, parsed
from restatelint.restate.facts import Facts
from restatelint.restate.library import knowledge
from restatelint.source.discover import discover
from restatelint.source.tree import source_at
from tests.harness.fixtures import FIXTURES, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tree_sitter import Node, Tree

    from restatelint.engine.rule import Rule

GO = sorted(FIXTURES.rglob("*.go"))
SHOP = {
    "go.mod": b"module example.com/shop\n\ngo 1.25.0\n\nrequire github.com/restatedev/sdk-go v1.2.0\n",
    "main.go": b"""package main

import (
	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/server"

	"example.com/shop/orders"
)

func main() {
	server.NewRestate().Bind(restate.Reflect(orders.Orders{}))
}
""",
    "orders/orders.go": b"""package orders

import restate "github.com/restatedev/sdk-go"

type Orders struct{}

func (o Orders) Place(ctx restate.ObjectContext, order string) error {
	return pay(ctx, order)
}

func (o Orders) Pay(ctx restate.ObjectContext, order string) error { return nil }
""",
    "orders/pay.go": b"""package orders

import restate "github.com/restatedev/sdk-go"

func pay(ctx restate.ObjectContext, order string) error {
	_, err := restate.Object[restate.Void](ctx, "Orders", restate.Key(ctx), "Pay").Request(order)
	return err
}
""",
}


def test_what_is_found_does_not_depend_on_what_is_let_go() -> None:
    sources = [
        source
        for location in discover(["fixtures"], root=str(ROOT)).files
        if (source := source_at(DiskTree(str(ROOT)), location)) is not None
    ]
    rules = load_rules()
    kept, let_go = (
        check(sources, rules, tree=DiskTree(str(ROOT)), limits=Limits(max_living_bytes=size))
        for size in (1 << 40, 0)
    )

    assert len(kept.findings) > 1_000
    assert let_go.findings == kept.findings
    assert let_go.notes == kept.notes


def test_services_of_a_large_module_are_found_before_its_files_are_asked_about() -> None:
    tree = MemoryTree(SHOP)
    facts = Facts(tree, knowledge(), Limits(max_living_bytes=0))
    facts.prepare("/")

    assert facts.program.living.size == 0
    source = source_at(tree, "/orders/orders.go")
    assert source is not None
    services = facts.services(facts.program.unparsed(source))
    (orders,) = services.named("Orders")
    (place,) = [each for each in orders.handlers if each.name == "Place"]
    (reached,) = services.reached(place)
    assert (reached.call.service, reached.call.handler) == ("Orders", "Pay")
    assert facts.program.living.size == 0, "what is known of services needs no tree"
    assert reached.chain[0].node.text == b"pay(ctx, order)"
    assert facts.program.living.size == len(SHOP["orders/orders.go"])


def test_nothing_is_let_go_of_while_somebody_is_at_work() -> None:
    facts = Facts(MemoryTree(SHOP), knowledge(), Limits(max_living_bytes=0))
    file = facts.program.file("/orders/pay.go")
    assert file is not None
    facts.program.living.rest()

    assert facts.program.living.size == len(SHOP["orders/pay.go"])
    with facts.program.living.resting():
        facts.program.living.rest()
    assert facts.program.living.size == 0


def test_nothing_holds_a_tree_that_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    trees: list[Tree] = []

    def noted(data: bytes) -> Tree:
        trees.append(parsed(data))
        return trees[-1]

    monkeypatch.setattr("restatelint.golang.file.parsed", noted)
    tree = DiskTree(str(ROOT))
    facts = Facts(tree, knowledge())
    search = search_of(rule for rule in load_rules() if rule.where.searched)
    for source in (found for path in GO if (found := source_at(tree, tree.location(str(path)))) is not None):
        file = facts.program.add(source)
        if file is not None and not file.root.has_error:
            assert list(search.matches(file, facts, _failed)) is not None
    facts.program.living.limit = 0
    with facts.program.living.resting():
        facts.program.living.rest()
    gc.collect()

    # one is the list's, one the name's and one the call's
    held = [tree for tree in trees if not tree.root_node.has_error and sys.getrefcount(tree) > 3]
    assert len(trees) > 500
    assert not held, f"{len(held)} trees, such as {held[0].root_node.text!r}"


def _failed(_: Rule, error: Exception) -> None:
    raise error


@pytest.mark.parametrize("path", GO[::40], ids=lambda path: path.name)
def test_every_node_is_found_again(path: Path) -> None:
    file = File(Source(path.name, f"/{path.name}", path.read_bytes()), {})
    nodes = list(_nodes(file.root))
    anchors = [file.anchor(node) for node in nodes]
    before = [(node.type, node.byte_range, len(list(ancestors(node)))) for node in nodes]
    file.release()

    after = [anchor.node for anchor in anchors]
    assert [(node.type, node.byte_range, len(list(ancestors(node)))) for node in after] == before
    assert all(node == again for node, again in zip(_nodes(file.root), after, strict=True))


def test_what_has_no_bytes_is_held() -> None:
    file = File(Source("a.go", "/a.go", b"package a\n\nfunc f() { x := }\n"), {})
    (missing,) = [node for node in _nodes(file.root, empty=True) if node.is_missing]
    anchor = file.anchor(missing)
    file.release()

    assert anchor.node == missing


def _nodes(root: Node, *, empty: bool = False) -> Iterator[Node]:
    """Yield the named nodes of a tree that have bytes, or all of them."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if empty or (node.is_named and node.end_byte > node.start_byte):
            yield node
        waiting.extend(node.children)
