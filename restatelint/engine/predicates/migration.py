"""Predicates for fixes that move code to a later release of the SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, predicate
from restatelint.engine.template import exact
from restatelint.golang.syntax import field
from restatelint.restate.api import rewrites
from restatelint.restate.api.advice import suggestions
from restatelint.restate.api.symbols import api
from restatelint.restate.repairs.written.imported import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.golang.tree import Node


def renamed(question: Question) -> Answer | None:
    """``(#renamed? @name "plain")``: an SDK name that is gone or going has one that takes its place.

    "plain" in the same package, "loose" there with a difference, "moved" in another one, "converted" with an
    argument of another type. Fills ``{new}``, ``{difference}``, ``{type}``, ``{value}`` and the places
    ``{name}`` and ``{argument}``.
    """
    found = rewrites.renamed(question.facts.api.statuses, question.file, question.node)
    if found is None:
        return None
    rename = found.rename
    form = "moved" if rename.package else "loose" if rename.loose else "plain"
    if question.strings[0] != ("converted" if form == "plain" and found.argument is not None else form):
        return None
    if rename.name == "WaitIter" and rewrites.is_chained_select(question.node):
        return None
    argument = found.argument if found.argument is not None else found.name
    return Answer(
        {
            "new": rename.name,
            "difference": rename.loose,
            "type": rename.convert,
            "value": exact(argument),
        },
        places={"name": _place(found.name), "argument": _place(argument)},
        imports=(rename.package,) if rename.package else (),
    )


def terminal(question: Question) -> Answer | None:
    """``(#terminal? @name "coded")``: a call of TerminalError as it was, "plain" or "coded" with a code.

    Fills ``{sdk}``, ``{error}``, ``{code}`` and the place ``{whole}``.
    """
    found = rewrites.terminal_arguments(question.facts.api.statuses, question.file, question.node)
    package = rewrites.qualifier(question.node)
    if found is None or not package or (found[2] is not None) is not (question.strings[0] == "coded"):
        return None
    call, error, code = found
    values = {"sdk": package, "error": exact(error), "code": exact(code) if code is not None else ""}
    return Answer(values, places={"whole": _place(call)})


def coded(question: Question) -> Answer | None:
    """``(#coded? @call)``: a call of WithErrorCode as it was. Fills ``{sdk}``, ``{error}``, ``{code}``."""
    call = question.node
    found = rewrites.coded_arguments(question.facts.api.statuses, question.file, call)
    called = question.file.callee(call)
    package = rewrites.qualifier(called.expression) if called is not None else ""
    if found is None or not package or rewrites.is_inside_terminal(call):
        return None
    return Answer({"sdk": package, "error": exact(found[0]), "code": exact(found[1])})


def asked_code(question: Question) -> Answer | None:
    """``(#asked-code? @name)``: a call of ErrorCode.

    Fills ``{sdk}``, ``{error}`` and the place ``{whole}``.
    """
    status = question.facts.api.status(question.file, question.node)
    found = rewrites.only_argument(question.node)
    package = rewrites.qualifier(question.node)
    if status is None or status.use.title != "restate.ErrorCode" or found is None or not package:
        return None
    return Answer({"sdk": package, "error": exact(found[1])}, places={"whole": _place(found[0])})


def generated(question: Question) -> Answer | None:
    """``(#generated? @name "UUID")``: a call of a method of Rand that a function takes the place of.

    Fills ``{sdk}``, ``{ctx}`` and the place ``{whole}``.
    """
    status = question.facts.api.status(question.file, question.node)
    if status is None or status.use.symbol != f"Rand().{question.strings[0]}":
        return None
    found = rewrites.generated(question.facts.api.statuses, question.file, question.node)
    if found is None:
        return None
    call, package, context = found
    return Answer({"sdk": package, "ctx": exact(context)}, places={"whole": _place(call)})


def raced(question: Question) -> Answer | None:
    """``(#raced? @name)``: ``Select(ctx, ...).Select()``, where its function returns an error.

    Fills ``{sdk}``, ``{arguments}``, ``{first}``, a free name, ``{error}``, ``{fail}`` and the place
    ``{whole}``.
    """
    facts, file = question.facts, question.file
    found = rewrites.raced(facts.program, facts.api.statuses, file, question.node)
    package = rewrites.qualifier(question.node)
    if found is None or not package:
        return None
    values = {
        "sdk": package,
        "arguments": ", ".join(map(exact, found.arguments)) + ("..." if found.spread else ""),
        "first": found.first,
        "error": found.error,
        "fail": found.fail,
    }
    return Answer(values, places={"whole": _place(found.whole)})


def indexed(question: Question) -> Answer | None:
    """``(#indexed? @headers)``: one value is taken by a key. Fills ``{key}`` and the place ``{whole}``."""
    parent = question.node.parent
    if parent is None or parent.type != "index_expression":
        return None
    found = rewrites.indexed(question.node)
    return None if found is None else Answer({"key": exact(found[1])}, places={"whole": _place(found[0])})


def ranged(question: Question) -> Answer | None:
    """``(#ranged? @headers)``: headers are ranged over."""
    parent = question.node.parent
    return Answer() if parent is not None and parent.type == "range_clause" else None


def importable(question: Question) -> Answer | None:
    """``(#importable? @spec)``: an import of no package has one path that it can be of.

    Fills ``{instead}``, the path; ``{spec}``, how it is written so that its uses stay; the place ``{path}``.
    """
    spec = question.node
    wrong = question.facts.api.wrong_import(question.file, spec)
    path = field(spec, "path")
    if wrong is None or not wrong.instead or path is None:
        return None
    name = ""
    if field(spec, "name") is None:
        used = [each for each in question.file.imports.all if each.node == spec]
        old = name_of(question.file, used[0]) if used else ""
        new = api().packages[wrong.instead].name if wrong.instead in api().packages else old
        name = f"{old} " if old and old != new else ""
    return Answer(
        {"instead": wrong.instead, "spec": f'{name}"{wrong.instead}"'}, places={"path": _place(path)}
    )


def misspelt(question: Question) -> Answer | None:
    """``(#misspelt? @name)``: a name that never was has one answer, a name of the same package or type.

    Fills ``{new}`` and the place ``{name}``.
    """
    node = question.node
    status = question.facts.api.status(question.file, node)
    name = field(node, "field") or field(node, "name")
    if status is None or status.state != "unknown" or name is None:
        return None
    use = status.use
    meant = suggestions(use.path, use.symbol, use.title, status.version.numbers)
    start = use.title.removesuffix(use.symbol.rpartition(".")[2])
    new = meant[0].removeprefix(start) if len(meant) == 1 and meant[0].startswith(start) else ""
    return Answer({"new": new}, places={"name": _place(name)}) if new.isidentifier() else None


def _place(node: Node) -> tuple[int, int]:
    return node.start_byte, node.end_byte


_CALLED = ("sdk", "error", "code", "whole")

DEFINITIONS: Mapping[str, Definition] = {
    "asked-code": predicate(asked_code, "sdk", "error", "whole"),
    "coded": predicate(coded, "sdk", "error", "code"),
    "generated": predicate(generated, "sdk", "ctx", "whole", strings=frozenset({"UUID", "Source"})),
    "importable": predicate(importable, "instead", "spec", "path"),
    "indexed": predicate(indexed, "key", "whole"),
    "misspelt": predicate(misspelt, "new", "name"),
    "raced": predicate(raced, "sdk", "arguments", "first", "error", "fail", "whole"),
    "ranged": predicate(ranged),
    "renamed": predicate(
        renamed,
        *("new", "difference", "type", "value", "name", "argument"),
        strings=frozenset({"plain", "loose", "moved", "converted"}),
    ),
    "terminal": predicate(terminal, *_CALLED, strings=frozenset({"plain", "coded"})),
}
