"""Why a file was not read, and whether something was then not checked: what is too large may not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import NoteKind
from restatelint.engine.relevance import is_relevant_in_pieces, marks
from restatelint.restate.library import knowledge
from restatelint.source.discover import is_generated, is_markdown
from restatelint.source.opening import TooLargeError, UnreadableError, pieces_found, read_found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PIECE = 1_000_000
_MOST = 100_000_000
"""How many bytes of a file are looked at, a piece at a time, to see whether it concerns Restate."""


def why_unread(location: str, limit: int, *, generated: bool) -> tuple[NoteKind, str]:
    """Return what is to be said of a file that could not be read within a limit of bytes.

    Without ``generated``, a generated file was not to be checked anyway.
    """
    try:
        read_found(location, limit)
    except TooLargeError as error:
        try:
            return _of_large(location, str(error), generated=generated)
        except UnreadableError as changed:
            return NoteKind.NOT_CHECKED, str(changed)
    except UnreadableError as error:
        return NoteKind.NOT_CHECKED, str(error)
    return NoteKind.NOT_CHECKED, "cannot read the file: it changed while it was read"


def _of_large(location: str, why: str, *, generated: bool) -> tuple[NoteKind, str]:
    if not generated and any(is_generated(piece) for piece in _first(pieces_found(location, _PIECE))):
        return NoteKind.SKIPPED, "generated code"
    looked = _Counted(pieces_found(location, _PIECE))
    # what a fence of a document shows need not import anything
    words = (b"restate",) if is_markdown(location) else marks(knowledge())
    if is_relevant_in_pieces(looked, words) or looked.cut:
        return NoteKind.NOT_CHECKED, why
    return NoteKind.SKIPPED, f"{why}; it does not mention Restate"


def _first(pieces: Iterable[bytes]) -> list[bytes]:
    return [piece for piece, _ in zip(pieces, range(1), strict=False)]


class _Counted:
    """Pieces up to a number of bytes; ``cut`` says whether there were more."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self.cut = False

    def __iter__(self) -> Iterator[bytes]:
        left = _MOST
        for piece in self._pieces:
            if left <= 0:
                self.cut = True
                return
            left -= len(piece)
            yield piece
