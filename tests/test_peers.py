"""docs/comparison.md is what the commands of scripts/peers.toml gave, and restatelint has what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.peers import SELF, VERSIONS, features, has, page
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "comparison.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.splitlines() if line[:2] == "| "]


def test_the_page_has_a_row_for_every_feature_and_nothing_else() -> None:
    head, *rows = ROWS
    assert [each.split(" ")[0] for each in head[1:]] == list(VERSIONS)
    asked = features()
    assert [row[0] for row in rows] == [each.name for each in asked]
    for row, feature in zip(rows, asked, strict=True):
        for tool, cell in zip(VERSIONS, row[1:], strict=True):
            assert cell in ("yes", "no", "?")
            assert cell != "yes" or tool in feature.asked
        assert row[1] == ("yes" if SELF in feature.asked else "no"), feature.name
        for command, _ in feature.asked.values():
            assert f"\n  $ {command}\n" in PAGE


def test_what_is_missing_here_is_said() -> None:
    said = re.search(r"has not: (.*)\.", PAGE)
    assert said is not None
    for row in ROWS[1:]:
        assert (row[1] == "no" and "yes" in row) == (row[0] in said[1].split(", ")), row


def test_a_command_that_does_not_print_it_is_a_no(tmp_path: Path) -> None:
    assert has("echo one", ("one", "!two"), tmp_path, tmp_path) == (True, "exit code 0")
    assert has("echo one two; exit 1", ("one", "!two"), tmp_path, tmp_path) == (
        False,
        "exit code 1, without `!two`: one two",
    )


def test_a_tool_that_is_not_there_is_not_judged() -> None:
    rows = [{"name": "x", **dict.fromkeys(VERSIONS, "?"), SELF: "yes"}]
    written = page({SELF: "1"}, rows, [])
    assert "| x | yes | ? |" in written
    assert "ruff (not to be had)" in written
