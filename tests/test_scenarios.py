"""The table of scenarios: each has a fixture, which reports something or is silent as the table says."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from restatelint.engine.expectations import Kind, expectations_of
from tests.harness.fixtures import FIXTURES

TRAPS = FIXTURES / "traps"
_ROW = re.compile(
    r"^\| (?P<scenario>[^|]+) \| (?P<files>`[^|]+`) \| (?P<said>reported|silent) \|$", re.MULTILINE
)


class Row(NamedTuple):
    """A scenario, the files that show it, and whether something is to be reported there."""

    scenario: str
    files: tuple[str, ...]
    silent: bool


def rows() -> list[Row]:
    text = (TRAPS / "README.md").read_text(encoding="utf-8")
    return [
        Row(row["scenario"], tuple(re.findall(r"`([^`]+)`", row["files"])), row["said"] == "silent")
        for row in _ROW.finditer(text)
    ]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.scenario)
def test_a_scenario_reports_what_the_table_says(row: Row) -> None:
    missing = [name for name in row.files if not (TRAPS / name).is_file()]
    assert missing == []

    found = [
        each.kind
        for name in row.files
        for each in expectations_of(name, (TRAPS / name).read_text(encoding="utf-8"))[0]
    ]
    ought = [kind for kind in found if kind in (Kind.WANT, Kind.MISSED)]

    assert ought == [] if row.silent else Kind.WANT in ought


def test_every_row_of_the_table_is_read() -> None:
    text = (TRAPS / "README.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ") and ".go`" in line]

    assert len(lines) == len(rows()) > 0


def test_every_trap_is_in_the_table() -> None:
    listed = {name for row in rows() for name in row.files}
    there = {path.relative_to(TRAPS).as_posix() for path in TRAPS.rglob("*.go")}

    assert sorted(there - listed) == []
