"""A query on the files that a command line names."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.cli.files import files_of, sources_of
from restatelint.cli.settings_files import SettingsFiles
from restatelint.engine.finding import Note, NoteKind
from restatelint.engine.rule import Where
from restatelint.engine.toml import file_text
from restatelint.engine.trying import Trial, read_query
from restatelint.restate.facts import Facts
from restatelint.restate.library import knowledge
from restatelint.source.limits import Limits
from restatelint.source.tree import DiskTree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from restatelint.cli.files import Group
    from restatelint.cli.request import Request
    from restatelint.engine.settings import Settings
    from restatelint.engine.trying import Tried

_QUERY_FILE = ".scm"


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found in how many files, and notes about those that could not be looked at."""

    tried: tuple[Tried, ...]
    files: int
    notes: tuple[Note, ...]


def found_by_query(query: str, paths: Sequence[str], where: str, request: Request) -> Found:
    """Return what a query finds in the files that paths stand for.

    Raises DataError for a mistake in the query or the settings, click.BadParameter for one in the paths.
    """
    from_file = query.endswith(_QUERY_FILE)
    patterns = read_query(query if from_file else "the query", file_text(query) if from_file else query)
    trial = Trial(patterns, Where(where))
    tree = DiskTree(os.curdir, max_file_bytes=Limits().max_file_bytes)
    files = SettingsFiles(request)
    wanted = files_of(paths, tree, request, files)
    notes = list(wanted.notes)
    tried: list[Tried] = []
    for group in wanted.groups:
        tried += _in_group(group, trial, files.settings(group.settings_file), tree, notes)
    count = sum(len(group.locations) for group in wanted.groups)
    tried.sort(key=lambda each: (each.place.path, each.place.start.byte, each.line))
    return Found(tuple(tried), count, tuple(notes))


def _in_group(
    group: Group, trial: Trial, settings: Settings, tree: DiskTree, notes: list[Note]
) -> Iterator[Tried]:
    known = knowledge().with_settings(settings.effects_add, settings.effects_remove, settings.wrappers)
    facts = Facts(
        tree,
        known,
        sdk_version=settings.sdk_version,
        max_exclusive_sleep=settings.max_exclusive_sleep,
        policy=settings.policy,
        queries=trial.queries,
    )
    for source in sources_of(group.locations, tree, notes, Limits().max_file_bytes):
        file = facts.program.add(source)
        if file is None:
            message = f"nested deeper than {Limits().max_depth} levels"
            notes.append(Note(NoteKind.NOT_CHECKED, source.path, message))
        else:
            yield from trial.of(file, facts)
