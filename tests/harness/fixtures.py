"""Finds the fixtures and runs the linter on them as any caller would. Compares nothing.

``fixtures/<family>/<rule>/`` belongs to a rule, ``fixtures/traps/<name>/`` to none. Everything below
such a directory is one fixture; a ``restatelint.toml`` in it gives its settings. All are packages of the
module ``fixtures``, but for those that need another release of the SDK and have a go.mod of their own.
A file that must not compile begins with ``//go:build ignore``, which Go then leaves alone; a go.mod that
Go cannot resolve begins with ``// not built:`` and the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from restatelint.engine.check import check
from restatelint.engine.load import built_in_rules_directory, load_rules
from restatelint.engine.predicates import FILLS, SIGNATURES
from restatelint.engine.settings import Settings, read_settings
from restatelint.source.tree import DiskTree, source_at

if TYPE_CHECKING:
    from restatelint.engine.finding import Report
    from restatelint.engine.rule import Rule
    from restatelint.source.text import Source

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
TRAPS = "traps"
UNCOMPILABLE = "//go:build ignore\n"
UNBUILDABLE = "// not built:"


@dataclass(frozen=True, slots=True)
class Fixture:
    """A directory of Go files that are checked together; ``name`` is ``<family>/<rule>``."""

    name: str
    directory: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """The Go files at any depth, sorted."""
        return tuple(sorted(self.directory.rglob("*.go")))

    @property
    def expecting(self) -> tuple[Path, ...]:
        """The files that may expect findings: the Go files, and the go.mod files, sorted."""
        return tuple(sorted((*self.files, *self.directory.rglob("go.mod"))))

    @property
    def settings(self) -> Settings:
        """What the fixture's settings file says, or the defaults."""
        path = self.directory / "restatelint.toml"
        return read_settings(str(path), str(self.directory)) if path.is_file() else Settings()

    def sources(self, tree: DiskTree) -> list[Source]:
        """Return the Go files as the linter takes them, in order."""
        found = [source_at(tree, tree.location(str(path))) for path in self.files]
        return sorted((each for each in found if each is not None), key=lambda each: each.location)


def fixtures(root: Path = FIXTURES) -> tuple[Fixture, ...]:
    """Return every fixture with a Go file, sorted by name; what begins with ``_`` is for other tests."""
    found = (
        Fixture(path.relative_to(root).as_posix(), path)
        for path in sorted(root.glob("[!_]*/*"))
        if path.is_dir()
    )
    return tuple(each for each in found if each.files)


def fixture_of(rule: Rule, root: Path = FIXTURES) -> Fixture:
    """Return the fixture of a rule, whether it is there or not."""
    name = f"{rule.family}/{rule.id}"
    return Fixture(name, root / name)


@cache
def rules(directory: str = "") -> tuple[Rule, ...]:
    """Return all rules of a directory, or all that come with restatelint."""
    return load_rules(directory or built_in_rules_directory(), SIGNATURES, FILLS)


def tree_of(fixture: Fixture) -> DiskTree:
    """Return the tree a fixture is read from; its paths begin with ``fixtures/``."""
    return DiskTree(str(fixture.directory.parents[2]))


def report_of(fixture: Fixture, on: tuple[Rule, ...]) -> Report:
    """Return what rules say of a fixture."""
    tree = tree_of(fixture)
    return check(fixture.sources(tree), on, fixture.settings, tree=tree)


def is_compilable(path: Path) -> bool:
    """Whether a Go file is one that the compiler must accept."""
    return not path.read_text(encoding="utf-8", errors="replace").startswith(UNCOMPILABLE)
