"""Predicates about parts of a service's code: whose they are, and which operations they perform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.restate.sdk import ContextKind, sdk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question


def directly_in(question: Question) -> Answer | None:
    """``(#directly-in? @call "workflow")``: the innermost function around a node has such a context itself.

    What stands in a closure without a context of its own, such as a compensation, is not directly in its
    handler. Kinds: ``run``, ``service``, ``object``, ``object-shared``, ``workflow``, ``workflow-shared``.
    """
    function = question.file.function_at(question.node.start_byte)
    region = question.facts.regions.of_function(function) if function is not None else None
    return answer(region is not None and region.own and region.context.value in question.strings)


def runs(question: Question) -> Answer | None:
    """``(#runs? @call)``: a call hands a function to Run: that of the SDK, of a framework, or a helper's."""
    return answer(question.facts.regions.is_run(question.file, question.node))


def performs(question: Question) -> Answer | None:
    """``(#performs? @node "client" "Set")``: inside a node an operation of such a name or group is performed.

    Functions that are called there count with all they call themselves.
    """
    node, wanted = question.node, frozenset(question.strings)
    return answer(question.facts.performed.has(question.file, node.start_byte, node.end_byte, wanted))


def performed_before(question: Question) -> Answer | None:
    """``(#performed-before? @call "Set")``: the function of a call performs such an operation before it.

    That is in what stands before the call, with all that is called there.
    """
    wanted = frozenset(question.strings)
    return answer(question.facts.performed.before(question.file, question.node, wanted))


_KINDS = frozenset(each.value for each in ContextKind)
_OPERATIONS = frozenset({"method", *sdk().operations, *sdk().operations.values()}).union(
    *sdk().methods.values()
)

DEFINITIONS: Mapping[str, Definition] = {
    "directly-in": predicate(directly_in, strings=_KINDS, variadic=True),
    "performed-before": predicate(performed_before, strings=_OPERATIONS, variadic=True),
    "performs": predicate(performs, strings=_OPERATIONS, variadic=True),
    "runs": predicate(runs),
}
