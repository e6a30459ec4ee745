"""What is known already, so that only the rest is reported: findings counted by what they are about.

Two findings are the same if rule, file, enclosing function and code are. Where a line stands is no part of
it, nor is white space, so that code may move and be formatted. Of several that are equal in all of these,
those on a line with the same words are known first, then whichever come first.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from restatelint.engine.finding import Finding

_DIGITS = 12
_BROKEN = "syntax-error"


class Key(NamedTuple):
    """What findings have in common that are the same; ``code`` and ``line`` are hashes without layout."""

    path: str
    rule: str
    function: str
    code: str
    line: str

    @property
    def loose(self) -> tuple[str, ...]:
        """What is asked of a finding whose line was changed around it."""
        return self[:-1]


class Compared(NamedTuple):
    """Findings beside what was known: the new ones, the known ones, and what is known and not found."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    gone: Mapping[Key, int]


def key_of(finding: Finding, path: str) -> Key:
    """Return what identifies a finding in a file that is called ``path``."""
    line = "".join(finding.place.lines[:1])
    return Key(path, finding.rule, finding.function, _hash(_code(finding, line)), _hash(line))


def counted_keys(findings: Iterable[Finding], name: Callable[[str], str]) -> Mapping[Key, int]:
    """Return how many findings there are of each key; ``name`` gives what a shown path is called.

    What a directive suppresses needs not be known. Code that cannot be read never is: nobody knows what is
    wrong in it.
    """
    return Counter(key_of(each, name(each.place.path)) for each in findings if _may_be_known(each))


def compared(findings: Iterable[Finding], known: Mapping[Key, int], name: Callable[[str], str]) -> Compared:
    """Return which findings, in the order of a report, are known and which are not."""
    left = dict(known)
    given = [(each, key_of(each, name(each.place.path))) for each in findings]
    old: set[int] = set()
    for number, (finding, key) in enumerate(given):
        if left.get(key, 0) > 0 and _may_be_known(finding):
            left[key] -= 1
            old.add(number)
    loose: dict[tuple[str, ...], list[Key]] = {}
    for key, count in left.items():
        loose.setdefault(key.loose, []).extend([key] * count)
    for number, (finding, key) in enumerate(given):
        if number not in old and loose.get(key.loose) and _may_be_known(finding):
            left[loose[key.loose].pop(0)] -= 1
            old.add(number)
    return Compared(
        new=tuple(each for number, (each, _) in enumerate(given) if number not in old),
        known=tuple(each for number, (each, _) in enumerate(given) if number in old),
        gone={key: count for key, count in left.items() if count},
    )


def _may_be_known(finding: Finding) -> bool:
    return finding.suppressed is None and finding.rule != _BROKEN


def _code(finding: Finding, line: str) -> str:
    """Return the reported code up to where a block or a literal opens: the rest may be laid out anew."""
    place = finding.place
    end = place.end.column - 1 if place.end.line == place.start.line else len(line)
    before, brace, _ = line[place.start.column - 1 : end].partition("{")
    return before + brace


def _hash(text: str) -> str:
    return hashlib.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
