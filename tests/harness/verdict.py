"""Compares findings with expectations and says what differs, with the comment that would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import NoteKind
from tests.harness.expectations import ExpectationError, Kind, expectations_of, is_columns, want

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from restatelint.engine.finding import Finding, Report
    from tests.harness.expectations import Columns, Expectation
    from tests.harness.fixtures import Fixture


def problems(fixture: Fixture, report: Report) -> list[str]:
    """Return what a report has too much, too little or other than its fixture expects, a line each."""
    found = [f"{note.path}: {note.message}" for note in report.notes if note.kind is not NoteKind.SKIPPED]
    read: set[str] = set()
    for path in fixture.expecting:
        name = path.relative_to(fixture.directory.parents[2]).as_posix()
        read.add(name)
        text = path.read_text(encoding="utf-8", errors="replace")
        try:
            expectations, columns = expectations_of(name, text)
        except ExpectationError as error:
            found.append(str(error))
            continue
        here = [each for each in report.active if each.place.path == name]
        found.extend(_problems(name, here, expectations))
        found.extend(_column_problems(name, text.split("\n"), here, columns))
    found.extend(
        f"{each.place.path}:{each.place.start.line}: unexpected {each.rule}: {each.message}"
        for each in report.active
        if each.place.path not in read
    )
    return found


def columns_line(line: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Return the line of carets below a line of code for ranges of columns, or "" if none can be shown."""
    indent = line[: len(line) - len(line.lstrip("\t"))]
    taken = len(indent) + len("//")
    marks = [" "] * (len(line) + 1)
    for start, end in ranges:
        if start > taken:
            marks[start - 1 : end - 1] = "^" * (end - start)
    made = (indent + "//" + "".join(marks[taken:])).rstrip()
    return made if is_columns(made) else ""


def unwanted(findings: Sequence[Finding], expectations: Sequence[Expectation]) -> list[Finding]:
    """Return the findings that no ``wrong`` comment already speaks of."""
    wrong = {(each.line, each.rule) for each in expectations if each.kind is Kind.WRONG}
    return [each for each in findings if (each.place.start.line, each.rule) not in wrong]


def _problems(path: str, findings: Sequence[Finding], expectations: Sequence[Expectation]) -> list[str]:
    found: list[str] = []
    left = unwanted(findings, expectations)
    expected: list[Expectation] = []
    for each in expectations:
        at = f"{path}:{each.line}:"
        there = any(_is_at(finding, each) for finding in findings)
        if each.kind is Kind.MISSED and there:
            found.append(f"{at} {each.rule} is no longer missed: replace the comment, run make accept")
        elif each.kind is Kind.WRONG and not there:
            found.append(f"{at} {each.rule} is no longer wrong here: remove the comment")
        elif each.kind is Kind.WANT:
            exact = [one for one in left if _is_at(one, each) and one.message == each.text]
            if exact:
                left.remove(exact[0])
            else:
                expected.append(each)
    for each in expected:
        at = f"{path}:{each.line}:"
        near = [finding for finding in left if _is_at(finding, each)]
        if near:
            left.remove(near[0])
            paste = want(each.rule, near[0].message)
            found.append(f"{at} wrong message of {each.rule}; it is now\n    // want {paste}")
        else:
            found.append(f"{at} missing {each.rule}: {each.text}")
    for one in left:
        at = f"{path}:{one.place.start.line}:{one.place.start.column}:"
        found.append(
            f"{at} unexpected {one.rule}; if it is right, add\n    // want {want(one.rule, one.message)}"
        )
    return found


def _is_at(finding: Finding, expectation: Expectation) -> bool:
    return (finding.place.start.line, finding.rule) == (expectation.line, expectation.rule)


def _column_problems(
    path: str, lines: Sequence[str], findings: Sequence[Finding], columns: Sequence[Columns]
) -> list[str]:
    found: list[str] = []
    for each in columns:
        ranges = sorted(ranges_at(findings, each.line))
        if (each.start, each.end) in ranges:
            continue
        actual = ", ".join(f"{start}-{end}" for start, end in ranges) or "none"
        paste = columns_line(lines[each.line - 1], ranges) if each.line else ""
        found.append(
            f"{path}:{each.written}: wrong columns {each.start}-{each.end}, found {actual}"
            + (f"; the line would be\n{paste}" if paste else "")
        )
    return found


def ranges_at(findings: Iterable[Finding], line: int) -> set[tuple[int, int]]:
    """Return the columns, 1-based with the end exclusive, of the findings that begin at a line."""
    places = [each.place for each in findings if each.place.start.line == line]
    return {(place.start.column, place.end.column) for place in places}
