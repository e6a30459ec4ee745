"""The error of ``restate.Get`` read as "there is no such state"; it never says so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.scope import assigned_from, binding_of
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.tree import kinds
from restatelint.golang.types import Pointer
from restatelint.golang.uses import uses
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node

_LEAVES = frozenset({"return_statement", "continue_statement", "break_statement"})
_TEXTS = kinds("interpreted_string_literal", "raw_string_literal")
_ABSENCE = re.compile(
    r"not.?found|missing|no.?such|not.?exist|unknown|no \w+ (?:for|yet)|not.?set|empty|(?-i:[a-z]No[A-Z])",
    re.I,
)


class _Read(NamedTuple):
    """A Get: the name of its value, None when it is blank, and the binding of its error."""

    call: Node
    value: Node | None
    error: Binding
    assigned: Node


class Presence:
    """Answers about errors of Get over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def read_as_presence(self, file: File, comparison: Node) -> str | None:
        """Return how a comparison of an error with nil is read: "is there", "is missing"; None if it is not.

        It is where nothing else is made of the error: it is never returned, logged or handed on, but in an
        error that says in words that something is not there, and the value alone is not looked at either.
        """
        sign, name = field(comparison, "operator"), field(comparison, "left")
        if sign is None or name is None:
            return None
        read = self._read(file, name, comparison)
        if read is None or self._is_pointer(file, read.call):
            return None
        statement = _conditional(comparison)
        others = [use for use in self._uses(file, read) if not _is_compared(use)]
        if others and (statement is None or not _are_in_words_of_absence(others, statement)):
            return None
        if statement is None:
            is_value = _is_value(comparison)
            return ("is there" if sign.type == "==" else "is missing") if is_value else None
        consequence = field(statement, "consequence")
        if consequence is None or field(statement, "condition") != comparison:
            return None
        if sign.type == "==":
            return "is there" if self._means_exists(file, read, consequence) else None
        return "is missing" if self._means_missing(file, read, consequence) else None

    def _read(self, file: File, name: Node, comparison: Node) -> _Read | None:
        """Return the Get that an error comes from, by the last assignment before its comparison."""
        binding = binding_of(file, name)
        if binding is None:
            return None
        statements = assigned_from(file, binding)
        index = bisect_left(statements, comparison.start_byte, key=_start) - 1
        while index >= 0 and statements[index].end_byte > comparison.start_byte:
            index -= 1
        if index < 0:
            return None
        last = statements[index]
        values, targets = field(last, "right") or field(last, "value"), field(last, "left")
        given = named_children(values) if values is not None else []
        names = named_children(targets) if targets is not None else []
        if last.type == "var_spec":
            names = [each for each in last.children_by_field_name("name") if each.is_named]
        if len(given) != 1 or len(names) != 2 or text(names[1]) != binding.name:
            return None
        operation = sdk().operation(self._program.calls.target(file, given[0]))
        if operation is None or operation.name != "Get" or operation.receiver:
            return None
        value = names[0] if text(names[0]) != "_" else None
        return _Read(given[0], value, binding, last)

    def _is_pointer(self, file: File, call: Node) -> bool:
        called = file.callee(call)
        given = called.type_arguments if called is not None else ()
        return any(isinstance(self._program.typenames.type(file, each), Pointer) for each in given)

    def _uses(self, file: File, read: _Read) -> list[Node]:
        """Return what reads the error before it is assigned again."""
        statements = assigned_from(file, read.error)
        index = bisect_right(statements, read.assigned.start_byte, key=_start)
        end = statements[index].start_byte if index < len(statements) else read.error.end
        return uses(file, read.error, read.assigned.end_byte, end)

    def _means_exists(self, file: File, read: _Read, body: Node) -> bool:
        """Whether a branch without an error is that of something that is there."""
        if read.value is None:
            return True
        if self._is_tested(file, read, body):
            return False
        statements = _statements(body)
        return bool(statements) and statements[-1].type in _LEAVES

    def _means_missing(self, file: File, read: _Read, body: Node) -> bool:
        """Whether a branch with an error makes up for something that is not there, or says so."""
        statements = _statements(body)
        if not statements:
            return False
        last = statements[-1]
        if last.type != "return_statement":
            return read.value is None or self._is_set(file, read, body)
        values = named_children(last)
        results = named_children(values[0]) if values else []
        if results and results[-1].type == "nil":
            return True
        return _ABSENCE.search(text(last)) is not None

    def _is_tested(self, file: File, read: _Read, body: Node) -> bool:
        """Whether a branch looks at the value itself before it relies on it."""
        binding = binding_of(file, read.value) if read.value is not None else None
        if binding is None:
            return True
        return any(_in_condition(use, body) for use in uses(file, binding, body.start_byte, body.end_byte))

    def _is_set(self, file: File, read: _Read, body: Node) -> bool:
        """Whether a branch gives the value that Get should have given."""
        binding = binding_of(file, read.value) if read.value is not None else None
        if binding is None:
            return False
        statements = assigned_from(file, binding)
        index = bisect_left(statements, body.start_byte, key=_start)
        return index < len(statements) and statements[index].start_byte < body.end_byte


def _start(node: Node) -> int:
    return node.start_byte


def _is_compared(use: Node) -> bool:
    parent = use.parent
    if parent is None or parent.type != "binary_expression":
        return False
    right, sign = field(parent, "right"), field(parent, "operator")
    return right is not None and right.type == "nil" and sign is not None and sign.type in ("==", "!=")


def _are_in_words_of_absence(uses_: list[Node], statement: Node) -> bool:
    """Whether uses stand where a branch ends by returning a text that says that something is not there."""
    body = field(statement, "consequence")
    statements = _statements(body) if body is not None else []
    last = statements[-1] if statements else None
    if last is None or last.type != "return_statement":
        return False
    texts = last.descendants(_TEXTS)
    said = any(_ABSENCE.search(text(each)) for each in texts)
    return said and all(last.start_byte <= use.start_byte < last.end_byte for use in uses_)


def _conditional(comparison: Node) -> Node | None:
    parent = comparison.parent
    return parent if parent is not None and parent.type == "if_statement" else None


def _is_value(comparison: Node) -> bool:
    """Whether a comparison is kept or returned by itself, as in ``exists := err == nil``."""
    parent = comparison.parent
    return parent is not None and parent.type in ("expression_list", "literal_element", "argument_list")


def _in_condition(use: Node, body: Node) -> bool:
    node: Node | None = use
    while node is not None and node != body:
        parent = node.parent
        if parent is not None and parent.type in (
            "if_statement",
            "for_clause",
            "expression_switch_statement",
        ):
            return field(parent, "consequence") != node
        node = parent
    return False


def _statements(block: Node) -> list[Node]:
    children = named_children(block)
    if len(children) == 1 and children[0].type == "statement_list":
        return named_children(children[0])
    return children
