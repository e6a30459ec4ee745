"""Takes what Go says of an answer into its report: faults with positions in the answer, or a note."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from restatelint.engine.build import by_place
from restatelint.engine.compiling import FAMILY
from restatelint.engine.finding import Confidence, Finding, Note, NoteKind, Place, Severity
from restatelint.judge.verdict import CompiledBy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Report
    from restatelint.judge.go_compiler import Compiled, GoCompiler
    from restatelint.judge.units import Answer
    from restatelint.judge.vet_output import Complaint
    from restatelint.source.text import Source


def report_with_go(
    report: Report, answer: Answer, label: str, compiler: GoCompiler | None, sdk_version: str
) -> tuple[Report, CompiledBy]:
    """Return a report with what Go says of an answer, and that in a word; the same one if it is not asked.

    Our own faults stay, since they say what to do; of Go's those are added that stand on other lines.
    """
    if compiler is None:
        return report, CompiledBy.NOT_ASKED
    said = compiler.compiled(answer, sdk_version)
    if said.why:
        note = Note(NoteKind.NOT_CHECKED, label, f"whether it compiles: {said.why}")
        return dataclasses.replace(report, notes=(*report.notes, note)), CompiledBy.NOT_CHECKED
    lines = {fault.place.start.line for fault in report.faults}
    added = [each for each in _faults(answer, said) if each.place.start.line not in lines]
    faults = tuple(sorted((*report.faults, *added), key=by_place))
    state = CompiledBy.NO if said.complaints else CompiledBy.YES
    return dataclasses.replace(report, faults=faults), state


def _faults(answer: Answer, said: Compiled) -> Iterator[Finding]:
    sources = {unit.source.location: unit.source for unit in answer.units}
    for complaint in said.complaints:
        source = sources.get(complaint.path)
        if source is not None:
            yield Finding(
                rule=complaint.kind,
                family=FAMILY,
                severity=Severity.ERROR,
                confidence=Confidence.HIGH,
                message=complaint.message,
                help="",
                place=_place(source, complaint),
                fence=source.origin.fence if source.origin is not None else None,
            )


def _place(source: Source, complaint: Complaint) -> Place:
    """Return the place of a complaint in the answer: from where it stands to the end of the line."""
    lines = source.data.split(b"\n")
    number = min(max(complaint.line, 1), len(lines)) - 1
    before = sum(len(each) + 1 for each in lines[:number])
    byte = before + min(max(complaint.column - 1, 0), len(lines[number]))
    start, end = source.lines.position(byte), source.lines.position(before + len(lines[number]))
    if end.line != start.line:
        end = source.lines.line_end(start.line)
    return Place(source.path, start, end, (source.lines.line(start.line),))
