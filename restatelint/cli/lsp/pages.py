"""What an editor shows beside diagnostics: rules on hover and as links, and which code runs again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types

from restatelint.cli.lsp.convert import byte_range, place_range
from restatelint.engine.directive import Directive, directive_in
from restatelint.engine.rule import Where
from restatelint.golang.file import File
from restatelint.golang.tree import kinds
from restatelint.report.options import rule_page
from restatelint.restate.regions.regions import RegionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from restatelint.cli.lsp.checked import Checked
    from restatelint.engine.rule import Rule
    from restatelint.restate.regions.regions import Region
    from restatelint.source.text import Source

_COMMENTS = kinds("comment")
_DIRECTIVE = re.compile(r"//restatelint:(?:file-)?ignore[ \t]+([a-z0-9,-]*)\Z")
_CODECS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_UNITS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
_WORDS = {RegionKind.REPLAYED: "runs again on replay", RegionKind.RUN: "runs once"}


class Named(NamedTuple):
    """A rule that a directive names, and the range of its name."""

    rule: Rule
    range: types.Range


def named_rules(source: Source, rules: Sequence[Rule], encoding: str) -> Iterator[Named]:
    """Yield the rules that the directives of a text name."""
    known = {name: rule for rule in rules for name in (rule.id, *rule.formerly)}
    if b"restatelint:" not in source.data:
        return
    for comment in File(source, {}).root.descendants(_COMMENTS):
        found = directive_in(comment.text or b"", comment.start_byte, in_header=True)
        if isinstance(found, Directive):
            for name in found.names:
                if name.text in known:
                    yield Named(known[name.text], byte_range(source, name.start, name.end, encoding))


def hover(checked: Checked, rules: Sequence[Rule], at: types.Position, encoding: str) -> types.Hover | None:
    """Return the pages of the rules that report a position, or that a directive names there."""
    by_id = {rule.id: rule for rule in rules}
    found = {
        each.rule: place_range(each.place, encoding)
        for each in checked.report.findings
        if _holds(place_range(each.place, encoding), at)
    }
    found.update(
        {n.rule.id: n.range for n in named_rules(checked.source, rules, encoding) if _holds(n.range, at)}
    )
    pages = [rule_page(by_id[each]) for each in found if each in by_id]
    if not pages:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(pages))
    return types.Hover(content, next(iter(found.values())))


def links(source: Source, rules: Sequence[Rule], encoding: str) -> list[types.DocumentLink]:
    """Return a link to its page for every rule that a directive names."""
    return [
        types.DocumentLink(each.range, each.rule.url, f"the page of {each.rule.id}")
        for each in named_rules(source, rules, encoding)
    ]


def page(rules: Sequence[Rule], name: str) -> str | None:
    """Return the page of a rule, by its name or one it had, or None if there is no such rule."""
    return next((rule_page(rule) for rule in rules if name in (rule.id, *rule.formerly)), None)


def completions(
    line: str, rules: Sequence[Rule], at: types.Position, encoding: str
) -> list[types.CompletionItem]:
    """Return the rules that a directive may name where a line is being typed; nothing but in a directive."""
    before = line.encode(_CODECS[encoding], "surrogatepass")[: at.character * _UNITS[encoding]]
    typed = _DIRECTIVE.search(before.decode(_CODECS[encoding], "ignore"))
    if typed is None:
        return []
    known = frozenset(typed[1].split(",")[:-1])
    start = types.Position(at.line, at.character - len(typed[1].rpartition(",")[2]))
    return [
        types.CompletionItem(
            rule.id,
            kind=types.CompletionItemKind.EnumMember,
            detail=rule.title,
            documentation=types.MarkupContent(types.MarkupKind.Markdown, rule_page(rule)),
            text_edit=types.TextEdit(types.Range(start, at), rule.id),
        )
        for rule in rules
        if rule.where is not Where.ENGINE and rule.id not in known
    ]


def hints(source: Source, regions: Sequence[Region], encoding: str) -> list[types.InlayHint]:
    """Return a hint at the end of the line that each region begins on."""
    ends = [(each, source.lines.line_end(source.lines.position(each.start).line).byte) for each in regions]
    return [
        types.InlayHint(
            byte_range(source, end, end, encoding).start, _WORDS[region.kind], padding_left=True, kind=None
        )
        for region, end in ends
    ]


def lenses(source: Source, regions: Sequence[Region], encoding: str) -> list[types.CodeLens]:
    """Return a lens above the line that each region begins on."""
    return [
        types.CodeLens(
            byte_range(source, each.start, each.start, encoding), types.Command(_WORDS[each.kind], "")
        )
        for each in regions
    ]


def _holds(range_: types.Range, at: types.Position) -> bool:
    start, end = range_.start, range_.end
    return (start.line, start.character) <= (at.line, at.character) <= (end.line, end.character)
