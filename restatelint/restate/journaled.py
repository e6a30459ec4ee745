"""Errors that come out of the journal: those of operations, also where functions hand them on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.shown import shown
from restatelint.golang.syntax import (
    FUNCTIONS,
    enclosing,
    named_children,
    string_value,
    text,
    unparenthesized,
)
from restatelint.golang.types import ERROR, External, Named, Tuple
from restatelint.restate.reaching import reaching, values
from restatelint.restate.sdk import PATH, is_sdk, sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.reaching import Definition

_READS = frozenset({"Get", "Keys"})
# these copy the message and wrap nothing; TerminalError of old releases wrapped its cause
_UNWRAPPING = frozenset({"TerminalErrorf", "ToTerminalError"})
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class JournalError:
    """An error that an operation gave.

    ``operation`` names it, ``via`` the function that returns its error, "" for the operation's own.
    ``sure`` says that it can be no other error but nil, ``unchanged`` that it is not wrapped, ``reads``
    that only reading state gives it.
    """

    operation: str
    via: str = ""
    sure: bool = True
    unchanged: bool = True
    reads: bool = False

    @property
    def title(self) -> str:
        """What a message calls the source of the error."""
        return f"{self.via} ({self.operation})" if self.via else self.operation


class JournalErrors:
    """Answers about the errors of operations over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._functions: dict[tuple[str, int], JournalError | None] = {}

    def of_call(self, file: File, call: Node) -> tuple[JournalError, int] | None:
        """Return the journal's error among the results of a call, and its place there; None without one."""
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            operation = sdk().operation(target)
            if operation is None:
                return None
            index = _error_index(target)
            if index is None:
                return None
            return JournalError(operation.title, reads=operation.name in _READS), index
        if isinstance(target, Function) and target.results:
            found = self._function(target)
            if found is not None:
                called = file.callee(call)
                name = shown(called.expression) if called is not None and not target.name else target.title
                return replace(found, via=name), len(target.results) - 1
        return None

    def of(self, file: File, node: Node, depth: int = 0) -> JournalError | None:
        """Return the journal's error that an expression is, or None if it may be another one or nil only.

        A wrapped error counts, as long as nothing else is wrapped with it.
        """
        node = unparenthesized(node)
        if depth > _DEPTH:
            return None
        if node.type == "identifier":
            definitions = reaching(file, node)
            return self._of_all(file, definitions, depth) if definitions is not None else None
        found = self.of_call(file, node)
        if found is not None:
            return found[0] if found[1] == 0 else None
        target = self._program.calls.target(file, node)
        if isinstance(target, External):
            return self._wrapped(file, node, target, depth)
        return None

    def _of_all(self, file: File, definitions: list[Definition], depth: int) -> JournalError | None:
        """Return the error that all of some assignments give; those of nil aside."""
        found: list[JournalError] = []
        for definition in definitions:
            expressions, index = values(definition)
            if not expressions:
                continue  # a declaration only
            if definition[0].type == "range_clause":
                error = self._ranged(file, expressions[0]) if index == 1 else None
            elif len(expressions) == 1:
                if expressions[0].type == "nil":
                    continue
                called = self.of_call(file, unparenthesized(expressions[0]))
                if called is not None:
                    error = called[0] if called[1] == index else None
                else:
                    error = self.of(file, expressions[0], depth + 1) if index == 0 else None
            else:
                if index >= len(expressions):
                    return None
                if expressions[index].type == "nil":
                    continue
                error = self.of(file, expressions[index], depth + 1)
            if error is None:
                return None
            found.append(error)
        return _merged(found, sure=True)

    def _ranged(self, file: File, call: Node) -> JournalError | None:
        target = self._program.calls.target(file, call)
        operation = sdk().operation(target)
        if operation is None or operation.name != "Wait" or operation.receiver:
            return None
        return JournalError(operation.title)

    def _wrapped(self, file: File, call: Node, target: External, depth: int) -> JournalError | None:
        if (target.path, target.name, target.receiver) != ("fmt", "Errorf", ""):
            return None
        given = arguments(call)
        format_ = string_value(given[0]) if given else None
        if format_ is None or format_.count("%w") != 1:
            return None
        errors = [
            each for each in given[1:] if self._program.expressions.type(file, each) in (ERROR, _TERMINAL)
        ]
        if len(errors) != 1:
            return None
        inner = self.of(file, errors[0], depth + 1)
        return replace(inner, unchanged=False) if inner is not None else None

    def _function(self, function: Function) -> JournalError | None:
        if function.key not in self._functions:
            self._functions[function.key] = None  # recursion adds nothing
            if text(function.results[-1].type).rpartition(".")[2] in ("error", "TerminalError"):
                self._functions[function.key] = self._returned(function)
        return self._functions[function.key]

    def _returned(self, function: Function) -> JournalError | None:
        body = function.body
        if body is None:
            return None
        found: list[JournalError] = []
        sure = True
        for statement in function.file.nodes("return", body.start_byte, body.end_byte):
            if enclosing(statement, FUNCTIONS) != function.node:
                continue
            lists = named_children(statement)
            expressions = named_children(lists[0]) if lists else []
            if not expressions:
                sure = False  # a bare return gives whatever the named results hold
                continue
            last = unparenthesized(expressions[-1])
            if last.type == "nil":
                continue
            error = self._of_result(function.file, last, len(function.results) - len(expressions))
            if error is not None:
                found.append(error)
            elif not self._unwrapping(function.file, last):
                sure = False
        return _merged(found, sure=sure)

    def _of_result(self, file: File, node: Node, missing: int) -> JournalError | None:
        if missing == 0:
            return self.of(file, node, 1)
        called = self.of_call(file, node)
        return called[0] if called is not None and called[1] == missing else None

    def _unwrapping(self, file: File, node: Node) -> bool:
        target = self._program.calls.target(file, node)
        return isinstance(target, External) and is_sdk(target.path) and target.name in _UNWRAPPING


_TERMINAL = Named(PATH, "TerminalError")


def _error_index(target: External) -> int | None:
    """Return the place of the error among the results of an operation, None if it gives none."""
    result = sdk().result(target, ())
    elements = result.elements if isinstance(result, Tuple) else (result,)
    return len(elements) - 1 if elements[-1] == ERROR else None


def _merged(found: list[JournalError], *, sure: bool) -> JournalError | None:
    if not found:
        return None
    plain = [each for each in found if each.unchanged]
    return replace(
        (plain or found)[0],
        sure=sure and all(each.sure for each in found),
        unchanged=bool(plain),
        reads=all(each.reads for each in found),
    )
