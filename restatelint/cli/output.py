"""Where reports go: standard output, files beside it, and what is said on standard error."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from restatelint.engine.finding import NoteKind
from restatelint.engine.reports import with_paths
from restatelint.report.color import color_wanted, links_wanted
from restatelint.report.display import visible
from restatelint.report.formats import FORMATS, FROM_TOP, TEXT_FORMATS
from restatelint.report.summary import summary_lines, unchecked_lines
from restatelint.source.repository import paths_from_top
from restatelint.source.writing import UnwritableError, discard, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from restatelint.engine.finding import Report
    from restatelint.report.options import Options


def write_file(report: Report, name: str, path: str, options: Options) -> None:
    """Write a report in a format to a file, or raise click.FileError."""
    try:
        pieces = FORMATS[name](_placed(report, name), options)
        write_whole(path, (piece.encode("utf-8", "backslashreplace") for piece in pieces))
    except UnwritableError as error:
        raise click.FileError(path, str(error)) from error


def print_report(report: Report, name: str, options: Options) -> None:
    """Write a report to standard output: for people in the terminal's encoding, for machines in UTF-8."""
    encoding = sys.stdout.encoding if name in TEXT_FORMATS else "utf-8"
    print_pieces(FORMATS[name](_placed(report, name), options), encoding)


def _placed(report: Report, name: str) -> Report:
    """Return a report with the paths that the readers of a format expect."""
    return with_paths(report, paths_from_top(os.curdir)) if name in FROM_TOP else report


def print_pieces(pieces: Iterable[str], encoding: str | None = None) -> None:
    """Write text to standard output, or raise click.ClickException.

    A reader that has gone away is no mistake.
    """
    print_bytes(piece.encode(encoding or sys.stdout.encoding, "backslashreplace") for piece in pieces)


def print_bytes(pieces: Iterable[bytes]) -> None:
    """Write bytes to standard output as they are, or raise click.ClickException."""
    stream = sys.stdout.buffer
    try:
        sys.stdout.flush()
        for piece in pieces:
            stream.write(piece)
        stream.flush()
    except BrokenPipeError:
        discard_output()
    except OSError as error:
        discard_output()
        message = f"standard output cannot be written: {(error.strerror or str(error)).lower()}"
        raise click.ClickException(message) from error


def say(line: str) -> None:
    """Write a line to standard error; if nobody reads it, the exit code still says how it went."""
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        discard(sys.stderr.fileno())


def discard_output() -> None:
    """Send what is still to be written to standard output nowhere, or Python complains when it ends."""
    discard(sys.stdout.fileno())


def print_notes(report: Report, name: str, options: Options, *, quiet: bool, verbose: bool) -> None:
    """Say on standard error what the report on standard output leaves out.

    That is the summary of a format for machines, even when quiet what was not checked, and when verbose
    what was left out on purpose.
    """
    if name not in TEXT_FORMATS or quiet:
        lines = unchecked_lines(report) if quiet else summary_lines(report, options)
        for line in lines:
            say(line)
    if verbose:
        for note in report.notes:
            if note.kind is NoteKind.SKIPPED:
                say(f"skipped: {visible(note.path)}: {visible(note.message)}")


def is_colored(flag: str) -> bool:
    """Return whether standard output is to be coloured."""
    return color_wanted(flag, os.environ, sys.stdout.isatty())


def has_links(flag: str) -> bool:
    """Return whether standard output may hold links; where no colour is wanted, neither are they."""
    return flag != "never" and links_wanted(os.environ, sys.stdout.isatty())


def statistics(report: Report) -> str:
    """Return a line with the number of findings for every rule that has any, most first."""
    counts: dict[tuple[str, str], int] = {}
    for finding in report.active:
        key = (finding.rule, finding.family)
        counts[key] = counts.get(key, 0) + 1
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    width = max((len(str(count)) for count in counts.values()), default=0)
    return "".join(f"{count:>{width}}  {family}/{rule}\n" for (rule, family), count in ordered)
