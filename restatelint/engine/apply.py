"""Applies fixes to one text: those that do not overlap, if what comes out is still Go. Touches no file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.engine.alignment import realigned
from restatelint.engine.fix import overlap
from restatelint.engine.import_edits import removed, resorted
from restatelint.engine.import_uses import uses_of
from restatelint.golang.file import File
from restatelint.golang.tree import kinds
from restatelint.restate.library import knowledge
from restatelint.restate.repairs.written.imported import name_of
from restatelint.source.position import encoded
from restatelint.source.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from restatelint.engine.finding import Fix
    from restatelint.engine.import_edits import Span

_ERRORS = kinds("ERROR")


class Applied(NamedTuple):
    """A text with fixes made: ``numbers`` says which of those given, in order."""

    data: bytes
    numbers: tuple[int, ...]


def applied(source: Source, fixes: Sequence[Fix]) -> Applied:
    """Return a text with as many of some fixes as go together.

    A fix that adds lines is the only one of its declaration, since it may take a name that another
    wants. A result with a new syntax error is refused: then each fix is tried by itself.
    """
    file = _file(source, source.data)
    spans = [_spans(fix) for fix in fixes]
    chosen = _compatible(file, spans)
    data = _with(file, [spans[number] for number in chosen])
    if not _breaks(file, data):
        return Applied(data, tuple(chosen))
    for number in chosen:
        data = _with(file, [spans[number]])
        if not _breaks(file, data):
            return Applied(data, (number,))
    return Applied(source.data, ())


def _file(source: Source, data: bytes) -> File:
    return File(Source(source.path, source.location, data), knowledge().package_names())


def _spans(fix: Fix) -> tuple[Span, ...]:
    return tuple((edit.start.byte, edit.end.byte, edit.replacement) for edit in fix.edits)


def _compatible(file: File, spans: Sequence[tuple[Span, ...]]) -> list[int]:
    taken: set[Span] = set()
    used: set[int] = set()
    closed: set[int] = set()
    chosen: list[int] = []
    for number, own in enumerate(spans):
        fresh = [span for span in own if span not in taken]
        homes = {_home(file, span) for span in fresh} - {-1}
        adds_lines = any("\n" in new for span in fresh for new in (span[2],) if _home(file, span) != -1)
        if homes & closed or (adds_lines and homes & used):
            continue
        if any(overlap(one, other) for one in fresh for other in taken):
            continue
        taken.update(fresh)
        used |= homes
        closed |= homes if adds_lines else set()
        chosen.append(number)
    return chosen


def _home(file: File, span: Span) -> int:
    """Return where the declaration starts that an edit is in, -1 outside of all and among the imports."""
    top = file.top_level_at(span[0])
    return (
        -1
        if top is None or top.type in ("import_declaration", "package_clause", "comment")
        else top.start_byte
    )


def _with(file: File, fixes: Iterable[tuple[Span, ...]]) -> bytes:
    """Return the text of a file with edits made, and as gofmt has it where they meet other lines.

    Imports that were used before the edits only go.
    """
    spans = {span for own in fixes for span in own}
    after = _file(file.source, _edited(file.source.data, spans))
    after = _file(file.source, _edited(after.source.data, set(realigned(file, spans, after))))
    idle = [
        each
        for each in after.imports.all
        if each.name not in (".", "_")
        and not uses_of(after, name_of(after, each))
        and uses_of(file, name_of(after, each))
    ]
    after = _file(file.source, _edited(after.source.data, set(removed(after, idle))))
    return after.source.data if resorted(file) else _edited(after.source.data, set(resorted(after)))


def _edited(data: bytes, spans: set[Span]) -> bytes:
    for start, end, new in sorted(spans, reverse=True):
        data = data[:start] + encoded(new) + data[end:]
    return data


def _breaks(file: File, data: bytes) -> bool:
    """Whether a text has a syntax error that a file does not have."""
    after = _file(file.source, data)
    if not after.root.has_error:
        return False
    return not file.root.has_error or _errors(after) > _errors(file)


def _errors(file: File) -> int:
    return len(file.root.descendants(_ERRORS))
