"""Judges an answer: by the rules that are on, and by what a task asks for. Pure: nothing is read or kept."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from restatelint.engine.finding import Note, NoteKind, Severity
from restatelint.engine.relevance import is_relevant, marks
from restatelint.engine.selection import named_rules
from restatelint.golang.imports import Imports
from restatelint.golang.syntax import text
from restatelint.golang.tree import kinds, parsed
from restatelint.judge.answer import SYNTAX, Terms, report_on_units, taken
from restatelint.judge.asking_go import report_with_go
from restatelint.judge.compiled import compiling_of
from restatelint.judge.task import FAMILY, Task, task_named
from restatelint.judge.verdict import CompiledBy, Decision, Reason, ReasonKind, Verdict
from restatelint.judge.whole_program import as_module
from restatelint.restate.api.versions import parsed_version
from restatelint.restate.library import knowledge
from restatelint.source.position import encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from restatelint.engine.finding import Finding, Report
    from restatelint.engine.rule import Rule
    from restatelint.judge.go_compiler import GoCompiler
    from restatelint.judge.units import Answer, Unit

_COMMENTS = kinds("comment")
_KINDS = tuple(ReasonKind)


def verify(
    answer: str | bytes,
    task: str | Task | None = None,
    *,
    sdk_version: str = "",
    label: str = "<answer>",
    terms: Terms | None = None,
    fail_on: Severity | None = Severity.WARNING,
    compiler: GoCompiler | None = None,
) -> Verdict:
    """Return the verdict on an answer: Go of any shape, or Markdown with Go in it.

    ``task`` is the id of a task of restatelint's own, or a task; without one the rules alone decide.
    ``sdk_version`` is that of the SDK the answer is for, by default the newest. ``fail_on`` is the least
    severity that rejects, None if findings alone never do. ``compiler`` asks Go itself whether the answer
    compiles, by which files are written to a temporary directory and processes are run.

    Raises UnknownTaskError for a name that is no task, ValueError for a version that is none, and DataError
    or UnknownNameError for a name in the terms' settings that is no rule.
    """
    data = encoded(answer) if isinstance(answer, str) else answer
    terms = Terms() if terms is None else terms
    if sdk_version:
        if parsed_version(sdk_version) is None:
            message = f"`{sdk_version}` is no version, expected one like 1.0.0"
            raise ValueError(message)
        settings = dataclasses.replace(terms.settings, sdk_version=sdk_version)
        terms = dataclasses.replace(terms, settings=settings)
    asked = task_named(task) if isinstance(task, str) else task
    units = as_module(taken(data, label, terms), label)

    def said(terms: Terms) -> tuple[Report, CompiledBy]:
        compiling = compiling_of(units, closed=asked is not None)
        report = report_on_units(units, label, terms, compiling)
        return report_with_go(report, units, label, compiler, terms.settings.sdk_version)

    if asked is None:
        report, compiled = said(terms)
        verdict = _by_rules(units, label, report, fail_on)
    else:
        rules, known = _rules_of(terms, asked), terms.all()
        report, compiled = said(dataclasses.replace(terms, rules=rules, known=known))
        verdict = _by_task(units, report, known, asked, fail_on)
    requirements = 0 if asked is None else _requirements(asked)
    return dataclasses.replace(verdict, compiled=compiled, asked=requirements)


def _by_rules(answer: Answer, label: str, report: Report, fail_on: Severity | None) -> Verdict:
    reasons = _ordered(
        [
            *_gaps(answer, report),
            *_from_faults(report),
            *_from_findings(report.findings, fail_on, frozenset()),
        ]
    )
    unread = any(note.kind is NoteKind.NOT_CHECKED for note in answer.notes)
    if not any(_uses_restate(unit) for unit in answer.units) and not (unread and not answer.units):
        why = "none of its code uses Restate" if answer.units else "there is no Go in it"
        note = Note(NoteKind.NOT_CHECKED, label, why)
        report = dataclasses.replace(report, notes=(*report.notes, note))
    return _verdict("", reasons, (), report)


def _uses_restate(unit: Unit) -> bool:
    """Return whether a unit imports what makes it code for Restate; to mention it is not enough."""
    paths = marks(knowledge())
    if not is_relevant(unit.source.data, paths):
        return False
    imports = Imports.of(parsed(unit.source.data).root.named_children, {})
    return any(is_relevant(each.path.encode("utf-8", "replace"), paths) for each in imports.all)


def _requirements(task: Task) -> int:
    """Return how many things a task asks for and forbids."""
    return len(task.constructs) + len(task.same) + len(task.words) + len(task.expect)


def _rules_of(terms: Terms, task: Task) -> tuple[Rule, ...]:
    """Return the rules that are on for a task, its own constructs among them."""
    known = terms.all()
    strict = frozenset().union(*(named_rules(known, name) for name in task.rules))
    expect = frozenset().union(*(named_rules(known, name) for name in (*task.expect, *task.allow)))
    on = {
        rule.id: rule for rule in (*(each for each in known if each.id in strict | expect), *terms.chosen())
    }
    return (*on.values(), *(each.rule for each in task.constructs))


def _by_task(
    answer: Answer, whole: Report, known: Sequence[Rule], task: Task, fail_on: Severity | None
) -> Verdict:
    strict = frozenset().union(*(named_rules(known, name) for name in task.rules))
    expect = frozenset().union(*(named_rules(known, name) for name in (*task.expect, *task.allow)))
    own = [finding for finding in whole.findings if finding.family == FAMILY]
    report = dataclasses.replace(
        whole,
        findings=tuple(finding for finding in whole.findings if finding.family != FAMILY),
        rules=tuple(rule for rule in whole.rules if rule.family != FAMILY),
    )
    expected = tuple(finding for finding in report.findings if finding.rule in expect)
    others = [finding for finding in report.findings if finding.rule not in expect]
    reasons = [
        *_gaps(answer, report),
        *_from_faults(report),
        *_from_findings(others, fail_on, strict),
        *_from_constructs(task, own),
        *_from_words(task, answer),
    ]
    for name in task.expect:
        if not any(finding.rule in named_rules(known, name) for finding in expected):
            message = f"the task leads to what `{name}` reports, and nothing of it is there"
            reasons.append(Reason(ReasonKind.MISSING, name, message))
    return _verdict(task.id, _ordered(_founded(reasons, report)), expected, report)


def _founded(reasons: Iterable[Reason], report: Report) -> list[Reason]:
    """Return the reasons that hold: what is missing may well stand in what was not looked at."""
    whole = report.complete and not report.skipped
    return [each for each in reasons if whole or each.kind is not ReasonKind.MISSING]


def _verdict(
    task: str, reasons: tuple[Reason, ...], expected: tuple[Finding, ...], report: Report
) -> Verdict:
    if reasons:
        decision = Decision.REJECTED
    elif report.complete and not report.skipped:
        decision = Decision.ACCEPTED
    else:
        decision = Decision.NOT_CHECKED
    against = {id(reason.finding) for reason in reasons} | {id(finding) for finding in expected}
    remarks = tuple(finding for finding in report.active if id(finding) not in against)
    return Verdict(decision, task, reasons, expected, remarks, report)


def _ordered(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return reasons by kind, errors before warnings; those of a kind stay in their order."""

    def rank(reason: Reason) -> tuple[int, int]:
        severity = reason.finding.severity.rank if reason.finding is not None else 0
        is_mild = reason.kind is ReasonKind.FINDING and severity > 0
        return (len(_KINDS) if is_mild else _KINDS.index(reason.kind), severity)

    return tuple(sorted(reasons, key=rank))


def _gaps(answer: Answer, report: Report) -> list[Reason]:
    """Return why the Go of an answer is not whole: the answer was cut off, or does not compile."""
    syntax = [finding for finding in report.active if finding.rule == SYNTAX]
    if syntax:
        return [Reason(ReasonKind.INCOMPLETE, SYNTAX, each.message, each) for each in syntax]
    return [Reason(ReasonKind.INCOMPLETE, "incomplete", unit.gap) for unit in answer.units if unit.gap]


def _from_faults(report: Report) -> list[Reason]:
    return [Reason(ReasonKind.COMPILE, fault.rule, fault.message, fault) for fault in report.faults]


def _from_findings(
    findings: Iterable[Finding], fail_on: Severity | None, strict: frozenset[str]
) -> list[Reason]:
    return [
        Reason(ReasonKind.FINDING, finding.rule, finding.message, finding)
        for finding in findings
        if finding.suppressed is None
        and finding.rule != SYNTAX
        and (finding.rule in strict or (fail_on is not None and finding.severity.rank <= fail_on.rank))
    ]


def _from_constructs(task: Task, found: list[Finding]) -> list[Reason]:
    reasons: list[Reason] = []
    values: dict[str, set[str]] = {}
    for each in task.constructs:
        own = [finding for finding in found if finding.rule == each.rule.id]
        values[each.name] = {finding.message for finding in own}
        if each.forbidden:
            reasons += [Reason(ReasonKind.FORBIDDEN, each.name, each.reason, one) for one in own[:1]]
        elif len(own) < each.count:
            reasons.append(Reason(ReasonKind.MISSING, each.name, each.reason))
    for same in task.same:
        sets = [values[name] for name in same.of]
        if all(sets) and not set.intersection(*sets):
            reasons.append(Reason(ReasonKind.MISSING, same.name, same.reason))
    return reasons


def _from_words(task: Task, answer: Answer) -> list[Reason]:
    if not task.words:
        return []
    said = [answer.prose]
    for unit in answer.units:
        root = parsed(unit.source.data).root
        said += [text(node) for node in root.descendants(_COMMENTS)]
    prose = " ".join(" ".join(said).split()).casefold()
    return [
        Reason(ReasonKind.MISSING, each.name, each.reason)
        for each in task.words
        if not any(word.casefold() in prose for word in each.any)
    ]
