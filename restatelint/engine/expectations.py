"""Reads what a fixture expects of the rules from its comments. Knows no rule and runs nothing.

Four forms, each to the end of its line; several of the first three may follow each other::

    return time.Now() // want wall-clock: "the full message"; other-rule: "another message"
    //     ^^^^^^^^^^
    x := helper()     // missed wall-clock: why the rule does not see it
    stamp(time.Now()) // wrong wall-clock: why the rule should not report it

``// want+1`` speaks of the next line, for lines that cannot hold a comment of their own. A tab counts
as one character, so carets stand below what they mean as gofmt leaves both lines. The first two columns
of a comment are its slashes, which nothing can be marked with.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import Enum

MARK = re.compile(r"// (?P<kind>want|missed|wrong)(?P<offset>[+-][0-9]+)?(?= |$)")
_CARETS = re.compile(r"\^+")
_WANTED = re.compile(r"\s*(?P<rule>[a-z][a-z0-9-]*): ")
_CONCEDED = re.compile(r"(?P<rule>[a-z][a-z0-9-]*): (?P<reason>\S.*)$")


class Kind(Enum):
    """What is said of a finding: it ought to be there and is; ought to be but is not; is but ought not."""

    WANT = "want"
    MISSED = "missed"
    WRONG = "wrong"


class ExpectationError(Exception):
    """A comment that looks like an expectation and is none: ``path:line: message``."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one comment says: ``text`` is the full message of a ``want``, else the reason.

    ``line`` is where the finding stands, ``written`` where the comment is, both 1-based.
    """

    kind: Kind
    rule: str
    text: str
    line: int
    written: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Carets: a finding at ``line`` begins at column ``start`` and ends before ``end`` (1-based)."""

    line: int
    start: int
    end: int
    written: int


def expectations_of(path: str, text: str) -> tuple[tuple[Expectation, ...], tuple[Columns, ...]]:
    """Return what a file expects, or raise an ExpectationError; ``path`` is for messages only."""
    expectations: list[Expectation] = []
    columns: list[Columns] = []
    above = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if is_columns(line):
            columns.extend(
                Columns(above, found.start() + 1, found.end() + 1, number) for found in _CARETS.finditer(line)
            )
            continue
        above = number
        try:
            expectations.extend(_of_line(number, line))
        except ValueError as error:
            raise ExpectationError(f"{path}:{number}: {error}") from error
    return tuple(expectations), tuple(columns)


def is_columns(line: str) -> bool:
    """Whether a line is a comment of carets only."""
    marks = line.strip()
    return marks.startswith("//") and "^" in marks and not marks[2:].strip(" ^")


def split_line(line: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the code of a line, and its expectations: the mark, like ``want+1``, and what follows it."""
    marks = list(MARK.finditer(line))
    if not marks:
        return line, ()
    ends = [*(mark.start() for mark in marks[1:]), len(line)]
    clauses = tuple(
        (mark["kind"] + (mark["offset"] or ""), line[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
    )
    return line[: marks[0].start()].rstrip(), clauses


def want(rule: str, message: str) -> str:
    """Return what stands behind ``// want`` for a finding."""
    return f"{rule}: {json.dumps(message, ensure_ascii=False)}"


def _of_line(number: int, line: str) -> list[Expectation]:
    found: list[Expectation] = []
    for mark, text in split_line(line)[1]:
        name = mark.partition("+")[0].partition("-")[0]
        kind = Kind(name)
        at = number + int(mark.removeprefix(name) or "0")
        if kind is Kind.WANT:
            found.extend(Expectation(kind, rule, message, at, number) for rule, message in _wanted(text))
            continue
        conceded = _CONCEDED.match(text)
        if conceded is None:
            raise ValueError(f"`// {mark} {text}` is no expectation: write `// {mark} RULE: REASON`")
        found.append(Expectation(kind, conceded["rule"], conceded["reason"], at, number))
    return found


def _wanted(text: str) -> list[tuple[str, str]]:
    form = 'write `// want RULE: "MESSAGE"`, several with `;` between'
    found: list[tuple[str, str]] = []
    rest = text
    while rest or not found:
        rule = _WANTED.match(rest)
        if rule is None:
            raise ValueError(f"`// want {text}` is no expectation: {form}")
        try:
            message, end = json.JSONDecoder().raw_decode(rest, rule.end())
        except json.JSONDecodeError as error:
            raise ValueError(f"`// want {text}` has no message in quotes: {form}") from error
        found.append((rule["rule"], str(message)))
        rest = rest[end:].strip()
        if rest[:1] == ";":
            rest = rest[1:].strip()
            if rest:
                continue
        elif not rest:
            break
        raise ValueError(f"`// want {text}` is no expectation: {form}")
    return found
