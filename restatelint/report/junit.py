"""The ``junit`` format, for tools that show tests: a suite for each file, a failed case for each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.report.display import harmless
from restatelint.report.options import shown_findings
from restatelint.report.xml_text import document, element, shown_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from restatelint.engine.finding import Finding, Note, Report
    from restatelint.report.options import Options

_NOTHING = "restatelint"


def junit(report: Report, options: Options) -> Iterator[str]:
    """Yield one document. What was not checked is an error, what is suppressed a skipped case.

    Where there is neither, one case passes, since readers take a report without cases for a broken one.
    """
    suites: dict[str, list[Element]] = {}
    for finding in shown_findings(report, options):
        suites.setdefault(finding.place.path, []).append(_of_finding(finding))
    for note in report.notes:
        if note.kind.unchecked:
            suites.setdefault(note.path or _NOTHING, []).append(_of_note(note))
    if not suites:
        suites[_NOTHING] = [_case("no problems found", _NOTHING)]
    every = [each for cases in suites.values() for each in cases]
    root = element("testsuites", {"name": "restatelint", **_counts(every), "time": "0"})
    for path, cases in sorted(suites.items()):
        suite = element(
            "testsuite",
            {"name": path, **_counts(cases), "skipped": _number(cases, "skipped"), "time": "0"},
            root,
        )
        suite.extend(cases)
    yield document(root)


def _of_finding(finding: Finding) -> Element:
    start = finding.place.start
    case = _case(f"{finding.rule} at line {start.line}, column {start.column}", finding.place.path)
    if finding.suppressed is not None:
        element("skipped", {"message": finding.suppressed or "suppressed"}, case)
        return case
    attributes = {"type": finding.severity.value, "message": finding.message}
    where = f"{finding.place.path}:{start.line}:{start.column}"
    lines = [where, *(each.strip() for each in finding.place.lines[:1]), finding.help, finding.url]
    element("failure", attributes, case).text = "\n".join(
        harmless(shown_text(each)) for each in lines if each
    )
    return case


def _of_note(note: Note) -> Element:
    case = _case(note.kind.value.replace("-", " "), note.path or _NOTHING)
    element("error", {"type": note.kind.value, "message": note.message}, case)
    return case


def _case(name: str, path: str) -> Element:
    return element("testcase", {"name": name, "classname": path, "time": "0"})


def _counts(cases: list[Element]) -> dict[str, str]:
    return {
        "tests": str(len(cases)),
        "failures": _number(cases, "failure"),
        "errors": _number(cases, "error"),
    }


def _number(cases: list[Element], kind: str) -> str:
    return str(sum(case.find(kind) is not None for case in cases))
