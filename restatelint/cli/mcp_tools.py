"""What the tools of the MCP server do: from arguments to a text for the model and JSON for programs.

Nothing here knows the protocol. What a client names is data: paths lead nowhere outside of the roots, and
everything is judged in a process of its own.
"""

from __future__ import annotations

import dataclasses
import os
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from restatelint import __version__
from restatelint.cli.rule import described, rule_text
from restatelint.cli.trial import DOCUMENTS, Case, Trial
from restatelint.engine.finding import Note, NoteKind
from restatelint.engine.reports import merged
from restatelint.engine.selection import named_rules
from restatelint.judge.isolated import Judge, isolated_report, isolated_verdict
from restatelint.judge.task import task_named
from restatelint.judge.workers import Lost, apart
from restatelint.report import verdict as verdicts
from restatelint.report.agent import agent
from restatelint.report.display import visible
from restatelint.report.json_report import report_json
from restatelint.report.options import Options
from restatelint.source.confined import is_inside
from restatelint.source.discover import discover
from restatelint.source.position import encoded

if TYPE_CHECKING:
    from restatelint.engine.finding import Report
    from restatelint.engine.settings import Settings
    from restatelint.judge.answer import Terms
    from restatelint.judge.workers import Bounds
    from restatelint.report.json_text import Json

_OPTIONS = Options(version=__version__)
_PROMPT_UNREAD = "Judged by the rules alone: the prompt was not read. Name a task to judge by what it asks.\n"


class RefusedError(Exception):
    """A call that asks for what is not to be had; the message says why."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool gives: the full text, and the same as JSON."""

    text: str
    json: dict[str, Json]


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools, with what they judge by.

    ``roots`` are directories with their links resolved; ``tasks`` is where tasks are, or "". One call is
    judged at a time.
    """

    terms: Terms
    roots: tuple[str, ...]
    tasks: str
    bounds: Bounds
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def check_go(self, code: str, paths: list[str]) -> Result:
        """Return what is found in some code, or in the files that paths stand for.

        Raises RefusedError for a path outside of the roots.
        """
        if bool(code) == bool(paths):
            message = "give either code or paths"
            raise RefusedError(message)
        if paths:
            locations, unread = self._locations(paths)
            report = self._report(locations, unread)
        else:
            terms = dataclasses.replace(self.terms, settings=self._of_answers())
            judge = Judge(terms=terms, label="<code>")
            with self._turn:
                report = isolated_report(judge, encoded(code), self.bounds)
        if report.complete and not report.checked:
            # of nothing all was looked at, and that reads as clean
            note = Note(NoteKind.NOT_CHECKED, "", "there is no Go in it")
            report = dataclasses.replace(report, notes=(*report.notes, note))
        return Result("".join(agent(report, _OPTIONS)), report_json(report, _OPTIONS))

    def verify_answer(self, answer: str, task: str, prompt: str) -> Result:
        """Return the verdict on an answer: by the rules, and by what a task asks for if one is named.

        A prompt is words, and to judge by words would be to guess: it has no say. Raises UnknownTaskError.
        """
        asked = task_named(task, self.tasks) if task else None
        judge = Judge(terms=dataclasses.replace(self.terms, settings=self._of_answers()), task=asked)
        with self._turn:
            verdict = isolated_verdict(judge, encoded(answer), self.bounds)
        unread = _PROMPT_UNREAD if prompt and asked is None else ""
        text = "".join(verdicts.agent(verdict, _OPTIONS))
        return Result(text + unread, verdicts.verdict_json(verdict, _OPTIONS))

    def explain_rule(self, name: str) -> Result:
        """Return the page of one rule; raises UnknownNameError or RefusedError."""
        wanted = named_rules(self.terms.all(), name)
        rules = [rule for rule in self.terms.all() if rule.id in wanted]
        if len(rules) != 1:
            message = f"`{visible(name)}` names {len(rules)} rules; list_rules tells the name of each"
            raise RefusedError(message)
        return Result("".join(rule_text(rules)), {"version": 1, "rule": described(rules[0])})

    def list_rules(self) -> Result:
        """Return every rule in a line, and which of them are on."""
        on = {rule.id for rule in self.terms.chosen()}
        rules: list[Json] = [
            {
                "id": rule.id,
                "family": rule.family,
                "title": rule.title,
                "severity": rule.severity.value if rule.severity else "by-flow",
                "on": rule.id in on,
                "url": rule.url,
            }
            for rule in self.terms.all()
        ]
        return Result("".join(rule_text(self.terms.all())), {"version": 1, "rules": rules})

    def _of_answers(self) -> Settings:
        return dataclasses.replace(self.terms.settings, tests=True)

    def _locations(self, paths: list[str]) -> tuple[tuple[str, ...], list[Note]]:
        for path in paths:
            try:
                real = os.path.realpath(os.path.join(self.roots[0], path)).replace(os.sep, "/")
            except (OSError, ValueError) as error:
                message = f"`{visible(path)}` is no path"
                raise RefusedError(message) from error
            if not is_inside(real, self.roots):
                message = f"`{visible(path)}` lies outside of the roots"
                raise RefusedError(message)
            if os.path.exists(real) and not os.path.isdir(real) and not real.endswith((".go", *DOCUMENTS)):
                message = f"`{visible(path)}` is neither Go nor Markdown"
                raise RefusedError(message)
        found = discover(paths, root=self.roots[0], tests=self.terms.settings.tests)
        if found.missing:
            message = f"`{visible(found.missing[0])}` does not exist"
            raise RefusedError(message)
        root = self.roots[0]
        unread = [
            Note(kind, os.path.relpath(path, root), why)
            for kind, pairs in (
                (NoteKind.NOT_CHECKED, found.problems),
                (NoteKind.NOT_FOLLOWED, found.unfollowed),
            )
            for path, why in pairs
        ]
        return tuple(sorted(found.files, key=lambda each: each.rpartition("/"))), unread

    def _report(self, locations: tuple[str, ...], unread: list[Note]) -> Report:
        with self._turn:
            found = apart(Trial(self.terms, self.roots).report, Case(locations), self.bounds)
        if isinstance(found, Lost):
            unread = [*unread, Note(NoteKind.NOT_CHECKED, "", found.why)]
        whole = merged([] if isinstance(found, Lost) else [found], unread)
        return dataclasses.replace(whole, rules=self.terms.chosen())
