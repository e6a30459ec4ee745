"""Findings in go.mod files: a table of what is asked of a module for each rule whose place is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import Finding, Place, Severity
from restatelint.engine.rule import Where
from restatelint.engine.template import filled
from restatelint.restate.api.requirements import wrong_requirements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from restatelint.engine.rule import Rule
    from restatelint.golang.module import Module
    from restatelint.source.text import Source


def module_findings(
    rules: Sequence[Rule], module: Module, source: Source, sdk_version: str
) -> tuple[Finding, ...]:
    """Return what the rules for modules say of a go.mod, without fingerprints and nothing suppressed.

    ``sdk_version`` is the version given instead of what the go.mod requires, or "".
    """
    return tuple(
        each
        for rule in rules
        if rule.where is Where.MODULE
        for each in _CHECKS[rule.id](rule, module, source, sdk_version)
    )


def _unsupported_version(rule: Rule, module: Module, source: Source, sdk_version: str) -> Iterable[Finding]:
    for wrong in wrong_requirements(module, sdk_version):
        values = {"problem": wrong.problem, "advice": wrong.advice}
        line = source.lines.line(wrong.line)
        column = line.find(wrong.version)
        start = source.lines.position(source.lines.byte(wrong.line, max(column, 0) + 1))
        end = source.lines.position(source.lines.byte(wrong.line, max(column, 0) + 1 + len(wrong.version)))
        yield Finding(
            rule=rule.id,
            family=rule.family,
            severity=Severity.INFO if wrong.mild else rule.severity or Severity.WARNING,
            confidence=rule.confidence,
            message=filled(rule.message, values),
            help=filled(rule.help, values),
            place=Place(source.path, start, end, (line,)),
            function="",
            url=rule.url,
        )


_CHECKS: Mapping[str, Callable[[Rule, Module, Source, str], Iterable[Finding]]] = {
    "unsupported-version": _unsupported_version,
}
