"""Reads answers from files and writes verdicts to them: JSON Lines, and Parquet where pyarrow is there."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, NamedTuple

from restatelint.judge.batch import Row, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from restatelint.judge.batch import VerdictRow

COLUMNS = ("id", "answer", "task", "sdk_version")
"""What a row of answers may hold; the first two it must."""

_PARQUET = (".parquet", ".pq")
_LONGEST_LINE = 64_000_000
_ROWS_AT_ONCE = 256


class Done(NamedTuple):
    """What a written verdict says: 1-based row, id, decision, task, and the ids of its reasons."""

    number: int
    id: str
    decision: str
    task: str
    reasons: tuple[str, ...]


class RowsError(Exception):
    """A file of answers or verdicts that cannot be used; its text says which and why."""


def is_parquet(path: str) -> bool:
    """Return whether a file is Parquet, by its name."""
    return path.endswith(_PARQUET)


def count_rows(path: str) -> int:
    """Return how many rows a file of answers holds. Raises RowsError."""
    if is_parquet(path):
        return _parquet_count(path)
    with _opened(path) as file:
        return sum(1 for line in file if line.strip())


def rows_in(path: str) -> Iterator[Row]:
    """Yield the rows of a file of answers, in order. Raises RowsError for a file that cannot be read.

    A line that is no JSON object is a row with that wrong, so that nothing is lost.
    """
    if is_parquet(path):
        yield from _parquet_rows(path)
        return
    number = 0
    with _opened(path) as file:
        for line_number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            number += 1
            if len(line) > _LONGEST_LINE:
                wrong = f"line {line_number} is longer than {_LONGEST_LINE} bytes"
                yield Row(number, "", wrong=wrong)
                continue
            try:
                values: object = json.loads(line)
            except (ValueError, RecursionError):
                values = None
            if isinstance(values, dict):
                yield row_of(number, values)
            else:
                yield Row(number, "", wrong=f"line {line_number} is no JSON object")


def verdict_line(verdict: VerdictRow) -> str:
    """Return a verdict as a line of JSON, with its line ending."""
    return json.dumps(verdict.values(), ensure_ascii=True) + "\n"


def verdicts_in(path: str) -> list[Done]:
    """Return what a file of verdicts holds already; () where there is none.

    A torn last line, of a run that was killed, is cut off the file. Raises RowsError for a line that is
    wrong elsewhere, which is then not ours to mend.
    """
    if not os.path.exists(path):
        return []
    found: list[Done] = []
    end = 0
    with _opened(path) as file:
        lines = file.readlines()
    for number, line in enumerate(lines, start=1):
        done = _done(line)
        if done is None:
            if number < len(lines):
                message = f"{path}:{number}: not a verdict, so the run cannot be resumed"
                raise RowsError(message)
            break
        found.append(done)
        end += len(line)
    os.truncate(path, end)
    return found


def _done(line: bytes) -> Done | None:
    if not line.endswith(b"\n"):
        return None
    try:
        values: object = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict):
        return None
    number, reasons = values.get("row"), values.get("reasons")
    if not isinstance(number, int) or not isinstance(reasons, list):
        return None
    ids = tuple(str(each.get("id")) for each in reasons if isinstance(each, dict))
    return Done(number, str(values.get("id")), str(values.get("decision")), str(values.get("task")), ids)


def parquet_from_lines(lines: str, path: str) -> None:
    """Write the verdicts of a JSON Lines file as Parquet. Raises RowsError."""
    import_parquet()
    from pyarrow import json as arrow_json
    from pyarrow import parquet

    try:
        parquet.write_table(arrow_json.read_json(lines), path)
    except (OSError, ValueError) as error:
        message = f"{path}: {error}"
        raise RowsError(message) from error


def import_parquet() -> None:
    """Raise RowsError, which says how to install it, if pyarrow is not there."""
    try:
        import pyarrow.parquet  # noqa: F401 - only whether it is there
    except ImportError as error:
        message = "Parquet needs pyarrow: pip install 'restatelint[parquet]'"
        raise RowsError(message) from error


def _parquet_count(path: str) -> int:
    import_parquet()
    from pyarrow import parquet

    with _opened(path) as file:
        try:
            count: object = parquet.ParquetFile(file).metadata.num_rows
        except (OSError, ValueError) as error:
            message = f"{path}: not a Parquet file: {error}"
            raise RowsError(message) from error
    return count if isinstance(count, int) else 0


def _parquet_rows(path: str) -> Iterator[Row]:
    import_parquet()
    from pyarrow import parquet

    with _opened(path) as file:
        try:
            table = parquet.ParquetFile(file)
            columns = [each for each in COLUMNS if each in table.schema_arrow.names]
            batches: Iterable[object] = table.iter_batches(_ROWS_AT_ONCE, columns=columns)
            number = 0
            for batch in batches:
                for values in _plain(batch):
                    number += 1
                    yield row_of(number, values)
        except (OSError, ValueError) as error:
            message = f"{path}: not a Parquet file: {error}"
            raise RowsError(message) from error


def _plain(batch: object) -> list[dict[str, object]]:
    listed: list[object] = getattr(batch, "to_pylist", list)()
    return [each for each in listed if isinstance(each, dict)]


def _opened(path: str) -> BinaryIO:
    try:
        return open(path, "rb")
    except OSError as error:
        message = f"{path}: {(error.strerror or str(error)).lower()}"
        raise RowsError(message) from error
