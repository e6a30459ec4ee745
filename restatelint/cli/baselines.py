"""`check --baseline` and `--write-baseline`: the file of what a project lives with for now."""

from __future__ import annotations

import dataclasses
import os
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from restatelint.cli.files import missing_path
from restatelint.cli.output import say
from restatelint.engine.baseline import MAX_BYTES, baseline_text, read_baseline
from restatelint.engine.finding import Note, NoteKind
from restatelint.engine.known import compared, counted_keys
from restatelint.engine.reports import with_notes
from restatelint.engine.toml import DataError
from restatelint.report.display import visible
from restatelint.report.summary import counted
from restatelint.source.confined import is_inside
from restatelint.source.opening import UnreadableError, read_named
from restatelint.source.repository import repository_top
from restatelint.source.writing import UnwritableError, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from restatelint.engine.finding import Report
    from restatelint.engine.known import Compared, Key
    from restatelint.source.tree import DiskTree


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline beside a run. ``name`` gives what it calls the file at a shown path.

    ``covers`` says whether a file, as it calls it, lies below what the run was asked to check.
    """

    shown: str
    known: Mapping[Key, int]
    name: Callable[[str], str]
    covers: Callable[[str], bool]

    def of(self, report: Report) -> Compared:
        """Return which findings of a report are new, and what this run looked for and did not find."""
        found = compared(report.findings, self.known, self.name)
        was_looked_for = self.looked_for(report)
        return found._replace(gone={key: number for key, number in found.gone.items() if was_looked_for(key)})

    def looked_for(self, report: Report) -> Callable[[Key], bool]:
        """Return what tells whether a run looked for something: its rule is on, its file checked or gone."""
        unchecked = {note.path and self.name(note.path) for note in report.notes if note.kind.unchecked}
        on = {rule.id for rule in report.rules}

        def was_looked_for(key: Key) -> bool:
            return key.rule in on and self.covers(key.path) and not unchecked & {"", key.path}

        return was_looked_for

    def notes(self, gone: Mapping[Key, int]) -> list[Note]:
        """Return a note for each entry, or part of one, that is not found any more."""
        found: list[Note] = []
        for key, number in sorted(gone.items()):
            where = f"{key.path}, {key.function}" if key.function else key.path
            some = f" ({number} times)" if number > 1 else ""
            found.append(
                Note(NoteKind.GONE, self.shown, f"{key.rule} in {where} is not found any more{some}")
            )
        return found


def baseline_at(path: str, paths: tuple[str, ...], tree: DiskTree) -> Baseline:
    """Return the baseline in a file for a run over some paths; raise a DataError or click.UsageError."""
    if not os.path.lexists(path):
        message = f"--baseline: {missing_path(path)}, `--write-baseline {path}` makes one"
        raise click.UsageError(message)
    try:
        data = read_named(path, MAX_BYTES)
    except UnreadableError as error:
        raise DataError(path, 1, str(error)) from error
    return _baseline(path, paths, tree, read_baseline(path, data.decode("utf-8", "replace")))


def baseline_to_write(path: str, paths: tuple[str, ...], tree: DiskTree) -> Baseline:
    """Return what a baseline holds that is to be written, or begin one; raise as ``baseline_at`` does."""
    return baseline_at(path, paths, tree) if os.path.lexists(path) else _baseline(path, paths, tree, {})


def report_after_writing(before: Baseline, report: Report, *, prune: bool) -> Report:
    """Write what is found to the file of a baseline, say how much that is, and return what it does not hold.

    What it held of files and rules that the run did not ask for stays. With ``prune`` nothing is added, so
    that it only loses what is gone. Raises click.FileError.
    """
    found = before.of(report)
    taken = counted_keys(found.known if prune else report.findings, before.name)
    was_looked_for = before.looked_for(report)
    kept = {key: number for key, number in before.known.items() if not was_looked_for(key)}
    after = Counter(kept) + Counter(taken)
    try:
        write_whole(before.shown, [baseline_text(after).encode()])
    except UnwritableError as error:
        raise click.FileError(before.shown, str(error)) from error
    pruned = f", {sum(found.gone.values())} pruned" if found.gone else ""
    say(f"wrote {visible(before.shown)}: {counted(sum(after.values()), 'problem')}{pruned}")
    written = dataclasses.replace(before, known=after)
    return with_notes(report, written.of(report).new, before.notes(found.gone))


def _baseline(path: str, paths: tuple[str, ...], tree: DiskTree, known: Mapping[Key, int]) -> Baseline:
    directory = os.path.dirname(os.path.realpath(path))
    base = repository_top(directory) or directory
    roots = [tree.location(each) for each in paths]

    def name(shown: str) -> str:
        return os.path.relpath(tree.location(shown), base).replace(os.sep, "/")

    def covers(called: str) -> bool:
        return is_inside(os.path.normpath(os.path.join(base, called)).replace(os.sep, "/"), roots)

    return Baseline(path, known, name, covers)
