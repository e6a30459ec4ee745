"""Errors that an expression says by itself: of the SDK, of checks, of literals and of sentinels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function, ValueDeclaration
from restatelint.golang.flow.definitions import ELEMENT
from restatelint.golang.flow.expr import FILLED
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import field, named_children, string_value, text, unparenthesized
from restatelint.golang.types import ERROR, External, Named, Tuple, pointed
from restatelint.restate.errors.makers import checks, makes
from restatelint.restate.errors.value import (
    NIL,
    UNKNOWN,
    ErrorValue,
    JournalError,
    Kind,
    PlainError,
    plain_error,
)
from restatelint.restate.sdk import PATH, is_sdk, sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.flow.expr import Expr
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.stability import Stability

_READS = frozenset({"Get", "Keys"})
# these copy the message and wrap nothing; TerminalError of old releases wrapped its cause
_COPYING = frozenset({"TerminalErrorf", "ToTerminalError"})
_TERMINAL = Named(PATH, "TerminalError")
_FORMS = ("Terminal", "AsTerminal", "ToTerminal", "TerminalError", "AsTerminalError", "ToTerminalError")
"""Methods that give a terminal form of an error of the module's own."""
_CONSTANTS = frozenset(
    {
        "interpreted_string_literal",
        "raw_string_literal",
        "int_literal",
        "float_literal",
        "rune_literal",
        "true",
        "false",
        "func_literal",
    }
)


class ErrorSources:
    """Answers about expressions that need not be followed."""

    def __init__(self, program: Program, stability: Stability) -> None:
        self._program = program
        self._stability = stability

    def of(self, at: Expr) -> ErrorValue | None:
        """Return what an expression says by itself, None where it has to be followed."""
        node, kind = at.node, at.node.type
        if kind == "nil":
            return NIL
        if kind in _CONSTANTS:
            return UNKNOWN
        if at.file.callee(node) is not None:
            return self._called(at)
        if kind == "composite_literal":
            return self._literal(at)
        if kind == "selector_expression":
            return self._selected(at)
        if kind == "identifier" and binding_of(at.file, node) is None:
            return self._sentinel(self._program.package_of(at.file).declaration(text(node), at.file))
        return None

    def _called(self, at: Expr) -> ErrorValue | None:
        target = self._program.calls.target(at.file, at.node)
        if not isinstance(target, External) or target.name == "Error":
            return None
        if is_sdk(target.path):
            return self._of_sdk(at, target)
        if at.place == FILLED:
            terminal = frozenset({Kind.TERMINAL})
            asks = finds_terminal(self._program, at.file, at.node, target)
            return ErrorValue(terminal, terminal="errors.As", wraps=True) if asks else UNKNOWN
        if checks(target):
            type_ = self._program.expressions.type(at.file, at.node)
            is_error = not isinstance(type_, Tuple) or at.place == len(type_.elements) - 1
            stable = is_error and self._stability.is_stable(at.file, at.node)
            return plain_error(PlainError("")) if stable else UNKNOWN
        return None

    def _of_sdk(self, at: Expr, target: External) -> ErrorValue:
        operation = sdk().operation(target)
        if operation is None:
            if target.receiver or target.name not in sdk().terminal:
                return UNKNOWN
            wraps = target.name not in _COPYING
            made = frozenset({Kind.TERMINAL})
            return ErrorValue(made, terminal=f"restate.{target.name}", wraps=wraps)
        error = JournalError(operation.title, reads=operation.name in _READS)
        ranged = operation.name == "Wait" and not operation.receiver and at.path == (ELEMENT,)
        place = error_place(target)
        if not ranged and (place is None or at.place != place or at.path):
            return UNKNOWN
        return ErrorValue(
            frozenset({Kind.NIL, Kind.JOURNALED}), journal=error, terminal=operation.title, pure=True
        )

    def _literal(self, at: Expr) -> ErrorValue | None:
        """Return the error that a composite literal of a type of the module is."""
        if at.path:
            return None
        type_, members = self._program.expressions.type(at.file, at.node), self._program.members
        if not isinstance(type_, Named) or not isinstance(members.method(type_, "Error", at.file), Function):
            return UNKNOWN
        if members.method(type_, "Unwrap", at.file) is not None:
            return UNKNOWN  # what it wraps may be terminal
        claims = members.method(type_, "IsTerminalError", at.file) is not None
        offers = next((each for each in _FORMS if members.method(type_, each, at.file) is not None), "")
        return plain_error(PlainError(text(at.node), type_.name, claims, offers))

    def _selected(self, at: Expr) -> ErrorValue | None:
        operand, name = field(at.node, "operand"), field(at.node, "field")
        path = self._program.calls.import_path(at.file, operand) if operand is not None else None
        if path is None or name is None:
            return None
        package = self._program.imported(at.file, path)
        if package is not None:
            return self._sentinel(package.declaration(text(name)))
        known = text(name).startswith("Err") and not is_sdk(path)
        return plain_error(PlainError(text(name))) if known else UNKNOWN

    def _sentinel(self, declaration: object) -> ErrorValue | None:
        """Return the error that a variable of a package is declared with, if that makes one."""
        if not isinstance(declaration, ValueDeclaration) or declaration.constant:
            return UNKNOWN
        value = field(declaration.node, "value")
        given = named_children(value) if value is not None else []
        if declaration.index >= len(given):
            return UNKNOWN
        made = unparenthesized(given[declaration.index])
        target = self._program.calls.target(declaration.file, made) if declaration.file.callee(made) else None
        texts = arguments(made) if makes(target) else []
        format_ = string_value(texts[0]) if texts else None
        if texts and (format_ is None or "%w" not in format_):
            return plain_error(PlainError(f"{declaration.name} {text(texts[0])}"))
        return None


def error_place(target: External) -> int | None:
    """Return the place of the error among the results of an operation, None if it gives none."""
    result = sdk().result(target, ())
    elements = result.elements if isinstance(result, Tuple) else (result,)
    return len(elements) - 1 if elements[-1] == ERROR else None


def finds_terminal(program: Program, file: File, call: Node, target: External) -> bool:
    """Whether a call is ``errors.As`` that looks for a terminal error."""
    given = arguments(call)
    if target.name != "As" or len(given) != 2:
        return False
    return pointed(program.expressions.type(file, given[1])) == _TERMINAL
