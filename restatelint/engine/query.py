"""Reads a query into patterns and predicates, and refuses what would otherwise fail silently.

What a predicate means is not known here: names and arguments are given as signatures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tree_sitter import Query, QueryError

from restatelint.engine.query_text import shape_of, split_patterns, string_value, tokens_of
from restatelint.engine.rule import Pattern, Predicate
from restatelint.engine.toml import DataError, did_you_mean
from restatelint.golang.tree import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from restatelint.engine.query_text import Token

_ROW = re.compile(r" at row (\d+)(?:, column \d+)?")
_PREFIXES = re.compile(r"^(?:any-|not-|lua-|vim-)*")
_TEXT_PREDICATES = ("eq", "not-eq", "any-of", "not-any-of")
_REFUSED = {
    "match": "a regular expression can take forever on the code that is checked",
    "is": "a query holds no metadata, write it in rule.toml",
    "is-not": "a query holds no metadata, write it in rule.toml",
}


@dataclass(frozen=True, slots=True)
class Signature:
    """The arguments of a predicate: each is ``"capture"`` or ``"string"``.

    ``variadic`` lets the last one stand one or more times. ``choices`` lists the strings allowed at
    an index; those of the last index hold for its repetitions.
    """

    arguments: tuple[str, ...]
    variadic: bool = False
    choices: Mapping[int, frozenset[str]] = field(default_factory=dict, hash=False)


class _Call(NamedTuple):
    """A predicate at tokens ``start`` to ``end``, the captures before it, whether `[` is open."""

    name: str
    arguments: tuple[Token, ...]
    line: int
    start: int
    end: int
    seen: frozenset[str]
    bracketed: bool


def read_patterns(
    path: str, text: str, signatures: Mapping[str, Signature], *, compiled: bool = True
) -> tuple[Pattern, ...]:
    """Return the patterns of a query, or raise a DataError that names the line.

    ``signatures`` maps names without ``#``, ``not-`` and ``?``. Captures are named without ``@`` in
    ``Pattern.captures`` and with it in ``Predicate.arguments``. ``compiled`` has tree-sitter check
    the shapes, a millisecond a pattern; without it they are taken as right.
    """
    # No line is empty: tree-sitter 0.25.2 does not count empty lines in its errors, and it
    # overwrites line ends of the string it is given, so it gets one of its own.
    text = " \n".join(text.split("\n"))
    tokens = tokens_of(path, text)
    # Before compiling: with tree-sitter 0.26.1 some directives crash the process.
    _refuse_directives(path, tokens)
    groups = split_patterns(path, tokens)
    if not groups:
        raise DataError(path, 1, "the query has no pattern")
    patterns = tuple(_pattern(path, group, signatures) for group in groups)
    if compiled:
        _compile(path, text, patterns)
    return patterns


def _refuse_directives(path: str, tokens: Sequence[Token]) -> None:
    for before, token in pairwise(tokens):
        if before.text == "(" and token.text == ".":
            raise DataError(path, token.line, "unexpected `(.`, a predicate begins with `(#`")
        if token.kind != "predicate":
            continue
        if before.text != "(":
            raise DataError(path, token.line, f"`{token.text}` needs a `(` before it")
        reason = _REFUSED.get(_PREFIXES.sub("", token.text[1:-1]), "")
        if not token.text.endswith("?"):
            reason = "a query holds no directives, write metadata in rule.toml"
        if reason:
            raise DataError(path, token.line, f"`{token.text}` is refused: {reason}")


def _pattern(path: str, tokens: list[Token], signatures: Mapping[str, Signature]) -> Pattern:
    calls = _calls(path, tokens)
    inside = {index for call in calls for index in range(call.start, call.end)}
    captures = frozenset(
        token.text for index, token in enumerate(tokens) if token.kind == "capture" and index not in inside
    )
    line = tokens[0].line
    if "@report" not in captures:
        raise DataError(path, line, "the pattern has no `@report` capture, every pattern needs one")
    predicates: list[Predicate] = []
    ours: set[int] = set()
    for call in calls:
        _check_place(path, call, captures)
        if call.name in _TEXT_PREDICATES:
            if call.name == "not-any-of" and len(call.arguments) > 2:
                message = "`#not-any-of?` with several strings is always true, use `#not-eq?` each"
                raise DataError(path, call.line, message)
        else:
            predicates.append(_predicate(path, call, signatures))
            ours.update(range(call.start, call.end))
    kept = [token for index, token in enumerate(tokens) if index not in ours]
    names = frozenset(capture[1:] for capture in captures)
    return Pattern(shape_of(kept), tuple(predicates), names, line)


def _calls(path: str, tokens: list[Token]) -> list[_Call]:
    calls: list[_Call] = []
    seen: set[str] = set()
    brackets, end = 0, 0
    for index, token in enumerate(tokens):
        if index < end:
            continue
        if token.kind == "capture":
            seen.add(token.text)
        brackets += (token.text == "[") - (token.text == "]")
        if token.kind == "predicate":
            end = index + 1
            while end < len(tokens) and tokens[end].kind in ("capture", "string", "word"):
                end += 1
            arguments = tuple(tokens[index + 1 : end])
            if end == len(tokens) or tokens[end].text != ")":
                message = f"`{token.text}` takes captures and strings and ends with `)`"
                raise DataError(path, token.line, message)
            end += 1
            name, before = token.text[1:-1], frozenset(seen)
            calls.append(_Call(name, arguments, token.line, index - 1, end, before, brackets > 0))
    return calls


def _check_place(path: str, call: _Call, captures: frozenset[str]) -> None:
    for argument in call.arguments:
        if argument.kind != "capture" or argument.text in call.seen:
            continue
        if argument.text in captures:
            message = f"`#{call.name}?` stands before `{argument.text}`, put it after"
        else:
            hint = did_you_mean(argument.text, captures)
            message = f"`#{call.name}?` uses `{argument.text}`, which the pattern lacks{hint}"
        raise DataError(path, argument.line, message)
    if call.bracketed:
        message = f"`#{call.name}?` stands inside `[ ]` but would hold for all, put it after the `]`"
        raise DataError(path, call.line, message)


def _predicate(path: str, call: _Call, signatures: Mapping[str, Signature]) -> Predicate:
    name = call.name.removeprefix("not-")
    if name not in signatures:
        known = {*signatures, *(f"not-{each}" for each in signatures), *_TEXT_PREDICATES}
        hint = did_you_mean(f"#{call.name}?", (f"#{each}?" for each in known))
        raise DataError(path, call.line, f"unknown predicate `#{call.name}?`{hint}")
    signature = signatures[name]
    kinds = signature.arguments
    given = len(call.arguments)
    if given < len(kinds) or (given > len(kinds) and not signature.variadic):
        expected = ", ".join(kinds) + (" and more" if signature.variadic else "")
        message = f"`#{call.name}?` got {given} of its arguments: {expected}"
        raise DataError(path, call.line, message)
    values: list[str] = []
    for index, argument in enumerate(call.arguments):
        place = min(index, len(kinds) - 1)
        kind = "capture" if argument.kind == "capture" else "string"
        where = f"argument {index + 1} of `#{call.name}?`"
        if kind != kinds[place]:
            message = f"{where} is the {kind} `{argument.text}`, expected a {kinds[place]}"
            raise DataError(path, argument.line, message)
        value = argument.text if kind == "capture" else string_value(argument.text)
        choices = signature.choices.get(place)
        if choices is not None and value not in choices:
            message = f"{where} is `{value}`, which is unknown{did_you_mean(value, choices)}"
            raise DataError(path, argument.line, message)
        values.append(value)
    return Predicate(name, name != call.name, tuple(values), call.line)


def _compile(path: str, text: str, patterns: Sequence[Pattern]) -> None:
    try:
        query = Query(LANGUAGE, text)
    except QueryError as error:
        raise _syntax_error(path, text, str(error)) from error
    names = [query.capture_name(index) for index in range(query.capture_count)]
    report = names.index("report")
    for index, pattern in enumerate(patterns):
        if query.capture_quantifier(index, report):
            message = "`@report` must capture exactly one node in every match"
            raise DataError(path, pattern.line, message)


def _syntax_error(path: str, text: str, message: str) -> DataError:
    row = _ROW.search(message)
    if row is None:
        end = text.rstrip().count("\n") + 1
        return DataError(path, end, "the query ends inside a pattern, expected `)` or `]`")
    kind, _, name = message.replace(row[0], "").partition(": ")
    known: list[str | None] = []
    if kind == "Invalid node type":
        known = [LANGUAGE.node_kind_for_id(each) for each in range(LANGUAGE.node_kind_count)]
    elif kind == "Invalid field name":
        known = [LANGUAGE.field_name_for_id(each) for each in range(1, LANGUAGE.field_count + 1)]
    hint = did_you_mean(name, {each for each in known if each})
    named = f": {name}" if " " in name else f" `{name}`" if name else ""
    wrong = kind[:1].lower() + kind[1:] + named
    return DataError(path, int(row[1]) + 1, wrong + hint)
