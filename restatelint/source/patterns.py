"""Patterns in the language of .gitignore, matched in time linear in the path: nothing is tried twice.

A pattern is cut at ``/`` into names, and a name at its stars into pieces. The first place for a piece is the
best one, so that no choice is ever taken back, as the regular expression for the same pattern would.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ANY_NAMES = "**"
_LONGEST_NAME = 1_000  # in characters, more than any system allows
_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": r" \t",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": r"\x21-\x7e",
    "lower": "a-z",
    "print": r"\x20-\x7e",
    "punct": r"\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e",
    "space": r" \t\n\r\x0b\x0c",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}


class PatternError(ValueError):
    """A text that is no pattern; git would match nothing with it."""


@dataclass(frozen=True, slots=True)
class Name:
    """The pattern of one name of a path.

    ``literal`` is all of it where it has no special character. Otherwise a name is matched by what stands up
    to the last star, and the characters behind it, whose number is ``size``; without a star these are all.
    """

    literal: str | None
    before: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    size: int = 0

    def matches(self, name: str) -> bool:
        """Return whether a name is of this pattern."""
        if self.behind is None:
            return name == self.literal
        rest = len(name) - self.size
        if rest < 0 or not self.behind.match(name, rest):
            return False
        return rest == 0 if self.before is None else self.before.match(name, 0, rest) is not None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern; ``runs`` are the names between its ``**``, each run at consecutive names of a path.

    The first run begins where the path begins, the last ends where it ends. ``text`` is the pattern without
    its marks.
    """

    text: str
    negated: bool
    only_directories: bool
    runs: tuple[tuple[Name, ...], ...]

    @property
    def single(self) -> Name | None:
        """The name that the pattern looks for at any depth, if it is no more than that."""
        is_single = len(self.runs) == 2 and not self.runs[0] and len(self.runs[1]) == 1
        return self.runs[1][0] if is_single else None

    def matches(self, names: Sequence[str], *, directory: bool) -> bool:
        """Return whether a path, given by its names, is of this pattern."""
        if self.only_directories and not directory:
            return False
        if len(self.runs) == 1:
            return len(names) == len(self.runs[0]) and _stands(self.runs[0], names, 0)
        first, *middle, last = self.runs
        start, end = len(first), len(names) - len(last)
        # what `**` at the end stands for is something below
        if start > end or (not last and start == end) or not _stands(first, names, 0):
            return False
        for run in middle:
            while start + len(run) <= end and not _stands(run, names, start):
                start += 1
            start += len(run)
            if start > end:
                return False
        return (bool(last) or start < end) and _stands(last, names, end)


def pattern_of(line: str) -> Pattern | None:
    """Return the pattern that a line of an ignore file holds; None for a comment and an empty line.

    Raises PatternError for what is none.
    """
    text = _without_end(line)
    if not text or text.startswith("#"):
        return None
    negated = text.startswith("!")
    text = text[1:] if negated else text
    only_directories = text.endswith("/")
    text = text[:-1] if only_directories else text
    anchored = "/" in text
    parts = [*([] if anchored else [_ANY_NAMES]), *_cut(text.removeprefix("/"))]
    if parts[-1] == "":
        message = f"`{line}` is no pattern"
        raise PatternError(message)
    runs: list[list[Name]] = [[]]
    for part in parts:
        if part != _ANY_NAMES:
            runs[-1].append(_name(part))
        elif runs[-1] or len(runs) == 1:  # several `**` are as one
            runs.append([])
    return Pattern(text, negated, only_directories, tuple(map(tuple, runs)))


def _cut(text: str) -> list[str]:
    """Return the patterns of the names of a path; a ``/`` in a class is a member of it."""
    if "[" not in text:
        return text.split("/")
    begin = at = 0
    names: list[str] = []
    while at < len(text):
        if text[at] == "/":
            names.append(text[begin:at])
            begin = at = at + 1
        else:
            at = at + 1 if text[at] == "*" else _character(text, at)[1]
    return [*names, text[begin:]]


def _stands(run: Sequence[Name], names: Sequence[str], at: int) -> bool:
    return all(each.matches(names[at + index]) for index, each in enumerate(run))


def _without_end(line: str) -> str:
    r"""Return a line without spaces at its end, unless they follow a ``\``, and without ``\r``."""
    text = line.removesuffix("\r")
    bare = text.rstrip(" ")
    escapes = len(bare) - len(bare.rstrip("\\"))
    return text[: len(bare) + 1] if escapes % 2 and len(bare) < len(text) else bare


def _name(text: str) -> Name:
    if not any(special in text for special in "*?[\\"):
        return Name(text)
    pieces: list[list[str]] = [[]]
    at = 0
    while at < len(text):
        if text[at] == "*":
            pieces.append([])
            at += 1
        else:
            one, at = _character(text, at)
            pieces[-1].append(one)
    if sum(map(len, pieces)) > _LONGEST_NAME:
        return Name(None)
    first, *rest = map("".join, pieces)
    if not rest:
        return Name(None, None, _compiled(first), len(pieces[0]))
    # what is looked ahead for is not looked for again: each piece stays where it fits first
    middle = (f"(?=(?P<p{at}>.*?{piece}))(?P=p{at})" for at, piece in enumerate(rest[:-1]) if piece)
    return Name(None, _compiled(first + "".join(middle)), _compiled(rest[-1]), len(pieces[-1]))


def _compiled(expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression, re.DOTALL)
    except (re.error, OverflowError, RecursionError) as error:
        message = f"`{expression}` is no pattern"
        raise PatternError(message) from error


def _character(text: str, at: int) -> tuple[str, int]:
    """Return the expression of the one character that stands at a place, and where the next one is."""
    if text[at] == "?":
        return ".", at + 1
    if text[at] == "[":
        return _class(text, at)
    if text[at] == "\\":
        at += 1
        if at == len(text):
            message = "a `\\` at the end of a pattern"
            raise PatternError(message)
    return re.escape(text[at]), at + 1


def _class(text: str, at: int) -> tuple[str, int]:
    """Return the expression of a class of characters ``[...]``, and where the next character is."""
    at += 1
    negated = text[at : at + 1] in ("!", "^")
    at += negated
    begin = at
    members: list[str] = []
    while at < len(text) and (text[at] != "]" or at == begin):
        if text.startswith("[:", at) and (end := text.find(":]", at)) >= 0:
            if text[at + 2 : end] not in _CLASSES:
                break
            members.append(_CLASSES[text[at + 2 : end]])
            at = end + 2
            continue
        low, at = _member(text, at)
        if text[at : at + 1] == "-" and text[at + 1 : at + 2] not in ("]", ""):
            high, at = _member(text, at + 1)
            # of a range that ends before it begins git takes the beginning
            members.append(f"{re.escape(low)}-{re.escape(max(low, high))}")
        else:
            members.append(re.escape(low))
    if text[at : at + 1] != "]":
        message = f"`{text}` has a `[` without its end"
        raise PatternError(message)
    return f"[{'^' if negated else ''}{''.join(members)}]", at + 1


def _member(text: str, at: int) -> tuple[str, int]:
    at += text[at] == "\\"
    if at >= len(text):
        message = f"`{text}` has a `[` without its end"
        raise PatternError(message)
    return text[at], at + 1
