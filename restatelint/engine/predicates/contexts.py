"""Predicates about Restate contexts and operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import Severity
from restatelint.engine.predicates.base import Answer, answer, predicate
from restatelint.golang.callee import arguments, callee
from restatelint.golang.shown import shown
from restatelint.golang.syntax import field, text
from restatelint.golang.types import External, Named
from restatelint.restate.sdk import is_sdk, sdk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.facts import Facts


_PLAIN = Named("context", "Context")


def _context_key(facts: Facts, file: File, node: Node) -> str | None:
    kind = facts.contexts.of(file, node)
    if kind is None:
        return None
    return "handler" if kind.replayed else "run"


def context(question: Question) -> Answer | None:
    """``(#context? @expression "handler")``: an expression is a handler context, or a "run" one."""
    return answer(_context_key(question.facts, question.file, question.node) == question.strings[0])


def operation(question: Question) -> Answer | None:
    """``(#operation? @call "sleep" "method")``: a call is an SDK operation of one of these groups.

    The groups are the headings of data/sdk.toml; "method" is a method of what an operation gave, such as
    ``Request`` or ``Result``. Fills ``{operation}``.
    """
    found = question.facts.operation(question.file, question.node)
    if found is None or found.group not in question.strings:
        return None
    return Answer({"operation": found.title})


def names_context(question: Question) -> Answer | None:
    """``(#names-context? @call)``: an argument or the receiver of a call is itself a handler context."""
    return answer(question.facts.context_uses.names_context(question.file, question.node))


def plain_context(question: Question) -> Answer | None:
    """``(#plain-context? @call)``: a handler context is handed to a method of an interface as a plain one.

    To one of the code at hand, whose parameter is a ``context.Context``: it does not know the journal, and
    what is behind it may do anything.
    """
    program, file = question.facts.program, question.file
    called = file.callee(question.node)
    if called is None or called.operand is None:
        return None
    owner = program.expressions.type(file, called.operand)
    method = program.members.interface_method(owner, called.name)
    if method is None:
        return None
    for parameter, given in zip(method.parameters, arguments(question.node), strict=False):
        if _context_key(question.facts, file, given) != "handler":
            continue
        if program.typenames.type(method.file, parameter.type) == _PLAIN:
            return answer(holds=True)
    return None


def holds_context(question: Question) -> Answer | None:
    """``(#holds-context? @call)``: a call reaches a method whose receiver keeps a handler context.

    Fills ``{method}``.
    """
    method = question.facts.context_uses.reaches_held_context(question.file, question.node)
    return Answer({"method": method}) if method is not None else None


def argument_of(question: Question) -> Answer | None:
    """``(#argument-of? @expression "random")``: an expression is an argument of an operation of a group."""
    parent = question.node.parent
    call = parent.parent if parent is not None and parent.type == "argument_list" else parent
    if call is None or callee(call) is None:
        return None
    found = question.facts.operation(question.file, call)
    return answer(found is not None and found.group in question.strings)


def deterministic(question: Question) -> Answer | None:
    """``(#deterministic? @call)``: the receiver of a call is a generator that ``restate.Rand`` seeds."""
    called = callee(question.node)
    if called is None or called.operand is None:
        return None
    target = question.facts.program.calls.target(question.file, question.node)
    if not isinstance(target, External) or not target.receiver.startswith(("Deterministic", "Rand")):
        return None
    return answer(question.facts.origins.replays_alike(question.file, called.operand))


def durable_use(question: Question) -> Answer | None:
    """``(#durable-use? @statement)``: inside a node a context, a future or a client is used.

    Fills ``{use}`` with the first such place.
    """
    node = question.facts.context_uses.durable_use(question.file, question.node)
    if node is None:
        return None
    called = callee(node)
    return Answer({"use": shown(called.expression if called is not None and called.name else node)})


def captured(question: Question) -> Answer | None:
    """``(#captured? @expression)``: what an expression starts from is declared outside its region."""
    return answer(question.facts.context_uses.is_captured(question.file, question.node))


def plain_part(question: Question) -> Answer | None:
    """``(#plain-part? @expression)``: a context is only the way to a field that is none: ``s.tenant``."""
    return answer(question.facts.context_uses.is_plain_part(question.file, question.node))


def use_severity(question: Question) -> Answer | None:
    """``(#use-severity? @context)``: always yes; a warning if a context only logs or goes to foreign code.

    An error otherwise. On a server both go through, and only operations break the journal.
    """
    parent = question.node.parent
    if parent is not None and parent.type == "selector_expression":
        name = field(parent, "field")
        return Answer(
            severity=Severity.WARNING if name is not None and text(name) == "Log" else Severity.ERROR
        )
    call = parent.parent if parent is not None and parent.type == "argument_list" else None
    target = question.facts.program.calls.target(question.file, call) if call is not None else None
    foreign = isinstance(target, External) and not is_sdk(target.path)
    return Answer(severity=Severity.WARNING if foreign else Severity.ERROR)


_GROUPS = frozenset({*sdk().operations.values(), "method"})

DEFINITIONS: Mapping[str, Definition] = {
    "argument-of": predicate(argument_of, strings=_GROUPS, variadic=True),
    "captured": predicate(captured),
    "use-severity": predicate(use_severity),
    "plain-part": predicate(plain_part),
    "context": predicate(context, strings=frozenset({"handler", "run"}), key=_context_key),
    "deterministic": predicate(deterministic),
    "durable-use": predicate(durable_use, "use"),
    "holds-context": predicate(holds_context, "method"),
    "names-context": predicate(names_context),
    "plain-context": predicate(plain_context),
    "operation": predicate(operation, "operation", strings=_GROUPS, variadic=True, kinds=frozenset({"sdk"})),
}
