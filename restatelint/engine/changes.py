"""Which findings a change brings: those that stand on a changed line, or whose cause or chain does."""

from __future__ import annotations

import sys
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from restatelint.engine.finding import Finding, Place
    from restatelint.source.patch import Ranges

WHOLE: Ranges = ((1, sys.maxsize),)
"""The lines of a file that is new."""

_BROKEN = "syntax-error"


@dataclass(frozen=True, slots=True)
class Changes:
    """The changed lines of files, by location. A file that only lost lines is there, without any."""

    lines: Mapping[str, Ranges]

    def are_in(self, location: str) -> bool:
        """Return whether a file changed at all."""
        return location in self.lines

    def touch(self, location: str, first: int, last: int) -> bool:
        """Return whether any of some lines of a file changed; 1-based, both included."""
        ranges = self.lines.get(location, ())
        at = bisect_right(ranges, (last, sys.maxsize)) - 1
        return at >= 0 and ranges[at][1] >= first


class Split(NamedTuple):
    """Findings that are new, and those that were there before."""

    new: tuple[Finding, ...]
    old: tuple[Finding, ...]


def split_by_changes(findings: Iterable[Finding], changes: Changes, location: Callable[[str], str]) -> Split:
    """Return which findings the changes bring; ``location`` gives the location of a shown path.

    Code that cannot be read is new wherever it is found in a file that changed: where a parser notices a
    mistake says little about where it was made.
    """

    def is_on(place: Place) -> bool:
        return changes.touch(location(place.path), place.start.line, place.end.line)

    def is_new(finding: Finding) -> bool:
        if finding.rule == _BROKEN and changes.are_in(location(finding.place.path)):
            return True
        steps = (*finding.chain, *finding.related)
        return is_on(finding.place) or any(is_on(step.place) for step in steps)

    new: list[Finding] = []
    old: list[Finding] = []
    for finding in findings:
        (new if is_new(finding) else old).append(finding)
    return Split(tuple(new), tuple(old))
