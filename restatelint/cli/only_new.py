"""`check --diff-base`, `--diff-from-patch` and `--baseline`: which findings of a report are new."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from restatelint.cli.baselines import baseline_at
from restatelint.cli.options import STDIN
from restatelint.cli.standard_input import standard_input
from restatelint.engine.changes import WHOLE, Changes, split_by_changes
from restatelint.engine.finding import Note, NoteKind
from restatelint.engine.known import compared, counted_keys
from restatelint.engine.reports import with_notes
from restatelint.engine.toml import DataError
from restatelint.report.summary import counted
from restatelint.source.opening import UnreadableError, read_named
from restatelint.source.patch import PatchError, changed_lines
from restatelint.source.repository import repository_top
from restatelint.source.tree import DiskTree

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from restatelint.cli.baselines import Baseline
    from restatelint.cli.request import Request
    from restatelint.engine.finding import Finding, Report
    from restatelint.source.patch import Ranges

_MAX_PATCH_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A report of what is new, and how to narrow a later one, of files that were changed, in the same way."""

    report: Report
    again: Callable[[Report], Report]


@dataclass(frozen=True, slots=True)
class OnlyNew:
    """What is not new: lines outside of ``changes`` (None for no such limit) and what ``baseline`` knows.

    ``since`` says for people what the changes are counted from.
    """

    location: Callable[[str], str]
    changes: Changes | None
    since: str
    baseline: Baseline | None

    def of(self, report: Report) -> Narrowed:
        """Return a report without what is not new, and with notes that say how much that is."""
        findings = report.findings
        notes: list[Note] = []
        old: tuple[Finding, ...] = ()
        if self.changes is not None:
            findings, old = split_by_changes(findings, self.changes, self.location)
            notes += _left_out(old, self.since)
        if self.baseline is not None:
            found = self.baseline.of(dataclasses.replace(report, findings=findings))
            findings, old = found.new, (*old, *found.known)
            notes += _left_out(found.known, f"that {self.baseline.shown} knows")
            notes += self.baseline.notes(found.gone)
        known = counted_keys(old, self.location)

        def again(later: Report) -> Report:
            return with_notes(later, compared(later.findings, known, self.location).new, notes)

        return Narrowed(with_notes(report, findings, notes), again)


Narrowing: TypeAlias = "Callable[[Report], Narrowed]"
"""Tells what is new in a first report."""


def everything(report: Report) -> Narrowed:
    """Return a report as it is: all in it is wanted."""
    return Narrowed(report, lambda later: later)


def only_new(paths: tuple[str, ...], request: Request) -> OnlyNew:
    """Return what tells the new findings below some paths from the others, as a command line asks for it.

    Raises click.UsageError for what cannot be had or makes no sense together, DataError for a patch or a
    baseline that is none.
    """
    tree = DiskTree(os.curdir)
    changes: Changes | None = None
    since = ""
    if request.diff_base is not None:
        changes = _since(request.diff_base, tree)
        since = f"on lines that did not change since `{request.diff_base}`"
    elif request.patch is not None:
        changes = _in_patch(request.patch, tree)
        what = "the patch" if request.patch == STDIN else f"`{request.patch}`"
        since = f"on lines that {what} does not change"
    known = None if request.baseline is None else baseline_at(request.baseline, paths, tree)
    return OnlyNew(tree.location, changes, since, known)


def _since(revision: str, tree: DiskTree) -> Changes:
    from restatelint.source.git import Git, GitError

    try:
        git = Git(tree.root)
        base = git.merge_base(git.commit(revision), git.commit("HEAD"))
        patch, untracked = git.difference(base), git.untracked()
    except GitError as error:
        message = f"--diff-base: {error}"
        raise click.UsageError(message) from error
    lines = _by_location(f"the difference to {revision}", patch, git.top)
    new = {_location(git.top, os.fsencode(path)): WHOLE for path in untracked}
    return Changes({**lines, **new})


def _in_patch(path: str, tree: DiskTree) -> Changes:
    if path == STDIN:
        data = standard_input(_MAX_PATCH_BYTES + 1)
        if len(data) > _MAX_PATCH_BYTES:
            message = f"--diff-from-patch: the patch is larger than {_MAX_PATCH_BYTES} bytes"
            raise click.UsageError(message)
    else:
        try:
            data = read_named(path, _MAX_PATCH_BYTES)
        except UnreadableError as error:
            raise DataError(path, 1, str(error)) from error
    return Changes(_by_location(path, data, repository_top(tree.root) or tree.root))


def _by_location(name: str, patch: bytes, top: str) -> dict[str, Ranges]:
    try:
        return {_location(top, path): lines for path, lines in changed_lines(patch).items()}
    except PatchError as error:
        raise DataError(name, error.line, error.message) from error


def _location(top: str, path: bytes) -> str:
    return os.path.realpath(os.path.join(top, os.fsdecode(path))).replace(os.sep, "/")


def _left_out(findings: tuple[Finding, ...], why: str) -> list[Note]:
    number = sum(each.suppressed is None for each in findings)
    return [Note(NoteKind.LEFT_OUT, "", f"{counted(number, 'problem')} {why}")] if number else []
