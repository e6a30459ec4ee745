"""What does not change what code does changes no finding: layout, comments, local names, order, more code."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from restatelint import MemoryTree, check
from restatelint.golang.tree import parsed
from tests.harness.fixtures import FIXTURES, Fixture, fixtures, rules
from tests.harness.rewriting import REWRITINGS

if TYPE_CHECKING:
    from restatelint import Report

SHARES = 8
ONCE = {rule.id for rule in rules() if rule.once}
GO = tuple(
    each for each in fixtures() if not any(b"restatelint:" in path.read_bytes() for path in each.files)
)


def files_of(fixture: Fixture) -> dict[str, str]:
    """Return the files of a fixture by their paths, with the go.mod files around them."""
    paths = [FIXTURES / "go.mod", *fixture.directory.rglob("go.mod"), *fixture.files]
    return {path.relative_to(FIXTURES).as_posix(): path.read_text("utf-8") for path in paths}


def report(fixture: Fixture, files: dict[str, str], *, backwards: bool = False) -> Report:
    """Return what is found in the files of a fixture."""
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    sources = [each for each in tree.sources() if each.path.endswith(".go")]
    return check(sources[::-1] if backwards else sources, rules(), fixture.settings, tree=tree)


def told(found: Report, name: str) -> Counter[tuple[str, str]]:
    """Return the findings as rules and the lines that they stand on, as far as a rewriting leaves these."""
    seen: Counter[tuple[str, str]] = Counter()
    for each in found.active:
        line = each.place.lines[0].split("//")[0].strip() if each.place.lines else ""
        line = line.replace("Renamed", "")
        seen[each.rule, "" if each.rule in ONCE or name == "reversed" else line] += 1
    return seen


@pytest.mark.parametrize("share", range(SHARES))
def test_what_is_found_depends_neither_on_how_it_is_written_nor_on_the_order_of_files(share: int) -> None:
    wrong: dict[str, object] = {}
    # each rewriting takes a third of the fixtures, each fixture a third of the rewritings
    for number, fixture in enumerate(GO[share::SHARES]):
        files, known = files_of(fixture), report(fixture, files_of(fixture))
        if len(fixture.files) > 1:
            assert report(fixture, files, backwards=True).findings == known.findings
        for name in list(REWRITINGS)[(number + share) % 3 :: 3]:
            made = {path: REWRITINGS[name](text) if is_plain(text) else text for path, text in files.items()}
            was, now = told(known, name), told(report(fixture, made), name)
            if was != now:
                wrong[f"{fixture.name} {name}"] = (dict(was - now), dict(now - was))
    assert wrong == {}


def is_plain(text: str) -> bool:
    """Return whether a file is Go that a rewriting by lines leaves right."""
    return text.count("`") == 0 and "\npackage " in f"\n{text}" and not parsed(text.encode()).root.has_error


@pytest.mark.parametrize("name", REWRITINGS)
def test_a_rewriting_changes_much_and_keeps_go_right(name: str) -> None:
    texts = [text for fixture in GO[::9] for text in files_of(fixture).values() if is_plain(text)]
    made = [REWRITINGS[name](text) for text in texts]

    assert not any(parsed(text.encode()).root.has_error for text in made)
    assert sum(was != now for was, now in zip(texts, made, strict=True)) > len(texts) // 3
    assert name != "reversed" or all(sorted(was) == sorted(now) for was, now in zip(texts, made, strict=True))
