"""Predicates for fixes: what a template needs to know, as places and pieces of code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.engine.template import exact
from restatelint.golang.callee import arguments, callee
from restatelint.golang.syntax import field, text
from restatelint.golang.types import External
from restatelint.restate.repairs.wraps import said_by, wrapping_arguments
from restatelint.restate.repairs.written.layout import tightened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.restate.repairs.wrapping import Block

# functions of math/rand/v2 and math/rand that a *rand.Rand of math/rand/v2 has as methods
_METHODS = {
    **{
        name: name
        for name in (
            *("ExpFloat64", "Float32", "Float64", "Int", "Int32", "Int32N", "Int64", "Int64N", "IntN"),
            *("NormFloat64", "Perm", "Shuffle", "Uint32", "Uint32N", "Uint64", "Uint64N", "UintN"),
        )
    },
    "Int31": "Int32",
    "Int31n": "Int32N",
    "Int63": "Int64",
    "Int63n": "Int64N",
    "Intn": "IntN",
}
_LEVELS = frozenset(
    {
        *("Debug", "DebugContext", "Info", "InfoContext", "Warn", "WarnContext", "Error", "ErrorContext"),
        *("Log", "LogAttrs"),
    }
)


def sdk(question: Question) -> Answer | None:
    """``(#sdk? @node "0.21.0")``: the code is for this version of the SDK or a later one."""
    return answer(question.facts.repairs.has_sdk(question.file, question.strings[0]))


def handler_context(question: Question) -> Answer | None:
    """``(#handler-context? @node)``: a handler's context has a name where a node stands: ``{ctx}``."""
    name = question.facts.repairs.contexts.handler(question.file, question.node.start_byte)
    return Answer({"ctx": name}) if name is not None else None


def run_context(question: Question) -> Answer | None:
    """``(#run-context? @context)``: a context could be that of the Run block it stands in.

    It is a plain argument, or calls what both have. Fills ``{run}``, the Run context's name.
    """
    repairs = question.facts.repairs
    found = repairs.contexts.run(question.file, question.node.start_byte)
    if found is None or found.unnamed is not None:
        return None
    plain = repairs.contexts.is_plain_use(question.file, question.node)
    return Answer({"run": found.name}) if plain else None


def unnamed_run_context(question: Question) -> Answer | None:
    """``(#unnamed-run-context? @context)``: as ``#run-context?``, where the block gives its context no name.

    Fills ``{run}``, a name for it, and the place ``{parameter}`` with ``{type}`` to be named.
    """
    repairs = question.facts.repairs
    found = repairs.contexts.run(question.file, question.node.start_byte)
    if found is None or found.unnamed is None:
        return None
    type_ = field(found.unnamed, "type")
    if type_ is None or not repairs.contexts.is_plain_use(question.file, question.node):
        return None
    place = (found.unnamed.start_byte, found.unnamed.end_byte)
    return Answer({"run": found.name, "type": exact(type_)}, places={"parameter": place})


def by_package(question: Question) -> Answer | None:
    """``(#by-package? @call)``: a call names its function by a package, not by a variable that holds it."""
    called = callee(question.node)
    if called is None or called.operand is None:
        return None
    return answer(question.facts.program.calls.import_path(question.file, called.operand) is not None)


def sleeps(question: Question) -> Answer | None:
    """``(#sleeps? @call)``: a statement only waits: ``time.Sleep(d)`` or ``<-time.After(d)``.

    The function around it returns an error. Fills ``{duration}``, ``{fail}``, the return of ``err``, and the
    place ``{statement}``.
    """
    file, call = question.file, question.node
    target = question.facts.program.calls.target(file, call)
    given = arguments(call)
    if not isinstance(target, External) or target.path != "time" or target.receiver or len(given) != 1:
        return None
    statement = call.parent
    if target.name == "After" and statement is not None and text(statement)[:2] == "<-":
        statement = statement.parent
    elif target.name != "Sleep":
        return None
    fail = question.facts.repairs.failing_return(file, call.start_byte, "err")
    duration = tightened(given[0])
    if statement is None or statement.type != "expression_statement" or fail is None or duration is None:
        return None
    place = (statement.start_byte, statement.end_byte)
    return Answer({"duration": duration, "fail": fail}, places={"statement": place})


def generator_method(question: Question) -> Answer | None:
    """``(#generator-method? @call)``: a call of math/rand is a method of the SDK's generator too.

    Fills ``{method}`` and the place ``{function}``.
    """
    target = question.facts.program.calls.target(question.file, question.node)
    called = callee(question.node)
    if not isinstance(target, External) or target.receiver or called is None or called.operand is None:
        return None
    method = _METHODS.get(target.name) if target.path in ("math/rand", "math/rand/v2") else None
    if method is None or called.type_arguments:
        return None
    place = (called.expression.start_byte, called.expression.end_byte)
    return Answer({"method": method}, places={"function": place})


def logger_call(question: Question) -> Answer | None:
    """``(#logger-call? @call)``: a call of package slog is a method of a logger too.

    The place ``{package}`` is that of its name.
    """
    target = question.facts.program.calls.target(question.file, question.node)
    called = callee(question.node)
    if not isinstance(target, External) or target.receiver or called is None or called.operand is None:
        return None
    if target.path != "log/slog" or target.name not in _LEVELS:
        return None
    return Answer(places={"package": (called.operand.start_byte, called.operand.end_byte)})


def default_logger(question: Question) -> Answer | None:
    """``(#default-logger? @call)``: contexts log as ``slog`` does, and not while replaying.

    The module's endpoint is seen, and nothing gives it another logger.
    """
    return answer(question.facts.repairs.server_logger.is_default(question.file))


def printed(question: Question) -> Answer | None:
    """``(#printed? @call)``: a statement of package fmt or log prints; fills ``{message}``, an expression."""
    found = question.facts.repairs.message(question.file, question.node)
    if found is None:
        return None
    return Answer({"message": found.expression}, imports=("fmt",) if found.formatted else ())


def wrappable(question: Question) -> Answer | None:
    """``(#wrappable? @call)``: one verb of ``fmt.Errorf`` shows the error that a new one loses.

    The place ``{arguments}`` is all of them, ``{wrapping}`` what they would be.
    """
    found = question.facts.errors.lost(question.file, question.node)
    list_ = field(question.node, "arguments")
    wrapping = wrapping_arguments(question.node, found.error) if found is not None else None
    if wrapping is None or list_ is None:
        return None
    return Answer({"wrapping": wrapping}, places={"arguments": (list_.start_byte, list_.end_byte)})


def remade(question: Question) -> Answer | None:
    """``(#remade? @call)``: ``errors.New(err.Error())`` makes of an error another; fills ``{error}``."""
    target = question.facts.program.calls.target(question.file, question.node)
    given = arguments(question.node)
    if not isinstance(target, External) or (target.path, target.name) != ("errors", "New") or len(given) != 1:
        return None
    inner = said_by(given[0])
    return Answer({"error": exact(inner)}) if inner != given[0] else None


def sorted_keys(question: Question) -> Answer | None:
    """``(#sorted-keys? @clause "alone")``: a range over a map can go by its sorted keys.

    ``"alone"`` needs no values, ``"value"`` does. Fills ``{key}``, ``{value}``, ``{map}`` and the place
    ``{head}``, from the clause to the brace.
    """
    found = question.facts.repairs.sorted_range(question.file, question.node)
    if found is None or bool(found.value) is not ("value" in question.strings):
        return None
    values = {"key": found.key, "map": found.map, "value": found.value}
    return Answer(values, places={"head": found.head})


def wrapped(question: Question) -> Answer | None:
    """``(#wrapped? @call "value")``: a call could stand inside Run.

    ``"value"`` gives a value and an error, ``"error"`` an error alone, ``"blank"`` more that nobody wants;
    ``"hoisted"`` gives one value and no error, so that the block goes before the statement, or, ``"named"``
    by it, in its place. Fills the ``{place}`` to replace, ``{code}`` (the call as it is),
    ``{parameter}`` (the Run context's name with a space, or nothing), ``{label}``, and as far as they are
    needed ``{name}``, ``{error}``, ``{type}``, ``{fail}``, ``{kept}`` (what stays in the place), ``{sign}``
    of an assignment, and ``{declared}``, a declaration to stand before, or nothing.
    """
    wrapping, form = question.facts.repairs.wrapping, question.strings[0]
    makers = {
        "blank": wrapping.blank,
        "error": wrapping.error_only,
        "hoisted": wrapping.hoisted,
        "named": wrapping.hoisted,
        "value": wrapping.in_place,
    }
    found = makers[form](question.file, question.node)
    if found is None or (form in ("hoisted", "named") and (found.kept is None) is not (form == "named")):
        return None
    return Answer(
        _values(found, exact(question.node)), places={"place": found.place}, imports=tuple(found.imports)
    )


def _values(block: Block, code: str) -> dict[str, str]:
    return {
        "code": code,
        "label": block.label,
        "parameter": block.parameter,
        "name": block.name,
        "error": block.error,
        "type": block.type,
        "fail": block.fail,
        "kept": block.kept or "",
        "declared": block.declared,
        "sign": block.sign,
    }


_FORMS = frozenset({"blank", "error", "hoisted", "named", "value"})

DEFINITIONS: Mapping[str, Definition] = {
    "by-package": predicate(by_package),
    "default-logger": predicate(default_logger),
    "generator-method": predicate(generator_method, "method", "function"),
    "handler-context": predicate(handler_context, "ctx"),
    "logger-call": predicate(logger_call, "package"),
    "printed": predicate(printed, "message"),
    "remade": predicate(remade, "error"),
    "run-context": predicate(run_context, "run"),
    "sdk": predicate(sdk, variadic=True),
    "sleeps": predicate(sleeps, "duration", "fail", "statement"),
    "sorted-keys": predicate(
        sorted_keys, "key", "map", "value", "head", strings=frozenset({"alone", "value"})
    ),
    "unnamed-run-context": predicate(unnamed_run_context, "run", "type", "parameter"),
    "wrappable": predicate(wrappable, "wrapping", "arguments"),
    "wrapped": predicate(
        wrapped,
        *("place", "code", "label", "parameter", "name", "error", "type", "fail", "kept", "declared", "sign"),
        strings=_FORMS,
    ),
}
