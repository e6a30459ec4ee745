"""From matches to findings: places, words, chains, grouping and fingerprints."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import TYPE_CHECKING, NamedTuple

from restatelint.engine.finding import Finding, Place, Severity, Step
from restatelint.engine.fix import fix_of
from restatelint.engine.rule import Once
from restatelint.engine.template import filled
from restatelint.golang.callee import callee
from restatelint.golang.shown import shown
from restatelint.restate.links import bounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from restatelint.engine.fix import Repair
    from restatelint.engine.search import Match
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.source.text import Source

_RELATED = "related."


def place_of(source: Source, node: Node) -> Place:
    """Return the place of a node; a node of several lines is shown by its first one."""
    start = source.lines.position(node.start_byte)
    end = source.lines.position(node.end_byte)
    if end.line != start.line:
        end = source.lines.line_end(start.line)
    return Place(source.path, start, end, (source.lines.line(start.line),))


class Draft(NamedTuple):
    """A finding before those that are reported once are put together.

    Drafts of the same ``group`` become one finding; ``title`` is what the others are called in it. The
    repairs of all become its fix.
    """

    finding: Finding
    once: Once
    group: tuple[str, int]
    title: str
    repair: Repair | None = None


def drafts_of(
    file: File, matches: Iterable[Match], repair: Callable[[Match], Repair | None] = lambda _: None
) -> tuple[Draft, ...]:
    """Return the findings for the matches of one file, sorted, each by itself, without fingerprints.

    Of several matches of a rule at one node the first counts; what stands inside the node of a rule that
    covers is left out. ``repair`` is asked for the repair of each that is kept.
    """
    unique: dict[tuple[str, int, int], Match] = {}
    for match in matches:
        unique.setdefault((match.rule.id, match.node.start_byte, match.node.end_byte), match)
    ordered = sorted(unique.values(), key=lambda m: (m.node.start_byte, -m.node.end_byte, m.rule.id))
    return tuple(
        Draft(
            _finding(file, match),
            match.rule.once,
            (match.rule.id, _group(file, match)),
            shown(_named(match.node)),
            repair(match),
        )
        for match in _uncovered(ordered)
    )


def _uncovered(ordered: Sequence[Match]) -> Iterator[Match]:
    """Yield those of some matches, outer ones first, that stand inside no other node that is covered."""
    covering = [match.node for match in reversed(ordered) if match.rule.covers]
    around: list[Node] = []
    for match in ordered:
        start, end = match.node.start_byte, match.node.end_byte
        # nodes lie in each other or apart, so that what does not reach the end of this one is over
        while around and around[-1].end_byte < end:
            around.pop()
        while covering and (covering[-1].start_byte, -covering[-1].end_byte) <= (start, -end):
            node = covering.pop()
            if node.end_byte >= end:
                around.append(node)
        if match.rule.apart or all(node == match.node for node in around):
            yield match


def grouped(drafts: Iterable[Draft]) -> tuple[Finding, ...]:
    """Return findings of which those of a group are one: the first, with the others as related places.

    A suppressed one is nobody's first or other, so suppressing one line does not silence the rest.
    """
    groups: dict[tuple[str, int, int], list[Draft]] = {}
    for number, draft in enumerate(drafts):
        alone = number if draft.finding.suppressed is not None else -1
        groups.setdefault((*draft.group, alone), []).append(draft)
    found: list[Finding] = []
    for group in groups.values():
        first, *others = group
        more = f" (and {len(others)} more like it in this {first.once.value})" if others else ""
        related = tuple(Step(other.finding.place, f"also {other.title}") for other in others)
        found.append(
            dataclasses.replace(
                first.finding,
                message=filled(first.finding.message, {"more": more}),
                related=first.finding.related + related,
                fix=fix_of(each.repair for each in group if each.repair is not None),
            )
        )
    return tuple(found)


def findings_of(file: File, matches: Iterable[Match]) -> tuple[Finding, ...]:
    """Return the findings for the matches of one file, with nothing suppressed."""
    drafts = drafts_of(file, matches)
    return grouped(drafts)


def _group(file: File, match: Match) -> int:
    if match.rule.apart:
        return (match.node.start_byte << 32) + match.node.end_byte
    if match.rule.once is Once.FILE:
        return -1
    if match.rule.once is Once.FUNCTION:
        function = _named_function(file, match.node.start_byte)
        return -2 if function is None else function.start_byte
    return match.node.start_byte


def _named_function(file: File, byte: int) -> Node | None:
    top = file.top_level_at(byte)
    return top if top is not None and top.type in ("function_declaration", "method_declaration") else None


def _finding(file: File, first: Match) -> Finding:
    rule, source = first.rule, file.source
    values = _values(first)
    chain = tuple(
        Step(place_of(link.file.source, link.node), link.words or f"calls {link.title}", link.skipped)
        for answer in first.answers
        for link in bounded(answer.links)
    )
    related = tuple(
        Step(place_of(source, node), name.removeprefix(_RELATED).replace("-", " "))
        for name, node in sorted(first.captures.items())
        if name.startswith(_RELATED)
    )
    severities = [answer.severity for answer in first.answers if answer.severity is not None]
    confidences = [answer.confidence for answer in first.answers if answer.confidence is not None]
    severity = rule.severity or (severities[0] if severities else Severity.ERROR)
    message = filled(rule.message, values)
    if rule.consequence and severity is Severity.ERROR:
        message = f"{message}: {rule.consequence}"
    return Finding(
        rule=rule.id,
        family=rule.family,
        severity=severity,
        confidence=max((rule.confidence, *confidences), key=lambda each: each.rank),
        message=message,
        help=filled(rule.help, values),
        place=place_of(source, first.node),
        function=file.enclosing_title(first.node.start_byte),
        chain=chain,
        related=related,
        url=rule.url,
        fence=source.origin.fence if source.origin is not None else None,
    )


def _values(match: Match) -> dict[str, str]:
    values = {name: shown(_named(node)) for name, node in match.captures.items() if name[:1] != "_"}
    for answer in match.answers:
        values.update(answer.values)
    return values


def _named(node: Node) -> Node:
    """Return what a message calls a node: the called expression of a call, anything else itself."""
    called = callee(node)
    return called.expression if called is not None and called.name else node


def with_fingerprints(
    findings: Iterable[Finding], path_of: Callable[[str], str] = str
) -> tuple[Finding, ...]:
    """Return findings with fingerprints: stable while lines move, different for equal lines.

    Made from the rule, the path, the enclosing function, the line without white space, and the number of
    the finding among those that are equal in all of these. ``path_of`` gives the path for a shown one.
    """
    # a line may be long and have many findings, so that it is gone through once for each rule
    seen: dict[tuple[str, str, str, str], tuple[hashlib._Hash, int]] = {}
    lines: dict[tuple[str, ...], str] = {}
    found: list[Finding] = []
    for finding in findings:
        first = finding.place.lines[:1]
        line = lines.get(first)
        if line is None:
            line = lines[first] = "".join("".join(first).split())
        key = finding.rule, path_of(finding.place.path), finding.function, line
        known = seen.get(key)
        base, ordinal = known if known is not None else (_digest(*key), 0)
        seen[key] = base, ordinal + 1
        own = base.copy()
        own.update(f"\0{ordinal}".encode())
        found.append(dataclasses.replace(finding, fingerprint=own.hexdigest()[:32]))
    return tuple(found)


def _digest(*texts: str) -> hashlib._Hash:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass"))


def by_place(finding: Finding) -> tuple[str, int, int, str, int]:
    """Return the key that findings are sorted by: path, line, column, rule, end."""
    place = finding.place
    return (place.path, place.start.line, place.start.column, finding.rule, place.end.byte)
