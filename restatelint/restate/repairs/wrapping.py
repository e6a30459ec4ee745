"""Calls put into restate.Run: which can be, and the words that only the types and names around them tell.

A block of Run gives back one value that the journal keeps whole, and an error. What a call gives besides,
what it writes through pointers, and where nobody looks at an error: none of that can be wrapped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.declarations import Function
from restatelint.golang.scope import binding_at
from restatelint.golang.syntax import field, root_of, text
from restatelint.golang.types import ERROR, External, Named, element
from restatelint.golang.uses import uses
from restatelint.restate.repairs.bound import bound_names, is_nested, named_alone, taking_statement
from restatelint.restate.repairs.polling import fails_by
from restatelint.restate.repairs.written.fresh_names import free_error, free_name, is_used_around, label_of
from restatelint.restate.repairs.written.layout import operations
from restatelint.restate.repairs.written.spelling import has_array, is_kept, spelled
from restatelint.restate.repairs.written.statements import (
    failing_return,
    statement_around,
    statement_to_precede,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.errors.kinds import ErrorKinds
    from restatelint.restate.repairs.contexts import ContextNames

_TIME = Named("time", "Time")
_DURATION = Named("time", "Duration")
# foreign functions with one result, and what to call it
_FOREIGN = {
    ("time", "Now"): (_TIME, "now"),
    ("time", "Since"): (_DURATION, "elapsed"),
    ("time", "Until"): (_DURATION, "left"),
}


class Block(NamedTuple):
    """A call in a Run block: names and types for a template, and where the call is taken from.

    ``name`` holds its value, ``error`` the error; ``parameter`` is the Run context's name with a space, or
    "". ``kept`` is what stays where the call was, None if the block itself does, ``declared`` a line to
    stand before, or "", and ``sign`` that of an assignment.
    """

    place: tuple[int, int]
    label: str
    parameter: str = ""
    name: str = ""
    error: str = "err"
    type: str = ""
    fail: str = ""
    kept: str | None = None
    declared: str = ""
    sign: str = ""
    imports: frozenset[str] = frozenset()


class Wrapping:
    """Answers about calls that could stand inside Run: not if the function fails by the value it keeps."""

    def __init__(self, program: Program, contexts: Contexts, names: ContextNames, errors: ErrorKinds) -> None:
        self._program = program
        self._contexts = contexts
        self._names = names
        self._errors = errors

    def hoisted(self, file: File, call: Node) -> Block | None:
        """Return the block before its statement for a call that gives one value and no error, or None.

        ``place`` is that of the statement if it only names the value, that of the clause if an ``if`` does so
        before its condition, else that of the call.
        """
        parameter, given = self._parameter(file, call), self._one_result(file, call)
        statement = statement_to_precede(call)
        if parameter is None or given is None or statement is None:
            return None
        type_, usual = given
        if _names_inside(file, call, statement) or (is_nested(call) and any(operations(call))):
            return None
        error, name = free_error(file, statement), free_name(file, call, usual or "value")
        if error is None or name is None:
            return None
        fail = failing_return(self._program, file, call.start_byte, error)
        written = spelled(self._program, file, type_, call.start_byte)
        if fail is None or written is None or fails_by(self._errors, file, call):
            return None
        place = (call.start_byte, call.end_byte)
        own, first = named_alone(statement, call), field(statement, "initializer")
        condition = field(statement, "condition")
        kept: str | None = name
        if own is not None:
            place, name, kept = (statement.start_byte, statement.end_byte), text(own), None
        elif first is not None and condition is not None:
            own = named_alone(first, call)
            if own is not None and not is_used_around(file, statement, text(own)):
                place, name, kept = (first.start_byte, condition.start_byte), text(own), ""
        label = label_of(self._program, file, call, usual)
        return Block(place, label, parameter, name, error, written[0], fail, kept=kept, imports=written[1])

    def in_place(self, file: File, call: Node) -> Block | None:
        """Return the block for a call that gives a value and an error, both bound or returned, or None."""
        target, parameter = self._program.calls.target(file, call), self._parameter(file, call)
        if not isinstance(target, Function) or parameter is None or len(target.results) != 2:
            return None
        bound = bound_names(call)
        if bound is None or (bound and (len(bound) != 2 or text(bound[1]) == "_")):
            return None
        type_ = self._program.expressions.results(target)
        value, error = element(type_, 0), element(type_, 1)
        if error != ERROR or not is_kept(self._program, value) or has_array(target.results[0].type):
            return None
        written = spelled(self._program, file, value, call.start_byte)
        declared = self._declared(file, call, bound)
        if written is None or declared is None or fails_by(self._errors, file, call):
            return None
        place = (call.start_byte, call.end_byte)
        label = label_of(self._program, file, call)
        return Block(place, label, parameter, type=written[0], declared=declared, imports=written[1])

    def error_only(self, file: File, call: Node) -> Block | None:
        """Return the block for a call whose only result is an error that is bound or returned, or None."""
        target, parameter = self._program.calls.target(file, call), self._parameter(file, call)
        bound = bound_names(call)
        if parameter is None or bound is None or len(bound) > 1 or (bound and text(bound[0]) == "_"):
            return None
        if isinstance(target, Function):
            if len(target.results) != 1 or self._program.expressions.results(target) != ERROR:
                return None
        elif not isinstance(target, External) or not _is_error(file, call, bound):
            return None
        declared = self._declared(file, call, bound)
        if declared is None or (declared and taking_statement(call) == "short_var_declaration"):
            return None
        return Block((call.start_byte, call.end_byte), label_of(self._program, file, call), parameter)

    def blank(self, file: File, call: Node) -> Block | None:
        """Return the block for ``_, err := call``, of which only the error counts, or None.

        ``place`` is that of the statement; ``name`` are the blanks with commas between.
        """
        parameter, bound, kind = self._parameter(file, call), bound_names(call), taking_statement(call)
        if parameter is None or not bound or len(bound) < 2:
            return None
        *others, error = [text(each) for each in bound]
        if (
            kind not in ("short_var_declaration", "assignment_statement")
            or error == "_"
            or set(others) != {"_"}
        ):
            return None
        declared = self._declared(file, call, bound)
        statement = bound[0].parent.parent if bound[0].parent is not None else None
        if statement is None or declared is None:
            return None
        place = (statement.start_byte, statement.end_byte)
        sign = ":=" if kind == "short_var_declaration" and not declared else "="
        label = label_of(self._program, file, call)
        return Block(place, label, parameter, ", ".join(others), error, declared=declared, sign=sign)

    def _one_result(self, file: File, call: Node) -> tuple[Named, str] | None:
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            return _FOREIGN.get((target.path, target.name)) if not target.receiver else None
        if not isinstance(target, Function) or len(target.results) != 1 or target.type_parameters:
            return None
        type_ = self._program.expressions.results(target)
        if not isinstance(type_, Named) or not is_kept(self._program, type_):
            return None
        return type_, ""

    def _parameter(self, file: File, call: Node) -> str | None:
        """Return the name of the block's context with a space, "" if the call needs none; None if it may not.

        A handler's context may only be handed over as a plain one, and nothing of outside be written.
        """
        handler = self._names.handler(file, call.start_byte)
        if handler is None:
            return None
        uses_context = False
        for node in _below(call):
            if node.type == "unary_expression" and text(node)[:1] == "&":
                inner = field(node, "operand")
                if inner is not None and root_of(inner).type == "identifier":
                    return None
            if node.type in ("func_literal", "type_assertion_expression"):
                return None
            if node.type not in ("identifier", "selector_expression", "call_expression"):
                continue
            kind = self._contexts.of(file, node)
            if kind is None:
                continue
            parent = node.parent
            direct = parent is not None and parent.type == "argument_list" and parent.parent == call
            if text(node) != handler or not direct or not self._names.takes_plain(file, call, node):
                return None
            uses_context = True
        return f"{handler} " if uses_context else ""

    def _declared(self, file: File, call: Node, bound: list[Node]) -> str | None:
        """Return a declaration of an error that takes other errors later, "" where none is needed.

        Run gives a terminal error, and a name of that type takes no other. None if it cannot be declared.
        """
        if taking_statement(call) != "short_var_declaration" or not bound:
            return ""
        name = text(bound[-1])
        binding = binding_at(file, name, bound[-1].start_byte)
        if binding is None or binding.identifier != bound[-1]:
            return ""
        pointed = any(
            use.parent is not None and use.parent.type == "unary_expression"
            for use in uses(file, binding, call.end_byte)
        )
        if not binding.assigned and not pointed:
            return ""
        statement = statement_around(file, call.start_byte)
        whole = statement is not None and statement.type == "short_var_declaration"
        return f"var {name} error" if whole and len(bound) > 1 else None


def _is_error(file: File, call: Node, bound: list[Node]) -> bool:
    """Whether the only result of a foreign call must be an error: by its name, or since it is returned."""
    if bound:
        return text(bound[0]) == "err"
    function = file.function_at(call.start_byte)
    return function is not None and len(function.results) == 1 and text(function.results[0].type) == "error"


def _below(node: Node) -> Iterator[Node]:
    waiting = [*node.named_children]
    while waiting:
        each = waiting.pop()
        yield each
        waiting.extend(each.named_children)


def _names_inside(file: File, call: Node, statement: Node) -> bool:
    """Whether a call uses names that its statement declares, so that it cannot stand before it."""
    for node in _below(call):
        if node.type == "identifier":
            binding = binding_at(file, text(node), node.start_byte)
            if binding is not None and not binding.outside(statement):
                return True
    return False
