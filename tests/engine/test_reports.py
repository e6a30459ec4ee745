"""Reports as a whole: put together in one order, and narrowed to what settings let through."""

from __future__ import annotations

import dataclasses

import pytest

from restatelint.engine.api import check_source, load_rules
from restatelint.engine.finding import Confidence, Note, NoteKind, Severity
from restatelint.engine.reports import merged, narrowed
from restatelint.engine.selection import UnknownNameError
from restatelint.engine.settings import Glob, Settings
from tests.cli.conftest import BAD

RULES = load_rules()
FIRST = check_source(BAD, path="a.go")
SECOND = check_source(
    BAD, path="b/b.go", rules=[each for each in FIRST.rules if each.family == "determinism"]
)


def location(path: str) -> str:
    """Return where a shown path is."""
    return f"/work/{path}"


def test_merging_does_not_depend_on_the_order_of_checks() -> None:
    both = merged([FIRST, SECOND])

    assert [finding.place.path for finding in both.findings] == ["a.go", "b/b.go"]
    assert merged([SECOND, FIRST]) == both
    assert [rule.id for rule in both.rules] == [rule.id for rule in FIRST.rules]
    assert (both.files, both.checked, both.skipped) == (2, 2, 0)


def test_merging_one_report_changes_nothing() -> None:
    assert merged([FIRST]) == FIRST


def test_notes_from_outside_are_sorted_in_and_count_as_files() -> None:
    notes = (Note(NoteKind.NOT_CHECKED, "z.go", "gone"), Note(NoteKind.NOT_CHECKED, "c.go", "gone"))

    both = merged([FIRST], notes)

    assert [note.path for note in both.notes] == ["c.go", "z.go"]
    assert (both.files, both.checked, both.skipped) == (3, 1, 2)
    assert not both.complete


@pytest.mark.parametrize(
    ("settings", "kept"),
    [
        (Settings(), 1),
        (Settings(min_severity=Severity.WARNING), 1),
        (Settings(min_severity=Severity.ERROR), 0),
        (Settings(min_confidence=Confidence.MEDIUM), 1),
        (Settings(min_confidence=Confidence.HIGH), 0),
        (Settings(per_path_ignores=((Glob("/work", "*.go"), ("wall-clock",)),)), 0),
        (Settings(per_path_ignores=((Glob("/work", "*.go"), ("determinism",)),)), 0),
        (Settings(per_path_ignores=((Glob("/work", "*.go"), ("random",)),)), 1),
        (Settings(per_path_ignores=((Glob("/work/sub", "*.go"), ("wall-clock",)),)), 1),
    ],
)
def test_settings_hide_findings(settings: Settings, kept: int) -> None:
    (finding,) = FIRST.findings
    unsure = dataclasses.replace(finding, severity=Severity.WARNING, confidence=Confidence.MEDIUM)
    report = dataclasses.replace(FIRST, findings=(unsure,))

    assert len(narrowed(report, settings, RULES, location).findings) == kept


def test_a_name_that_is_no_rule_is_refused() -> None:
    settings = Settings(per_path_ignores=((Glob("/work", "*.go"), ("wall-clok",)),))

    with pytest.raises(UnknownNameError, match="wall-clock"):
        narrowed(FIRST, settings, RULES, location)
