"""Predicates about Go: names, types and where code stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.finding import Severity
from restatelint.engine.predicates.base import YES, Answer, answer, predicate
from restatelint.golang.callee import callee
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.shown import shown
from restatelint.golang.syntax import ancestors, field, named_children, root_of, unparenthesized
from restatelint.golang.types import Chan, External, Literal, Map, Named, Pointer, Slice, pointed
from restatelint.restate.contexts.loggers import holds_context_logger
from restatelint.restate.runs.channels import is_private

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.predicates.base import Definition, Question
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node


def calls(question: Question) -> Answer | None:
    """``(#calls? @call "context.WithTimeout")``: a call is of this foreign function or method.

    Written with the full import path, without major version: ``net/http.Client.Do``.
    """
    target = question.facts.program.calls.target(question.file, question.node)
    return answer(isinstance(target, External) and target.full_name in question.strings)


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


def names_type(question: Question) -> Answer | None:
    """``(#names-type? @type "*net/http.Request")``: a type is one of these, by an alias too.

    Written with the full import path, and a ``*`` before it for each pointer.
    """
    found, stars = question.facts.program.typenames.type(question.file, question.node), ""
    while isinstance(found, Pointer):
        found, stars = found.element, stars + "*"
    if not isinstance(found, Named):
        return None
    return answer(f"{stars}{found.path}.{found.name}" in question.strings)


def from_(question: Question) -> Answer | None:
    """``(#from? @call "module")``: what a call calls is from here.

    Places: ``sdk``, ``standard`` (Go's library), ``foreign``, ``module`` (the code at hand), ``unknown``.
    """
    return answer(question.facts.target_kind(question.file, question.node) in question.strings)


def private_channel(question: Question) -> Answer | None:
    """``(#private-channel? @place)``: a channel with a buffer is used by one function, alone and in order.

    The capture is the ``make`` call, a send statement, or an expression that is received from.
    """
    return answer(is_private(question.file, question.node))


def done(question: Question) -> Answer | None:
    """``(#done? @expression)``: an expression is ``ctx.Done()`` of some context, or a timer's channel."""
    origin = question.facts.origins.value(question.file, question.node)
    if origin is None:
        return None
    called = callee(origin)
    if called is not None:
        return answer(called.name == "Done" and called.operand is not None)
    if origin.type != "selector_expression":
        return None
    operand, name = origin.child_by_field_name("operand"), origin.child_by_field_name("field")
    owner = pointed(question.facts.program.expressions.type(question.file, operand))
    is_timer = isinstance(owner, Named) and owner.path == "time"
    return answer(is_timer and name is not None and name.text == b"C")


def local(question: Question) -> Answer | None:
    """``(#local? @name)``: an identifier is declared inside the function, so it hides Go's own name."""
    if binding_of(question.file, question.node) is not None:
        return YES
    package = question.facts.program.package_of(question.file)
    return answer(package.declaration(shown(question.node), question.file) is not None)


def handed_in(question: Question) -> Answer | None:
    """``(#handed-in? @call)``: the receiver of a call starts from a parameter: ``log``, ``log.With(x)``.

    Or it is a field that only the loggers of contexts fill.
    """
    called = callee(question.node)
    root = called.operand if called is not None else None
    while root is not None and (inner := callee(root)) is not None and inner.operand is not None:
        root = inner.operand
    if root is None or root.type != "identifier":
        held = root is not None and holds_context_logger(question.facts.program, question.file, root)
        return answer(held)
    binding = binding_of(question.file, root)
    if binding is None or binding.kind is not BindingKind.PARAMETER:
        return None
    parent = binding.statement.parent
    receiver = parent is not None and parent == _receiver_list(parent)
    return answer(not receiver)


def made_here(question: Question) -> Answer | None:
    """``(#made-here? @call "Lock")``: yes, but for a method so called of what the invocation itself made.

    An info for another method of such a thing, for one of a variable of the invocation, and for a method so
    called of what a receiver keeps for itself. A warning otherwise: it may be shared between invocations.
    """
    called = callee(question.node)
    root = root_of(called.operand) if called is not None and called.operand is not None else None
    binding = binding_of(question.file, root) if root is not None and root.type == "identifier" else None
    region = question.facts.regions.at(question.file, question.node.start_byte)
    own = (
        binding is not None
        and binding.kind is BindingKind.VARIABLE
        and region is not None
        and not binding.outside(region.function.node)
    )
    made = own and binding is not None and _is_made(binding)
    if not own and binding is not None and root is not None:
        own = made = question.facts.receivers.is_of_invocation(question.file, root)
    named = called is not None and called.name in question.strings
    if made and named:
        return None
    if named and binding is not None and binding.kind is BindingKind.PARAMETER:
        own = own or binding.statement.parent == _receiver_of(binding)
    return Answer(severity=Severity.INFO if own else Severity.WARNING)


def _is_made(binding: Binding) -> bool:
    """Whether a variable gets its first value where it is declared, from nobody else."""
    values = field(binding.statement, "right") or field(binding.statement, "value")
    if values is None:
        return True
    given = named_children(values)
    value = unparenthesized(given[binding.index]) if binding.index < len(given) else values
    if value.type == "unary_expression":
        value = field(value, "operand") or value
    called = callee(value)
    return value.type == "composite_literal" or (called is not None and called.name == "new")


def _receiver_of(binding: Binding) -> Node | None:
    """Return the receiver's list of the method whose parameter or receiver a name is."""
    given = binding.statement.parent
    return _receiver_list(given) if given is not None else None


def _receiver_list(parameters: Node) -> Node | None:
    method = parameters.parent
    return method.child_by_field_name("receiver") if method is not None else None


def inside(question: Question) -> Answer | None:
    """``(#inside? @node "ERROR")``: a node stands, at any depth, inside a node of one of these types."""
    return answer(any(parent.type in question.strings for parent in ancestors(question.node)))


def has(question: Question) -> Answer | None:
    """``(#has? @node "for_statement")``: inside a node stands, at any depth, a node of one of these types."""
    waiting = [*question.node.named_children]
    while waiting:
        node = waiting.pop()
        if node.type in question.strings:
            return YES
        waiting.extend(node.named_children)
    return None


_FORMS = frozenset({"chan", "map", "slice", "pointer", "function", "struct", "interface"})
_PLACES = frozenset({"sdk", "standard", "foreign", "module", "unknown"})

DEFINITIONS: Mapping[str, Definition] = {
    "calls": predicate(calls, variadic=True),
    "done": predicate(done),
    "private-channel": predicate(private_channel),
    "from": predicate(from_, strings=_PLACES, variadic=True),
    "handed-in": predicate(handed_in),
    "has": predicate(has, variadic=True),
    "inside": predicate(inside, variadic=True),
    "local": predicate(local),
    "made-here": predicate(made_here, variadic=True),
    "names-type": predicate(names_type, variadic=True),
    "type": predicate(type_, strings=_FORMS, variadic=True),
}
