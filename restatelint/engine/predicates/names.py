"""Predicates about Go: names, types and where code stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.predicates.base import YES, Answer, answer, predicate
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import ancestors, callee, shown
from restatelint.golang.types import Chan, External, Literal, Map, Pointer, Slice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tree_sitter import Node

    from restatelint.engine.predicates.base import Definition, Question


def calls(question: Question) -> Answer | None:
    """``(#calls? @call "context.WithTimeout")``: a call is of this foreign function or method.

    Written with the full import path, without major version: ``net/http.Client.Do``.
    """
    target = question.facts.program.calls.target(question.file, question.node)
    if not isinstance(target, External):
        return None
    owner = f"{target.receiver}." if target.receiver else ""
    return answer(f"{target.path}.{owner}{target.name}" in question.strings)


def type_(question: Question) -> Answer | None:
    """``(#type? @expression "chan")``: the static type of an expression has this form.

    Forms: ``chan``, ``map``, ``slice``, ``pointer``, ``function``, ``struct``, ``interface``. A named type
    has the form of what it is made of; an unknown type has none.
    """
    program = question.facts.program
    found = program.typenames.underlying(program.expressions.type(question.file, question.node))
    form = {Chan: "chan", Map: "map", Slice: "slice", Pointer: "pointer"}.get(type(found), "")
    if isinstance(found, Literal):
        form = {"func_literal": "function"}.get(found.form, found.form.removesuffix("_type"))
    return answer(form in question.strings)


def done(question: Question) -> Answer | None:
    """``(#done? @expression)``: an expression is ``ctx.Done()`` of some context."""
    called = callee(question.node)
    return answer(called is not None and called.name == "Done" and called.operand is not None)


def local(question: Question) -> Answer | None:
    """``(#local? @name)``: an identifier is declared inside the function, so it hides Go's own name."""
    if binding_of(question.file, question.node) is not None:
        return YES
    package = question.facts.program.package_of(question.file)
    return answer(package.declaration(shown(question.node), question.file) is not None)


def handed_in(question: Question) -> Answer | None:
    """``(#handed-in? @call)``: the receiver of a call is a parameter of the function it stands in."""
    called = callee(question.node)
    if called is None or called.operand is None or called.operand.type != "identifier":
        return None
    binding = binding_of(question.file, called.operand)
    if binding is None or binding.kind is not BindingKind.PARAMETER:
        return None
    parent = binding.statement.parent
    receiver = parent is not None and parent == _receiver_list(parent)
    return answer(not receiver)


def _receiver_list(parameters: Node) -> Node | None:
    method = parameters.parent
    return method.child_by_field_name("receiver") if method is not None else None


def inside(question: Question) -> Answer | None:
    """``(#inside? @node "ERROR")``: a node stands, at any depth, inside a node of one of these types."""
    return answer(any(parent.type in question.strings for parent in ancestors(question.node)))


_FORMS = frozenset({"chan", "map", "slice", "pointer", "function", "struct", "interface"})

DEFINITIONS: Mapping[str, Definition] = {
    "calls": predicate(calls, variadic=True),
    "done": predicate(done),
    "handed-in": predicate(handed_in),
    "inside": predicate(inside, variadic=True),
    "local": predicate(local),
    "type": predicate(type_, strings=_FORMS, variadic=True),
}
