"""Predicates about the API of the SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, predicate
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tree_sitter import Node

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.golang.file import File
    from restatelint.restate.facts import Facts


def _status_key(facts: Facts, file: File, node: Node) -> str | None:
    status = facts.status(file, node)
    return status.state if status is not None else None


def _names_history(file: File) -> bool:
    return any(name in file.source.data for name in _HISTORY)


def api(question: Question) -> Answer | None:
    """``(#api? @name "removed")``: an SDK name is "deprecated" or "removed" at the module's version.

    Fills ``{name}``, ``{version}``, ``{deprecated}``, ``{removed}`` and ``{instead}``.
    """
    status = question.facts.status(question.file, question.node)
    if status is None or status.state != question.strings[0]:
        return None
    history = status.history
    return Answer(
        {
            "name": f"restate.{history.name}",
            "version": status.version or "the newest release",
            "deprecated": f"v{history.deprecated}",
            "removed": f"v{history.removed}",
            "instead": history.instead,
        }
    )


_HISTORY = tuple(name.encode() for name in sdk().history)

DEFINITIONS: Mapping[str, Definition] = {
    "api": predicate(
        api,
        "name",
        "version",
        "deprecated",
        "removed",
        "instead",
        strings=frozenset({"deprecated", "removed"}),
        key=_status_key,
        possible=_names_history,
    ),
}
