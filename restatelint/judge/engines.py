"""The ways to judge many rows: in processes of this machine, or on Ray. Both give verdicts in order."""

from __future__ import annotations

import logging
from itertools import islice
from typing import TYPE_CHECKING

from restatelint.judge.batch import Batch, Row, VerdictRow, not_checked
from restatelint.judge.workers import Bounds, Lost, Workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RAY_WINDOW = 5_000


class EngineError(Exception):
    """An engine that cannot be used here; its text says why."""


def local_verdicts(
    batch: Batch, rows: Iterable[Row], jobs: int, bounds: Bounds | None = None
) -> Iterator[VerdictRow]:
    """Yield the verdict on each row, judged in ``jobs`` processes; a lost judge makes its row not checked."""
    batch.terms.chosen()  # before the processes are made, so that each has the rules already
    given: dict[int, Row] = {}

    def noted() -> Iterator[Row]:
        for number, row in enumerate(rows):
            given[number] = row
            yield row

    with Workers(batch.verdict, jobs, bounds) as workers:
        for number, output in enumerate(workers.outputs(noted())):
            row = given.pop(number)
            yield not_checked(row, output.why) if isinstance(output, Lost) else output


class RayJudge:
    """Judges rows in a Ray worker: each in a process beside it, which may be lost without it."""

    def __init__(self, batch: Batch, bounds: Bounds | None) -> None:
        # Ray's worker has threads, and a fork of it could wait for one for ever
        self._workers: Workers[Row, VerdictRow] = Workers(batch.verdict, 1, bounds, spawned=True)

    def __call__(self, values: dict[str, object]) -> dict[str, object]:
        """Return the verdict on the row that ``values["row"]`` holds, as ``{"verdict": ...}``."""
        row = values["row"]
        assert isinstance(row, Row)
        output = next(self._workers.outputs([row]))
        return {"verdict": not_checked(row, output.why) if isinstance(output, Lost) else output}


def ray_verdicts(
    batch: Batch, rows: Iterable[Row], jobs: int, bounds: Bounds | None = None
) -> Iterator[VerdictRow]:
    """Yield the verdict on each row, judged by ``jobs`` Ray workers of the cluster at hand.

    Raises EngineError where Ray is not installed.
    """
    try:
        import ray
        import ray.data
    except ImportError as error:
        message = "--engine ray needs Ray: pip install 'restatelint[ray]'"
        raise EngineError(message) from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    if not ray.is_initialized():
        ray.init(log_to_driver=False, logging_level="ERROR")
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    pool = ray.data.ActorPoolStrategy(size=jobs)

    class Judge(RayJudge):
        """What goes to the cluster with everything it needs: arguments would be kept apart from it."""

        def __init__(self) -> None:
            super().__init__(batch, bounds)

    source = iter(rows)
    while window := list(islice(source, _RAY_WINDOW)):
        dataset = ray.data.from_items([{"row": row} for row in window], override_num_blocks=jobs * 4)
        judged = dataset.map(Judge, compute=pool)
        for values in judged.iter_rows():
            verdict = values["verdict"]
            assert isinstance(verdict, VerdictRow)
            yield verdict
