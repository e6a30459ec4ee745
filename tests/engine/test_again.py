"""Checks of nearly the same code, one after another: what they keep, what they put off, and how they end."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from restatelint.engine.check import check
from restatelint.golang.budget import Budget, StoppedError
from restatelint.golang.kept_files import KeptFiles
from restatelint.golang.tree import Tree
from restatelint.restate.again import Again
from restatelint.source.tree import MemoryTree, SourceTree
from tests.harness.fixtures import FIXTURES, Fixture, rules, tree_of

if TYPE_CHECKING:
    from restatelint.engine.finding import Report

ORDERS = b"""package shop

import restate "github.com/restatedev/sdk-go"

type Orders struct{}

func (Orders) Place(ctx restate.ObjectContext) error {
	restate.Set(ctx, "at", stamp())
	return restate.Object[restate.Void](ctx, "Orders", restate.Key(ctx), "Cancel").Request(restate.Void{})
}

func (Orders) Cancel(ctx restate.ObjectContext) error { return nil } //restatelint:ignore self-call short

var Bound = restate.Reflect(Orders{})
"""
CLOCK = b'package shop\n\nimport "time"\n\nfunc stamp() time.Time { return time.Now() }\n'
STILL = CLOCK.replace(b"time.Now()", b"time.Unix(0, 0)")


def tree(clock: bytes = CLOCK) -> MemoryTree:
    mod = b"module example.com/shop\n\nrequire github.com/restatedev/sdk-go v1.2.0\n"
    return MemoryTree({"go.mod": mod, "orders.go": ORDERS, "clock.go": clock})


def report(given: MemoryTree, again: Again | None = None) -> Report:
    return check(given.sources(), rules(), tree=given, again=again)


def found(given: Report) -> list[str]:
    return [each.rule for each in given.findings]


def test_a_file_with_the_same_text_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[bytes] = []
    make = Tree.__init__

    def counted(self: Tree, data: bytes, depth: int) -> None:
        if data.startswith(b"package"):  # and no go.mod
            parsed.append(data)
        make(self, data, depth)

    monkeypatch.setattr(Tree, "__init__", counted)
    kept = KeptFiles()
    report(tree(), Again(kept))
    assert sorted(parsed) == sorted([ORDERS, CLOCK])
    report(tree(STILL), Again(kept))
    assert parsed[2:] == [STILL]
    kept.forget()
    report(tree(STILL), Again(kept))
    assert len(parsed) == 5


def test_what_a_kept_file_knew_of_others_is_forgotten() -> None:
    kept = KeptFiles()
    for clock in (CLOCK, STILL, CLOCK):
        assert report(tree(clock), Again(kept)) == report(tree(clock))
    assert "wall-clock" in found(report(tree(), Again(kept)))
    assert "wall-clock" not in found(report(tree(STILL), Again(kept)))


def test_what_needs_all_services_is_put_off_and_named() -> None:
    now, later = report(tree(), Again(whole=False)), report(tree())

    assert "self-call" in now.put_off
    assert "wall-clock" not in now.put_off
    assert found(now) == ["wall-clock"], "no directive for a rule that is put off counts as unused"
    assert found(later) == ["wall-clock", "self-call", "unused-suppression"]
    assert not later.put_off
    assert now.notes == later.notes


@pytest.mark.parametrize(
    "name", ["objects/self-call", "objects/state-never-written", "services/unknown-target", "traps/clients"]
)
def test_what_is_not_put_off_is_found_as_ever(name: str) -> None:
    fixture = Fixture(name, FIXTURES / name)
    if not fixture.files:
        pytest.fail(f"there is no fixture {name}")
    given: SourceTree = tree_of(fixture)
    sources = fixture.sources(tree_of(fixture))
    whole = check(sources, rules(), fixture.settings, tree=given)
    part = check(sources, rules(), fixture.settings, tree=given, again=Again(whole=False))

    def others(report: Report) -> list[object]:
        passed = part.put_off | {"unused-suppression"}
        return [dataclasses.astuple(each) for each in report.findings if each.rule not in passed]

    assert part.put_off
    assert others(part) == others(whole)


def test_a_check_that_is_stopped_ends() -> None:
    budget = Budget()
    budget.stop()

    with pytest.raises(StoppedError):
        report(tree(), Again(budget=budget))
