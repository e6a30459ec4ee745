"""Loads rules from their directories: reads, checks and names what is wrong. Runs nothing of them."""

from __future__ import annotations

import dataclasses
import os
import re
from typing import TYPE_CHECKING

from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.load_fixes import PLACEHOLDER, fix_templates
from restatelint.engine.query import read_patterns
from restatelint.engine.rule import Once, Preset, Rule, Where
from restatelint.engine.standing import STABLE, Standing, Status
from restatelint.engine.toml import KEBAB, DataError, Form, did_you_mean, file_text, read_table
from restatelint.source.shipped import shipped_directory

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from restatelint.engine.query import Signature
    from restatelint.engine.rule import Pattern
    from restatelint.engine.toml import Table

RESERVED = ("default", "strict", "all")
"""The names of presets, which no rule or family may have."""

_BY_FLOW = "by-flow"
_REQUIRED = ("title", "message", "help", "where", "severity", "confidence", "preset", "since")
_STANDING = ("status", "status-since", "instead")
_OPTIONAL = ("consequence", "references", "formerly", "once", "covers", "fix", *_STANDING)
_OWN_REQUIRED = ("message", "severity")
_OWN = ("url",)
_WORDS = Form(r"\S", "text")
_VERSION = Form(r"^[0-9]+\.[0-9]+\.[0-9]+(?!\n)$", "a version, like `0.1.0`")
_SINCE = Form(r"^[0-9A-Za-z][0-9A-Za-z.+-]*(?!\n)$", "a version, like `1` or `2026.1`")
_ADDRESS = Form(r"^https://\S+(?!\n)$", "an address that begins with https://")


def built_in_rules_directory() -> str:
    """Return where the rules that come with restatelint are."""
    return shipped_directory("rules")


def page_text(directory: str) -> str:
    """Return the Markdown of the page of a rule, or raise a DataError."""
    return file_text(os.path.join(directory, "README.md"))


def load_rules(
    directory: str,
    signatures: Mapping[str, Signature],
    provided: Mapping[str, frozenset[str]],
    *,
    beside: Iterable[Rule] = (),
    trusted: bool = False,
    own: bool = False,
) -> tuple[Rule, ...]:
    """Return the rules under ``<directory>/<family>/<rule>/`` sorted by id, or raise a DataError.

    ``provided`` names the placeholders that each predicate fills, apart from captures. ``beside``
    are rules loaded before, whose names may not be taken again. ``trusted`` leaves the shapes of
    queries to the search that compiles them anyway, and pages to their reader: right for the rules that come
    with restatelint, which tests have loaded. ``own`` rules are those of a user, of which no more is asked
    than a message, a severity and a query.
    """
    rules = [
        _rule(os.path.join(directory, family, name), family, name, signatures, provided, trusted, own)
        for family in _directories(directory, "family")
        for name in _directories(os.path.join(directory, family), "rule")
    ]
    _check_names(rules, tuple(beside))
    return tuple(sorted(rules, key=lambda rule: rule.id))


def may_be_name(name: str) -> bool:
    """Return whether a rule or a family may have a name."""
    return re.search(KEBAB.pattern, name) is not None and name not in RESERVED


def _directories(parent: str, kind: str) -> list[str]:
    try:
        with os.scandir(parent) as entries:
            names = [each.name for each in entries if each.is_dir() and each.name[0] not in "._"]
    except OSError as error:
        message = f"cannot be read as a directory of rules: {error.strerror or error}"
        raise DataError(parent, 1, message) from error
    for name in names:
        if not may_be_name(name):
            message = f"a {kind}'s directory is not {KEBAB.words}, or is the name of a preset"
            raise DataError(os.path.join(parent, name), 1, message)
    return sorted(names)


def _rule(
    directory: str,
    family: str,
    name: str,
    signatures: Mapping[str, Signature],
    provided: Mapping[str, frozenset[str]],
    trusted: bool,
    own: bool,
) -> Rule:
    table = read_table(os.path.join(directory, "rule.toml"))
    standing = _standing(table, own)
    if standing.status is Status.REMOVED:
        return _removed(table, family, name, directory, standing)
    if own:
        table = _completed(table, name, directory)
    table.only((*_REQUIRED, *_OPTIONAL, *(_OWN if own else ())))
    where = Where(table.choice("where", [each.value for each in Where if each.searched or not own]))
    severity = table.choice("severity", [*(each.value for each in Severity), _BY_FLOW])
    once = Once(table.choice("once", [each.value for each in Once])) if "once" in table else Once.NEVER
    patterns = _patterns(directory, where, signatures, trusted)
    if where.searched:
        for key in ("message", "help"):
            _check_placeholders(table, key, patterns, provided)
    if not own and not trusted and not page_text(directory).strip():
        raise DataError(os.path.join(directory, "README.md"), 1, "the rule's page is empty")
    return Rule(
        id=name,
        family=family,
        title=table.string("title", _WORDS),
        message=table.string("message", _WORDS),
        help=table.string("help", None if own else _WORDS),
        where=where,
        severity=None if severity == _BY_FLOW else Severity(severity),
        confidence=Confidence(table.choice("confidence", [each.value for each in Confidence])),
        preset=Preset(table.choice("preset", [each.value for each in Preset])),
        since=table.string("since", _SINCE if own else _VERSION),
        references=table.strings("references", _ADDRESS) if "references" in table else (),
        formerly=table.strings("formerly", KEBAB) if "formerly" in table else (),
        patterns=patterns,
        directory=directory,
        once=once,
        covers=table.boolean("covers") if "covers" in table else False,
        consequence=table.string("consequence", _WORDS) if "consequence" in table else "",
        fixes=fix_templates(table, patterns, signatures, provided),
        page=_own_page(table) if own else None,
        standing=standing,
    )


def _standing(table: Table, own: bool) -> Standing:
    if "status" not in table:
        for key in ("status-since", "instead"):
            if key in table:
                raise table.error(key, f"`{key}` is about a `status`, which is missing")
        return STABLE
    status = Status(table.choice("status", [each.value for each in Status]))
    is_leaving = status in (Status.DEPRECATED, Status.REMOVED)
    return Standing(
        status,
        table.string("status-since", _SINCE if own else _VERSION) if is_leaving else "",
        table.string("instead", _WORDS) if is_leaving else "",
    )


def _removed(table: Table, family: str, name: str, directory: str, standing: Standing) -> Rule:
    """Return what is left of a rule that is no more: its names, and what there is instead."""
    table.only((*_STANDING, "title", "formerly"))
    if os.path.lexists(os.path.join(directory, "query.scm")):
        raise table.error("status", "a rule that is removed has no query")
    return Rule(
        id=name,
        family=family,
        title=table.string("title", _WORDS),
        message=standing.words,
        help=standing.instead,
        where=Where.FILE,
        severity=Severity.INFO,
        confidence=Confidence.LOW,
        preset=Preset.STRICT,
        since=standing.since,
        references=(),
        formerly=table.strings("formerly", KEBAB) if "formerly" in table else (),
        patterns=(),
        directory=directory,
        page="",
        standing=standing,
    )


def _completed(table: Table, name: str, directory: str) -> Table:
    """Return what a rule of a user says, with what it leaves out; raise a DataError for what it must say."""
    for key in _OWN_REQUIRED:
        table.string(key, _WORDS)
    if not os.path.lexists(os.path.join(directory, "query.scm")):
        message = "the rule has no query, write it to query.scm beside this file"
        raise DataError(table.path, 1, message)
    words = name.replace("-", " ")
    defaults: dict[str, object] = {
        "title": words[:1].upper() + words[1:],
        "help": "",
        "where": Where.FILE.value,
        "confidence": Confidence.HIGH.value,
        "preset": Preset.DEFAULT.value,
        "since": "1",
    }
    return dataclasses.replace(table, values={**defaults, **table.values})


def _own_page(table: Table) -> str:
    return table.string("url", _ADDRESS) if "url" in table else ""


def _patterns(
    directory: str, where: Where, signatures: Mapping[str, Signature], trusted: bool
) -> tuple[Pattern, ...]:
    path = os.path.join(directory, "query.scm")
    if where.searched:
        return read_patterns(path, file_text(path), signatures, compiled=not trusted)
    if os.path.lexists(path):
        raise DataError(path, 1, f"a rule whose place is `{where.value}` has no query")
    return ()


def _check_placeholders(
    table: Table, key: str, patterns: Iterable[Pattern], provided: Mapping[str, frozenset[str]]
) -> None:
    for pattern in patterns:
        known = {"more", *(capture for capture in pattern.captures if not capture.startswith("_"))}
        for predicate in pattern.predicates:
            if not predicate.negated:
                known |= provided.get(predicate.name, frozenset())
        for name in PLACEHOLDER.findall(table.string(key)):
            if name not in known:
                message = (
                    f"nothing fills `{{{name}}}` for the pattern at line {pattern.line} of "
                    f"query.scm{did_you_mean(name, known)}"
                )
                raise table.error(key, message)


def _check_names(rules: Iterable[Rule], beside: tuple[Rule, ...]) -> None:
    """Refuse a name that means two things: ids and former names are unique, and name no family."""
    owners = {name: rule for rule in beside for name in (rule.id, *rule.formerly)}
    for rule in rules:
        for name in (rule.id, *rule.formerly):
            if name in owners:
                message = f"the name `{name}` is taken by the rule in {owners[name].directory}"
                raise DataError(os.path.join(rule.directory, "rule.toml"), 1, message)
            if name in RESERVED:
                message = f"the name `{name}` is that of a preset"
                raise DataError(os.path.join(rule.directory, "rule.toml"), 1, message)
            owners[name] = rule
    for rule in (*beside, *rules):
        if rule.family in owners:
            owner = owners[rule.family].directory
            message = f"the name `{rule.family}` is that of the family of {rule.directory}"
            raise DataError(os.path.join(owner, "rule.toml"), 1, message)
