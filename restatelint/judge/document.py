"""The Go in a Markdown document on disk, checked as the files of its directory are."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from restatelint.engine.check import check
from restatelint.engine.finding import Note, NoteKind
from restatelint.engine.relevance import marks
from restatelint.engine.reports import narrowed
from restatelint.golang.module import Modules
from restatelint.judge.answer import taken
from restatelint.judge.units import Shape
from restatelint.restate.api.symbols import api
from restatelint.restate.api.versions import judged_by
from restatelint.restate.library import knowledge
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.engine.finding import Report
    from restatelint.judge.answer import Terms
    from restatelint.source.text import Source
    from restatelint.source.tree import SourceTree

NO_GO = "no fence of Go in it"
"""Why a document is left out."""


def report_on_document(source: Source, terms: Terms, tree: SourceTree) -> Report:
    """Return what is found in the Go fences of a Markdown document, which counts as one file.

    A fence is checked if it, or a file that it is named together with, mentions Restate. It may show a part
    of a program: what it lacks is added, and what it does not show is no fault. ``tree`` tells which version
    of the SDK the document is about, unless its settings do or it shows a go.mod itself.
    """
    limits = dataclasses.replace(terms.limits, max_stdin_bytes=terms.limits.max_file_bytes)
    terms = dataclasses.replace(terms, shape=Shape.MARKDOWN, excerpts=True, limits=limits)
    answer = taken(source.data, source.path, terms)
    settings = terms.settings
    shows_go_mod = any(answer.tree.read(f"{each}/go.mod") for each in answer.tree.directories("/"))
    if not settings.sdk_version and not shows_go_mod:
        settings = dataclasses.replace(settings, sdk_version=_version(tree, source.directory))
    rules, known = terms.chosen(), terms.all()
    sources = _relevant(answer.sources)
    report = check(
        sources,
        rules,
        dataclasses.replace(settings, per_path_ignores=()),  # units have no path of their own
        tree=answer.tree,
        known=known,
        limits=terms.limits,
        suppressions=terms.suppressions,
        generated=terms.generated,
        every=True,
    )
    report = narrowed(report, settings, known, lambda _: source.location)
    notes = [*report.notes, *answer.notes]
    unread = any(note.kind is NoteKind.NOT_CHECKED for note in answer.notes)
    if not answer.units and not unread:
        notes.append(Note(NoteKind.SKIPPED, source.path, NO_GO))
    checked = int(report.checked > 0 or len(sources) < len(answer.units))
    return dataclasses.replace(report, notes=tuple(notes), files=1, checked=checked, skipped=1 - checked)


def _relevant(sources: Sequence[Source]) -> list[Source]:
    """Return the sources of which any in the same directory mentions Restate, were it broken code."""
    words = (b"restate", *marks(knowledge()))
    mentioned = {each.directory for each in sources if any(word in each.data for word in words)}
    return [each for each in sources if each.directory in mentioned]


def _version(tree: SourceTree, directory: str) -> str:
    """Return the version of the SDK that the module around a directory requires, "" where none tells it."""
    modules = Modules(tree)
    nearest = modules.nearest(directory)
    if nearest is None or modules.directory(PATH, directory) is not None:
        return ""
    required = nearest.required.get(PATH, "")
    return required if judged_by(required, api().releases[PATH], lenient=True).known else ""
