"""The graph of the services in the files that a command line names."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.cli.files import files_of, sources_of
from restatelint.cli.settings_files import SettingsFiles
from restatelint.engine.finding import Note, NoteKind
from restatelint.engine.relevance import is_relevant, marks
from restatelint.restate.facts import Facts
from restatelint.restate.library import knowledge
from restatelint.restate.services.graph import Graph, graph
from restatelint.source.limits import Limits
from restatelint.source.tree import DiskTree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.cli.files import Group
    from restatelint.cli.request import Request
    from restatelint.engine.settings import Settings
    from restatelint.golang.file import File
    from restatelint.restate.services.services import Services


@dataclass(frozen=True, slots=True)
class FoundGraph:
    """A graph, how many Go files were named, and notes about those that could not be read."""

    graph: Graph
    files: int
    notes: tuple[Note, ...]


def graph_of_files(paths: Sequence[str], request: Request) -> FoundGraph:
    """Return the services that stand in the files that paths stand for.

    What they call is looked for in their whole modules. Raises click.BadParameter and DataError for what
    is wrong with the command line and the settings.
    """
    tree = DiskTree(os.curdir, max_file_bytes=Limits().max_file_bytes)
    files = SettingsFiles(request)
    wanted = files_of(paths, tree, request, files)
    notes = list(wanted.notes)
    modules: dict[str, tuple[str, Services]] = {}
    kept: set[str] = set()
    for group in wanted.groups:
        for facts, file in _relevant(group, files.settings(group.settings_file), tree, notes):
            module = facts.program.modules.nearest(file.source.directory)
            kept.add(file.source.location)
            # a file of no module stands for itself
            directory = module.directory if module is not None else file.source.location
            name = module.path if module is not None else ""
            modules.setdefault(directory, (name, facts.services(file)))
    found = graph([modules[each] for each in sorted(modules)], lambda file: file.source.location in kept)
    return FoundGraph(found, sum(len(group.locations) for group in wanted.groups), tuple(notes))


def _relevant(
    group: Group, settings: Settings, tree: DiskTree, notes: list[Note]
) -> list[tuple[Facts, File]]:
    """Return the files of a group that mention Restate, with the facts about them."""
    known = knowledge().with_settings(settings.effects_add, settings.effects_remove, settings.wrappers)
    facts = Facts(tree, known, sdk_version=settings.sdk_version)
    relevant = marks(known)
    found: list[tuple[Facts, File]] = []
    for source in sources_of(group.locations, tree, notes, Limits().max_file_bytes):
        if not is_relevant(source.data, relevant):
            continue
        file = facts.program.add(source)
        if file is None:
            message = f"nested deeper than {Limits().max_depth} levels"
            notes.append(Note(NoteKind.NOT_CHECKED, source.path, message))
        elif not facts.in_sdk(file):
            found.append((facts, file))
    return found
