"""Plain errors: expressions that make one, however it gets there, and never a terminal one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function, ValueDeclaration
from restatelint.golang.imports import unversioned
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import (
    FUNCTIONS,
    enclosing,
    field,
    named_children,
    string_value,
    text,
    unparenthesized,
)
from restatelint.golang.types import ERROR, External, Named, Tuple, pointed
from restatelint.restate.reaching import reaching, values
from restatelint.restate.regions import RegionKind
from restatelint.restate.sdk import is_sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.errors import Errors
    from restatelint.restate.regions import Regions
    from restatelint.restate.stability import Stability

_MAKERS = frozenset(
    {
        ("errors", "New"),
        ("fmt", "Errorf"),
        ("github.com/pkg/errors", "New"),
        ("github.com/pkg/errors", "Errorf"),
        ("golang.org/x/xerrors", "New"),
        ("golang.org/x/xerrors", "Errorf"),
    }
)
# functions that fail for the same arguments always, or never
_CHECKERS = {
    "encoding/base64": ("DecodeString",),
    "encoding/hex": ("DecodeString",),
    "encoding/json": ("Unmarshal",),
    "github.com/google/uuid": ("Parse", "Validate"),
    "github.com/shopspring/decimal": ("NewFromString",),
    "net/mail": ("ParseAddress",),
    "net/netip": ("ParseAddr", "ParsePrefix"),
    "net/url": ("Parse", "ParseRequestURI"),
    "strconv": ("Atoi", "ParseBool", "ParseFloat", "ParseInt", "ParseUint"),
    "time": ("Parse", "ParseDuration"),
}
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class PlainError:
    """An error that is not terminal: its words, as far as they are known, and the custom type it may have.

    ``claims`` says that the custom type has a method that says it were terminal.
    """

    words: str
    type: str = ""
    claims: bool = False


class PlainErrors:
    """Answers about error values over a program."""

    def __init__(self, program: Program, stability: Stability, regions: Regions, errors: Errors) -> None:
        self._program = program
        self._regions = regions
        self._errors = errors
        self._stability = stability
        self._functions: dict[tuple[str, int], PlainError | None] = {}

    def of(self, file: File, node: Node, depth: int = 0) -> PlainError | None:
        """Return the plain error that an expression is, or None if it may be another one."""
        node = unparenthesized(node)
        if depth > _DEPTH:
            return None
        if node.type == "identifier":
            return self._named(file, node, depth)
        if node.type == "selector_expression":
            return self._selected(file, node, depth)
        if node.type == "unary_expression":
            operand = field(node, "operand")
            return self._literal(file, operand) if operand is not None else None
        if node.type == "composite_literal":
            return self._literal(file, node)
        return self.of_call(file, node, depth) if file.callee(node) is not None else None

    def of_call(self, file: File, call: Node, depth: int = 0) -> PlainError | None:
        """Return the plain error that a call gives as its last result, or None.

        Inside Run functions of the module are taken to ask the outside. An error that hides a terminal one
        is told of by another rule.
        """
        target = self._program.calls.target(file, call)
        if isinstance(target, Function):
            region = self._regions.at(file, call.start_byte)
            if region is not None and region.kind is RegionKind.RUN:
                return None
            found = self._returned(target, depth)
            return found if found is not None and self._stability.is_stable(file, call) else None
        if not isinstance(target, External):
            return None
        path = unversioned(target.path)
        if target.name in _CHECKERS.get(path, ()):
            return PlainError("") if self._stability.is_stable(file, call) else None
        if not self._makes(target):
            return None
        if self._errors.lost(file, call) is not None:
            return None
        return self._made(file, arguments(call), depth)

    def is_made(self, file: File, value: Node) -> bool:
        """Whether an expression makes an error itself, so that it is never nil."""
        value = unparenthesized(value)
        if value.type in ("composite_literal", "unary_expression"):
            return True
        target = self._program.calls.target(file, value) if file.callee(value) is not None else None
        return isinstance(target, External) and self._makes(target)

    def _makes(self, target: External) -> bool:
        return (unversioned(target.path), target.name) in _MAKERS and not target.receiver

    def _made(self, file: File, given: list[Node], depth: int) -> PlainError | None:
        """Return the error that a message and values make; what is wrapped must be plain itself."""
        format_ = string_value(given[0]) if given else None
        words = text(given[0]) if given else ""
        for each in given[1:] if format_ is None or "%w" in format_ else ():
            type_ = self._program.expressions.type(file, each)
            if type_ != ERROR and type_ is not None and not self._is_error(type_):
                continue
            inner = self.of(file, each, depth + 1)
            if inner is None and (type_ is not None or format_ is None or format_.count("%w") > 0):
                return None
            words += f" {inner.words}" if inner is not None else ""
        return PlainError(words)

    def _is_error(self, type_: object) -> bool:
        named = pointed(type_) if isinstance(type_, Named) else None
        return named is not None and self._program.members.method(named, "Error", None) is not None

    def _named(self, file: File, node: Node, depth: int) -> PlainError | None:
        if binding_of(file, node) is None:
            return self._sentinel(self._program.package_of(file).declaration(text(node), file), depth)
        found: PlainError | None = None
        for definition in reaching(file, node) or ():
            expressions, index = values(definition)
            if not expressions:
                continue
            if len(expressions) == 1 and file.callee(unparenthesized(expressions[0])) is not None:
                call = unparenthesized(expressions[0])
                error = self.of_call(file, call, depth + 1) if self._is_last(file, call, index) else None
            else:
                error = self.of(file, expressions[index], depth + 1) if index < len(expressions) else None
                if index < len(expressions) and expressions[index].type == "nil":
                    continue
            if error is None:
                return None
            found = found or error
        return found

    def _is_last(self, file: File, call: Node, index: int) -> bool:
        target = self._program.calls.target(file, call)
        if isinstance(target, Function):
            return index == len(target.results) - 1
        type_ = self._program.expressions.type(file, call)
        return not isinstance(type_, Tuple) or index == len(type_.elements) - 1

    def _selected(self, file: File, node: Node, depth: int) -> PlainError | None:
        operand, name = field(node, "operand"), field(node, "field")
        path = self._program.calls.import_path(file, operand) if operand is not None else None
        if path is None or name is None:
            return None
        package = self._program.imported(file, path)
        if package is not None:
            return self._sentinel(package.declaration(text(name)), depth)
        known = text(name).startswith("Err") and not is_sdk(path)
        return PlainError(text(name)) if known else None

    def _sentinel(self, declaration: object, depth: int) -> PlainError | None:
        if not isinstance(declaration, ValueDeclaration) or declaration.constant:
            return None
        value = field(declaration.node, "value")
        expressions = named_children(value) if value is not None else []
        if declaration.index >= len(expressions):
            return None
        found = self.of(declaration.file, expressions[declaration.index], depth + 1)
        return replace(found, words=f"{declaration.name} {found.words}") if found is not None else None

    def _literal(self, file: File, node: Node) -> PlainError | None:
        """Return the error that a composite literal of a type of the module is."""
        type_ = self._program.expressions.type(file, node) if node.type == "composite_literal" else None
        members = self._program.members
        if not isinstance(type_, Named) or not isinstance(members.method(type_, "Error", file), Function):
            return None
        if members.method(type_, "Unwrap", file) is not None:
            return None  # what it wraps may be terminal
        claims = members.method(type_, "IsTerminalError", file) is not None
        return PlainError(text(node), type_.name, claims)

    def _returned(self, function: Function, depth: int) -> PlainError | None:
        """Return the error of a function whose every return gives nil or a plain one."""
        if function.key not in self._functions:
            self._functions[function.key] = None
            self._functions[function.key] = self._all_returned(function, depth)
        return self._functions[function.key]

    def _all_returned(self, function: Function, depth: int) -> PlainError | None:
        body, file = function.body, function.file
        if body is None or not function.results or not self._gives_error(function):
            return None
        found: PlainError | None = None
        for statement in file.nodes("return", body.start_byte, body.end_byte):
            if enclosing(statement, FUNCTIONS) != function.node:
                continue
            lists = named_children(statement)
            expressions = named_children(lists[0]) if lists else []
            if not expressions:
                return None
            if expressions[-1].type == "nil":
                continue
            alone = len(expressions) == 1
            error = (
                self.of_call(file, expressions[0], depth + 1)
                if alone and file.callee(expressions[0]) is not None
                else self.of(file, expressions[-1], depth + 1)
            )
            if error is None:
                return None
            found = found or error
        return found

    def _gives_error(self, function: Function) -> bool:
        type_ = self._program.typenames.type(function.file, function.results[-1].type)
        return type_ == ERROR or self._is_error(pointed(type_))
