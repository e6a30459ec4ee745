"""Our own documents, checked as anybody's: every page shows bad code only where it says so."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from tests.test_layers import ROOT

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Shell

_BAD = "## Example"
# its examples are lines of fixtures, and most of what a predicate is asked about is bad
_OF_FIXTURES = ROOT / "docs/predicates.md"


def found(shell: Shell, monkeypatch: pytest.MonkeyPatch, *paths: str) -> list[tuple[str, str, str]]:
    """Return path, section and rule of every finding in the documents below some paths."""
    monkeypatch.chdir(ROOT)
    report = json.loads(shell.check("--markdown", "--isolated", "--format", "json", *paths).out)
    assert report["complete"]
    places: list[tuple[str, str, str]] = []
    for finding in report["findings"]:
        path, line = finding["path"], finding["start"]["line"]
        if finding["fence"] is None:
            continue
        lines = (ROOT / path).read_text("utf-8").splitlines()[:line]
        section = next(each for each in reversed(lines) if each.startswith("## "))
        places.append((path, section, finding["rule"]))
    return places


def test_the_guides_show_good_code(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")} - {_OF_FIXTURES}

    assert found(shell, monkeypatch, *sorted(os.path.relpath(page, ROOT) for page in pages)) == []


def test_the_pages_of_the_rules_show_bad_code_only_as_an_example(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = found(shell, monkeypatch, "rules")

    assert [each for each in places if each[1] != _BAD] == []
    named = {os.path.basename(os.path.dirname(path)) for path, _, rule in places if rule in path}
    assert {"wall-clock", "goroutine", "nested-operation", "ignored-error", "syntax-error"} <= named
