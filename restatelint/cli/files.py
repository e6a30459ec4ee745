"""The files that a command line names, read one after the other and put together by their settings."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from restatelint.cli.unread import why_unread
from restatelint.engine.finding import Note, NoteKind
from restatelint.engine.path_filter import path_filter
from restatelint.engine.toml import did_you_mean
from restatelint.source.discover import discover, is_markdown
from restatelint.source.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from restatelint.cli.request import Request
    from restatelint.cli.settings_files import SettingsFiles
    from restatelint.engine.path_filter import PathFilter
    from restatelint.source.tree import DiskTree, SourceTree


@dataclass(frozen=True, slots=True)
class Group:
    """Files to check together: those of one settings file, either found below a directory or named.

    ``locations`` are in the order in which they are to be read, a directory at a time; ``documents`` are
    those of Markdown, and not among them.
    """

    settings_file: str
    named: bool
    locations: tuple[str, ...]
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Files:
    """Everything that the paths of a command line stand for."""

    groups: tuple[Group, ...]
    notes: tuple[Note, ...]


def files_of(paths: Sequence[str], tree: DiskTree, request: Request, known: SettingsFiles) -> Files:
    """Return the files that paths stand for, without what their settings exclude.

    A named file is taken whatever the settings exclude, unless exclusion is forced. Raises
    click.BadParameter for a path that does not exist.
    """
    found = discover(paths, root=tree.root, force_exclude=request.force_exclude, tests=True, documents=True)
    if "" in paths or found.missing:
        raise click.BadParameter(missing_path("" if "" in paths else found.missing[0]), param_hint="PATHS")
    named = frozenset(tree.location(path) for path in paths if not os.path.isdir(path))
    filters: dict[str, PathFilter] = {}
    groups: dict[tuple[str, bool], list[str]] = {}
    for directory, locations in _by_directory(found.files):
        settings_file = known.closest(directory or "/")
        settings = known.settings(settings_file)
        if settings_file not in filters:
            filters[settings_file] = path_filter(settings)
        excluded = filters[settings_file]
        for location in locations:
            is_named = location in named and not request.force_exclude
            if not is_named:
                is_unwanted_test = location.endswith("_test.go") and not settings.tests
                is_unwanted_text = not settings.markdown and is_markdown(location) and location not in named
                if is_unwanted_test or is_unwanted_text or excluded.is_excluded(location):
                    continue
            groups.setdefault((settings_file, is_named), []).append(location)
    documents = frozenset(filter(is_markdown, found.files))
    return Files(
        groups=tuple(
            Group(
                *key,
                tuple(each for each in locations if each not in documents),
                tuple(each for each in locations if each in documents),
            )
            for key, locations in sorted(groups.items())
        ),
        notes=tuple(
            Note(kind, tree.display(location), message)
            for kind, pairs in (
                (NoteKind.NOT_CHECKED, found.problems),
                (NoteKind.NOT_FOLLOWED, found.unfollowed),
            )
            for location, message in pairs
        ),
    )


def _by_directory(locations: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return sorted locations by the directory they are in, both sorted."""
    found: dict[str, list[str]] = {}
    for location in locations:
        found.setdefault(location.rpartition("/")[0], []).append(location)
    return sorted(found.items())


def sources_of(
    locations: Iterable[str],
    tree: SourceTree,
    unread: list[Note],
    max_file_bytes: int,
    *,
    generated: bool = True,
) -> Iterator[Source]:
    """Yield the files at some locations, each read when it is asked for.

    A note about each that cannot be read is appended to ``unread``. What is too large and does not concern
    Restate was left out on purpose, and without ``generated`` what is generated.
    """
    for location in locations:
        data = tree.read(location)
        if data is None:
            kind, why = why_unread(location, max_file_bytes, generated=generated)
            unread.append(Note(kind, tree.display(location), why))
        else:
            yield Source(tree.display(location), location, data)


def missing_path(path: str) -> str:
    """Return words about a path that does not exist, with the nearest that does."""
    if not path:
        return "an empty path, expected a file, a directory or `-`"
    parent, name = os.path.split(path.rstrip("/"))
    while not os.path.isdir(parent or os.curdir):
        parent, name = os.path.split(parent)
    try:
        beside = os.listdir(parent or os.curdir)
    except OSError:
        beside = []
    return f"`{path}` does not exist{did_you_mean(os.path.join(parent, name), _joined(parent, beside))}"


def _joined(parent: str, names: Iterable[str]) -> list[str]:
    return [os.path.join(parent, name) for name in names]
