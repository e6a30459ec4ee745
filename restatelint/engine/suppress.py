"""Applies the directives in a file's comments to its findings, and reports those that do nothing.

A directive after code covers what starts on its line, as in golangci-lint; one alone on its line covers
the next statement, declaration or argument, whole; one for the file, the file.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from restatelint.engine.directive import EVERY_RULE, Directive, Malformed, Scope, directive_in
from restatelint.engine.directive_report import DirectiveReport
from restatelint.engine.rule import Where
from restatelint.golang.tree import kinds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from restatelint.engine.finding import Finding
    from restatelint.engine.rule import Rule
    from restatelint.golang.tree import Node
    from restatelint.source.text import Source

_MARK = b"restatelint"
_SPACE = re.compile(rb"\s*")
_COMMENTS = kinds("comment")
_LISTS = frozenset({"source_file", "statement_list", "ERROR"})


def suppressed(
    root: Node,
    source: Source,
    findings: Sequence[Finding],
    rules: Mapping[str, Rule],
    on: frozenset[str],
) -> tuple[Finding, ...]:
    """Return the findings of one file, suppressed ones with their reason, and those about directives.

    ``rules`` holds every rule that a directive may name, ``on`` the ids of those that ran: a directive
    for another one is neither used nor unused. What the engine reports cannot be suppressed.
    """
    if _MARK not in source.data:
        return tuple(findings)
    directives = _directives(root, source.data)
    wellformed = [each for each in directives if isinstance(each, Directive)]
    scopes = _scopes(root, source, wellformed)
    ids = {former: rule.id for rule in rules.values() for former in rule.formerly}
    ids.update((name, name) for name in rules)
    claims: dict[Scope, dict[str, str]] = {}
    for directive, scope in zip(wellformed, scopes, strict=True):
        for rule in directive.rules(ids):
            claims.setdefault(scope, {}).setdefault(rule, directive.reason)
    used: set[tuple[Scope, str]] = set()
    result = _applied(source, findings, rules, claims, used)
    report = DirectiveReport(source, rules, on)
    for malformed in directives:
        if isinstance(malformed, Malformed):
            report.malformed(malformed.start, malformed.end, malformed.problem)
    for directive, scope in zip(wellformed, scopes, strict=True):
        report.idle(directive, scope, ids, used)
    return (*result, *sorted(report.findings, key=lambda finding: finding.place.start.byte))


def _applied(
    source: Source,
    findings: Sequence[Finding],
    rules: Mapping[str, Rule],
    claims: Mapping[Scope, Mapping[str, str]],
    used: set[tuple[Scope, str]],
) -> list[Finding]:
    """Return the findings with the reason of the closest claim, and add every claim met to ``used``."""
    # the ranges are nodes of one tree, so those around a byte form a stack
    ranges = sorted((s for s in claims if not s.line), key=lambda s: (s.start, -s.end), reverse=True)
    result = list(findings)
    around: list[Scope] = []
    for index in sorted(range(len(result)), key=lambda i: result[i].place.start.byte):
        finding = result[index]
        byte = finding.place.start.byte
        while ranges and ranges[-1].start <= byte:
            scope = ranges.pop()
            while around and around[-1].end <= scope.start:
                around.pop()
            around.append(scope)
        while around and around[-1].end <= byte:
            around.pop()
        rule = rules.get(finding.rule)
        foreign = finding.place.path != source.path or finding.suppressed is not None
        if foreign or rule is None or rule.where is Where.ENGINE:
            continue
        reasons = []
        for scope in (Scope(finding.place.start.line, 0, 0), *reversed(around)):
            for claimed in (finding.rule, EVERY_RULE):
                if claimed in claims.get(scope, {}):
                    used.add((scope, claimed))
                    reasons.append(claims[scope][claimed])
        if reasons:
            result[index] = replace(finding, suppressed=reasons[0])
    return result


def _directives(root: Node, data: bytes) -> list[Directive | Malformed]:
    """Return what the comments of a tree ask for, in order."""
    header = next((child.start_byte for child in root.children if child.type != "comment"), len(data))
    found = []
    for comment in root.descendants(_COMMENTS):
        text = data[comment.start_byte : comment.end_byte]
        if _MARK in text:
            in_header = comment.start_byte < header
            found.append(directive_in(text, comment.start_byte, in_header=in_header))
    return sorted((each for each in found if each is not None), key=lambda each: each.start)


def _scopes(root: Node, source: Source, directives: Sequence[Directive]) -> list[Scope]:
    """Return what each directive covers, in bytes of the document where the source is a part of one."""
    data, lines = source.data, source.lines
    whole = Scope(0, lines.position(0).byte, lines.position(len(data)).byte + 1)
    code_after: dict[int, int] = {}
    at_code: dict[int, Scope] = {}
    scopes: list[Scope] = []
    # from the last to the first, so that a thousand comments in a row are read over once
    for directive in reversed(directives):
        line = lines.position(directive.start).line
        if directive.whole_file:
            scopes.append(whole)
        elif data[data.rfind(b"\n", 0, directive.start) + 1 : directive.start].strip():
            scopes.append(Scope(line, 0, 0))
        else:
            code = code_after[directive.start] = _next_code(data, directive.end, code_after)
            if code not in at_code:
                start, end = _node_range(root, data, code)
                at_code[code] = Scope(0, lines.position(start).byte, lines.position(end).byte)
            scopes.append(at_code[code])
    return scopes[::-1]


def _next_code(data: bytes, at: int, known: Mapping[int, int]) -> int:
    """Return the offset of the first byte from ``at`` on that is neither space nor in a comment."""
    while True:
        space = _SPACE.match(data, at)
        at = space.end() if space else at
        if at in known:
            return known[at]
        ending = {b"//": b"\n", b"/*": b"*/"}.get(data[at : at + 2])
        if ending is None:
            return at
        end = data.find(ending, at + 2)
        at = len(data) if end < 0 else end + len(ending)


def _node_range(root: Node, data: bytes, start: int) -> tuple[int, int]:
    """Return the range of the largest node that starts at an offset, short of a list of statements."""
    if start >= len(data):
        return start, start
    node: Node | None = root.tree.around(start, start + 1)
    end = start
    while node is not None and node.start_byte == start and node.type not in _LISTS:
        end = node.end_byte
        node = node.parent
    return start, end
