"""Comparisons of journaled errors with errors and types that never cross the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.budget import Answers
from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function, ValueDeclaration
from restatelint.golang.imports import unversioned
from restatelint.golang.members import interface_methods
from restatelint.golang.scope import binding_of
from restatelint.golang.shown import shown
from restatelint.golang.syntax import (
    CALLS,
    FUNCTIONS,
    ancestors,
    enclosing,
    field,
    named_children,
    text,
    unparenthesized,
)
from restatelint.golang.types import BOOLEAN, ERROR, External, Literal, Named, Pointer, described, pointed
from restatelint.golang.uses import uses
from restatelint.restate.sdk import PATH

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type
    from restatelint.restate.errors.kinds import ErrorKinds

_ERRORS = frozenset(
    {"errors", "github.com/pkg/errors", "golang.org/x/xerrors", "github.com/cockroachdb/errors"}
)
_COMPARING = frozenset({"==", "!="})
# what an error has after it crossed the journal
_KEPT = frozenset({"Error", "Code", "Message", "Metadata"})
_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Classification:
    """A comparison that never holds: what the error is compared with, and where the error came from."""

    against: str
    origin: str


@dataclass(frozen=True, slots=True)
class _Check:
    """A comparison of an error with a sentinel or a type that is not the SDK's."""

    error: Node
    against: str


class Classifications:
    """Answers about comparisons of errors over a program."""

    def __init__(self, program: Program, errors: ErrorKinds) -> None:
        self._program = program
        self._errors = errors
        self._predicates = Answers["str | None"](program.budget, None)  # recursion compares nothing

    def of(self, file: File, node: Node) -> Classification | None:
        """Return the comparison that a node makes of an error that came out of the journal, or None.

        A node is a call, a type switch, a type assertion, or an ``==`` or ``!=``.
        """
        check = self._check(file, node, 0)
        if check is None:
            return None
        found = self._errors.journaled(file, check.error)
        return Classification(check.against, found.title) if found is not None and found.sure else None

    def _check(self, file: File, node: Node, depth: int) -> _Check | None:
        if node.type in CALLS:
            return self._called(file, node, depth)
        if node.type == "type_switch_statement":
            return self._switched(file, node)
        if node.type == "type_assertion_expression":
            error, type_node = field(node, "operand"), field(node, "type")
            if error is None or type_node is None:
                return None
            against = self._type(file, type_node)
            return _Check(error, against) if against is not None else None
        return self._compared(file, node)

    def _called(self, file: File, call: Node, depth: int) -> _Check | None:
        given = arguments(call)
        called = file.callee(call)
        if not given or called is None:
            return None
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            if unversioned(target.path) not in _ERRORS or target.receiver:
                return None
            against: str | None = None
            if target.name == "Is" and len(given) == 2:
                against = self._sentinel(file, given[1])
            elif target.name == "As" and len(given) == 2:
                against = self._pointed(file, given[1])
            elif target.name == "AsType" and called.type_arguments:
                against = self._type(file, called.type_arguments[0])
            return _Check(given[0], against) if against is not None else None
        if isinstance(target, Function) and len(given) == 1 and depth < _DEPTH:
            against = self._predicate(target, depth)
            return _Check(given[0], against) if against is not None else None
        return None

    def _switched(self, file: File, switch: Node) -> _Check | None:
        error = field(switch, "value")
        if error is None:
            return None
        for case in named_children(switch):
            if case.type != "type_case":
                continue
            for each in case.children_by_field_name("type"):
                against = self._type(file, each) if each.is_named else None
                if against is not None:
                    return _Check(error, against)
        return None

    def _compared(self, file: File, node: Node) -> _Check | None:
        operator = field(node, "operator")
        left, right = field(node, "left"), field(node, "right")
        if operator is None or operator.type not in _COMPARING or left is None or right is None:
            return None
        for error, other in ((left, right), (right, left)):
            if error.type != "identifier" or other.type not in ("identifier", "selector_expression"):
                continue
            if self._program.expressions.type(file, error) not in _ERROR_TYPES:
                continue
            against = self._sentinel(file, other)
            if against is not None:
                return _Check(error, against)
        return None

    def _sentinel(self, file: File, node: Node) -> str | None:
        """Return the name of a package variable that is an error of somebody else's, or None."""
        node = unparenthesized(node)
        if node.type == "identifier" and binding_of(file, node) is None:
            declaration = self._program.package_of(file).declaration(text(node), file)
            return text(node) if isinstance(declaration, ValueDeclaration) else None
        if node.type == "selector_expression":
            operand = field(node, "operand")
            path = self._program.calls.import_path(file, operand) if operand is not None else None
            return text(node) if path is not None and not _of_sdk(path) else None
        return None

    def _pointed(self, file: File, target: Node) -> str | None:
        """Return the type that the second argument of ``errors.As`` points to, if it is not the SDK's."""
        type_ = self._program.expressions.type(file, target)
        if not isinstance(type_, Pointer) or not self._is_foreign(type_.element):
            return None
        return _named(type_.element, self._program.package_of(file).path)

    def _type(self, file: File, type_node: Node) -> str | None:
        type_ = self._program.typenames.type(file, type_node)
        return shown(type_node) if self._is_foreign(type_) else None

    def _is_foreign(self, type_: Type | None) -> bool:
        """Whether no error that crossed the journal can have a type."""
        named = pointed(type_)
        if not isinstance(named, Named):
            return False
        underlying = self._program.typenames.underlying(named)
        if isinstance(underlying, Named):
            if underlying.path:
                return not _of_sdk(underlying.path)
            return underlying != named and underlying.name not in ("error", "any")
        if isinstance(underlying, Literal) and underlying.form == "interface_type":
            written = interface_methods(underlying.node)
            embedded = [text(each) for each in named_children(underlying.node) if each.type == "type_elem"]
            return all(each == "error" for each in embedded) and not written <= _KEPT
        return underlying is not None or isinstance(type_, Pointer)

    def _predicate(self, function: Function, depth: int) -> str | None:
        """Return what a function compares its only parameter with, if it does nothing else with it."""
        return self._predicates.of(function.key, lambda: self._compares(function, depth))

    def _compares(self, function: Function, depth: int) -> str | None:
        file, body = function.file, function.body
        if body is None or len(function.parameters) != 1 or not self._gives_bool(function):
            return None
        parameter = function.parameters[0]
        if parameter.identifier is None or text(parameter.type) != "error":
            return None
        binding = binding_of(file, parameter.identifier)
        return self._only_use(file, binding, function, depth) if binding and not binding.assigned else None

    def _gives_bool(self, function: Function) -> bool:
        types = [self._program.typenames.type(function.file, each.type) for each in function.results]
        return types == [BOOLEAN]

    def _only_use(self, file: File, binding: Binding, function: Function, depth: int) -> str | None:
        against: str | None = None
        for use in uses(file, binding, 0):
            if enclosing(use, FUNCTIONS) != function.node:
                return None
            if _is_nil_check(use):
                continue
            check = self._around(file, use, depth)
            if check is None:
                return None
            against = against or check.against
        return against

    def _around(self, file: File, use: Node, depth: int) -> _Check | None:
        """Return the comparison that a use of an error stands directly in."""
        for parent in ancestors(use):
            if parent.type in ("argument_list", "parenthesized_expression", "expression_list"):
                continue
            if parent.type == "unary_expression" or parent.type not in _CHECKS:
                return None
            check = self._check(file, parent, depth + 1)
            return check if check is not None and unparenthesized(check.error) == use else None
        return None


_CHECKS = CALLS | {"type_switch_statement", "type_assertion_expression", "binary_expression"}
_ERROR_TYPES = (ERROR, Named(PATH, "TerminalError"))


def _of_sdk(path: str) -> bool:
    return unversioned(path) == PATH or path.startswith(f"{PATH}/")


def _named(type_: Type | None, home: str) -> str:
    """Return a type as it is written in the package with the path ``home``."""
    named = pointed(type_)
    if isinstance(named, Named) and named.path == home:
        return ("*" if isinstance(type_, Pointer) else "") + named.name
    return described(type_)


def _is_nil_check(use: Node) -> bool:
    parent = use.parent
    if parent is None or parent.type != "binary_expression":
        return False
    sides = (field(parent, "left"), field(parent, "right"))
    return any(side is not None and side.type == "nil" for side in sides)
