"""What a complete rule has besides its query: two fixtures that say something, and a page with all parts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from restatelint.engine.expectations import Kind, expectations_of
from restatelint.engine.rule import Where
from tests.harness.fixtures import fixture_of

if TYPE_CHECKING:
    from restatelint.engine.rule import Rule

HEADINGS = ("What it does", "Why is this bad", "Example", "Use instead", "Limits", "References")
PLACEHOLDER = "REPLACE THIS"
"""What a file that ``make rule`` made holds until it is written."""

_HEADING = re.compile(r"^## (.*)$", re.MULTILINE)


def next_step(rule: Rule, fixtures: Path) -> str:
    """Return what is to be done next before a rule is complete, or "" when it is."""
    directory = fixture_of(rule, fixtures).directory
    root = fixtures.parent
    bad, good, page = directory / "bad.go", directory / "good.go", Path(rule.directory) / "README.md"
    if rule.where is Where.ENGINE:
        return _page_step(page, _shown(page, root))
    if rule.where is Where.MODULE:
        if not any(_wants(path, rule) for path in directory.rglob("go.mod")):
            return f"no go.mod below {_shown(directory, root)} expects {rule.id}: write one that does"
        return _page_step(page, _shown(page, root))
    files = {
        bad: "code that a sensible person would write and that the rule reports",
        good: "the code that is like bad.go, with functions of the same names, and right",
        Path(rule.directory) / "query.scm": "the shape to look for, then predicates that ask for its meaning",
        Path(rule.directory) / "rule.toml": "what the rule is called and what it says",
    }
    for path, what in files.items():
        if not path.is_file():
            return f"{_shown(path, root)} is missing: write {what}"
        if PLACEHOLDER in path.read_text(encoding="utf-8"):
            return f"write {_shown(path, root)}: {what}"
    if not _wants(bad, rule):
        return (
            f"{_shown(bad, root)} expects nothing of {rule.id}: run make accept "
            f"ARGS={rule.family}/{rule.id} and read the diff; if it writes nothing, mend the query"
        )
    if _wants(good, rule):
        return f"{_shown(good, root)} expects {rule.id}: what it reports belongs into bad.go"
    return _page_step(page, _shown(page, root))


def _wants(path: Path, rule: Rule) -> bool:
    expectations, _ = expectations_of(str(path), path.read_text(encoding="utf-8"))
    return any(each.rule == rule.id and each.kind is Kind.WANT for each in expectations)


def _page_step(path: Path, shown: str) -> str:
    text = path.read_text(encoding="utf-8")
    parts = _HEADING.split(text)
    there = tuple(parts[1::2])
    if there != HEADINGS:
        missing = [each for each in HEADINGS if each not in there]
        wrong = f"lacks `## {missing[0]}`" if missing else f"has the headings {', '.join(there)}"
        return f"{shown} {wrong}: its headings are {', '.join(HEADINGS)}, in this order"
    for heading, body in zip(there, parts[2::2], strict=True):
        if not body.strip() or PLACEHOLDER in body:
            return f"write the part `## {heading}` of {shown}, then run make docs"
    return ""


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
