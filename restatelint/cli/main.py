"""The entry point: whatever happens, the process ends with one of the documented exit codes.

Python and click end with 1 on a crash, which would read as findings, so nothing is left to them; even
our own imports stand inside what is caught.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

_WRONG = 2
INTERRUPTED = 130
"""The exit code of what somebody interrupted."""


def run() -> NoReturn:
    """Run the command line of this process and end it."""
    _fill_closed()
    for name, number in (("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:  # closed by the caller, who wants the code alone
            setattr(sys, name, os.fdopen(number, "w"))
    sys.exit(exit_code(sys.argv[1:]))


def _fill_closed() -> None:
    """Open what the caller closed of the three standard streams, or the next file would take its number."""
    for number in range(3):
        if not _is_open(number):
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def exit_code(arguments: Sequence[str]) -> int:
    """Run a command line, say on standard error what goes wrong, and return the exit code."""
    try:
        code = _code_of(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # a check sees to this itself; here it is the help, whose reader has seen enough
        from restatelint.cli.output import discard_output

        discard_output()
        return 0
    except Exception as error:
        return _failed(error, arguments)
    return code


def _code_of(arguments: Sequence[str]) -> int:
    from restatelint.cli.importing import importing

    with importing():
        import click

        from restatelint.cli.commands import group_of, with_command

    if "_RESTATELINT_COMPLETE" in os.environ:
        from restatelint.cli.completion import complete

        return complete(os.environ["_RESTATELINT_COMPLETE"])
    try:
        words = with_command(arguments)
        group = group_of(words)
        with group.make_context("restatelint", words) as context:
            code: object = group.invoke(context)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    return code if isinstance(code, int) else 0


def _failed(error: Exception, arguments: Sequence[str]) -> int:
    """Say in a line what is wrong: with the command line, with the settings, or with this program."""
    from restatelint.cli.output import say
    from restatelint.cli.problem import bug, is_verbose, problem
    from restatelint.report.display import visible

    message = problem(error)
    say(f"restatelint: {visible(message or bug(error))}")
    if message is None and is_verbose(arguments, os.environ):
        import traceback

        say("".join(traceback.format_exception(type(error), error, error.__traceback__)).rstrip())
    return _WRONG
