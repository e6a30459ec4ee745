"""Judges files that a program names, inside some directories, in a process of its own.

What an agent or a client names is data. A file is read if it is a regular one within the limits, what lies
beside it only inside the roots, and nothing that the code says of itself counts unless that was asked for.
"""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.cli.files import sources_of
from restatelint.engine.check import check
from restatelint.engine.finding import Note, NoteKind
from restatelint.engine.reports import merged
from restatelint.judge.answer import report_on_answer
from restatelint.judge.units import Shape
from restatelint.source.confined import ConfinedTree
from restatelint.source.overlay import OverlayTree
from restatelint.source.repository import repository_top
from restatelint.source.tree import DiskTree

if TYPE_CHECKING:
    from restatelint.engine.finding import Report
    from restatelint.judge.answer import Terms

DOCUMENTS = (".md", ".markdown")
"""The endings of files of which only the Go in fences is judged."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be judged: files at locations, one of them with the text ``content`` if that is given."""

    locations: tuple[str, ...]
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """How files are judged, as data that goes to another process.

    ``roots`` are the directories in which more than the named files is read, with their links resolved;
    what is shown is relative to the first.
    """

    terms: Terms
    roots: tuple[str, ...]

    def report(self, case: Case) -> Report:
        """Return what is found in the files of a case, and nothing about any other."""
        disk = DiskTree(self.roots[0], max_file_bytes=self.terms.limits.max_file_bytes)
        seen = ConfinedTree(disk, self.roots, also=case.locations)
        given = {each: case.content for each in case.locations if case.content is not None}
        tree = OverlayTree(seen, given)
        regular = [each for each in case.locations if each in given or os.path.isfile(each)]
        unread = [
            Note(NoteKind.NOT_CHECKED, tree.display(each), f"{tree.display(each)} is no regular file")
            for each in case.locations
            if each not in regular
        ]
        sources = list(sources_of(regular, tree, unread, self.terms.limits.max_file_bytes))
        code = [each for each in sources if not each.location.endswith(DOCUMENTS)]
        reports = [self._document(each.path, each.data) for each in sources if each not in code]
        if code:
            reports.append(
                check(
                    code,
                    self.terms.chosen(),
                    self.terms.settings,
                    tree=tree,
                    known=self.terms.all(),
                    limits=self.terms.limits,
                    suppressions=self.terms.suppressions,
                    generated=True,
                )
            )
        report = merged(reports, unread)
        named = frozenset(each.path for each in sources)
        findings = tuple(each for each in report.findings if each.place.path in named)
        return dataclasses.replace(report, findings=findings, rules=self.terms.chosen())

    def _document(self, path: str, data: bytes) -> Report:
        terms = dataclasses.replace(self.terms, shape=Shape.MARKDOWN, excerpts=True)
        return report_on_answer(data, path, terms)


def project_of(directory: str) -> str:
    """Return the directory, links resolved, whose files may be read for one: its repository, or itself."""
    return (repository_top(directory) or os.path.realpath(directory)).replace(os.sep, "/")
