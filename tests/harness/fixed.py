"""Files as the fixes of their rule leave them: `fixed/NAME.go.fixed` beside the fixture `NAME.go`.

All fixes are made, safe or not, but those of other rules are not. The comments that tests read are left
out of what is compared, since they speak of the code before.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from restatelint.engine.check import check
from restatelint.engine.expectations import is_columns, split_line
from restatelint.engine.fixing import fixed_files
from restatelint.source.overlay import OverlayTree
from restatelint.source.tree import MemoryTree, source_at
from tests.harness.fixtures import FIXTURES, Fixture, fixtures, rules

if TYPE_CHECKING:
    from pathlib import Path

    from restatelint.engine.finding import Report
    from restatelint.engine.rule import Rule
    from restatelint.source.tree import SourceTree

SUFFIX = ".fixed"


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file of a fixture, and the file that says how it is with the fixes of the fixture's rule."""

    fixture: Fixture
    before: Path
    after: Path

    @property
    def name(self) -> str:
        """The name of the test."""
        return self.before.relative_to(FIXTURES).as_posix()


@cache
def cases() -> tuple[FixedFile, ...]:
    """Return every file for which there is one that says how it is when fixed."""
    return tuple(
        FixedFile(fixture, fixture.directory / path.name.removesuffix(SUFFIX), path)
        for fixture in fixtures()
        for path in sorted((fixture.directory / "fixed").glob("*.go" + SUFFIX))
    )


@cache
def tree_of(fixture: Fixture) -> MemoryTree:
    """Return the files of a fixture and the go.mod of all, without the other fixtures, which take long."""
    paths = [FIXTURES / "go.mod", *fixture.directory.rglob("go.mod"), *fixture.files]
    return MemoryTree({path.relative_to(FIXTURES.parent).as_posix(): path.read_bytes() for path in paths})


def module_of(fixture: Fixture) -> Path:
    """Return the directory of the go.mod that a fixture is compiled by."""
    around = (fixture.directory, *fixture.directory.parents)
    return next(each for each in around if (each / "go.mod").is_file())


def location(shown: str) -> str:
    """Return the location of a shown path in the tree of a fixture."""
    return f"/{shown}"


def location_of(path: Path) -> str:
    """Return the location of a file in the tree of a fixture."""
    return location(path.relative_to(FIXTURES.parent).as_posix())


@cache
def results(fixture: Fixture) -> dict[str, tuple[bytes, bytes]]:
    """Return the bytes before and after, by location, of the cases of a fixture that fixes change."""
    found = fixed_files(
        report_before(fixture),
        tree_of(fixture),
        location,
        lambda seen, only: report(fixture, seen, only),
        unsafe=True,
    )
    return dict(found)


@cache
def report_before(fixture: Fixture) -> Report:
    """Return what all rules say of the cases of a fixture."""
    return report(fixture, tree_of(fixture))


@cache
def report_after(fixture: Fixture) -> Report:
    """Return what all rules say of the cases of a fixture with the fixes of its rule made."""
    return report(fixture, fixed_tree(fixture))


def report(fixture: Fixture, tree: SourceTree, only: frozenset[str] | None = None) -> Report:
    """Return what all rules say of the cases of a fixture as a tree shows them, with its own rule's fixes."""
    own = sorted(location_of(case.before) for case in cases() if case.fixture == fixture)
    chosen = [each for each in own if only is None or each in only]
    given = [source for each in chosen if (source := source_at(tree, each)) is not None]
    return check(given, _fixing(fixture), fixture.settings, tree=tree)


def after(case: FixedFile) -> bytes:
    """Return the bytes of a file with the fixes of its rule made."""
    changed = results(case.fixture).get(location_of(case.before))
    return changed[1] if changed is not None else case.before.read_bytes()


def fixed_tree(fixture: Fixture) -> SourceTree:
    """Return the tree of a fixture with the fixes of its rule made."""
    return OverlayTree(tree_of(fixture), {name: new for name, (_, new) in results(fixture).items()})


def without_comments(text: str) -> str:
    """Return Go code without the comments that tests read."""
    kept = []
    for line in text.split("\n"):
        code, expectations = split_line(line)
        if not is_columns(line) and (code.strip() or not expectations):
            kept.append(code.rstrip() if expectations else line)
    return "\n".join(kept)


def accept(fixture: Fixture) -> tuple[Path, ...]:
    """Write the files of a fixture that say how others are when fixed, and return those that changed."""
    written = []
    for case in cases():
        text = without_comments(after(case).decode())
        if case.fixture == fixture and case.after.read_text(encoding="utf-8") != text:
            case.after.write_text(text, encoding="utf-8")
            written.append(case.after)
    return tuple(written)


@cache
def _fixing(fixture: Fixture) -> tuple[Rule, ...]:
    own = fixture.name.rpartition("/")[2]
    return tuple(each if each.id == own else dataclasses.replace(each, fixes=()) for each in rules())
