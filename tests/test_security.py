"""The promises of SECURITY.md are held by tests, and each of these is there."""

from __future__ import annotations

import re

from tests.test_layers import ROOT

NAME = re.compile(r"`([\w/]+\.py)::(\w+)`")


def test_every_promise_names_tests_that_are_there() -> None:
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    rows = [line for line in page.split("\n") if line.startswith("| ")][1:]
    named = {row: NAME.findall(row.rpartition(" | ")[2]) for row in rows}

    assert len(rows) > 10
    assert [row for row, tests in named.items() if not tests] == [], "no test is said to hold these"
    gone = [
        f"{path}::{name}"
        for tests in named.values()
        for path, name in tests
        if f"def {name}(" not in (ROOT / "tests" / path).read_text("utf-8")
    ]
    assert gone == []
