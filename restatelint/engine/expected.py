"""Compares what rules report with what the comments of a file expect, and writes these comments anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.expectations import Kind, expectations_of, is_columns, split_line, want

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from restatelint.engine.expectations import Columns, Expectation
    from restatelint.engine.finding import Finding

_DIRECTIVE = "//restatelint:"


def differences(path: str, text: str, findings: Sequence[Finding], accept: str) -> list[str]:
    """Return what is found in a file beside what it expects, a line each: too much, too little or other.

    ``accept`` is the command that writes the comments anew. Raises an ExpectationError.
    """
    expectations, columns = expectations_of(path, text)
    return [
        *_problems(path, findings, expectations, accept),
        *_column_problems(path, text.split("\n"), findings, columns),
    ]


def accepted(path: str, text: str, findings: Sequence[Finding]) -> str:
    """Return the text of a fixture with the comments that its findings ask for."""
    expectations, _ = expectations_of(path, text)
    left = unwanted(findings, expectations)
    made: list[str] = []
    above, above_line = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if is_columns(line):
            carets = columns_line(above_line, ranges_at(findings, above))
            made.extend([carets] if carets else [])
        else:
            above, above_line = number, line
            made.extend(_accepted_line(line, [each for each in left if each.place.start.line == number]))
    return "\n".join(made)


def _accepted_line(line: str, findings: Sequence[Finding]) -> list[str]:
    code, clauses = split_line(line)
    kept = [f"// {mark} {text}" for mark, text in clauses if not mark.startswith("want")]
    if clauses and not code.strip() and not kept:
        return []
    texts = dict.fromkeys(want(each.rule, each.message) for each in findings)
    if not texts:
        return [line] if len(kept) == len(clauses) else [" ".join([code, *kept])]
    wanted = "; ".join(texts)
    if _DIRECTIVE in code or code.count("`") % 2:
        indent = code[: len(code) - len(code.lstrip())]
        return [f"{indent}// want+1 {wanted}", " ".join([code, *kept])]
    return [" ".join([code, f"// want {wanted}", *kept])]


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


def _problems(
    path: str, findings: Sequence[Finding], expectations: Sequence[Expectation], accept: str
) -> list[str]:
    found: list[str] = []
    left = unwanted(findings, expectations)
    expected: list[Expectation] = []
    for each in expectations:
        at = f"{path}:{each.line}:"
        there = any(_is_at(finding, each) for finding in findings)
        if each.kind is Kind.MISSED and there:
            found.append(f"{at} {each.rule} is no longer missed: replace the comment, run {accept}")
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
