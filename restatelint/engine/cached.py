"""A check whose report is kept: asked again about the same, it looks whether anything differs and is done.

An entry stands for one question: these files, rules, settings, limits and this version of restatelint. It
holds the report, and a digest of everything that was read to make it. So a kept report is never out of date:
whatever has changed, be it a file beside those given, one more file in a directory or a go.mod, is read and
compared first.
"""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from restatelint.engine.report_data import ReportDataError, as_bytes, from_bytes, report_data, report_of
from restatelint.source.recorded import RecordedTree, still_answers
from restatelint.source.store import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from restatelint.engine.finding import Note, Report
    from restatelint.engine.rule import Rule
    from restatelint.engine.settings import Settings
    from restatelint.source.limits import Limits
    from restatelint.source.store import Store
    from restatelint.source.text import Source
    from restatelint.source.tree import SourceTree

_FORM = b"1"  # of an entry; another form is another question


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where reports are kept; ``version`` are bytes that differ whenever restatelint itself does."""

    store: Store
    version: bytes


@dataclass(frozen=True, slots=True)
class Examined:
    """A report and what it was made of: digests of the sources by location, and of what the tree answered.

    ``notes`` are those that reading the sources gave.
    """

    report: Report
    taken: Mapping[str, str]
    answers: Mapping[str, str]
    notes: tuple[Note, ...]


def _untold(_location: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Checking:
    """A check of which the sources are still to be said; see `check` for its parts.

    ``read`` gives the sources at some locations, and adds notes about those that cannot be read to a list.
    ``taking`` is called with the location of each source whose turn to be checked has come.
    """

    read: Callable[[Sequence[str], list[Note]], Iterable[Source]]
    rules: Sequence[Rule]
    settings: Settings
    tree: SourceTree
    known: Sequence[Rule]
    limits: Limits
    suppressions: bool
    generated: bool
    taking: Callable[[str], None] = _untold

    def examined(self, locations: Sequence[str]) -> Examined:
        """Check the sources at some locations."""
        from restatelint.engine.check import check  # half of start-up, and not needed for what is kept

        recorded = RecordedTree(self.tree)
        taken: dict[str, str] = {}
        notes: list[Note] = []
        report = check(
            _noted(self.read(locations, notes), taken, self.taking),
            self.rules,
            self.settings,
            tree=recorded,
            known=self.known,
            limits=self.limits,
            suppressions=self.suppressions,
            generated=self.generated,
        )
        return Examined(report, taken, recorded.answers, tuple(notes))

    @property
    def asked(self) -> str:
        """What tells this check from others of the same sources."""
        given = (self.rules, self.settings, self.known, self.limits, self.suppressions, self.generated)
        return stable(given)


def cached_check(
    keeping: Keeping,
    checking: Checking,
    locations: Sequence[str],
    notes: list[Note],
    examine: Callable[[Sequence[str]], Examined],
) -> Report:
    """Return what a check of some locations says, from the store if nothing that it depends on has changed.

    ``notes`` gets those about what cannot be read. ``examine`` makes the check where it has to be made.
    """
    unread: list[Note] = []
    sources = checking.read(locations, unread)
    given = [(source.path, source.location, digest(source.data)) for source in sources]
    names = (name for path, location, _ in given for name in (path, location))
    key = digest(_FORM, keeping.version, _encoded(checking.asked), *map(_encoded, names))
    kept = _kept(keeping.store.get(key), given, checking.tree)
    if kept is not None:
        try:
            report = report_of(kept, checking.rules)
        except ReportDataError:  # as if it were not there
            pass
        else:
            notes.extend(unread)
            return report
    examined = examine(locations)
    notes.extend(examined.notes)
    if not any(note.kind.unchecked for note in examined.report.notes):
        data = [dict(examined.taken), dict(examined.answers), report_data(examined.report)]
        keeping.store.put(key, as_bytes(data))
    return examined.report


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _noted(
    sources: Iterable[Source], taken: dict[str, str], taking: Callable[[str], None]
) -> Iterator[Source]:
    """Yield sources, and note the digest of what each holds when it is taken."""
    for source in sources:
        taking(source.location)
        taken[source.location] = digest(source.data)
        yield source


def _kept(content: bytes | None, given: Sequence[tuple[str, str, str]], tree: SourceTree) -> object | None:
    """Return the data of the report in an entry if all that it was made of is as it was, or None."""
    if content is None:
        return None
    try:
        data = from_bytes(content)
    except ReportDataError:
        return None
    if not isinstance(data, list) or len(data) != 3:
        return None
    taken, answers, report = data
    read = {location: each for _, location, each in given}
    if taken != read or not isinstance(answers, dict):
        return None
    return report if still_answers(tree, answers, read) else None


def stable(value: object) -> str:
    """Return a text that is the same for equal values in every process: sets are sorted, fields are named."""
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = (f"{each.name}={stable(getattr(value, each.name))}" for each in dataclasses.fields(value))
        return f"{type(value).__name__}({','.join(fields)})"
    if isinstance(value, dict):
        return "{" + ",".join(sorted(f"{stable(name)}:{stable(held)}" for name, held in value.items())) + "}"
    if isinstance(value, set | frozenset):
        return "{" + ",".join(sorted(map(stable, value))) + "}"
    if isinstance(value, tuple | list):
        return "(" + ",".join(map(stable, value)) + ")"
    return repr(value)


def version_of(directories: Iterable[str]) -> bytes:
    """Return bytes that differ whenever the name, size or time of a file below some directories does."""
    found: list[str] = []
    for top in directories:
        for directory, below, files in os.walk(top):
            below[:] = sorted(name for name in below if name != "__pycache__")
            for name in sorted(files):
                status = os.stat(os.path.join(directory, name))
                found.append(f"{os.path.join(directory, name)} {status.st_size} {status.st_mtime_ns}")
    return digest(*map(_encoded, found)).encode()
