"""Judges what an agent changed: the reason to refuse it, in words for the model, or nothing to say."""

from __future__ import annotations

import dataclasses
import os
import re
from typing import TYPE_CHECKING

from restatelint import __version__
from restatelint.cli.trial import DOCUMENTS, Case, Trial, project_of
from restatelint.engine.finding import NoteKind
from restatelint.judge.answer import SYNTAX
from restatelint.judge.workers import Lost, apart
from restatelint.report.agent import agent
from restatelint.report.options import Options

if TYPE_CHECKING:
    from restatelint.cli.hooks.event import Change
    from restatelint.engine.finding import Finding, Severity
    from restatelint.judge.answer import Terms
    from restatelint.judge.workers import Bounds

_PLAIN = re.compile(r"[\w./@+-]{1,300}")


class NotJudgedError(Exception):
    """A change that could not be judged, and nothing was found in it; the message says why.

    The cause lies with the change: it is too large, too deep, too slow, or no file at all.
    """


class FaultError(Exception):
    """A change that was not judged by a fault of ours; the message says which."""


def reason_against(change: Change, terms: Terms, bounds: Bounds, fail_on: Severity) -> str:
    """Return what the model has to mend in what it changed, or "" if there is nothing.

    Only Go and Markdown are judged, and tests if the settings say so. Of a document the Go in its fences
    counts, but not that an example is cut short. Raises NotJudgedError and FaultError.
    """
    try:
        named = {
            os.path.realpath(os.path.join(change.directory, path)).replace(os.sep, "/"): path
            for path in change.paths
            if _is_wanted(path, terms) or _is_wanted(os.path.join(change.directory, path), terms, links=True)
        }
        root = project_of(change.directory)
    except (OSError, ValueError) as error:
        message = f"the path of a file is none: {error}"
        raise NotJudgedError(message) from error
    if not named:
        return ""
    content = None if change.content is None else change.content.encode("utf-8", "surrogatepass")
    report = apart(Trial(terms, (root,)).report, Case(tuple(named), content), bounds)
    if isinstance(report, Lost):
        raise NotJudgedError(report.why)
    shown = {os.path.relpath(each, root).replace(os.sep, "/"): path for each, path in named.items()}
    findings = tuple(each for each in report.findings if _counts(each, shown[each.place.path], fail_on))
    if findings:
        paths = {shown[each.place.path] for each in findings}
        label = min(paths) if len(paths) == 1 and _PLAIN.fullmatch(min(paths)) else "what you wrote"
        state = "as it now is on disk" if content is None else "and it was not written"
        own = dataclasses.replace(report, findings=findings)
        text = "".join(agent(own, Options(version=__version__)))
        return f"restatelint checked {label}, {state}.\n{text}"
    faults = [note for note in report.notes if note.kind is NoteKind.INTERNAL_ERROR]
    if faults:
        raise FaultError(faults[0].message)
    for note in report.notes:
        if note.kind is NoteKind.NOT_CHECKED:
            raise NotJudgedError(note.message)
    return ""


def _is_wanted(path: str, terms: Terms, *, links: bool = False) -> bool:
    """Return whether a file is judged by its name, or with ``links`` by that of the file it leads to."""
    path = os.path.realpath(path) if links else path
    is_code = path.endswith(".go") and (terms.settings.tests or not path.endswith("_test.go"))
    return is_code or path.endswith(DOCUMENTS)


def _counts(finding: Finding, path: str, fail_on: Severity) -> bool:
    if finding.suppressed is not None or finding.severity.rank > fail_on.rank:
        return False
    return finding.rule != SYNTAX or not path.endswith(DOCUMENTS)
