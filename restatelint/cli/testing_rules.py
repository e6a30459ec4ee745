"""Runs rules of a user on the Go files that stand beside them, and compares with the comments there."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from restatelint.cli.request import Request
from restatelint.cli.settings_files import SettingsFiles
from restatelint.engine.api import load_rules
from restatelint.engine.check import check
from restatelint.engine.expectations import ExpectationError, Kind, expectations_of
from restatelint.engine.expected import accepted, differences
from restatelint.engine.finding import NoteKind
from restatelint.engine.toml import did_you_mean
from restatelint.report.summary import note_line
from restatelint.source.position import decoded, encoded
from restatelint.source.tree import DiskTree, source_at
from restatelint.source.writing import UnwritableError, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from restatelint.engine.finding import Finding, Report
    from restatelint.engine.rule import Rule

_ROUNDS = 4
_RULE_FILE = "rule.toml"


@dataclass(frozen=True, slots=True)
class Result:
    """How many rules were tested on how many files, what they found there, and what is not as expected."""

    rules: int
    files: int
    findings: int
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Fixture:
    """A rule with the Go files in its directory, by the path that is shown, and what is found in them."""

    rule: Rule
    texts: dict[str, str]
    report: Report

    def findings(self, path: str) -> list[Finding]:
        return [each for each in self.report.active if each.place.path == path]


def tested(directories: Sequence[str]) -> Result:
    """Return what rules find beside what the comments say. Raises DataError and click.UsageError."""
    rules = files = findings = 0
    wrong: list[str] = []
    for root, only in _roots(directories):
        known = load_rules(root)
        names = {each.id for each in known}
        for fixture in _fixtures(root, only):
            rules += 1
            files += len(fixture.texts)
            findings += len(fixture.report.active)
            notes = [
                each for each in fixture.report.notes if each.kind not in (NoteKind.SKIPPED, NoteKind.ASSUMED)
            ]
            wrong += map(note_line, notes)
            own = 0
            for path, text in fixture.texts.items():
                try:
                    wrong += differences(path, text, fixture.findings(path), "rule test --accept")
                    expected, _ = expectations_of(path, text)
                except ExpectationError as error:
                    wrong.append(str(error))
                    continue
                wrong += (
                    f"{path}:{each.written}: no rule is called `{each.rule}`{did_you_mean(each.rule, names)}"
                    for each in expected
                    if each.rule not in names
                )
                own += sum(each.kind is Kind.WANT and each.rule == fixture.rule.id for each in expected)
            if not own:
                where = os.path.relpath(fixture.rule.directory)
                wrong.append(f"{where}: no Go file there has a `// want {fixture.rule.id}` comment")
    return Result(rules, files, findings, tuple(wrong))


def accepted_files(directories: Sequence[str]) -> Iterator[str]:
    """Write the comments of the Go files beside rules as these report now, and yield what was changed."""
    changed: dict[str, None] = {}
    for root, only in _roots(directories):
        for _ in range(_ROUNDS):  # a comment may move what messages name by line
            settled = True
            for fixture in _fixtures(root, only):
                for path, text in fixture.texts.items():
                    made = _accepted(path, text, fixture.findings(path))
                    if made != text:
                        settled = False
                        changed[path] = None
                        _write(path, made)
            if settled:
                break
    yield from changed


def _accepted(path: str, text: str, findings: list[Finding]) -> str:
    try:
        return accepted(path, text, findings)
    except ExpectationError:
        return text  # what is wrong with it is said by the test


def _write(path: str, text: str) -> None:
    try:
        write_whole(path, [encoded(text)])
    except UnwritableError as error:
        raise click.FileError(path, str(error)) from error


def _roots(directories: Sequence[str]) -> list[tuple[str, str]]:
    """Return directories of rules, each with the one rule in it that is meant, or ""."""
    if directories:
        found: list[tuple[str, str]] = []
        for each in directories:
            real = os.path.realpath(each)
            if os.path.isfile(os.path.join(real, _RULE_FILE)):
                found.append((os.path.dirname(os.path.dirname(real)), real))
            else:
                found.append((real, ""))
        return found
    files = SettingsFiles(Request())
    return [(each, "") for each in files.settings(files.closest(os.path.realpath(os.curdir))).rules]


def _fixtures(root: str, only: str) -> list[_Fixture]:
    tree = DiskTree(os.curdir)
    files = SettingsFiles(Request())
    known = load_rules(root)
    own = [each for each in known if each.page is not None and each.patterns]
    found: list[_Fixture] = []
    for rule in own:
        if only and os.path.realpath(rule.directory) != only:
            continue
        settings = files.settings(files.closest(os.path.realpath(rule.directory)))
        chosen = dataclasses.replace(settings, tests=True, per_path_ignores=())
        sources = [source_at(tree, tree.location(path)) for path in _go_files(rule.directory)]
        given = [each for each in sources if each is not None]
        report = check(given, own, chosen, tree=tree, known=known, generated=True)
        found.append(_Fixture(rule, {each.path: decoded(each.data) for each in given}, report))
    return found


def _go_files(directory: str) -> list[str]:
    return sorted(
        os.path.join(where, name)
        for where, _, names in os.walk(directory)
        for name in names
        if name.endswith(".go") and not os.path.islink(os.path.join(where, name))
    )
