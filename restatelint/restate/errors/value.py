"""Errors as values: which kinds one can be of, and what is known of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum


class Kind(Enum):
    """What an error can be; ``JOURNALED`` is that of an operation, which is terminal too."""

    NIL = "nil"
    TERMINAL = "terminal"
    JOURNALED = "journaled"
    PLAIN = "plain"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class JournalError:
    """An error that an operation gave.

    ``operation`` names it, ``via`` the function that returns its error, "" for the operation's own.
    ``sure`` says that it can be no other error but nil, ``unchanged`` that it is not wrapped, ``reads``
    that only reading state gives it.
    """

    operation: str
    via: str = ""
    sure: bool = True
    unchanged: bool = True
    reads: bool = False

    @property
    def title(self) -> str:
        """What a message calls the source of the error."""
        return f"{self.via} ({self.operation})" if self.via else self.operation


@dataclass(frozen=True, slots=True)
class PlainError:
    """An error that is not terminal: its words, as far as they are known, and the custom type it may have.

    ``claims`` says that the custom type has a method that says it were terminal, ``offers`` names one that
    gives a terminal form of it.
    """

    words: str
    type: str = ""
    claims: bool = False
    offers: str = ""


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """The kinds of errors that an expression can be.

    ``journal`` is what is known of the operation's error among them, ``terminal`` what makes one terminal,
    "" if nothing does, ``plain`` the first plain one. ``pure`` says that each that is not nil comes out of
    the journal, ``wraps`` that a terminal one may hold another.
    """

    kinds: frozenset[Kind]
    journal: JournalError | None = None
    terminal: str = ""
    plain: PlainError | None = None
    pure: bool = False
    wraps: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is plain, wherever it is not nil."""
        return self.kinds - {Kind.NIL} == {Kind.PLAIN}


NIL = ErrorValue(frozenset({Kind.NIL}), pure=True)
UNKNOWN = ErrorValue(frozenset({Kind.UNKNOWN}))


def plain_error(error: PlainError) -> ErrorValue:
    """Return the value that is always one plain error."""
    return ErrorValue(frozenset({Kind.PLAIN}), plain=error)


def joined(one: ErrorValue, other: ErrorValue) -> ErrorValue:
    """Return what is known of an error that is one of two."""
    return ErrorValue(
        one.kinds | other.kinds,
        _merged(one.journal, other.journal),
        one.terminal or other.terminal,
        one.plain or other.plain,
        one.pure and other.pure,
        one.wraps or other.wraps,
    )


def without(value: ErrorValue, *kinds: Kind) -> ErrorValue | None:
    """Return what is left of an error that is of none of some kinds, None if nothing is."""
    left = value.kinds - set(kinds)
    if not left:
        return None
    ours = Kind.JOURNALED in left
    found = replace(value, kinds=left, journal=value.journal if ours else None)
    found = replace(found, plain=value.plain if Kind.PLAIN in left else None)
    if Kind.TERMINAL not in left and not ours:
        found = replace(found, terminal="", wraps=False)
    return replace(found, pure=value.pure or left == {Kind.NIL})


def wrapped(value: ErrorValue, words: str) -> ErrorValue:
    """Return the error that wraps another one and stays what it is: by ``%w``."""
    inside = without(value, Kind.NIL)
    if inside is None:
        return plain_error(PlainError(words))
    journal = replace(inside.journal, unchanged=False) if inside.journal is not None else None
    plain = replace(inside.plain, words=f"{words} {inside.plain.words}") if inside.plain is not None else None
    return replace(inside, journal=journal, plain=plain)


def _merged(one: JournalError | None, other: JournalError | None) -> JournalError | None:
    if one is None or other is None:
        return other if one is None else one
    return replace(
        one if one.unchanged or not other.unchanged else other,
        sure=one.sure and other.sure,
        unchanged=one.unchanged or other.unchanged,
        reads=one.reads and other.reads,
    )
