"""Predicates about the order of maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, predicate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question


def map_order(question: Question) -> Answer | None:
    """``(#map-order? @clause)``: the order of a range over a map reaches what a replay compares.

    The capture is the range clause, or a call that walks or lists a map. Fills ``{order}``: what runs or
    ends up in another order. The steps become the chain.
    """
    node = question.node
    if node.type == "range_clause":
        found = question.facts.map_orders.of_loop(question.file, node)
    else:
        found = question.facts.map_orders.of_call(question.file, node)
    return Answer({"order": found.phrase}, found.steps) if found is not None else None


_KINDS = frozenset({"standard", "foreign", "module", "unknown"})

DEFINITIONS: Mapping[str, Definition] = {"map-order": predicate(map_order, "order", kinds=_KINDS)}
