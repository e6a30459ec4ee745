"""Predicates about what an expression may stand for, whichever way it is handed on to where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.golang.callee import arguments
from restatelint.restate.services.value import Truth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question

_TEXTS = frozenset(
    {"binary_expression", "interpreted_string_literal", "raw_string_literal", "selector_expression"}
)


def may_be(question: Question) -> Answer | None:
    """``(#may-be? @expression "status" "*/deployments*")``: an expression, or part of it, is a constant text.

    One of these, or one that goes on where a ``*`` stands. Through names, fields, parameters and helpers,
    whatever the order; what `#constant?` says yes of is surely so.
    """
    for file, part in question.facts.ingredients.parts(question.file, question.node, fields=True):
        if part.type not in _TEXTS:
            continue
        found = question.facts.values.text(file, part)
        if found is not None and any(_is_like(found, each) for each in question.strings):
            return answer(holds=True)
    return None


def truth(question: Question) -> Answer | None:
    """``(#truth? @expression "false")``: an expression is always ``true``, or ``false``, by a name too."""
    found = question.facts.values.of(question.file, question.node)
    return answer(isinstance(found, Truth) and str(found.value).lower() in question.strings)


def binds(question: Question) -> Answer | None:
    """``(#binds? @call "workflow" "Signup")``: a call is handed the definition of a service of this kind.

    And of one of these names, if there are any. Directly, or by a name, a loop, a helper or its parameter,
    as in ``server.Bind(definition)``. One of which kind or name cannot be told may be any.
    """
    kind, *names = question.strings
    definitions = question.facts.services(question.file).definitions
    found = [
        each
        for argument in arguments(question.node)
        for file, part in question.facts.ingredients.parts(question.file, argument, fields=True)
        for each in definitions
        if each.file is file and each.node == part
    ]
    if not found:
        return answer(holds=bool(arguments(question.node)))
    return answer(
        any(
            (each.kind is None or each.kind.value == kind) and (not names or each.name in (None, *names))
            for each in found
        )
    )


def _is_like(found: str, wanted: str) -> bool:
    inner = wanted.removeprefix("*").removesuffix("*")
    if wanted.startswith("*"):
        return inner in found if wanted.endswith("*") else found.endswith(inner)
    return found.startswith(inner) if wanted.endswith("*") else found == inner


DEFINITIONS: Mapping[str, Definition] = {
    "binds": predicate(binds, variadic=True),
    "may-be": predicate(may_be, variadic=True),
    "truth": predicate(truth, strings=frozenset({"false", "true"})),
}
