"""What a comment asks for: reads ``//restatelint:ignore`` and its kin; knows no rule and no finding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.source.position import decoded

if TYPE_CHECKING:
    from collections.abc import Mapping

_OWN = re.compile(
    rb"//restatelint:(?P<verb>[^\s/]*)(?:[ \t]+(?P<names>\S+)(?P<reason>.*))?[ \t]*\Z", re.DOTALL
)
_SPACED = re.compile(rb"//\s+restatelint:[a-z]")
_BLOCK = re.compile(rb"/\*\s*restatelint:[a-z]")
_FOREIGN = re.compile(rb"//[ \t]*nolint:(?P<names>[^/]*)(?://(?P<reason>.*))?\Z", re.DOTALL)
_REMARK = re.compile(rb"\s//")
EVERY_RULE = "*"
"""Stands for the rule of a directive that names this tool and no rule."""

_MOST_NAMES = 50
_IGNORE, _FILE_IGNORE = b"ignore", b"file-ignore"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a directive covers: what starts on a line, or, where ``line`` is 0, in a byte range."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a directive: its text, its byte range, and the range to cut out to drop only it."""

    text: str
    start: int
    end: int
    cut: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Directive:
    """A well-formed wish to suppress. Offsets are in bytes of the file.

    ``names`` are the rules; a directive of golangci-lint has this tool's name there instead, and
    ``every_rule``. ``others`` says that it names other tools as well.
    """

    start: int
    end: int
    names: tuple[Name, ...]
    reason: str
    whole_file: bool = False
    every_rule: bool = False
    others: bool = False

    def rules(self, ids: Mapping[str, str]) -> tuple[str, ...]:
        """Return a rule id for each name, `EVERY_RULE`, or "" for a name that ``ids`` does not have."""
        if self.every_rule:
            return (EVERY_RULE,)
        return tuple(ids.get(name.text, "") for name in self.names)


@dataclass(frozen=True, slots=True)
class Malformed:
    """A comment that was meant as a directive, and what is wrong with it."""

    start: int
    end: int
    problem: str


def directive_in(comment: bytes, start: int, *, in_header: bool) -> Directive | Malformed | None:
    """Return what a comment that starts at a byte offset asks for, None if it is just a comment.

    ``in_header`` says that it stands before the package clause. A remark of its own after the reason,
    `` // like this``, is no part of it.
    """
    comment = comment.rstrip()
    end = start + len(comment)
    if _SPACED.match(comment):
        problem = "a space after `//` makes it an ordinary comment, expected `//restatelint:`"
        return Malformed(start, end, problem)
    if _BLOCK.match(comment):
        problem = "expected a comment that begins with `//restatelint:`"
        return Malformed(start, end, problem)
    if comment.startswith(b"//restatelint:"):
        return _own(comment, start, in_header)
    foreign = _FOREIGN.match(comment)
    return None if foreign is None else _foreign(foreign, start, in_header)


def _own(comment: bytes, start: int, in_header: bool) -> Directive | Malformed:
    remark = _REMARK.search(comment, 2)
    match = _OWN.match(comment[: remark.start()] if remark else comment)
    verb = match["verb"] if match else comment[len(b"//restatelint:") :].split(b" ")[0]
    problem = ""
    if match is None or verb not in (_IGNORE, _FILE_IGNORE):
        expected = "expected `restatelint:ignore` or `restatelint:file-ignore`"
        problem = f"unknown directive `restatelint:{_quoted(verb)}`, {expected}"
    elif match["names"] is None:
        problem = f"expected a rule and a reason after `restatelint:{_quoted(verb)}`"
    elif match["names"].count(b",") >= _MOST_NAMES:
        problem = f"expected at most {_MOST_NAMES} rules"
    elif not all(match["names"].split(b",")):
        problem = "expected names of rules with commas and no spaces between them"
    elif not _says_something(match["reason"]):
        after = ", and not after another `//`" if remark else ""
        problem = f"expected a reason after `{_quoted(match['names'])}`{after}"
    elif verb == _FILE_IGNORE and not in_header:
        problem = "expected `restatelint:file-ignore` before the package clause"
    if match is None or problem:
        return Malformed(start, start + len(comment), problem)
    return Directive(
        start=start,
        end=start + len(comment),
        names=_names(match["names"], start + match.start("names")),
        reason=decoded(match["reason"].strip()),
        whole_file=verb == _FILE_IGNORE,
    )


def _foreign(match: re.Match[bytes], start: int, in_header: bool) -> Directive | Malformed | None:
    if match["names"].count(b",") >= _MOST_NAMES:
        return None
    names = _names(match["names"], start + match.start("names"))
    ours = tuple(name for name in names if name.text == "restatelint")
    end = start + match.end()
    if not ours:
        if any(name.text.startswith("restatelint ") for name in names):
            return Malformed(start, end, "expected `// ` before the reason")
        return None
    reason = _REMARK.split(match["reason"] or b"", maxsplit=1)[0]
    if not _says_something(reason):
        return Malformed(start, end, "expected a reason, as in `//nolint:restatelint // reason`")
    return Directive(
        start=start,
        end=end,
        names=ours[:1],
        reason=decoded(reason.strip()),
        whole_file=in_header,
        every_rule=True,
        others=len(names) > 1,
    )


def _names(listed: bytes, start: int) -> tuple[Name, ...]:
    """Return the names of a comma-separated list that starts at a byte offset."""
    found = []
    at = 0
    for item in listed.split(b","):
        end = at + len(item)
        has_next = end < len(listed)
        # with the comma after the first name, before any other
        cut = (at, end + 1) if at == 0 and has_next else (max(0, at - 1), at + len(item.rstrip()))
        name_start = at + len(item) - len(item.lstrip())
        name = item.strip()
        found.append(
            Name(
                text=decoded(name),
                start=start + name_start,
                end=start + name_start + len(name),
                cut=(start + cut[0], start + cut[1]),
            )
        )
        at = end + 1
    return tuple(found)


def _says_something(reason: bytes) -> bool:
    return any(character.isalnum() for character in decoded(reason))


def _quoted(name: bytes) -> str:
    return decoded(name[:60])
