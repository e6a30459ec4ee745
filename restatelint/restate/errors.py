"""Errors that are terminal, and where they stop being so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.declarations import Function
from restatelint.golang.scope import binding_of
from restatelint.golang.shown import shown
from restatelint.golang.syntax import FUNCTIONS, field, named_children, string_value, text, unparenthesized
from restatelint.golang.types import ERROR, External, element
from restatelint.restate.sdk import is_sdk, sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_DEPTH = 6
_WRAPS = "%w"


@dataclass(frozen=True, slots=True)
class LostError:
    """A terminal error that becomes a plain one: the error's expression, and where it came from."""

    error: str
    origin: str


class Errors:
    """Answers about error values over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._terminal: dict[tuple[str, int], str] = {}

    def lost(self, file: File, call: Node) -> LostError | None:
        """Return the terminal error that a call re-makes as a plain one and that is returned, or None."""
        target = self._program.calls.target(file, call)
        if not isinstance(target, External) or target.receiver or not _is_answer(call):
            return None
        given = arguments(call)
        if (target.path, target.name) == ("fmt", "Errorf") and len(given) > 1:
            format_ = string_value(given[0]) if given else None
            if format_ is None or _WRAPS in format_:
                return None
            errors = given[1:]
        elif (target.path, target.name) == ("errors", "New") and given:
            errors = given[:1]
        else:
            return None
        for error in errors:
            inner = _said(error)
            origin = self.terminal(file, inner)
            if origin is not None and not self._told_apart(file, inner):
                return LostError(shown(inner), origin)
        return None

    def terminal(self, file: File, node: Node, index: int = 0, depth: int = 0) -> str | None:
        """Return what makes an error terminal: the name of an operation or constructor, or None.

        ``index`` tells which result of a call the error is.
        """
        node = unparenthesized(node)
        if depth > _DEPTH:
            return None
        if node.type == "identifier":
            return self._assigned(file, node, depth)
        target = self._program.calls.target(file, node) if file.callee(node) is not None else None
        if isinstance(target, External) and is_sdk(target.path):
            if not target.receiver and target.name in sdk().terminal:
                return f"restate.{target.name}"
            operation = sdk().operation(target)
            given = element(sdk().result(target, ()), index)
            return operation.title if operation is not None and given == ERROR else None
        if isinstance(target, Function):
            return self._function(target, depth) if index == len(target.results) - 1 else None
        return None

    def _assigned(self, file: File, node: Node, depth: int) -> str | None:
        """Follow a name to the assignment before its use that is nearest in the text."""
        binding = binding_of(file, node)
        if binding is None:
            return None
        sources = [(binding.statement, binding.index), *binding.assigned]
        before = [each for each in sources if each[0].end_byte <= node.start_byte]
        if not before:
            return None
        statement, index = max(before, key=lambda each: each[0].start_byte)
        values = field(statement, "right") or field(statement, "value")
        expressions = named_children(values) if values is not None else []
        if len(expressions) == 1:
            return self.terminal(file, expressions[0], index, depth + 1)
        return self.terminal(file, expressions[index], 0, depth + 1) if index < len(expressions) else None

    def _told_apart(self, file: File, error: Node) -> bool:
        """Whether the function asked before, of the same name, whether the error is terminal."""
        binding = binding_of(file, error) if error.type == "identifier" else None
        top = file.top_level_at(error.start_byte)
        if binding is None or top is None:
            return False
        for call in file.calls_in(top.start_byte, error.start_byte):
            called = file.callee(call)
            if called is not None and called.name in sdk().asks:
                given = arguments(call)
                if given and given[0].type == "identifier" and binding_of(file, given[0]) is binding:
                    return True
        return False

    def _function(self, function: Function, depth: int) -> str | None:
        """Return the origin of the terminal error that a function returns unchanged, or None."""
        if function.key in self._terminal:
            return self._terminal[function.key] or None
        self._terminal[function.key] = ""
        body = function.body
        if body is None:
            return None
        found = function.file.nodes("return", body.start_byte, body.end_byte)
        for statement in found:
            if _owner(statement) != function.node:
                continue
            values = named_children(statement)
            expressions = named_children(values[0]) if values else []
            if expressions:
                last = len(function.results) - 1 if len(expressions) == 1 else 0
                origin = self.terminal(function.file, expressions[-1], last, depth + 1)
                if origin is not None:
                    self._terminal[function.key] = origin
                    return origin
        return None


def _owner(node: Node) -> Node | None:
    parent = node.parent
    while parent is not None and parent.type not in FUNCTIONS:
        parent = parent.parent
    return parent


def _said(node: Node) -> Node:
    """Return ``err`` for ``err.Error()``, anything else as it is."""
    called = callee(node)
    if called is not None and called.name == "Error" and called.operand is not None and not arguments(node):
        return called.operand
    return node


def _is_answer(call: Node) -> bool:
    """Whether a made error is returned: at once, or by name in the next statement."""
    parent = call.parent
    if parent is not None and parent.type == "expression_list":
        parent = parent.parent
    if parent is None or parent.type == "return_statement":
        return parent is not None
    if parent.type not in ("assignment_statement", "short_var_declaration"):
        return False
    left, following = field(parent, "left"), parent.next_named_sibling
    while following is not None and following.type == "comment":
        following = following.next_named_sibling
    if left is None or following is None or following.type != "return_statement":
        return False
    values = named_children(following)
    returned = named_children(values[0]) if values else []
    names = {text(name) for name in named_children(left) if name.type == "identifier"}
    return not values or any(each.type == "identifier" and text(each) in names for each in returned)
