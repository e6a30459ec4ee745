"""Keeps comments behind code aligned as gofmt has them, on the lines that edits change and those beside."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from restatelint.golang.tree import kinds
from restatelint.source.position import decoded, encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from restatelint.engine.import_edits import Span
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node

_COMMENTS = kinds("comment")


def disturbed(file: File, edits: Iterable[Span]) -> bool:
    """Whether gofmt may have aligned an edited line with a neighbour in a way that is not known here."""
    rows = _comments(file)
    for start, end, _ in edits:
        for row in (_row(file, start), _row(file, end)):
            for near in (row - 1, row + 1):
                if row in rows and near in rows and _indentation(file, row) != _indentation(file, near):
                    return True
    return False


def realigned(before: File, edits: Iterable[Span], after: File) -> list[Span]:
    """Return the edits that align the comments of a file after the edits that made it of another.

    Lines that follow each other, are indented alike and end in a comment have their comments in one column,
    but not everywhere: where they had not before, nothing is aligned.
    """
    old, rows, moved = _comments(before), _comments(after), 0
    made: list[Span] = []
    wanted: set[int] = set()
    for start, end, new in sorted(edits):
        first = _row(after, start + moved)
        moved += len(encoded(new)) - (end - start)
        near = range(_row(before, start) - 1, _row(before, end) + 2)
        if not any(list(_misplaced(before, old, row)) for row in near if row in old):
            wanted.update(range(first - 1, _row(after, end + moved) + 2))
    for row in sorted(wanted & rows.keys()):
        made.extend(span for span in _misplaced(after, rows, row) if span not in made)
    return made


def _misplaced(file: File, rows: Mapping[int, Node], row: int) -> Iterator[Span]:
    """Yield the edits that put the comments of a block of lines into one column."""
    block = _block(file, rows, row)
    codes = [_code(file, rows[each]) for each in block]
    width = max(len(code) for code in codes)
    for each, code in zip(block, codes, strict=True):
        comment = rows[each]
        start = comment.start_byte - (comment.start_point[1] - len(encoded(code)))
        space = " " * (width + 1 - len(code))
        if file.source.data[start : comment.start_byte] != space.encode():
            yield start, comment.start_byte, space


def _block(file: File, rows: Mapping[int, Node], row: int) -> list[int]:
    first = last = row
    while _continues(file, rows, first - 1, first):
        first -= 1
    while _continues(file, rows, last, last + 1):
        last += 1
    return list(range(first, last + 1))


def _continues(file: File, rows: Mapping[int, Node], row: int, below: int) -> bool:
    """Whether the comments of two lines are aligned; what ends a statement of several lines ends that."""
    if row not in rows or below not in rows or _indentation(file, row) != _indentation(file, below):
        return False
    return not any(_code(file, rows[each]).lstrip()[:1] in ("}", ")") for each in (row, below))


@lru_cache(maxsize=16)
def _comments(file: File) -> Mapping[int, Node]:
    """Return the comments that stand behind code and end their line, by row; kept, as each fix asks."""
    found = file.root.descendants(_COMMENTS)
    return {
        each.start_point[0]: each
        for each in found
        if each.start_point[0] == each.end_point[0]
        and _code(file, each).strip()
        and (each.text or b"")[:2] == b"//"
    }


def _code(file: File, comment: Node) -> str:
    data = file.source.data
    return decoded(data[comment.start_byte - comment.start_point[1] : comment.start_byte]).rstrip(" ")


def _indentation(file: File, row: int) -> str:
    line = file.source.lines.line(row + 1)
    return line[: len(line) - len(line.lstrip("\t"))]


def _row(file: File, byte: int) -> int:
    return file.source.lines.position(byte).line - 1
