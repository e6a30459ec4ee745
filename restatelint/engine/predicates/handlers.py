"""Predicates about which handler code belongs to, and which one runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.golang.syntax import FUNCTIONS
from restatelint.restate.services.model import HandlerKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question


def handler(question: Question) -> Answer | None:
    """``(#handler? @function "Charge")``: a function is itself the handler of one of these names.

    Or the innermost one around a node is. Who counts as a handler `#in-handler?` says.
    """
    node = question.node
    around = None if node.type in FUNCTIONS else question.file.function_at(node.start_byte)
    function = around.node if around is not None else node
    runners = question.facts.handled.by(question.file, node)
    return answer(any(each.function.node == function and each.name in question.strings for each in runners))


def in_handler(question: Question) -> Answer | None:
    """``(#in-handler? @node "Charge")``: a handler of one of these names runs a node, or a helper of it does.

    Where not all that is registered is known, a function that takes a handler context and is called by no
    handler counts as one, by its own name.
    """
    runners = question.facts.handled.by(question.file, question.node)
    return answer(any(each.name in question.strings for each in runners))


def in_handler_kind(question: Question) -> Answer | None:
    """``(#in-handler-kind? @node "workflow")``: as ``#in-handler?``, by the kind of handler.

    Kinds: ``service``, ``exclusive`` and ``shared`` of an object, ``workflow``, ``workflow-shared``.
    """
    runners = question.facts.handled.by(question.file, question.node)
    return answer(any(each.kind is not None and each.kind.value in question.strings for each in runners))


DEFINITIONS: Mapping[str, Definition] = {
    "handler": predicate(handler, variadic=True),
    "in-handler": predicate(in_handler, variadic=True),
    "in-handler-kind": predicate(
        in_handler_kind, strings=frozenset(each.value for each in HandlerKind), variadic=True
    ),
}
