"""The one call about an answer: text of any shape in, a report with positions in that text out."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from restatelint.engine.api import load_rules
from restatelint.engine.check import check
from restatelint.engine.chosen import chosen_rules
from restatelint.engine.finding import Note, NoteKind
from restatelint.engine.settings import Settings
from restatelint.judge.units import Answer, Shape, taken_apart
from restatelint.source.limits import Limits
from restatelint.source.tree import MemoryTree

if TYPE_CHECKING:
    from restatelint.engine.compiling import Compiling
    from restatelint.engine.finding import Report
    from restatelint.engine.rule import Rule

SYNTAX = "syntax-error"
"""The rule about what is not Go."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How an answer is read and judged; everything the judged has no say in.

    ``rules`` are those that are on, by default those of the settings; ``known`` all that a directive may
    name. Directives count only with ``suppressions``, and code that says that it is generated is left out
    only without ``generated``. In ``excerpts`` code is left out on purpose.
    """

    settings: Settings = field(default_factory=lambda: Settings(tests=True))
    rules: tuple[Rule, ...] | None = None
    known: tuple[Rule, ...] = ()
    limits: Limits = field(default_factory=lambda: Limits(max_file_bytes=4_000_000))
    shape: Shape = Shape.AUTO
    merge_fences: bool = False
    excerpts: bool = False
    suppressions: bool = False
    generated: bool = True

    def chosen(self) -> tuple[Rule, ...]:
        """Return the rules that are on."""
        return chosen_rules(self.settings, self.all()) if self.rules is None else self.rules

    def all(self) -> tuple[Rule, ...]:
        """Return every rule there is."""
        return self.known or load_rules(*self.settings.rule_directories)


_DEFAULT = Terms()


def report_on_answer(data: bytes, label: str = "<stdin>", terms: Terms = _DEFAULT) -> Report:
    """Return what is found in an answer; ``label`` is what it is called and never opened.

    Raises DataError or UnknownNameError for a name in the settings that is no rule.
    """
    return report_on_units(taken(data, label, terms), label, terms)


def taken(data: bytes, label: str, terms: Terms) -> Answer:
    """Return an answer taken apart as the terms say; of one that is too large nothing is looked at."""
    most = terms.limits.max_stdin_bytes
    if len(data) > most:
        note = Note(NoteKind.NOT_CHECKED, label, f"too large: the limit of an answer is {most} bytes")
        return Answer((), MemoryTree({}), (note,), "")
    return taken_apart(
        data,
        label,
        terms.limits,
        shape=terms.shape,
        merge_fences=terms.merge_fences,
        excerpts=terms.excerpts,
    )


def report_on_units(answer: Answer, label: str, terms: Terms, compiling: Compiling | None = None) -> Report:
    """Return what is found in the units of an answer, with ``compiling`` also what would not compile.

    A unit that is not whole and has no syntax error to show for it counts as not checked, unless it may be
    an excerpt.
    """
    report = check(
        answer.sources,
        terms.chosen(),
        dataclasses.replace(terms.settings, per_path_ignores=()),  # an answer names its files itself
        tree=answer.tree,
        known=terms.all(),
        limits=terms.limits,
        suppressions=terms.suppressions,
        generated=terms.generated,
        every=True,
        compiling=compiling,
    )
    notes = [*report.notes, *answer.notes]
    if not terms.excerpts and not any(finding.rule == SYNTAX for finding in report.findings):
        notes += [Note(NoteKind.NOT_CHECKED, label, unit.gap) for unit in answer.units if unit.gap]
    unread = sum(note.kind is NoteKind.NOT_CHECKED for note in answer.notes)
    return dataclasses.replace(
        report,
        notes=tuple(sorted(notes, key=lambda note: (note.kind.value, note.path, note.message))),
        files=report.files + unread,
        skipped=report.skipped + unread,
    )
