"""Predicates about the API of the SDK: what its names and imports are at the version of the module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, predicate
from restatelint.restate.api.advice import replacement, replacements, suggestions
from restatelint.restate.api.imports import may_import_wrongly
from restatelint.restate.api.uses import dot_imports_sdk, imports_sdk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.api.status import Status
    from restatelint.restate.facts import Facts

_GUIDE = "see MIGRATION.md of the SDK for what became of it"
_REFERENCE = "see https://pkg.go.dev/github.com/restatedev/sdk-go for what there is"


def _status_key(facts: Facts, file: File, node: Node) -> str | None:
    status = facts.api.status(file, node)
    return status.state if status is not None else None


def api(question: Question) -> Answer | None:
    """``(#api? @name "removed" "early")``: what became of an SDK name at the module's version.

    "deprecated"; "removed"; "early", when it came later; "unknown", when no release ever had it. Without a
    version the newest counts, and what is gone is only deprecated. Fills ``{problem}`` and ``{advice}``.
    """
    status = question.facts.api.status(question.file, question.node)
    if status is None or status.state not in question.strings:
        return None
    if status.state == "unknown":
        return _unknown(status)
    use = status.use
    instead = replacement(use.path, use.symbol, use.title, status.version.numbers)
    advice = f"use {instead}" if instead else _GUIDE
    missing = f"{use.title} does not exist in SDK {status.version.shown}"
    if status.state == "removed" and status.became:
        problem = f"{use.title} is a {status.became} in SDK {status.version.shown} and no function"
        return Answer({"problem": f"{problem} since v{status.removed}", "advice": advice})
    if status.state == "removed":
        return Answer({"problem": f"{missing}: it was removed in v{status.removed}", "advice": advice})
    if status.state == "early":
        problem = f"{missing}: it came with v{status.since}"
        return Answer({"problem": problem, "advice": f"require SDK v{status.since} or later"})
    return Answer({"problem": f"{use.title} {_fate(status)}", "advice": advice})


def dotted_api(question: Question) -> Answer | None:
    """``(#dotted-api? @name "removed" "early")``: as ``#api?``, of a plain name that a dot import gives."""
    return api(question)


def _fate(status: Status) -> str:
    if status.deprecated and status.removed:
        return f"is deprecated since v{status.deprecated} and gone in v{status.removed}"
    if status.deprecated:
        return f"is deprecated since v{status.deprecated}"
    return f"is only in SDK v{status.since} to v{status.until}, and no version is required here"


def _unknown(status: Status) -> Answer:
    use = status.use
    meant = suggestions(use.path, use.symbol, use.title, status.version.numbers)
    hint = f", did you mean {meant[0]}?" if meant else ""
    others = f", or {' or '.join(meant[1:])}" if meant[1:] else ""
    return Answer(
        {
            "problem": f"no release of the SDK has {use.title}{hint}",
            "advice": f"use {meant[0]}{others}" if meant else _REFERENCE,
        }
    )


def header_map(question: Question) -> Answer | None:
    """``(#header-map? @headers "index")``: the headers of a request, used as the map they are no more.

    By "index" or "range", at a version in which they are a StringMap. Fills ``{problem}``, ``{advice}``.
    """
    version = question.facts.api.string_map_version(question.file, question.node)
    if version is None:
        return None
    indexed = question.strings[0] == "index"
    problem = f"request headers are no map in SDK {version}: they are a restate.StringMap since v0.25.0"
    instead = replacements()["headers[key]" if indexed else "range headers"]
    return Answer({"problem": problem, "advice": f"use {instead}"})


def wrong_call(question: Question) -> Answer | None:
    """``(#wrong-call? @call)``: a call of the SDK with arguments that it does not take at the version.

    Too few or too many, type arguments too, no context first, or an option of something else. Fills
    ``{problem}`` and ``{advice}``.
    """
    wrong = question.facts.api.wrong_call(question.file, question.node)
    return None if wrong is None else Answer({"problem": wrong.problem, "advice": wrong.advice})


def wrong_import(question: Question) -> Answer | None:
    """``(#wrong-import? @spec)``: an import of a package that the SDK has not, or not at the version.

    Fills ``{problem}``, ``{advice}`` and ``{instead}``, the path to import or "".
    """
    wrong = question.facts.api.wrong_import(question.file, question.node)
    if wrong is None:
        return None
    advice = f"import {wrong.instead}" if wrong.instead else _REFERENCE
    return Answer({"problem": wrong.problem, "advice": advice, "instead": wrong.instead})


_STATES = frozenset({"deprecated", "removed", "early", "unknown"})
_WORDS = ("problem", "advice")

DEFINITIONS: Mapping[str, Definition] = {
    "api": predicate(
        api,
        *_WORDS,
        strings=_STATES,
        variadic=True,
        key=_status_key,
        possible=imports_sdk,
    ),
    "dotted-api": predicate(
        dotted_api,
        *_WORDS,
        strings=_STATES,
        variadic=True,
        key=_status_key,
        possible=dot_imports_sdk,
    ),
    "header-map": predicate(header_map, *_WORDS, strings=frozenset({"index", "range"}), possible=imports_sdk),
    "wrong-call": predicate(wrong_call, *_WORDS, possible=imports_sdk),
    "wrong-import": predicate(wrong_import, *_WORDS, "instead", possible=may_import_wrongly),
}
