"""The reference of predicates: an entry for each, with an example that holds."""

from __future__ import annotations

import re

import pytest

from restatelint.engine.predicates import PREDICATES
from restatelint.engine.rule import Where
from restatelint.engine.trying import Trial, read_query
from scripts.predicate_pages import read_fixture
from tests.test_layers import ROOT

ENTRY = re.compile(
    r"### `(?P<name>[a-z-]+)`\n\n`\(#(?P<form>[a-z-]+)\? .*?\)`\n\n.+?"
    r"```scm\n(?P<query>.*?)\n```\n\nholds in \[(?P<path>[^:]+):(?P<line>[0-9]+)\]",
    re.DOTALL,
)
PAGE = (ROOT / "docs" / "predicates.md").read_text("utf-8")
ENTRIES = {match["name"]: match for match in ENTRY.finditer(PAGE)}
SOME = sorted(ENTRIES)[::12]  # all of them are run by make docs-check


def test_every_predicate_has_an_entry_with_an_example() -> None:
    assert set(ENTRIES) == set(PREDICATES)
    for name, match in ENTRIES.items():
        assert match["form"] == name
        assert f"(#{name}? " in match["query"]


@pytest.mark.parametrize("name", SOME)
def test_an_example_holds_where_the_page_says(name: str) -> None:
    match = ENTRIES[name]
    trial = Trial(read_query(name, match["query"]), Where.FILE)
    facts, file = read_fixture(ROOT / match["path"])

    holding = {each.place.start.line for each in trial.of(file, facts) if each.holds}

    assert int(match["line"]) in holding
