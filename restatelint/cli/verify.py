"""`restatelint verify`: whether to accept what a model wrote, once or until it is right."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import click

from restatelint import __version__
from restatelint.cli.compiling import asked_compiler, bounds_of, compile_options
from restatelint.cli.judging import given_request, judging_options, judging_terms, timeout_option
from restatelint.cli.options import Seconds, choice
from restatelint.cli.outcome import NEVER, Outcome
from restatelint.cli.standard_input import standard_input
from restatelint.engine.finding import NoteKind, Severity

if TYPE_CHECKING:
    from restatelint.judge.verdict import Verdict

_STDIN = "-"


@click.command(
    context_settings={
        "auto_envvar_prefix": "RESTATELINT",
        "allow_interspersed_args": True,
    }
)
@click.argument(
    "arguments", nargs=-1, type=click.UNPROCESSED, metavar="[ANSWER|-] | --attempts N -- COMMAND..."
)
@click.option("--task", metavar="ID", help="What the answer must hold: one of `restatelint prompt --list`.")
@click.option("--tasks", metavar="DIRECTORY", help="Take the tasks from here.")
@choice("--format", ("text", "json", "agent"), "The form of the verdict.", "text")
@choice("--input", ("auto", "go", "markdown", "fragment"), "What the answer is.", "auto")
@click.option("--merge-fences", is_flag=True, help="Take the Go fences of Markdown for one package.")
@judging_options("The SDK's version the answer is for.")
@compile_options()
@choice(
    "--fail-on", (*(each.value for each in Severity), NEVER), "The least severity that rejects.", "warning"
)
@timeout_option(10.0, "How long one answer may take to judge.")
@click.option(
    "--attempts",
    type=click.IntRange(min=1),
    metavar="N",
    help="Run COMMAND until its answer is accepted, at most N times.",
)
@click.option(
    "--attempt-timeout",
    type=Seconds(),
    default=600.0,
    show_default=True,
    metavar="SECONDS",
    help="How long one run of COMMAND may take.",
)
@click.option("--save", metavar="FILE", help="Write the last answer here.")
@choice("--color", ("auto", "always", "never"), "Whether to colour the verdict.", "auto")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but the verdict.")
def verify(
    arguments: tuple[str, ...],
    task: str | None,
    tasks: str | None,
    format: str,  # noqa: A002 - click names the parameter after the option
    input: str,  # noqa: A002 - click names the parameter after the option
    merge_fences: bool,
    fail_on: str,
    timeout: float,
    attempts: int | None,
    attempt_timeout: float,
    save: str | None,
    color: str,
    quiet: bool,
) -> int:
    """Judge an answer: a file, or standard input; or run COMMAND until its answer is accepted.

    COMMAND reads the prompt on its standard input, and from the second attempt on its last answer with the
    verdict after it; it writes its answer to its standard output. Nothing that the answer says of itself
    counts: no directive, no settings.

    Exit codes: 0 accepted, 1 rejected, 2 wrong usage or a bug, 4 not checked.
    """
    if attempts is not None and not arguments:
        message = "--attempts needs a command after `--`"
        raise click.UsageError(message)
    if attempts is None and len(arguments) > 1:
        message = f"one answer is judged at a time, and here are {len(arguments)}"
        raise click.UsageError(message)
    from restatelint.judge.isolated import Judge
    from restatelint.judge.task import task_named

    request = dataclasses.replace(given_request(), shape=input, merge_fences=merge_fences)
    path = arguments[0] if arguments else _STDIN
    label = ("<stdin>" if path == _STDIN else path) if attempts is None else "<answer>"
    judge = Judge(
        terms=judging_terms(request),
        task=task_named(task, tasks or "") if task is not None else None,
        label=label,
        fail_on=None if fail_on == NEVER else Severity(fail_on),
        compiler=asked_compiler(),
    )
    bounds = bounds_of(judge.compiler, timeout)
    if attempts is not None:
        from restatelint.cli.attempts import Attempts

        run = Attempts(judge, bounds, arguments, attempt_timeout, quiet=quiet)
        verdict, answer = run.until_accepted(attempts)
    else:
        from restatelint.judge.isolated import isolated_verdict

        answer = _answer(path, judge.terms.limits.max_stdin_bytes)
        verdict = isolated_verdict(judge, answer, bounds)
    if save is not None:
        _save(save, answer)
    _print(verdict, format, color)
    return _outcome(verdict)


def _answer(path: str, limit: int) -> bytes:
    """Return an answer; of one that is too large so much that the judge sees it."""
    from restatelint.source.opening import UnreadableError, head_named

    if path == _STDIN:
        return standard_input(limit + 1)
    try:
        return head_named(path, limit + 1)
    except UnreadableError as error:
        raise click.FileError(path, str(error)) from error


def _save(path: str, answer: bytes) -> None:
    from restatelint.source.writing import UnwritableError, write_whole

    try:
        write_whole(path, (answer,))
    except UnwritableError as error:
        raise click.FileError(path, str(error)) from error


def _print(verdict: Verdict, name: str, color: str) -> None:
    from restatelint.cli.output import is_colored, print_pieces
    from restatelint.report.options import Options
    from restatelint.report.verdict import FORMATS

    options = Options(version=__version__, color=name == "text" and is_colored(color))
    print_pieces(FORMATS[name](verdict, options), None if name == "text" else "utf-8")


def _outcome(verdict: Verdict) -> Outcome:
    from restatelint.judge.verdict import Decision

    if any(note.kind is NoteKind.INTERNAL_ERROR for note in verdict.report.notes):
        return Outcome.WRONG
    outcomes = {Decision.ACCEPTED: Outcome.CLEAN, Decision.REJECTED: Outcome.FINDINGS}
    return outcomes.get(verdict.decision, Outcome.INCOMPLETE)
