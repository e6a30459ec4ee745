"""`restatelint batch`: judges many answers, and goes on where an earlier run was ended."""

from __future__ import annotations

import dataclasses
import os

import click

from restatelint.cli.compiling import asked_compiler, bounds_of, compile_options
from restatelint.cli.judging import given_request, judging_options, judging_terms, timeout_option
from restatelint.cli.options import choice
from restatelint.cli.outcome import NEVER, Outcome
from restatelint.engine.finding import Severity


@click.command(context_settings={"auto_envvar_prefix": "RESTATELINT"})
@click.argument("answers", metavar="ANSWERS")
@click.option("--out", metavar="FILE", help="Write the verdicts here; by default to standard output.")
@click.option("--resume", is_flag=True, help="Go on with the verdicts that FILE holds already.")
@click.option("--overwrite", is_flag=True, help="Begin anew where FILE exists.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes judge; by default one a core."
)
@choice("--engine", ("local", "ray"), "Where they run: on this machine, or on a Ray cluster.", "local")
@click.option("--task", metavar="ID", help="The task of answers that name none.")
@click.option("--tasks", metavar="DIRECTORY", help="Take the tasks from here.")
@click.option("--merge-fences", is_flag=True, help="Take the Go fences of an answer for one package.")
@judging_options("The SDK's version of answers that name none.")
@compile_options()
@choice(
    "--fail-on", (*(each.value for each in Severity), NEVER), "The least severity that rejects.", "warning"
)
@timeout_option(10.0, "How long one answer may take.")
@click.option("--allow-empty", is_flag=True, help="No answer at all is no failure.")
@click.option("-q", "--quiet", is_flag=True, help="Print no summary and no progress bar.")
def batch(
    answers: str,
    out: str | None,
    resume: bool,
    overwrite: bool,
    jobs: int | None,
    engine: str,
    task: str | None,
    tasks: str | None,
    merge_fences: bool,
    fail_on: str,
    timeout: float,
    allow_empty: bool,
    quiet: bool,
) -> int:
    """Judge the ANSWERS of a JSON Lines or Parquet file, each as `restatelint verify` would.

    A row holds `id`, `answer` and perhaps `task` and `sdk_version`. A verdict is written for every row, in
    the same order, as JSON Lines, or as Parquet where FILE is called so.

    Exit codes: 0 every answer was judged, 2 wrong usage or a bug, 3 there is no answer, 4 some were not
    checked.
    """
    if resume and out is None:
        message = "--resume needs --out, whose verdicts it goes on with"
        raise click.UsageError(message)
    if resume and overwrite:
        message = "--resume and --overwrite exclude each other"
        raise click.UsageError(message)
    from restatelint.cli.batch_run import BatchRun
    from restatelint.judge.batch import Batch
    from restatelint.judge.engines import EngineError
    from restatelint.judge.rows import RowsError
    from restatelint.judge.task import task_named

    terms = judging_terms(dataclasses.replace(given_request(), merge_fences=merge_fences))
    if task is not None:
        task_named(task, tasks or "")
    fails = None if fail_on == NEVER else Severity(fail_on)
    compiler = asked_compiler()
    run = BatchRun(
        Batch(terms, fails, tasks or "", compiler),
        answers,
        task or "",
        jobs or os.cpu_count() or 1,
        engine,
        bounds_of(compiler, timeout),
    )
    try:
        summary = run.written(out, resume=resume, overwrite=overwrite, quiet=quiet)
    except (RowsError, EngineError) as error:
        raise click.ClickException(str(error)) from error
    if summary.decisions.get("not-checked") or summary.left:
        return Outcome.INCOMPLETE
    return Outcome.CLEAN if summary.total or allow_empty else Outcome.NOTHING
