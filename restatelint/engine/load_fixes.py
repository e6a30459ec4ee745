"""Loads the fixes of a rule: the ``[[fix]]`` tables of its rule.toml, checked. Applies nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.engine.finding import Safety
from restatelint.engine.query import read_patterns
from restatelint.engine.rule import FixTemplate
from restatelint.engine.toml import DataError, Form, did_you_mean
from restatelint.restate.repairs.written.imported import usual_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from restatelint.engine.query import Signature
    from restatelint.engine.rule import Pattern, Predicate
    from restatelint.engine.toml import Table

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_.-]*)\}")
"""A placeholder of a message or template; group 1 is its name. Other braces are plain text."""

_REQUIRED = ("safety", "description", "template")
_OPTIONAL = ("when", "target", "before", "also", "imports")
_WORDS = Form(r"\S", "text")
_PLACE = Form(r"^[a-z][a-z0-9_.-]*(?!\n)$", "a place")
_PATH = Form(r"^[a-zA-Z0-9][a-zA-Z0-9./_-]*(?!\n)$", "an import path")


def fix_templates(
    table: Table,
    patterns: Iterable[Pattern],
    signatures: Mapping[str, Signature],
    provided: Mapping[str, frozenset[str]],
) -> tuple[FixTemplate, ...]:
    """Return the fixes of a rule in order, or raise a DataError.

    ``provided`` names the placeholders and places that each predicate fills.
    """
    if "fix" not in table:
        return ()
    captures = frozenset(name for pattern in patterns for name in pattern.captures)
    return tuple(_template(each, captures, signatures, provided) for each in table.tables("fix"))


def _template(
    table: Table,
    captures: frozenset[str],
    signatures: Mapping[str, Signature],
    provided: Mapping[str, frozenset[str]],
) -> FixTemplate:
    table.only((*_REQUIRED, *_OPTIONAL))
    when = _predicates(table, captures, signatures) if "when" in table else ()
    imports = table.strings("imports", _PATH) if "imports" in table else ()
    found = FixTemplate(
        when=when,
        safety=Safety(table.choice("safety", [each.value for each in Safety])),
        description=table.string("description", _WORDS),
        template=table.string("template"),
        target=table.string("target", _WORDS) if "target" in table else "report",
        before=table.string("before", _WORDS) if "before" in table else "",
        also=_also(table.table("also")) if "also" in table else (),
        imports=imports,
    )
    filled = {name for each in when if not each.negated for name in provided.get(each.name, ())}
    names = {usual_name(path) for path in imports}
    for key in ("template", "before", "description"):
        if key in table:
            _check(table, key, PLACEHOLDER.findall(table.string(key)), {*captures, *filled, *names})
    _check(table, "target", [found.target], {*captures, *filled})
    for place, text in found.also:
        _check(table, "also", [place, *PLACEHOLDER.findall(text)], {*captures, *filled, *names})
    return found


def _also(table: Table) -> tuple[tuple[str, str], ...]:
    return tuple((place, table.string(place)) for place in table.keys(_PLACE))


def _predicates(
    table: Table, captures: frozenset[str], signatures: Mapping[str, Signature]
) -> tuple[Predicate, ...]:
    text = table.string("when", _WORDS)
    names = " ".join(sorted({"@report", *(f"@{name}" for name in captures)}))
    try:
        # predicates stand in a pattern, and one is made for them here
        (pattern,) = read_patterns(table.path, f"((_) {names} {text})", signatures, compiled=False)
    except (DataError, ValueError) as error:
        message = (
            error.message if isinstance(error, DataError) else "`when` takes predicates and nothing else"
        )
        raise table.error("when", message) from error
    if pattern.shape.count("(") != 1:
        raise table.error("when", "`when` takes predicates and nothing else")
    return pattern.predicates


def _check(table: Table, key: str, names: Iterable[str], known: Iterable[str]) -> None:
    for name in names:
        if name not in known:
            raise table.error(key, f"nothing gives `{name}` to this fix{did_you_mean(name, known)}")
