"""What the ignore files of a repository say of the files in it: read within limits, and nothing is run."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from restatelint.source.opening import UnreadableError, read_found
from restatelint.source.patterns import Pattern, PatternError, pattern_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_BYTES = 256_000
"""How large an ignore file may be; a larger one ignores nothing, which is said."""

MAX_STEPS = 20_000_000
"""How many names the patterns of one walk may be compared with; after that nothing more is ignored."""

_NOTHING = "nothing is ignored for it"


@dataclass(slots=True)
class Steps:
    """How much of its work a walk has left for patterns that are more than a name or an ending.

    ``unread`` are the ignore files that ignore nothing, with why: (path, message) pairs.
    """

    left: int = MAX_STEPS
    unread: list[tuple[str, str]] = field(default_factory=list)

    def unfollowed(self, top: str) -> set[tuple[str, str]]:
        """Return what to say of the ignore files of a walk from ``top`` that ignored less than they say."""
        spent = {(top, "its ignore files have too much to compare, and not all is ignored that they say")}
        return {*self.unread} | (spent if self.left <= 0 else set())


@dataclass(slots=True)
class _Patterns:
    """The patterns of an ignore file by what they ask; later ones count more.

    ``names`` and ``endings`` (of ``*.ending``) give the places of the patterns for one name or ending;
    ``others`` are the places of the others, each with the steps it takes for a name of a path.
    """

    all: list[Pattern] = field(default_factory=list)
    names: dict[str, list[int]] = field(default_factory=dict)
    endings: dict[str, list[int]] = field(default_factory=dict)
    others: list[tuple[int, int]] = field(default_factory=list)

    def add(self, pattern: Pattern) -> None:
        at = len(self.all)
        self.all.append(pattern)
        single = pattern.single
        ending = pattern.text[1:]
        if single is not None and single.literal is not None:
            self.names.setdefault(single.literal, []).append(at)
        elif single is not None and _is_ending(pattern.text):
            self.endings.setdefault(ending, []).append(at)
        else:
            self.others.append((at, 1 if len(pattern.runs) == 1 else sum(map(len, pattern.runs)) + 1))


@dataclass(frozen=True, slots=True)
class IgnoreFile:
    """The patterns that hold below one directory, given by the number of names in its path."""

    depth: int
    _patterns: _Patterns

    def decision(self, names: Sequence[str], steps: Steps, *, directory: bool) -> bool | None:
        """Return whether a path, given by its names, is ignored; None where no pattern is about it."""
        found = self._patterns
        last = names[-1]
        ending = f".{last.rpartition('.')[2]}" if "." in last else ""
        best = -1
        for at in (*found.names.get(last, ()), *found.endings.get(ending, ())):
            if at > best and (directory or not found.all[at].only_directories):
                best = at
        if found.others and steps.left > 0:
            below = names[self.depth :]
            for at, each in reversed(found.others):
                if at < best:
                    break
                steps.left -= each * len(below)
                if found.all[at].matches(below, directory=directory):
                    best = at
                    break
        return None if best < 0 else not found.all[best].negated


def ignore_file(path: str, depth: int, steps: Steps) -> IgnoreFile | None:
    """Return what an ignore file says of the paths below a directory of some depth.

    None where it is not there or says nothing, and where it is a link, no regular file, too large or
    unreadable: then nothing is ignored for it, and ``steps`` keeps why. git follows no such link either.
    """
    if not os.path.lexists(path):
        return None
    if os.path.islink(path):
        steps.unread.append((path, f"{_NOTHING}: a link, expected a regular file"))
        return None
    try:
        text = os.fsdecode(read_found(path, MAX_BYTES).removeprefix(b"\xef\xbb\xbf"))
    except UnreadableError as error:
        steps.unread.append((path, f"{_NOTHING}: {error}"))
        return None
    patterns = _Patterns()
    for line in text.split("\n"):
        try:
            pattern = pattern_of(line)
        except PatternError:
            continue
        if pattern is not None:
            patterns.add(pattern)
    return IgnoreFile(depth, patterns) if patterns.all else None


def is_ignored(files: Sequence[IgnoreFile], names: Sequence[str], steps: Steps, *, directory: bool) -> bool:
    """Return whether ignore files, the closest last, say that a path is ignored; its parents are not."""
    for each in reversed(files):
        decision = each.decision(names, steps, directory=directory)
        if decision is not None:
            return decision
    return False


def _is_ending(text: str) -> bool:
    return text.startswith("*.") and not any(special in text[2:] for special in "*?[\\./")
