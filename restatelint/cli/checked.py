"""A check as it was asked for: made, written where it is wanted, and ended with an exit code."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING, NamedTuple

from restatelint import __version__
from restatelint.cli import output as writing
from restatelint.cli.judge import report_on_files, report_on_stdin
from restatelint.cli.options import STDIN
from restatelint.cli.outcome import Outcome, outcome_of
from restatelint.cli.progress import Teller, bar
from restatelint.report.formats import TEXT_FORMATS
from restatelint.report.options import Options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.cli.request import Request
    from restatelint.engine.finding import Report


class Wanted(NamedTuple):
    """What is done with what is found: changed in the files, written by format and path, and said.

    ``label`` is what standard input is called, ``add_ignore`` the reason that directives give, if they are
    wanted. ``fail_on`` is the least severity that makes the exit code 1.
    """

    format: str
    outputs: Mapping[str, str]
    label: str
    fail_on: str
    fix: bool
    unsafe: bool
    diff: bool
    add_ignore: str | None
    show_suppressed: bool
    color: str
    statistics: bool
    allow_empty: bool
    quiet: bool
    verbose: bool

    @property
    def changes(self) -> bool:
        """Whether files are changed, or what would be changed is shown."""
        return self.fix or self.diff or self.add_ignore is not None


def checked(paths: tuple[str, ...], request: Request, wanted: Wanted) -> Outcome:
    """Make a check and do with it what is wanted; return how it ended.

    Raises click.ClickException and DataError for what is wrong with the command line and the settings.
    """
    report = _report(paths, request, wanted)
    plain = Options(version=__version__, show_suppressed=wanted.show_suppressed)
    if "html" in (wanted.format, *wanted.outputs.values()) and paths != (STDIN,):
        from restatelint.cli.pages import with_sources

        plain = with_sources(plain, paths or (os.curdir,), request)
    for path, name in wanted.outputs.items():
        writing.write_file(report, name, path, plain)
    options = dataclasses.replace(
        plain,
        color=writing.is_colored(wanted.color),
        links=writing.has_links(wanted.color),
        summary=not wanted.quiet,
        assumptions=wanted.verbose or paths == (STDIN,),
    )
    if not wanted.diff:
        writing.print_report(report, wanted.format, options)
    if wanted.statistics:
        counts = writing.statistics(report)
        if wanted.format in TEXT_FORMATS:
            writing.print_pieces([counts])
        else:
            writing.say(counts.rstrip("\n"))
    writing.print_notes(report, wanted.format, options, quiet=wanted.quiet, verbose=wanted.verbose)
    outcome = outcome_of(report, wanted.fail_on, allow_empty=wanted.allow_empty)
    if outcome is Outcome.NOTHING and not wanted.quiet:
        writing.say(
            "nothing to check: no Go file, no Go fence, or every one left out "
            "(--allow-empty makes this exit code 0)"
        )
    return outcome


def _report(paths: tuple[str, ...], request: Request, wanted: Wanted) -> Report:
    if paths == (STDIN,):
        return report_on_stdin(wanted.label, request)
    given = paths or (os.curdir,)
    with bar(quiet=wanted.quiet) as shown:
        teller = Teller(shown, writing.say if wanted.verbose else _unsaid)
        if not wanted.changes and not request.is_narrowed:
            return report_on_files(given, request, teller=teller)
        from restatelint.cli.changing import report_after_changes

        return report_after_changes(
            given,
            request,
            teller,
            fix=wanted.fix,
            diff=wanted.diff,
            unsafe=wanted.unsafe,
            add_ignore=wanted.add_ignore,
        )


def _unsaid(_: str) -> None:
    """Say nothing to who did not ask for much."""
