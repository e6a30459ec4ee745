"""`check --watch`: checks again whenever a file changes that a check reads."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from restatelint.cli.output import say
from restatelint.cli.problem import problem
from restatelint.engine.settings import FILE_NAMES
from restatelint.report.display import visible
from restatelint.source.repository import repository_top

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import NoReturn

    from restatelint.cli.outcome import Outcome

_NAMES = (*FILE_NAMES, "go.mod", "go.work", ".gitignore", "rule.toml")
_ENDINGS = (".go", ".md", ".markdown", ".mdx", ".scm")
_SHOWN = 3
_MOMENT = 200  # milliseconds
_CLEAR = "\x1b[2J\x1b[H"


def watched(paths: tuple[str, ...], check: Callable[[], Outcome]) -> NoReturn:
    """Check, and check again after each change, until somebody interrupts it; raises KeyboardInterrupt then.

    A mistake in the settings is said, and the next change awaited. Raises click.ClickException where what
    watches files is not installed.
    """
    outcome: Outcome | None = None
    for names in _changes(_roots(paths or (os.curdir,))):
        if outcome is not None and sys.stdout.isatty():
            print(_CLEAR, end="")
        if names:
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            say(f"changed: {visible(', '.join(names[:_SHOWN]))}{more}")
        try:
            outcome = check()
        except Exception as error:
            words = problem(error)
            if words is None or outcome is None:
                raise
            say(f"restatelint: {visible(words)}")
    raise KeyboardInterrupt


def concerns(path: str) -> bool:
    """Return whether a check may say something else after a file at a path has changed."""
    name = os.path.basename(path)
    return name in _NAMES or name.endswith(_ENDINGS)


def _roots(paths: Iterable[str]) -> list[str]:
    """Return the directories to watch: those of the paths, and their repositories for what lies beside."""
    found: dict[str, None] = {}
    for path in paths:
        directory = path if os.path.isdir(path) else os.path.dirname(path) or os.curdir
        found[repository_top(os.path.realpath(directory)) or os.path.realpath(directory)] = None
    return [each for each in found if not any(_is_below(each, other) for other in found if other != each)]


def _is_below(path: str, other: str) -> bool:
    return path.startswith(other.rstrip(os.sep) + os.sep)


def _changes(roots: list[str]) -> Iterator[list[str]]:
    """Yield the names of files that changed, at first none, then as often as some do."""
    try:
        from watchfiles import DefaultFilter, watch
    except ImportError as error:
        message = "--watch needs the package watchfiles: pip install 'restatelint[watch]'"
        raise click.ClickException(message) from error
    ignored = DefaultFilter()  # of what lies in .git, node_modules and the like

    def found() -> Iterator[list[str]]:
        is_begun = False
        # nothing happening for a moment tells that changes are seen from now on, so that the first check
        # misses none
        seen = watch(
            *roots, watch_filter=ignored, rust_timeout=_MOMENT, yield_on_timeout=True, raise_interrupt=True
        )
        for changes in seen:
            names = sorted({os.path.relpath(path) for _, path in changes if concerns(path)})
            if names or not is_begun:
                is_begun = True
                yield names

    return found()
