"""Predicates about the course of code: how a block ends, what goes back, what is never asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.golang.callee import callee
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.uses import uses
from restatelint.restate.ends.reaching import is_named_result
from restatelint.restate.waiting.futures import name_given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.golang.tree import Node


def ends_in(question: Question) -> Answer | None:
    """``(#ends-in? @block "return_statement")``: the last statement of a block has one of these types."""
    last = question.node
    while last.type in ("block", "statement_list"):
        inner = [each for each in named_children(last) if each.type != "comment"]
        if not inner:
            return None
        last = inner[-1]
    return answer(last.type in question.strings)


def named_result(question: Question) -> Answer | None:
    """``(#named-result? @name)``: a name is a result of its function, which a bare ``return`` gives back."""
    binding = binding_of(question.file, question.node)
    return answer(binding is not None and is_named_result(binding))


def never_asked(question: Question) -> Answer | None:
    """``(#never-asked? @call "Err")``: nobody calls a method of these names of a value.

    Of one that a local name is given; no if it is used otherwise than by its methods, such as handed on.
    """
    values = question.node.parent
    statement = values.parent if values is not None and values.type == "expression_list" else None
    name = (
        name_given(statement, values, question.node) if statement is not None and values is not None else None
    )
    binding = binding_of(question.file, name) if name is not None else None
    if binding is None:
        return None
    found = uses(question.file, binding, binding.visible)
    return answer(bool(found) and not any(_may_ask(use, question.strings) for use in found))


def _may_ask(use: Node, methods: tuple[str, ...]) -> bool:
    selector = use.parent
    name = field(selector, "field") if selector is not None else None
    call = callee(selector.parent) if selector is not None and selector.parent is not None else None
    if name is None or call is None or call.expression != selector:
        return True
    return text(name) in methods


DEFINITIONS: Mapping[str, Definition] = {
    "ends-in": predicate(ends_in, variadic=True),
    "named-result": predicate(named_result),
    "never-asked": predicate(never_asked, variadic=True),
}
