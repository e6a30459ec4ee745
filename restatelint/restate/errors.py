"""Errors that are terminal, and where they stop being so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.file import Function
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import (
    FUNCTIONS,
    arguments,
    callee,
    field,
    named_children,
    shown,
    string_value,
    text,
    unparenthesized,
)
from restatelint.golang.types import External
from restatelint.restate.sdk import is_sdk, sdk

if TYPE_CHECKING:
    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.golang.program import Program

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
            if origin is not None:
                return LostError(shown(inner), origin)
        return None

    def terminal(self, file: File, node: Node, depth: int = 0) -> str | None:
        """Return what makes an error expression terminal: an operation's or constructor's name, or None."""
        node = unparenthesized(node)
        if depth > _DEPTH:
            return None
        if node.type == "identifier":
            return self._assigned(file, node, depth)
        target = self._program.calls.target(file, node) if callee(node) is not None else None
        if isinstance(target, External) and is_sdk(target.path):
            operation = sdk().operation(target)
            if operation is not None and operation.group != "context":
                return operation.title
            return f"restate.{target.name}" if target.name in sdk().terminal else None
        if isinstance(target, Function):
            return self._function(target, depth)
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
            return self.terminal(file, expressions[0], depth + 1)
        return self.terminal(file, expressions[index], depth + 1) if index < len(expressions) else None

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
                origin = self.terminal(function.file, expressions[-1], depth + 1)
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
    """Whether a made error is returned, or put into a variable that is called an error."""
    parent = call.parent
    if parent is not None and parent.type == "expression_list":
        parent = parent.parent
    if parent is None:
        return False
    if parent.type == "return_statement":
        return True
    if parent.type in ("assignment_statement", "short_var_declaration"):
        left = field(parent, "left")
        names = named_children(left) if left is not None else []
        return any(name.type == "identifier" and "err" in text(name).lower() for name in names)
    return False
