"""What is done to whole reports: several become one, and settings leave findings out. Nothing is checked."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from restatelint.engine.build import by_place, with_fingerprints
from restatelint.engine.finding import Note, NoteKind, Report
from restatelint.engine.path_filter import path_filter
from restatelint.engine.selection import named_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from restatelint.engine.finding import Finding, Place, Step
    from restatelint.engine.rule import Rule
    from restatelint.engine.settings import Settings


def merged(reports: Sequence[Report], notes: Iterable[Note] = ()) -> Report:
    """Return one report that says what several of different files say, in the order of a single check.

    ``notes`` are about files that no check was given; each of them that was not checked counts as a file.
    Of a rule that is on in several reports the first report's is kept.
    """
    extra = tuple(notes)
    unread = sum(note.kind is NoteKind.NOT_CHECKED for note in extra)
    rules: dict[str, Rule] = {}
    for report in reports:
        for rule in report.rules:
            rules.setdefault(rule.id, rule)
    return Report(
        findings=tuple(sorted((each for report in reports for each in report.findings), key=by_place)),
        notes=_in_order((*extra, *(note for report in reports for note in report.notes))),
        rules=tuple(rules[name] for name in sorted(rules)),
        files=sum(report.files for report in reports) + unread,
        checked=sum(report.checked for report in reports),
        skipped=sum(report.skipped for report in reports) + unread,
    )


def of_one_check(reports: Sequence[Report]) -> Report:
    """Return the report that one check would have given of what several checked, each a part of a module.

    What each of them says, of the module's go.mod or of the run as a whole, is said once.
    """
    report = merged(reports)
    return dataclasses.replace(
        report,
        findings=tuple(dict.fromkeys(report.findings)),
        notes=tuple(dict.fromkeys(report.notes)),
    )


def with_notes(report: Report, findings: tuple[Finding, ...], notes: Iterable[Note]) -> Report:
    """Return a report with other findings, and with notes added in their order."""
    return dataclasses.replace(report, findings=findings, notes=_in_order((*report.notes, *notes)))


def with_paths(report: Report, path_of: Callable[[str], str]) -> Report:
    """Return a report with other paths for the shown ones, in findings and in notes."""

    def moved(step: Step) -> Step:
        return dataclasses.replace(step, place=placed(step.place))

    def placed(place: Place) -> Place:
        return dataclasses.replace(place, path=path_of(place.path))

    findings = (
        dataclasses.replace(
            finding,
            place=placed(finding.place),
            chain=tuple(map(moved, finding.chain)),
            related=tuple(map(moved, finding.related)),
        )
        for finding in report.findings
    )
    notes = (dataclasses.replace(note, path=path_of(note.path)) for note in report.notes)
    return dataclasses.replace(report, findings=tuple(sorted(findings, key=by_place)), notes=_in_order(notes))


def with_own_fingerprints(report: Report, path_of: Callable[[str], str]) -> Report:
    """Return a report whose fingerprints are made from other paths than the shown ones."""
    return dataclasses.replace(report, findings=with_fingerprints(report.findings, path_of))


def _in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(sorted(notes, key=lambda note: (note.kind.value, note.path, note.message)))


def narrowed(
    report: Report, settings: Settings, known: Sequence[Rule], location: Callable[[str], str]
) -> Report:
    """Return a report without the findings that settings hide: by severity, confidence, or path.

    ``known`` are all rules, ``location`` gives the absolute path of a shown one. Raises UnknownNameError for
    a name in ``per-path-ignores`` that is none.
    """
    paths = path_filter(settings)
    ignored: dict[str, frozenset[str]] = {}

    def is_ignored(finding: Finding) -> bool:
        path = finding.place.path
        if path not in ignored:
            names = paths.ignored_rules(location(path))
            ignored[path] = frozenset().union(*(named_rules(known, name) for name in names))
        return finding.rule in ignored[path]

    kept = tuple(
        finding
        for finding in report.findings
        if finding.severity.rank <= settings.min_severity.rank
        and finding.confidence.rank <= settings.min_confidence.rank
        and not (settings.per_path_ignores and is_ignored(finding))
    )
    return dataclasses.replace(report, findings=kept)
