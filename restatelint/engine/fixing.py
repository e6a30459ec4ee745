"""Fixes files until nothing is left that can be: applies, checks anew, and takes back what made it worse.

Reads and writes nothing by itself: it is given how to check, and gives back what files would hold.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from restatelint.engine.apply import applied
from restatelint.engine.finding import Safety, Severity
from restatelint.source.overlay import OverlayTree
from restatelint.source.text import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from restatelint.engine.finding import Finding, Fix, Report
    from restatelint.source.tree import SourceTree

_ROUNDS = 200  # every round makes a fix or refuses one; more than so many are left for another run


@dataclass(slots=True)
class _File:
    """What is known of a file while it is fixed. ``careful`` is set once fixes together made it worse."""

    location: str
    path: str
    original: bytes
    findings: tuple[Finding, ...]
    refused: set[str] = field(default_factory=set)
    careful: bool = False


def fixed_files(
    report: Report,
    tree: SourceTree,
    location: Callable[[str], str],
    judge: Callable[[SourceTree, frozenset[str]], Report],
    *,
    unsafe: bool,
) -> Mapping[str, tuple[bytes, bytes]]:
    """Return the bytes before and after, by location, of the files that fixes change.

    ``report`` is that of the tree as it is, ``location`` gives the location of a shown path, and ``judge``
    checks the files at some locations of a tree. Unsafe fixes are made only if asked for.
    """
    changed: dict[str, bytes] = {}
    overlay = OverlayTree(tree, changed)
    files = _files(report, tree, location)
    for _ in range(_ROUNDS):
        tried: dict[str, tuple[bytes, tuple[Finding, ...]]] = {}
        for file in files:
            before = changed.get(file.location, file.original)
            done = _attempt(file, before, unsafe)
            if done is not None:
                data, findings = done
                tried[file.location] = (before, findings)
                changed[file.location] = data
        if not tried:
            break
        after = judge(overlay, frozenset(tried))
        for file in files:
            if file.location not in tried:
                continue
            before, findings = tried[file.location]
            found = tuple(each for each in after.active if each.place.path == file.path)
            if _is_worse(file.findings, found):
                changed[file.location] = before
                if len(findings) > 1:
                    file.careful = True
                else:
                    file.refused.add(findings[0].fingerprint)
            else:
                file.findings = found
    return {
        file.location: (file.original, changed[file.location])
        for file in files
        if changed.get(file.location, file.original) != file.original
    }


def fixable(finding: Finding, *, unsafe: bool) -> Fix | None:
    """Return the fix of a finding that may be made, or None."""
    fix = finding.fix
    if fix is None or finding.suppressed is not None or finding.fence is not None:
        return None
    return fix if unsafe or fix.safety is Safety.SAFE else None


def _files(report: Report, tree: SourceTree, location: Callable[[str], str]) -> list[_File]:
    paths = dict.fromkeys(each.place.path for each in report.active if each.fix is not None)
    files: list[_File] = []
    for path in paths:
        data = tree.read(location(path))
        if data is not None:
            own = tuple(each for each in report.active if each.place.path == path)
            files.append(_File(location(path), path, data, own))
    return files


def _attempt(file: _File, data: bytes, unsafe: bool) -> tuple[bytes, tuple[Finding, ...]] | None:
    """Return a text with fixes made and the findings they are for, None if there is none to make."""
    wanted = [
        (finding, fix)
        for finding in file.findings
        if (fix := fixable(finding, unsafe=unsafe)) is not None and finding.fingerprint not in file.refused
    ]
    while wanted:
        group = wanted[:1] if file.careful else wanted
        made = applied(Source(file.path, file.location, data), [fix for _, fix in group])
        if made.numbers and made.data != data:
            return made.data, tuple(group[number][0] for number in made.numbers)
        file.refused.update(finding.fingerprint for finding, _ in group)
        wanted = wanted[len(group) :]
    return None


def _is_worse(before: Iterable[Finding], after: Iterable[Finding]) -> bool:
    """Whether a rule reports more than it did; what it only has to say about is not counted.

    A block of Run that takes the place of an error may have no bound for its retries, for example.
    """
    counts = Counter(each.rule for each in before)
    graver = Counter(each.rule for each in after if each.severity is not Severity.INFO)
    return any(count > counts[rule] for rule, count in graver.items())
