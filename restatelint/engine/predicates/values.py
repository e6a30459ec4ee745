"""Predicates about values: which constants they are, and what they are made from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.golang.declarations import ValueDeclaration
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.types import External
from restatelint.restate.packages import EFFECTS
from restatelint.restate.waiting.durations import constant_duration, shown_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.golang.tree import Node

_PART = re.compile(r"(\d{1,18})(h|ms|m|s)")
_NANOSECONDS = {"h": 3_600_000_000_000, "m": 60_000_000_000, "s": 1_000_000_000, "ms": 1_000_000}
_DEPTH = 6


def constant(question: Question) -> Answer | None:
    """``(#constant? @expression "status" "key-*")``: an expression is always one of these texts.

    Or a slice that has one among its elements. One that ends in ``*`` stands for every text that begins so
    and goes on, ``*`` alone for every text that is not empty.
    """
    values, strings = question.facts.values, question.strings

    def fits(node: Node) -> bool | None:
        found = values.text(question.file, node)
        return any(_fits(found, each) for each in strings) if found is not None else None

    return answer(_any_part(question, question.node, fits))


def number(question: Question) -> Answer | None:
    """``(#number? @expression "409")``: an expression is always one of these whole numbers.

    By a name, too, such as ``http.StatusConflict``. Or a slice that has one among its elements.
    """
    program, wanted = question.facts.program, {int(each) for each in question.strings}

    def fits(node: Node) -> bool | None:
        found = program.flow.number(question.file, node)
        return found in wanted if found is not None else None

    return answer(_any_part(question, question.node, fits))


def lasts(question: Question) -> Answer | None:
    """``(#lasts? @expression "3m" "1h30m")``: a constant duration of at least the first.

    And of at most the second, if there is one. A variable of the package is what it was declared with, and
    a parameter what every call gives, if that is the same. Fills ``{duration}``.
    """
    found = constant_duration(question.facts.program, question.file, question.node, variables=True)
    bounds = [_nanoseconds(each) for each in question.strings]
    if found is None or found < bounds[0] or any(found > each for each in bounds[1:]):
        return None
    return Answer({"duration": shown_duration(found)})


def header(question: Question) -> Answer | None:
    """``(#header? @expression "x-api-key")``: an expression is the value of a request's header.

    Of one of these names, in lower case. A local name for it counts, also when converted or trimmed before,
    but not what is only made from it.
    """
    return answer(question.facts.request_headers.name(question.file, question.node) in question.strings)


def made_from(question: Question) -> Answer | None:
    """``(#made-from? @expression "net/http.NewRequest")``: a call of one of these gave a value, or a part.

    Names as for `#calls?`. Through names, fields, parameters and helpers, whatever the order.
    """
    program = question.facts.program
    for file, call in question.facts.ingredients.calls(question.file, question.node):
        target = program.calls.target(file, call)
        if isinstance(target, External) and target.full_name in question.strings:
            return answer(holds=True)
    return None


def fresh(question: Question) -> Answer | None:
    """``(#fresh? @expression "unique-id" "wall-clock")``: a value has a part that each attempt makes anew.

    By calls with one of these effects, in helpers too, but not by those inside a Run that gives it.
    Fills ``{cause}``, the foreign function.
    """
    reach = question.facts.reach
    for file, call in question.facts.ingredients.calls(question.file, question.node, filled=False):
        effects = reach.effects(file, call)
        if effects and effects[0].effect in question.strings:
            return Answer({"cause": effects[0].cause})
    return None


def _any_part(question: Question, node: Node, holds: Callable[[Node], bool | None], depth: int = 0) -> bool:
    """Whether something holds of an expression, or, where that cannot be told, of an element of its list."""
    found = holds(node)
    if found is not None:
        return found
    made = _list_behind(question, node)
    if made is None or depth > _DEPTH:
        return False
    if made.type == "variadic_argument":
        return _any_part(question, named_children(made)[0], holds, depth + 1)
    body = field(made, "body") if made.type == "composite_literal" else None
    elements = [each for each in named_children(body) if each.type == "literal_element"] if body else []
    return any(_any_part(question, named_children(each)[0], holds, depth + 1) for each in elements)


def _list_behind(question: Question, node: Node) -> Node | None:
    """Return what a name stands for, that of a variable of the package included, or the node itself."""
    if node.type == "identifier" and binding_of(question.file, node) is None:
        declaration = question.facts.program.package_of(question.file).declaration(text(node), question.file)
        given = field(declaration.node, "value") if isinstance(declaration, ValueDeclaration) else None
        if given is not None and len(named_children(given)) == 1:
            return named_children(given)[0]
    return question.facts.origins.value(question.file, node)


def _fits(found: str, wanted: str) -> bool:
    beginning = wanted.removesuffix("*")
    return found == wanted if beginning == wanted else found.startswith(beginning) and found != beginning


def _nanoseconds(duration: str) -> int:
    parts = _PART.findall(duration)
    if not parts or "".join(number + unit for number, unit in parts) != duration:
        message = f"not a duration like 1h30m: {duration!r}"
        raise ValueError(message)
    return sum(int(number) * _NANOSECONDS[unit] for number, unit in parts)


DEFINITIONS: Mapping[str, Definition] = {
    "constant": predicate(constant, variadic=True),
    "fresh": predicate(fresh, "cause", strings=frozenset(EFFECTS), variadic=True),
    "header": predicate(header, variadic=True),
    "lasts": predicate(lasts, "duration", variadic=True),
    "number": predicate(number, variadic=True),
    "made-from": predicate(made_from, variadic=True),
}
