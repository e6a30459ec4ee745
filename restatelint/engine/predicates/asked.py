"""Predicates that tell what a task asks for from what only looks like it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.golang.file import ValueDeclaration
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import field, named_children, string_value, text
from restatelint.restate.durations import constant_duration, shown_duration
from restatelint.restate.services.model import ServiceKind
from restatelint.restate.services.values import Values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tree_sitter import Node

    from restatelint.engine.predicates.base import Definition, Question

_PART = re.compile(r"(\d+)(h|ms|m|s)")
_NANOSECONDS = {"h": 3_600_000_000_000, "m": 60_000_000_000, "s": 1_000_000_000, "ms": 1_000_000}
_DEPTH = 6


def option_of(question: Question) -> Answer | None:
    """``(#option-of? @call "workflow")``: a call makes an option that a service of such a kind is given.

    The service itself or a handler of it, directly, by a name, in a slice or by a helper that returns it.
    Any kind will do where what is reflected is not at hand.
    """
    found = question.facts.option_takers.of(question.file, question.node)
    return answer(any(kind.value in question.strings for kind in found))


def lasts(question: Question) -> Answer | None:
    """``(#lasts? @expression "3m" "1h30m")``: a constant duration of at least the first.

    And of at most the second, if there is one. A variable of the package is what it was declared with.
    Fills ``{duration}``.
    """
    found = _duration(question)
    bounds = [_nanoseconds(each) for each in question.strings]
    if found is None or found < bounds[0] or any(found > each for each in bounds[1:]):
        return None
    return Answer({"duration": shown_duration(found)})


def _duration(question: Question) -> int | None:
    program, file, node = question.facts.program, question.file, question.node
    found = constant_duration(program, file, node)
    if found is not None or node.type != "identifier" or binding_of(file, node) is not None:
        return found
    declared = program.package_of(file).declaration(text(node), file)
    values = field(declared.node, "value") if isinstance(declared, ValueDeclaration) else None
    given = named_children(values) if values is not None else []
    if not isinstance(declared, ValueDeclaration) or declared.index >= len(given):
        return None
    return constant_duration(program, declared.file, given[declared.index])


def header(question: Question) -> Answer | None:
    """``(#header? @expression "x-api-key")``: a value of a request's header of one of these names.

    They are in lower case. A local name for it counts, also when converted or trimmed before.
    """
    return answer(question.facts.request_headers.name(question.file, question.node) in question.strings)


def written_out(question: Question) -> Answer | None:
    """``(#written-out? @expression)``: a text that is not empty, or a slice with one, stands in the code.

    As a literal, or behind names that can hold it.
    """
    return answer(_is_written_out(question, Values(question.facts.program), question.node, 0))


def begins(question: Question) -> Answer | None:
    """``(#begins? @literal "publickeyv1_")``: a string literal begins with one of these, and goes on."""
    found = string_value(question.node) or ""
    return answer(any(found.startswith(each) and found != each for each in question.strings))


def _is_written_out(question: Question, values: Values, node: Node, depth: int) -> bool:
    if values.text(question.file, node):
        return True
    made = question.facts.origins.value(question.file, node)
    if made is None or depth > _DEPTH:
        return False
    inner = [made] if made != node else []
    if made.type in ("composite_literal", "literal_value", "literal_element", "variadic_argument"):
        inner = named_children(made)
    return any(_is_written_out(question, values, each, depth + 1) for each in inner)


def _nanoseconds(duration: str) -> int:
    parts = _PART.findall(duration)
    if not parts or "".join(number + unit for number, unit in parts) != duration:
        message = f"not a duration like 1h30m: {duration!r}"
        raise ValueError(message)
    return sum(int(number) * _NANOSECONDS[unit] for number, unit in parts)


DEFINITIONS: Mapping[str, Definition] = {
    "begins": predicate(begins, variadic=True),
    "header": predicate(header, variadic=True),
    "lasts": predicate(lasts, "duration", variadic=True),
    "option-of": predicate(option_of, strings=frozenset(each.value for each in ServiceKind), variadic=True),
    "written-out": predicate(written_out),
}
