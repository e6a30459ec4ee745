"""A task: what a model is asked to write, and what its answer must hold. Data only, loaded from tasks/."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.predicates import SIGNATURES
from restatelint.engine.query import read_patterns
from restatelint.engine.query_text import split_patterns, tokens_of
from restatelint.engine.rule import Preset, Rule, Where
from restatelint.engine.toml import KEBAB, DataError, Form, did_you_mean, file_text, read_table
from restatelint.source.shipped import shipped_directory

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from restatelint.engine.rule import Pattern
    from restatelint.engine.toml import Table

FAMILY = "task"
"""The family of the rules that requirements are searched as; no rule of the rule book is in it."""

_KEYS = ("title", "statement", "rules", "expect", "allow", "require", "forbid", "same", "words")
_IDENTIFIER = Form(r"^[A-Za-z][A-Za-z0-9-]{0,40}(?!\n)$", "letters, digits and hyphens, like `P1`")
_WORDS = Form(r"\S", "text")
_PLACES = (Where.FILE.value, Where.REPLAYED.value, Where.RUN.value)
_VALUE = "@value"


@dataclass(frozen=True, slots=True)
class Construct:
    """Something that an answer must hold at least ``count`` times, or must not hold.

    ``rule`` is how it is searched for; ``reason`` tells whoever wrote the answer what to do.
    """

    name: str
    reason: str
    rule: Rule
    count: int = 1
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Same:
    """A text that several constructs must have in common: what their patterns capture as ``@value``."""

    name: str
    reason: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of which the prose or the comments of an answer must hold one, in any case."""

    name: str
    reason: str
    any: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A task as loaded from its directory.

    ``statement`` is what a model is given. ``rules`` must find nothing, whatever their severity, besides
    the rules that are on; what ``expect`` names must be found, and is no reason to reject; what ``allow``
    names may be found.
    """

    id: str
    title: str
    statement: str
    rules: tuple[str, ...]
    expect: tuple[str, ...]
    allow: tuple[str, ...]
    constructs: tuple[Construct, ...]
    same: tuple[Same, ...]
    words: tuple[Words, ...]
    directory: str


class UnknownTaskError(Exception):
    """A name that is no task."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        """Take the wrong name and all right ones."""
        super().__init__(name)
        self._message = f"unknown task `{name}`{did_you_mean(name, known)}"

    def __str__(self) -> str:
        """Say what is unknown and what may have been meant."""
        return self._message


def built_in_tasks_directory() -> str:
    """Return where the tasks that come with restatelint are."""
    return shipped_directory("tasks")


@cache
def load_tasks(directory: str = "") -> Mapping[str, Task]:
    """Return the tasks below a directory, by default restatelint's own, by id and sorted.

    Raises a DataError, which names file and line, for what is wrong in one.
    """
    where = directory or built_in_tasks_directory()
    try:
        names = sorted(each.name for each in os.scandir(where) if each.is_dir() and each.name[0] not in "._")
    except OSError as error:
        message = f"cannot be read as a directory of tasks: {error.strerror or error}"
        raise DataError(where, 1, message) from error
    return {name: load_task(os.path.join(where, name)) for name in names}


def task_named(name: str, directory: str = "") -> Task:
    """Return a task by its id, in any case; raises UnknownTaskError or a DataError."""
    known = load_tasks(directory)
    for each in known:
        if each.casefold() == name.casefold():
            return known[each]
    raise UnknownTaskError(name, known)


def load_task(directory: str) -> Task:
    """Return the task in a directory, or raise a DataError."""
    name = os.path.basename(directory)
    path = os.path.join(directory, "task.toml")
    if not re.search(_IDENTIFIER.pattern, name):
        raise DataError(path, 1, f"the name of the directory is not {_IDENTIFIER.words}")
    table = read_table(path)
    table.only(_KEYS)
    constructs = _constructs(table, os.path.join(directory, "require.scm"))
    return Task(
        id=name,
        title=table.string("title", _WORDS),
        statement=table.string("statement", _WORDS).strip(),
        rules=table.strings("rules", KEBAB) if "rules" in table else (),
        expect=table.strings("expect", KEBAB) if "expect" in table else (),
        allow=table.strings("allow", KEBAB) if "allow" in table else (),
        constructs=constructs,
        same=_same(table, constructs),
        words=_words(table),
        directory=directory,
    )


def _constructs(table: Table, path: str) -> tuple[Construct, ...]:
    groups = [(kind, table.table(kind)) for kind in ("require", "forbid") if kind in table]
    named = {name: (kind, group.table(name)) for kind, group in groups for name in group.keys(KEBAB)}
    if not named:
        return ()
    patterns = _patterns(path, frozenset(named))
    found: list[Construct] = []
    for name, (kind, each) in named.items():
        each.only(("where", "reason", "count") if kind == "require" else ("where", "reason"))
        if name not in patterns:
            raise each.error("reason", f"no pattern of require.scm captures `@{name}`")
        reason = each.string("reason", _WORDS)
        rule = _rule(name, reason, Where(each.choice("where", _PLACES)), tuple(patterns[name]))
        count = each.integer("count") if "count" in each else 1
        found.append(Construct(name, reason, rule, count, forbidden=kind == "forbid"))
    return tuple(found)


def _patterns(path: str, names: frozenset[str]) -> dict[str, list[Pattern]]:
    """Return the patterns of each construct, whose name is what they capture."""
    text = file_text(path)
    owners: list[str] = []
    for group in split_patterns(path, tokens_of(path, text)):
        captured = {token.text[1:] for token in group if token.kind == "capture"} & names
        if len(captured) != 1:
            wrong = next((t.text[1:] for t in group if t.kind == "capture" and t.text != _VALUE), "")
            hint = did_you_mean(wrong, names)
            message = f"a pattern captures one construct of task.toml, not {len(captured)}{hint}"
            raise DataError(path, group[0].line, message)
        owners.append(captured.pop())
    renamed = re.sub(rf"@({'|'.join(map(re.escape, sorted(names)))})(?![\w.-])", "@report", text)
    found: dict[str, list[Pattern]] = {}
    for owner, pattern in zip(owners, read_patterns(path, renamed, SIGNATURES), strict=True):
        found.setdefault(owner, []).append(pattern)
    return found


def _rule(name: str, reason: str, where: Where, patterns: tuple[Pattern, ...]) -> Rule:
    captures_value = all(_VALUE in pattern.captures for pattern in patterns)
    return Rule(
        id=f"{FAMILY}:{name}",
        family=FAMILY,
        title=reason,
        message="{value}" if captures_value else name,
        help="",
        where=where,
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        preset=Preset.DEFAULT,
        since="0.1.0",
        references=(),
        formerly=(),
        patterns=patterns,
        directory="",
        apart=True,
    )


def _same(table: Table, constructs: tuple[Construct, ...]) -> tuple[Same, ...]:
    if "same" not in table:
        return ()
    known = {each.name: each for each in constructs}
    group = table.table("same")
    found: list[Same] = []
    for name in group.keys(KEBAB):
        each = group.table(name)
        each.only(("of", "reason"))
        of = each.strings("of", KEBAB)
        for part in of:
            if part not in known:
                raise each.error("of", f"`{part}` is no construct{did_you_mean(part, known)}", part)
            if known[part].rule.message != "{value}":
                raise each.error("of", f"a pattern of `{part}` captures no {_VALUE}", part)
        found.append(Same(name, each.string("reason", _WORDS), of))
    return tuple(found)


def _words(table: Table) -> tuple[Words, ...]:
    if "words" not in table:
        return ()
    group = table.table("words")
    found: list[Words] = []
    for name in group.keys(KEBAB):
        each = group.table(name)
        each.only(("any", "reason"))
        found.append(Words(name, each.string("reason", _WORDS), each.strings("any", _WORDS)))
    return tuple(found)
