"""Findings about directives: those that cannot be followed and those that suppress nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.directive import EVERY_RULE
from restatelint.engine.finding import Edit, Finding, Fix, Place, Safety, Severity
from restatelint.engine.rule import Where
from restatelint.engine.standing import Status
from restatelint.engine.template import filled
from restatelint.engine.toml import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from restatelint.engine.directive import Directive, Scope
    from restatelint.engine.rule import Rule
    from restatelint.source.text import Source

UNUSED = "unused-suppression"
MALFORMED = "malformed-suppression"

# looking for the nearest name is slow, and a file may hold ten thousand wrong ones
_MOST_HINTS = 20


class DirectiveReport:
    """Makes the findings about directives of one file."""

    def __init__(self, source: Source, rules: Mapping[str, Rule], on: frozenset[str]) -> None:
        self._source = source
        self._rules = rules
        self._on = on
        self._hints = 0
        self.findings: list[Finding] = []

    def malformed(self, start: int, end: int, problem: str) -> None:
        """Report a directive that cannot be followed."""
        self._add(MALFORMED, start, end, problem, None)

    def idle(
        self,
        directive: Directive,
        scope: Scope,
        ids: Mapping[str, str],
        used: set[tuple[Scope, str]],
    ) -> None:
        """Report the names of a directive that suppress nothing."""
        problems: dict[int, str] = {}
        for number, rule in enumerate(directive.rules(ids)):
            name = directive.names[number]
            if rule in self._rules and self._rules[rule].where is Where.ENGINE:
                self.malformed(name.start, name.end, f"`{rule}` cannot be suppressed")
            elif not rule:
                problems[number] = f"there is no rule `{name.text[:60]}`{self._hint(name.text, ids)}"
            elif rule in self._rules and self._rules[rule].standing.status is Status.REMOVED:
                problems[number] = f"the rule `{name.text}` was {self._rules[rule].standing.words}"
            elif (scope, rule) not in used and (rule in self._on or rule == EVERY_RULE):
                problems[number] = f"`{name.text}` reports nothing {_where(directive, scope)}"
        is_whole = len(problems) == len(directive.names) and not directive.others
        for number, problem in problems.items():
            name = directive.names[number]
            fix = self._removal(*self._whole(directive)) if is_whole else self._removal(*name.cut)
            self._add(UNUSED, name.start, name.end, problem, fix)

    def _hint(self, name: str, ids: Iterable[str]) -> str:
        self._hints += 1
        return did_you_mean(name[:60], ids) if self._hints <= _MOST_HINTS else ""

    def _whole(self, directive: Directive) -> tuple[int, int]:
        """Return the range of a directive with its line, or with the space before it."""
        data, lines = self._source.data, self._source.lines
        number = lines.position(directive.start).line
        code = data[lines.line_start(number) : directive.start].rstrip()
        if code:
            return lines.line_start(number) + len(code), directive.end
        last = number == lines.line_count
        return lines.line_start(number), len(data) if last else lines.line_start(number + 1)

    def _removal(self, start: int, end: int) -> Fix:
        position = self._source.lines.position
        edit = Edit(position(start), position(end), "")
        return Fix(Safety.SAFE, "remove what suppresses nothing", (edit,))

    def _add(self, rule_id: str, start: int, end: int, problem: str, fix: Fix | None) -> None:
        rule = self._rules.get(rule_id)
        if rule is None or rule_id not in self._on:
            return
        lines = self._source.lines
        first = lines.position(start)
        last = lines.position(end)
        if last.line != first.line:  # a block comment is shown by its first line
            last = lines.line_end(first.line)
        self.findings.append(
            Finding(
                rule=rule.id,
                family=rule.family,
                severity=rule.severity or Severity.WARNING,
                confidence=rule.confidence,
                message=filled(rule.message, {"problem": problem}),
                help=filled(rule.help, {"problem": problem}),
                place=Place(self._source.path, first, last, (lines.line(first.line),)),
                fix=fix,
                url=rule.url,
            )
        )


def _where(directive: Directive, scope: Scope) -> str:
    if directive.whole_file:
        return "in this file"
    return "that starts on this line" if scope.line else "in what follows"
