"""Pointers to errors that a ``defer`` hands on, and whether what is written there is returned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.scope import binding_of
from restatelint.golang.shown import shown
from restatelint.golang.syntax import enclosing, field, named_children, text, unparenthesized
from restatelint.golang.types import ERROR, External, Named
from restatelint.golang.uses import uses
from restatelint.restate.compensations.deferred import deferred_call
from restatelint.restate.ends.reaching import is_named_result
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node

_ERRORS = (ERROR, Named(PATH, "TerminalError"))
_DEPTH = 3  # how many functions hand a pointer on


@dataclass(frozen=True, slots=True)
class LostWrite:
    """A deferred call that writes an error which nobody returns: the call's function, and the error."""

    call: str
    error: str


class ErrorPointers:
    """Answers about pointers to errors over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def lost(self, file: File, statement: Node) -> LostWrite | None:
        """Return what a ``defer f(&err)`` writes in vain because ``err`` is no named result, or None.

        A function of the code at hand must be seen to write; a foreign one that takes such a pointer is
        taken to. None where another deferred call reads the error.
        """
        call = deferred_call(statement)
        function = file.function_at(statement.start_byte)
        if call is None or function is None or not function.results:
            return None
        for index, argument in enumerate(arguments(call)):
            name = _pointed_at(argument)
            binding = binding_of(file, name) if name is not None else None
            if name is None or binding is None or binding.outside(function.node) or is_named_result(binding):
                continue
            type_ = self._program.expressions.type(file, name)
            if type_ not in _ERRORS and (type_ is not None or "err" not in binding.name.lower()):
                continue
            if self._writes(file, call, index, 0) and not _is_deferred_too(file, binding, statement):
                called = file.callee(call)
                words = shown(called.expression) if called is not None and called.name else "the function"
                return LostWrite(words, text(name))
        return None

    def _writes(self, file: File, call: Node, index: int, depth: int) -> bool:
        """Whether a call writes through the pointer that is its argument at an index."""
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            return True
        if not isinstance(target, Function) or target.body is None or depth > _DEPTH:
            return False
        parameter = target.parameters[index] if index < len(target.parameters) else None
        if parameter is None or parameter.identifier is None:
            return False
        binding = binding_of(target.file, parameter.identifier)
        if binding is None:
            return False
        for use in uses(target.file, binding, binding.visible):
            parent = use.parent
            if parent is None:
                continue
            if parent.type == "unary_expression" and _is_assigned(parent):
                return True
            if parent.type == "argument_list" and parent.parent is not None:
                given = arguments(parent.parent)
                place = next((i for i, each in enumerate(given) if each == use), len(given))
                if self._writes(target.file, parent.parent, place, depth + 1):
                    return True
        return False


def _pointed_at(argument: Node) -> Node | None:
    """Return ``err`` of ``&err``."""
    argument = unparenthesized(argument)
    operator, operand = field(argument, "operator"), field(argument, "operand")
    if argument.type != "unary_expression" or operator is None or operator.type != "&" or operand is None:
        return None
    return operand if operand.type == "identifier" else None


def _is_assigned(dereferenced: Node) -> bool:
    """Whether ``*e`` stands on the left of an assignment."""
    holder = dereferenced.parent
    statement = holder.parent if holder is not None else None
    if holder is None or statement is None or statement.type != "assignment_statement":
        return False
    return field(statement, "left") == holder and dereferenced in named_children(holder)


def _is_deferred_too(file: File, binding: Binding, statement: Node) -> bool:
    """Whether another ``defer`` looks at the error, so that what is written may matter after all."""
    for use in uses(file, binding, 0):
        other = enclosing(use, {"defer_statement"})
        if other is not None and other != statement:
            return True
    return False
