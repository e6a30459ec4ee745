"""Compares findings with expectations and says what differs, with the comment that would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.expectations import ExpectationError
from restatelint.engine.expected import differences
from restatelint.engine.finding import NoteKind

if TYPE_CHECKING:
    from restatelint.engine.finding import Report
    from tests.harness.fixtures import Fixture


def problems(fixture: Fixture, report: Report) -> list[str]:
    """Return what a report has too much, too little or other than its fixture expects, a line each."""
    found = [
        f"{note.path}: {note.message}"
        for note in report.notes
        if note.kind not in (NoteKind.SKIPPED, NoteKind.ASSUMED)
    ]
    read: set[str] = set()
    for path in fixture.expecting:
        name = path.relative_to(fixture.directory.parents[2]).as_posix()
        read.add(name)
        text = path.read_text(encoding="utf-8", errors="replace")
        here = [each for each in report.active if each.place.path == name]
        try:
            found.extend(differences(name, text, here, "make accept ARGS=--all"))
        except ExpectationError as error:
            found.append(str(error))
    found.extend(
        f"{each.place.path}:{each.place.start.line}: unexpected {each.rule}: {each.message}"
        for each in report.active
        if each.place.path not in read
    )
    return found
