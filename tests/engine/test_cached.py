"""Nobody can tell from a report that it was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restatelint import DiskTree, MemoryTree, Settings, check, load_rules
from restatelint.engine.cached import Checking, Keeping, cached_check, stable
from restatelint.engine.finding import Note, NoteKind, Severity
from restatelint.engine.report_data import as_bytes, from_bytes, report_data, report_of
from restatelint.source.limits import Limits
from restatelint.source.store import Store
from restatelint.source.tree import source_at
from tests.harness.fixtures import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from restatelint import Report, Source

RULES = load_rules()
MODULE = b"module example.com/shop\n\ngo 1.25.0\n\nrequire github.com/restatedev/sdk-go v1.2.0\n"
HANDLER = """package shop

import (
	"time"

	restate "github.com/restatedev/sdk-go"

	"example.com/shop/help"
)

type Shop struct{{}}

func (Shop) Sell(ctx restate.ObjectContext, name string) (int64, error) {{
	{body}
	return 0, nil
}}

var _ = time.Now
var _ = help.Stamp
"""
BODIES = (
    "restate.Set(ctx, name, time.Now())",
    "restate.Set(ctx, name, help.Stamp(1))",
    'restate.Object[int](ctx, "Shop", restate.Key(ctx), "Sell").Request(name)',
    "restate.Set(ctx, name, 1)",
    "restate.Set(ctx, name, )",
    "restate.Set(ctx, name, help.Later())",
)
HELP = """package help

import "time"

func Stamp({parameter}) int64 {{
	return {body}
}}

var _ = time.Now
"""
LATER = """package help

import "time"

func Later() int64 { return time.Now().Unix() }
"""
MAIN = """package main

import (
	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/server"

	"example.com/shop/shop"
)

func main() {
	server.NewRestate().Bind(restate.Reflect(shop.Shop{}))
}
"""
EDITS: tuple[tuple[str, str | None], ...] = (
    *(("shop/shop.go", HANDLER.format(body=body)) for body in BODIES),
    ("shop/shop.go", "// moved\n\n" + HANDLER.format(body=BODIES[0])),
    ("help/help.go", HELP.format(parameter="n int64", body="n")),
    ("help/help.go", HELP.format(parameter="n int64", body="time.Now().Unix()")),
    ("help/help.go", HELP.format(parameter="", body="1")),
    ("help/help.go", None),
    ("help/later.go", LATER),
    ("help/later.go", None),
    ("shop/mall.go", HANDLER.format(body=BODIES[1]).replace("Shop", "Mall")),
    ("shop/mall.go", None),
    ("main.go", MAIN),
    ("main.go", None),
    ("go.mod", MODULE.decode()),
    ("go.mod", MODULE.decode().replace("v1.2.0", "v0.24.0")),
    ("go.mod", None),
)
SETTINGS = (Settings(), Settings(severities={"wall-clock": Severity.INFO}), Settings(ignore=("wall-clock",)))


def plain_and_kept(keeping: Keeping, files: Mapping[str, bytes], given: Settings) -> tuple[Report, Report]:
    """Return what is found in the files of the shop, by a check and by one whose report may be kept."""
    tree = MemoryTree(files)

    def read(_: Sequence[str], __: list[Note]) -> Iterator[Source]:
        for path in sorted(files):
            source = source_at(tree, f"/{path}") if path.startswith("shop/") else None
            if source is not None:
                yield source

    plain = check(read((), []), RULES, given, tree=tree, known=RULES, generated=False)
    checking = Checking(read, RULES, given, tree, RULES, Limits(), suppressions=True, generated=False)
    kept = cached_check(keeping, checking, (), [], checking.examined)
    return plain, kept


@given(st.lists(st.tuples(st.sampled_from(EDITS), st.sampled_from(SETTINGS)), max_size=8))
@settings(max_examples=12, deadline=None)
def test_after_any_edits_it_is_what_a_check_says(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[tuple[str, str | None], Settings]]
) -> None:
    keeping = Keeping(Store(str(tmp_path_factory.mktemp("kept"))), b"1")
    files: dict[str, bytes] = {}
    begun = [
        ("go.mod", MODULE.decode()),
        EDITS[len(BODIES) - 1],
        EDITS[len(BODIES) + 1],
        ("help/later.go", LATER),
    ]
    for (path, text), asked in [*((edit, SETTINGS[0]) for edit in begun), *edits, *edits]:
        if text is None:
            files.pop(path, None)
        else:
            files[path] = text.encode()
        plain, kept = plain_and_kept(keeping, files, asked)
        assert kept == plain


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """Return what counts the checks that are really made."""
    made = Mock(side_effect=check)
    monkeypatch.setattr("restatelint.engine.check.check", made)
    return made


FILES = {"go.mod": MODULE, "shop/shop.go": HANDLER.format(body=BODIES[0]).encode()}


def test_what_has_not_changed_is_not_checked_again(tmp_path: Path, checks: Mock) -> None:
    keeping = Keeping(Store(str(tmp_path)), b"1")
    for _ in range(3):
        plain, kept = plain_and_kept(keeping, FILES, SETTINGS[0])
        assert kept == plain
        assert kept.findings
    assert checks.call_count == 1


def test_another_version_checks_again(tmp_path: Path, checks: Mock) -> None:
    for version in (b"1", b"2"):
        plain_and_kept(Keeping(Store(str(tmp_path)), version), FILES, SETTINGS[0])
    assert checks.call_count == 2


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"[{},{},[]]", b"[" * 100_000, b"\xff"])
def test_an_entry_that_is_no_report_is_a_miss(tmp_path: Path, content: bytes) -> None:
    store = Store(str(tmp_path))
    plain, _ = plain_and_kept(Keeping(store, b"1"), FILES, SETTINGS[0])
    (path,) = tmp_path.iterdir()
    store.put(path.stem, content)
    _, kept = plain_and_kept(Keeping(store, b"1"), FILES, SETTINGS[0])
    assert kept == plain


def test_a_bug_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("restatelint.engine.search._answers", raising)
    _, kept = plain_and_kept(Keeping(Store(str(tmp_path)), b"1"), FILES, SETTINGS[0])
    assert {note.kind for note in kept.notes} == {NoteKind.INTERNAL_ERROR}
    assert not list(tmp_path.iterdir())


def test_every_finding_of_the_fixtures_comes_back_as_it_was() -> None:
    tree = DiskTree(str(FIXTURES))
    places = (tree.location(str(path)) for path in sorted(FIXTURES.glob("[a-e]*/*/bad.go")))
    sources = [source for place in places if (source := source_at(tree, place)) is not None]
    report = check(sources, RULES, tree=tree)
    assert any(finding.fix for finding in report.findings)
    assert any(finding.chain for finding in report.findings)
    assert report_of(from_bytes(as_bytes(report_data(report))), RULES) == report


def test_a_text_for_equal_values_is_the_same_whatever_their_order() -> None:
    one = stable((frozenset({"a", "b", "c"}), {"x": 1, "y": Severity.INFO}, SETTINGS[1]))
    other = stable((frozenset({"c", "b", "a"}), {"y": Severity.INFO, "x": 1}, SETTINGS[1]))
    assert one == other
    assert stable(SETTINGS[0]) != stable(SETTINGS[1])
