"""restatelint: a static linter for Restate services written in Go.

The public names are here; each is imported when it is first asked for, as most programs need few.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restatelint.engine.api import check_source, load_rules
    from restatelint.engine.check import check
    from restatelint.engine.finding import Confidence, Finding, Note, NoteKind, Place, Report, Severity, Step
    from restatelint.engine.rule import Rule
    from restatelint.engine.selection import UnknownNameError, select
    from restatelint.engine.settings import Settings, read_settings
    from restatelint.engine.toml import DataError
    from restatelint.judge.answer import Terms, report_on_answer
    from restatelint.judge.task import Task, UnknownTaskError, load_tasks
    from restatelint.judge.verdict import Decision, Reason, ReasonKind, Verdict
    from restatelint.judge.verify import verify
    from restatelint.source.limits import Limits
    from restatelint.source.text import Source
    from restatelint.source.tree import DiskTree, MemoryTree, SourceTree

__version__ = "0.1.0"

__all__ = [
    "Confidence",
    "DataError",
    "Decision",
    "DiskTree",
    "Finding",
    "Limits",
    "MemoryTree",
    "Note",
    "NoteKind",
    "Place",
    "Reason",
    "ReasonKind",
    "Report",
    "Rule",
    "Settings",
    "Severity",
    "Source",
    "SourceTree",
    "Step",
    "Task",
    "Terms",
    "UnknownNameError",
    "UnknownTaskError",
    "Verdict",
    "__version__",
    "check",
    "check_source",
    "load_rules",
    "load_tasks",
    "read_settings",
    "report_on_answer",
    "select",
    "verify",
]

_HOMES = {
    "engine.api": ("check_source", "load_rules"),
    "engine.check": ("check",),
    "engine.finding": ("Confidence", "Finding", "Note", "NoteKind", "Place", "Report", "Severity", "Step"),
    "engine.rule": ("Rule",),
    "engine.selection": ("UnknownNameError", "select"),
    "engine.settings": ("Settings", "read_settings"),
    "engine.toml": ("DataError",),
    "judge.answer": ("Terms", "report_on_answer"),
    "judge.task": ("Task", "UnknownTaskError", "load_tasks"),
    "judge.verdict": ("Decision", "Reason", "ReasonKind", "Verdict"),
    "judge.verify": ("verify",),
    "source.limits": ("Limits",),
    "source.text": ("Source",),
    "source.tree": ("DiskTree", "MemoryTree", "SourceTree"),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return __all__
