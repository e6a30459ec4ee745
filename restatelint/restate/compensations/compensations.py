"""Compensations of a saga: where one is registered, and where those of one list are run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import FUNCTIONS, ancestors, enclosing, field, named_children, text
from restatelint.golang.types import Named, pointed
from restatelint.golang.uses import closure_calls, uses
from restatelint.restate.compensations.runs import CompensationRuns

if TYPE_CHECKING:
    from restatelint.golang.callee import Callee
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node

_METHODS = ("Add", "Register", "Defer", "add", "register", "defer")
_WORDS = re.compile(r"compens|undo|roll_?back|revert|unwind|saga|clean_?up|refund", re.IGNORECASE)
_SAYS = re.compile(rb"append\(|\.(?:[Aa]dd|[Rr]egister|[Dd]efer)\w*\(")
_FUNCTIONS = frozenset({"func_literal", "identifier", "selector_expression", "call_expression"})
_SIZES = frozenset({"len", "cap"})


@dataclass(frozen=True, slots=True)
class Registration:
    """A compensation that is put aside: the call that does so, what it is kept in, and its function.

    ``holder`` is the slice or the object, ``by_method`` tells which.
    """

    file: File
    call: Node
    holder: Node
    function: Function
    by_method: bool


class Compensations:
    """Answers about compensations over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: dict[tuple[str, int], Registration | None] = {}
        self._of_functions: dict[tuple[str, int], list[Registration]] = {}
        self._deferred: dict[Binding, bool] = {}
        self._run: dict[tuple[str, int], list[tuple[Binding, CompensationRuns]]] = {}

    def registration(self, file: File, call: Node) -> Registration | None:
        """Return the compensation that a call registers, or None.

        That is an ``append`` of a function to a slice, or a method ``Add``, ``Register`` or ``Defer``
        that is given one, also as a part of a literal; a name must say what it is for, or a ``defer`` must
        use the slice.
        """
        called = file.callee(call)
        if called is None or not may_register(called.name):
            return None
        key = (file.source.location, call.id)
        if key not in self._known:
            self._known[key] = self._registration(file, call, called)
        return self._known[key]

    def _registration(self, file: File, call: Node, called: Callee) -> Registration | None:
        if called.operand is None:
            given = arguments(call)
            if called.name != "append" or len(given) < 2 or not self._is_undone(file, given[0]):
                return None
            holder, candidates = given[0], given[1:]
        else:
            if not called.name.startswith(_METHODS):
                return None
            type_ = pointed(self._program.expressions.type(file, called.operand))
            owner = type_.name if isinstance(type_, Named) else ""
            if not _WORDS.search(f"{text(called.operand)} {called.name} {owner}"):
                return None
            holder, candidates = called.operand, arguments(call)
        for each in (part for whole in candidates for part in _parts(whole)):
            function = self._program.calls.function(file, each) if each.type in _FUNCTIONS else None
            if isinstance(function, Function):
                return Registration(file, call, holder, function, called.operand is not None)
        return None

    def _is_undone(self, file: File, holder: Node) -> bool:
        if _WORDS.search(text(holder)):
            return True
        binding = binding_of(file, holder) if holder.type == "identifier" else None
        if binding is None:
            return False
        if binding not in self._deferred:
            deferred = (enclosing(use, {"defer_statement"}) is not None for use in uses(file, binding, 0))
            self._deferred[binding] = any(deferred)
        return self._deferred[binding]

    def registrations(self, function: Function) -> list[Registration]:
        """Return the compensations that a function itself registers in a local name, in order."""
        if function.key not in self._of_functions:
            self._of_functions[function.key] = self._registrations(function)
        return self._of_functions[function.key]

    def _registrations(self, function: Function) -> list[Registration]:
        body, file = function.body, function.file
        found: list[Registration] = []
        for call in file.calls_in(body.start_byte, body.end_byte) if body is not None else ():
            made = self.registration(file, call)
            if made is None or enclosing(call, FUNCTIONS) != function.node:
                continue
            binding = binding_of(file, made.holder) if made.holder.type == "identifier" else None
            if binding is not None and binding.kind is BindingKind.VARIABLE:
                found.append(made)
        return found

    def left_at(self, function: Function, place: Node) -> frozenset[Binding]:
        """Return the local names whose compensations a function runs by hand, but not where a node stands.

        What is run by ``defer`` or nowhere is not among them.
        """
        if function.key not in self._run:
            bindings = dict.fromkeys(
                binding
                for each in self.registrations(function)
                if (binding := binding_of(function.file, each.holder)) is not None
            )
            runs = ((binding, self._runs(function.file, binding)) for binding in bindings)
            self._run[function.key] = [
                (binding, CompensationRuns(found))
                for binding, found in runs
                if found and not any(enclosing(each, {"defer_statement"}) is not None for each in found)
            ]
        return frozenset(binding for binding, runs in self._run[function.key] if not runs.cover(place))

    def _runs(self, file: File, binding: Binding) -> list[Node]:
        """Return where what a name holds is run, or handed to something that may run it.

        Registering and counting do not count; a closure that does it stands for its calls.
        """
        found: list[Node] = []
        owner = file.function_at(binding.identifier.start_byte)
        for use in uses(file, binding, 0):
            if self._is_idle(file, use):
                continue
            found.extend(self._outside(file, use, owner))
        return found

    def _outside(self, file: File, use: Node, owner: Function | None) -> list[Node]:
        """Return a use, or the calls of the closure it stands in, as far as they stand in the owner."""
        literal = enclosing(use, FUNCTIONS)
        if literal is None or owner is None or literal == owner.node or literal.type != "func_literal":
            return [use]
        calls = closure_calls(file, literal)
        return [each for call in calls for each in self._outside(file, call, owner)] if calls else [use]

    def _is_idle(self, file: File, use: Node) -> bool:
        parent = use.parent
        if parent is not None and parent.type == "selector_expression" and parent.parent is not None:
            made = self.registration(file, parent.parent)
            return made is not None and made.by_method
        call = parent.parent if parent is not None and parent.type == "argument_list" else None
        called = file.callee(call) if call is not None else None
        if call is None or called is None or called.operand is not None:
            return False
        grows = called.name == "append" and next(iter(arguments(call)), None) == use
        return grows or (called.name in _SIZES and binding_of(file, called.expression) is None)


def _parts(value: Node) -> list[Node]:
    """Return a value, or what a composite literal is made of: ``compensation{name: "refund", undo: f}``."""
    literal = field(value, "body") if value.type == "composite_literal" else None
    if literal is None:
        return [value]
    elements = [
        named_children(each)[-1] if each.type == "keyed_element" else each for each in named_children(literal)
    ]
    return [part for each in elements if each.type == "literal_element" for part in named_children(each)]


def may_have_compensations(file: File) -> bool:
    """Whether a file may register a compensation, as far as its words tell."""
    return _SAYS.search(file.source.data) is not None


def may_register(name: str) -> bool:
    """Whether a call of a function of this name may register a compensation."""
    return name == "append" or name.startswith(_METHODS)


def statement_of(node: Node) -> Node | None:
    """Return the statement of a block that a node stands in, within its function."""
    inner = node
    for parent in ancestors(node):
        if parent.type == "statement_list":
            return inner
        if parent.type in FUNCTIONS:
            return None
        inner = parent
    return None


def is_error_check(statement: Node) -> bool:
    """Whether a statement is ``if err != nil`` whose block ends in a return."""
    condition, body = field(statement, "condition"), field(statement, "consequence")
    if statement.type != "if_statement" or condition is None or body is None:
        return False
    right, operator = field(condition, "right"), field(condition, "operator")
    if right is None or operator is None or right.type != "nil" or operator.type != "!=":
        return False
    lists = named_children(body)
    last = named_children(lists[-1])[-1:] if lists else []
    return bool(last) and last[0].type == "return_statement"
