"""A check as a command line asks for it: of files by their settings, or of standard input."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING

import click

from restatelint.cli.cache import kept_in
from restatelint.cli.files import files_of, sources_of
from restatelint.cli.judging import judging_terms
from restatelint.cli.progress import nobody
from restatelint.cli.settings_files import SettingsFiles
from restatelint.cli.standard_input import standard_input
from restatelint.engine.cached import Checking, cached_check
from restatelint.engine.finding import Note, NoteKind
from restatelint.engine.reports import merged, with_own_fingerprints
from restatelint.report.summary import counted
from restatelint.source.limits import Limits
from restatelint.source.overlay import OverlayTree
from restatelint.source.repository import paths_from_top
from restatelint.source.tree import DiskTree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from restatelint.cli.progress import Teller
    from restatelint.cli.request import Request
    from restatelint.engine.cached import Examined, Keeping
    from restatelint.engine.finding import Report
    from restatelint.source.text import Source
    from restatelint.source.tree import SourceTree

_DEFAULTS = Limits()
_MANY = 40  # fewer files are never worth a second process


def report_on_files(
    paths: Sequence[str],
    request: Request,
    *,
    seen: SourceTree | None = None,
    only: frozenset[str] | None = None,
    changed: Mapping[str, bytes] | None = None,
    teller: Teller | None = None,
    stage: str = "checking",
) -> Report:
    """Return what is found in the files that paths stand for, read from disk one after the other.

    They are read from the tree ``seen`` if that is given, or with the bytes that ``changed`` gives by
    location; of them only those at the locations ``only``, if that is given. ``stage`` is what the work is
    called where it shows how far it is. Raises click.BadParameter and DataError for what is wrong with the
    command line and the settings.
    """
    teller = teller or nobody()
    limits = Limits(max_file_bytes=request.max_file_bytes or _DEFAULTS.max_file_bytes)
    tree = DiskTree(os.curdir, max_file_bytes=limits.max_file_bytes)
    source_tree = seen or (OverlayTree(tree, changed) if changed else tree)
    files = SettingsFiles(request)
    wanted = files_of(paths, tree, request, files)
    # every mistake in the settings is said before any file is read
    plans = [(group, files.settings(group.settings_file)) for group in wanted.groups]
    rules = [files.on(settings) for _, settings in plans]
    notes = list(wanted.notes)
    notes += dict.fromkeys(note for _, settings in plans for note in files.outdated(settings))
    reports: list[Report] = []
    # fixes and editors ask about texts that are not on disk, and seldom twice
    plain = seen is None and only is None and not changed
    keeping = kept_in(request.cache_directory) if request.cache and plain else None
    if not plans:
        on = files.on(files.settings(files.closest(tree.root)))
        return dataclasses.replace(merged([], notes), rules=on)
    teller.bar.stage(stage, sum(len(_among(group.locations, only)) for group, _ in plans))
    for (group, settings), on in zip(plans, rules, strict=True):
        # a file that is named is wanted, be it a test or generated
        chosen = dataclasses.replace(settings, tests=True) if group.named else settings
        known = files.known(settings)
        suppressions = request.suppressions is not False
        generated = settings.generated == "off" or (group.named and request.generated is None)

        def read(
            locations: Sequence[str], unread: list[Note], generated: bool = generated
        ) -> Iterator[Source]:
            among = _among(locations, only)
            return sources_of(among, source_tree, unread, limits.max_file_bytes, generated=generated)

        checking = Checking(
            read,
            on,
            chosen,
            source_tree,
            known,
            limits,
            suppressions,
            generated,
            taking=lambda _: teller.bar.advance(),
        )
        jobs = request.jobs if plain else 1
        reports.append(_checked(checking, group.locations, notes, keeping, jobs, teller))
        if group.documents:
            from restatelint.judge.answer import Terms
            from restatelint.judge.document import report_on_document

            terms = Terms(
                settings=chosen,
                rules=on,
                known=known,
                limits=limits,
                merge_fences=request.merge_fences,
                suppressions=suppressions,
                generated=generated,
            )
            documents = read(group.documents, notes)
            reports.extend(report_on_document(each, terms, source_tree) for each in documents)
    if keeping is not None and keeping.store.problem:
        click.echo(f"the cache was not written: {keeping.store.problem} (--no-cache does without)", err=True)
    # whatever directory the command runs in, a finding is the same
    return with_own_fingerprints(merged(reports, notes), paths_from_top(os.curdir))


def _checked(
    checking: Checking,
    locations: Sequence[str],
    notes: list[Note],
    keeping: Keeping | None,
    jobs: int,
    teller: Teller,
) -> Report:
    files = counted(len(locations), "file")
    before = teller.bar.done
    tell = teller.say if locations else _unsaid  # there may be documents alone
    was_examined = False

    def examine(wanted: Sequence[str]) -> Examined:
        nonlocal was_examined
        was_examined = True
        if jobs == 1 or len(wanted) < _MANY:
            tell(f"checking {files} in 1 process")
            return checking.examined(wanted)
        from restatelint.judge.jobs import Watcher, examined_in_jobs, processors

        watcher = Watcher(
            lambda number: tell(f"checking {files} in {counted(number, 'process', 'es')}"),
            lambda taken: teller.bar.reach(before + taken),
        )
        return examined_in_jobs(checking, wanted, jobs or processors(), watcher)

    if keeping is None:
        examined = examine(locations)
        notes.extend(examined.notes)
        return examined.report
    report = cached_check(keeping, checking, locations, notes, examine)
    if not was_examined:
        tell(f"nothing changed: the report on {files} is that of an earlier run (--no-cache makes it anew)")
        teller.bar.reach(before + len(locations))
    return report


def _unsaid(_: str) -> None:
    """Say nothing of no files."""


def _among(locations: Sequence[str], only: frozenset[str] | None) -> Sequence[str]:
    return locations if only is None else [each for each in locations if each in only]


def report_on_stdin(label: str, request: Request) -> Report:
    """Return what is found in standard input, which nothing on disk has a say in unless asked for.

    Raises click.BadParameter and DataError for what is wrong with the command line and the settings.
    """
    from restatelint.judge.isolated import Judge, isolated_report
    from restatelint.judge.workers import Bounds

    limit = request.max_file_bytes or _DEFAULTS.max_stdin_bytes
    terms = judging_terms(request, Limits(max_file_bytes=limit, max_stdin_bytes=limit))
    data = standard_input(limit + 1)
    if len(data) > limit:
        note = Note(NoteKind.NOT_CHECKED, label, f"too large: the limit of standard input is {limit} bytes")
        return dataclasses.replace(merged([], [note]), rules=terms.chosen())
    report = isolated_report(Judge(terms=terms, label=label), data, Bounds(seconds=request.timeout))
    return with_own_fingerprints(report, paths_from_top(os.curdir))
