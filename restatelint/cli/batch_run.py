"""Judges a file of answers and writes verdicts as they come, so that a run can be ended and gone on with."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import sys
import time
from itertools import islice
from typing import TYPE_CHECKING

import click

from restatelint.cli.only_writer import AnotherWriterError, only_writer
from restatelint.cli.output import discard_output, say
from restatelint.cli.progress import bar
from restatelint.judge.batch import Summary
from restatelint.judge.engines import local_verdicts, ray_verdicts
from restatelint.judge.rows import (
    RowsError,
    count_rows,
    import_parquet,
    is_parquet,
    lines_from_parquet,
    parquet_from_lines,
    rows_in,
    verdict_line,
    verdicts_in,
)
from restatelint.report.display import visible
from restatelint.report.summary import counted
from restatelint.source.writing import UnwritableError, open_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from restatelint.judge.batch import Batch, Row, VerdictRow
    from restatelint.judge.rows import Done
    from restatelint.judge.workers import Bounds

_SHOWN_REASONS = 20
_SHOWN_TASKS = 100
_LONGEST_NAME = 60


class BatchRun:
    """A file of answers and how it is judged."""

    def __init__(self, batch: Batch, path: str, task: str, jobs: int, engine: str, bounds: Bounds) -> None:
        self._batch = batch
        self._path = path
        self._task = task
        self._jobs = jobs
        self._verdicts = {"local": local_verdicts, "ray": ray_verdicts}[engine]
        self._bounds = bounds

    def written(self, out: str | None, *, resume: bool, overwrite: bool, quiet: bool) -> Summary:
        """Judge what is not judged yet, write it, and return the summary of all. Raises RowsError."""
        # Parquet cannot be added to, so a run that may be ended writes lines first
        lines = f"{out}.part" if out is not None and is_parquet(out) else out
        if out is not None and lines is not None:
            for each in (out, lines, f"{out}.new"):
                if _is_same(each, self._path):
                    message = f"--out would write over the file of the answers: `{each}`"
                    raise click.UsageError(message)
        total = count_rows(self._path)
        if out is None or lines is None:
            return self._judged(total, None, [], append=False, quiet=quiet)
        if lines != out:
            import_parquet()
        found = next((each for each in (out, lines) if os.path.lexists(each)), None)
        if found is not None and not resume and not overwrite:
            raise _exists(found)
        with _held(lines):
            if found is None and not resume and not overwrite and _is_begun(lines):
                raise _exists(lines)  # by a run that began and ended meanwhile
            if resume and lines != out and found == out and not _is_begun(lines):
                lines_from_parquet(out, lines)
            done = verdicts_in(lines) if resume else []
            summary = self._judged(total, lines, done, append=resume, quiet=quiet)
            if lines != out:
                parquet_from_lines(lines, out)
                os.remove(lines)
        return summary

    def _judged(
        self, total: int, lines: str | None, done: list[Done], *, append: bool, quiet: bool
    ) -> Summary:
        summary = Summary()
        for each in done:
            summary.add(each.decision, each.task, each.reasons)
        begun = time.monotonic()
        verdicts = self._verdicts(self._batch, self._rows(done), self._jobs, self._bounds)
        if len(done) > total:
            message = f"{lines}: {len(done)} verdicts, and there are {total} answers"
            raise RowsError(message)
        judged = _write(verdicts, lines, summary, total - len(done), append=append, quiet=quiet)
        summary.left = total - summary.total
        if not quiet:
            _print_summary(summary, judged, time.monotonic() - begun)
        return summary

    def _rows(self, done: list[Done]) -> Iterator[Row]:
        rows = rows_in(self._path)
        for each, row in zip(done, islice(rows, len(done)), strict=False):
            if (each.number, each.id) != (row.number, row.id):
                message = f"the verdict on row {each.number} is about `{each.id}`, the answer is `{row.id}`"
                raise RowsError(message)
        for row in rows:
            yield row if row.task else dataclasses.replace(row, task=self._task)


def _write(
    verdicts: Iterator[VerdictRow],
    path: str | None,
    summary: Summary,
    expected: int,
    *,
    append: bool,
    quiet: bool,
) -> int:
    """Write verdicts as they come and count them; return how many there were."""
    count = 0
    target = None if path is None else _opened(path, append=append)
    stream = sys.stdout.buffer if target is None else target
    try:
        with bar(quiet=quiet) as shown:
            shown.stage("judging", expected)
            for verdict in verdicts:
                stream.write(verdict_line(verdict).encode())
                stream.flush()
                summary.add(verdict.decision.value, verdict.task, [each.id for each in verdict.reasons])
                count += 1
                shown.advance()
    except BrokenPipeError:
        discard_output()
    except OSError as error:
        if target is None:
            discard_output()
        name = "standard output" if path is None else path
        message = f"{name}: cannot be written: {(error.strerror or str(error)).lower()}"
        raise RowsError(message) from error
    finally:
        if target is not None:
            with contextlib.suppress(OSError):  # what is not written yet has been told of
                target.close()
    return count


def _is_begun(path: str) -> bool:
    """Return whether there is something at a path that a run must not write over unasked."""
    return os.path.lexists(path) and (os.path.islink(path) or os.path.getsize(path) > 0)


def _exists(path: str) -> click.UsageError:
    return click.UsageError(f"`{path}` exists: --resume goes on with it, --overwrite begins anew")


@contextlib.contextmanager
def _held(path: str) -> Iterator[None]:
    """Hold a file for this run alone; raises click.UsageError if another run holds it."""
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(only_writer(path))
        except AnotherWriterError as error:
            message = f"another run writes to `{path}`"
            raise click.UsageError(message) from error
        except OSError as error:
            raise click.FileError(path, (error.strerror or str(error)).lower()) from error
        yield


def _is_same(path: str, other: str) -> bool:
    return os.path.exists(path) and os.path.exists(other) and os.path.samefile(path, other)


def _opened(path: str, *, append: bool) -> BinaryIO:
    try:
        return open_lines(path, append=append)
    except UnwritableError as error:
        raise click.FileError(path, str(error)) from error


def _print_summary(summary: Summary, judged: int, seconds: float) -> None:
    rate = f", {judged / seconds:.0f} a second" if judged and seconds else ""
    say(f"{counted(summary.total, 'answer')}, {judged} judged now{rate}")
    for decision, number in sorted(summary.decisions.items()):
        say(f"  {decision.replace('-', ' ')}: {number}")
    if summary.left:
        say(f"  not judged, as nobody reads on: {summary.left}")
    tasks = sorted({task for task, _ in summary.tasks if task})
    if tasks:
        say("by task (accepted/all):")
    if len(tasks) > _SHOWN_TASKS:
        say(f"  {len(tasks)} tasks, of which these are the first")
    for task in tasks[:_SHOWN_TASKS]:
        own = {decision: number for (name, decision), number in summary.tasks.items() if name == task}
        say(f"  {visible(task[:_LONGEST_NAME])}: {own.get('accepted', 0)}/{sum(own.values())}")
    ordered = sorted(summary.reasons.items(), key=lambda each: (-each[1], each[0]))
    if ordered:
        say("reasons (answers that have one):")
    for name, number in ordered[:_SHOWN_REASONS]:
        say(f"  {visible(name)}: {number}")
    if len(ordered) > _SHOWN_REASONS:
        say(f"  and {len(ordered) - _SHOWN_REASONS} others")
