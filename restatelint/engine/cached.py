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

from restatelint.engine.finding import NoteKind
from restatelint.engine.report_data import ReportDataError, as_bytes, from_bytes, report_data, report_of
from restatelint.source.recorded import RecordedTree, still_answers
from restatelint.source.store import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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


def cached_check(
    keeping: Keeping | None,
    read: Callable[[list[Note]], Iterable[Source]],
    notes: list[Note],
    rules: Sequence[Rule],
    settings: Settings,
    *,
    tree: SourceTree,
    known: Sequence[Rule],
    limits: Limits,
    suppressions: bool,
    generated: bool,
) -> Report:
    """Return what `check` returns, from the store if nothing that it depends on has changed.

    ``read`` gives the sources, anew each time it is called, and adds notes about those that cannot be read to
    the list that it is given; ``notes`` gets them once. Without ``keeping`` it is just a check.
    """

    def checked(sources: Iterable[Source], seen: SourceTree) -> Report:
        from restatelint.engine.check import check  # half of start-up, and not needed for what is kept

        return check(
            sources,
            rules,
            settings,
            tree=seen,
            known=known,
            limits=limits,
            suppressions=suppressions,
            generated=generated,
        )

    if keeping is None:
        return checked(read(notes), tree)
    unread: list[Note] = []
    given = [(source.path, source.location, digest(source.data)) for source in read(unread)]
    asked = stable(("check", rules, settings, known, limits, suppressions, generated))
    names = (name for path, location, _ in given for name in (path, location))
    key = digest(_FORM, keeping.version, _encoded(asked), *map(_encoded, names))
    kept = _kept(keeping.store.get(key), given, tree)
    if kept is not None:
        try:
            report = report_of(kept, rules)
        except ReportDataError:  # as if it were not there
            pass
        else:
            notes.extend(unread)
            return report
    recorded = RecordedTree(tree)
    taken: list[str] = []
    report = checked(_noted(read(notes), taken), recorded)
    if not any(note.kind is NoteKind.INTERNAL_ERROR for note in report.notes):
        keeping.store.put(key, as_bytes([taken, recorded.answers, report_data(report)]))
    return report


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _noted(sources: Iterable[Source], taken: list[str]) -> Iterator[Source]:
    """Yield sources, and note the digest of what each holds when it is taken."""
    for source in sources:
        taken.append(digest(source.data))
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
    if taken != [each for _, _, each in given] or not isinstance(answers, dict):
        return None
    read = {location: each for _, location, each in given}
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
