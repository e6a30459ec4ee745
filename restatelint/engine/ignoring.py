"""Writes directives for findings: at the end of their lines, or above them. Touches no file.

A directive goes above a line that cannot take it: where a comment or a raw string ends it, or where gofmt
would align it with comments beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.directive import Directive, directive_in
from restatelint.engine.rule import Where
from restatelint.golang.file import File
from restatelint.golang.tree import kinds
from restatelint.source.overlay import OverlayTree
from restatelint.source.position import encoded
from restatelint.source.text import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from restatelint.engine.finding import Finding, Place, Report
    from restatelint.golang.tree import Node
    from restatelint.source.tree import SourceTree

_ROUNDS = 20
_COMMENTS = kinds("comment")
_LONG = kinds("raw_string_literal", "comment")


def with_ignores(
    report: Report,
    tree: SourceTree,
    location: Callable[[str], str],
    judge: Callable[[SourceTree, frozenset[str]], Report],
    reason: str,
) -> Mapping[str, tuple[bytes, bytes]]:
    """Return the bytes before and after, by location, of the files that get directives.

    ``report`` is that of the tree as it is, ``location`` gives the location of a shown path, and ``judge``
    checks the files at some locations of a tree. What the engine reports cannot be suppressed.
    """
    changed: dict[str, bytes] = {}
    original: dict[str, bytes] = {}
    overlay = OverlayTree(tree, changed)
    engine = {rule.id for rule in report.rules if rule.where is Where.ENGINE}
    left = [each for each in report.active if each.rule not in engine and each.fence is None]
    for _ in range(_ROUNDS):
        touched: set[str] = set()
        for path in dict.fromkeys(each.place.path for each in left):
            where = location(path)
            data = overlay.read(where)
            if data is None:
                continue
            made = _with_directives(
                Source(path, where, data), [e for e in left if e.place.path == path], reason
            )
            if made != data:
                original.setdefault(where, data)
                changed[where] = made
                touched.add(where)
        if not touched:
            break
        before = {each.fingerprint for each in left}
        left = [each for each in judge(overlay, frozenset(touched)).active if each.rule not in engine]
        if before == {each.fingerprint for each in left}:
            break
    return {where: (original[where], data) for where, data in changed.items()}


def _with_directives(source: Source, findings: Iterable[Finding], reason: str) -> bytes:
    """Return a text with a directive for each line that has findings."""
    wanted: dict[int, dict[str, None]] = {}
    for finding in findings:
        for place in _places(finding):
            wanted.setdefault(place.start.line, {})[finding.rule] = None
    file = File(source, {})
    comments = file.root.descendants(_COMMENTS)
    rows = {comment.end_point[0] + 1: comment for comment in comments}
    data = source.data
    for line in sorted(wanted, reverse=True):
        start, end, new = _edit(file, rows, line, ",".join(wanted[line]), reason)
        data = data[:start] + encoded(new) + data[end:]
    return data


def _places(finding: Finding) -> list[Place]:
    """Return the places that a finding stands for: its own and those put together with it."""
    also = [each.place for each in finding.related if each.message.startswith("also ")]
    return [finding.place, *(place for place in also if place.path == finding.place.path)]


def _edit(file: File, rows: Mapping[int, Node], line: int, rules: str, reason: str) -> tuple[int, int, str]:
    data, lines = file.source.data, file.source.lines
    start = lines.line_start(line)
    content = encoded(lines.line(line))
    end = start + len(content)
    own = rows.get(line)
    directive = directive_in(own.text or b"", own.start_byte, in_header=False) if own is not None else None
    if isinstance(directive, Directive) and not directive.every_rule and not directive.whole_file:
        at = directive.names[-1].end
        return at, at, f",{rules}"
    beside = any(_is_behind_code(file, rows[near]) for near in (line - 1, line + 1) if near in rows)
    if own is None and not beside and not _is_open(file, end):
        return end, end, f" //restatelint:ignore {rules} {reason}"
    indentation = content[: len(content) - len(content.lstrip())].decode("ascii", "replace")
    newline = "\r\n" if data[end : end + 1] == b"\r" else "\n"
    return start, start, f"{indentation}//restatelint:ignore {rules} {reason}{newline}"


def _is_behind_code(file: File, comment: Node) -> bool:
    data = file.source.data
    return bool(data[data.rfind(b"\n", 0, comment.start_byte) + 1 : comment.start_byte].strip())


def _is_open(file: File, end: int) -> bool:
    """Whether a line ends inside a raw string or a comment."""
    found = file.root.descendants(_LONG)
    return any(node.start_byte < end < node.end_byte for node in found)
