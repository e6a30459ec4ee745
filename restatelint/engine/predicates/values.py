"""Predicates about what expressions are made of, and what calls come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.restate.packages import EFFECTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question


def constant(question: Question) -> Answer | None:
    """``(#constant? @expression "profile-complete")``: an expression is a constant string, one of these.

    "*" is for any.
    """
    found = question.facts.tracing.values.text(question.file, question.node)
    return answer(found is not None and (found in question.strings or "*" in question.strings))


def made_from(question: Question) -> Answer | None:
    """``(#made-from? @expression "net/http.NewRequest")``: a call of one of these is part of a value.

    Names as for ``#calls?``. Through local names, fields, parameters and helpers, whatever the order.
    """
    tracing = question.facts.tracing
    found = tracing.ingredients.calls(question.file, question.node)
    return answer(any(tracing.is_one(file, call, question.strings) for file, call in found))


def fresh(question: Question) -> Answer | None:
    """``(#fresh? @expression "unique-id" "wall-clock")``: a value has a part that each attempt makes anew.

    By calls with one of these effects, in helpers too, but not by those inside a Run that gives it.
    Fills ``{cause}``, the foreign function.
    """
    tracing, reach = question.facts.tracing, question.facts.reach
    for file, call in tracing.ingredients.calls(question.file, question.node, filled=False):
        effects = reach.effects(file, call)
        if effects and effects[0].effect in question.strings:
            return Answer({"cause": effects[0].cause})
    return None


def comes_to(question: Question) -> Answer | None:
    """``(#comes-to? @call "net/http.Client.Do")``: a call is of one of these, or a helper it calls is.

    Names as for ``#calls?``.
    """
    return answer(question.facts.tracing.comes_to(question.file, question.node, question.strings))


DEFINITIONS: Mapping[str, Definition] = {
    "comes-to": predicate(comes_to, variadic=True),
    "constant": predicate(constant, variadic=True),
    "fresh": predicate(fresh, "cause", strings=frozenset(EFFECTS), variadic=True),
    "made-from": predicate(made_from, variadic=True),
}
