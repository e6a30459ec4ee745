"""Reads answers from files and writes verdicts to them: JSON Lines, and Parquet where pyarrow is there."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from restatelint.judge.batch import Row, row_of
from restatelint.source.opening import UnreadableError, open_named
from restatelint.source.writing import UnwritableError, open_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from restatelint.judge.batch import VerdictRow

COLUMNS = ("id", "answer", "task", "sdk_version")
"""What a row of answers may hold; the first two it must."""

_PARQUET = (".parquet", ".pq")
_LONGEST_LINE = 64_000_000
_ROWS_AT_ONCE = 256
_BEGIN = b'{"id": "'


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
        return sum(1 for line in _lines(file) if line.strip())


def rows_in(path: str) -> Iterator[Row]:
    """Yield the rows of a file of answers, in order. Raises RowsError for a file that cannot be read.

    A line that is no JSON object is a row with that wrong, so that nothing is lost.
    """
    if is_parquet(path):
        yield from _parquet_rows(path)
        return
    number = 0
    with _opened(path) as file:
        for line_number, line in enumerate(_lines(file), start=1):
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

    A torn last line, of a run that was killed, is cut off the file. Raises RowsError for any other line that
    is wrong, which is then not ours to mend.
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
            if line.endswith(b"\n") or not _is_begun(line):
                message = f"{path}:{number}: not a verdict, so the run cannot be resumed"
                raise RowsError(message)
            break
        found.append(done)
        end += len(line)
    os.truncate(path, end)
    return found


def _is_begun(line: bytes) -> bool:
    """Return whether a line is what a killed run leaves of a verdict; a lost block reads as zeros."""
    return line[: len(_BEGIN)] == _BEGIN[: len(line)] or not line.strip(b"\0")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file; of one that is too long no more than shows that."""
    while line := file.readline(_LONGEST_LINE + 1):
        yield line
        while len(line) > _LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(_LONGEST_LINE + 1)  # the rest of it


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
    """Write the verdicts of a JSON Lines file as Parquet, the whole file or none. Raises RowsError."""
    import_parquet()
    import pyarrow
    from pyarrow import parquet

    texts, number = pyarrow.string(), pyarrow.int64()
    reason = [(name, texts) for name in ("kind", "id", "message")] + [("line", number), ("column", number)]
    schema = pyarrow.schema(
        [
            ("id", texts),
            ("row", number),
            ("task", texts),
            ("decision", texts),
            ("reasons", pyarrow.list_(pyarrow.struct(reason))),
            ("notes", pyarrow.list_(texts)),
            ("compiled", texts),
            ("score", pyarrow.float64()),
        ]
    )
    begun = f"{path}.new"
    try:
        with _opened(lines) as file, parquet.ParquetWriter(begun, schema) as writer:
            while some := [json.loads(line) for line in islice(file, _ROWS_AT_ONCE)]:
                writer.write_table(pyarrow.Table.from_pylist(some, schema=schema))
        os.replace(begun, path)
    except (OSError, ValueError) as error:
        message = f"{path}: {error}"
        raise RowsError(message) from error


def lines_from_parquet(path: str, lines: str) -> None:
    """Write the verdicts of a Parquet file as JSON Lines. Raises RowsError."""
    import_parquet()
    from pyarrow import parquet

    try:
        with _opened(path) as source, open_lines(lines, append=False) as target:
            batches: Iterable[object] = parquet.ParquetFile(source).iter_batches(_ROWS_AT_ONCE)
            for batch in batches:
                target.writelines(f"{json.dumps(values)}\n".encode() for values in _plain(batch))
    except (OSError, ValueError, UnwritableError) as error:
        message = f"{path}: not a Parquet file of verdicts: {error}"
        raise RowsError(message) from error


def import_parquet() -> None:
    """Raise RowsError, which says how to install it, if pyarrow is not there."""
    if find_spec("pyarrow") is None:
        message = "Parquet needs pyarrow: pip install 'restatelint[parquet]'"
        raise RowsError(message)


def _parquet_count(path: str) -> int:
    import_parquet()
    from pyarrow import parquet

    with _opened(path) as file:
        try:
            count: object = parquet.ParquetFile(file).metadata.num_rows
        except (OSError, ValueError, ArithmeticError, LookupError, NotImplementedError) as error:
            message = f"{path}: not a Parquet file: {error}"
            raise RowsError(message) from error
    return count if isinstance(count, int) else 0


def _parquet_rows(path: str) -> Iterator[Row]:
    import_parquet()
    from pyarrow import parquet

    number = 0
    with _opened(path) as file:
        try:
            table = parquet.ParquetFile(file)
            columns = [each for each in COLUMNS if each in table.schema_arrow.names]
            batches: Iterable[object] = table.iter_batches(_ROWS_AT_ONCE, columns=columns)
            for batch in batches:
                for values in _plain(batch):
                    number += 1
                    yield row_of(number, values)
        except (OSError, ValueError, ArithmeticError, LookupError, NotImplementedError) as error:
            message = f"{path}: a row after row {number} cannot be read: {error}"
            raise RowsError(message) from error


def _plain(batch: object) -> list[dict[str, object]]:
    listed: list[object] = getattr(batch, "to_pylist", list)()
    return [each for each in listed if isinstance(each, dict)]


def _opened(path: str) -> BinaryIO:
    try:
        return open_named(path)  # a file of rows is read twice
    except UnreadableError as error:
        message = f"{path}: {error}"
        raise RowsError(message) from error
