"""Predicates about errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, predicate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question


def loses_terminal(question: Question) -> Answer | None:
    """``(#loses-terminal? @call)``: a call makes a plain error of one that is terminal, and it is returned.

    Fills ``{error}`` and ``{origin}``.
    """
    found = question.facts.lost_error(question.file, question.node)
    return Answer({"error": found.error, "origin": found.origin}) if found is not None else None


DEFINITIONS: Mapping[str, Definition] = {
    "loses-terminal": predicate(loses_terminal, "error", "origin"),
}
