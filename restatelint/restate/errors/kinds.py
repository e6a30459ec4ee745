"""What rules and other facts ask about errors: which kind one is of, and where a terminal one is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.declarations import Function
from restatelint.golang.flow.expr import Expr
from restatelint.golang.scope import binding_of
from restatelint.golang.shown import shown
from restatelint.golang.syntax import field, named_children, string_value, text, unparenthesized
from restatelint.golang.types import External
from restatelint.restate.errors.domain import ErrorDomain
from restatelint.restate.errors.makers import maker, makes, wrapped_places
from restatelint.restate.errors.sources import error_place
from restatelint.restate.errors.value import UNKNOWN
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.stability import Stability
    from restatelint.restate.errors.value import ErrorValue, JournalError, PlainError
    from restatelint.restate.regions.regions import Regions


@dataclass(frozen=True, slots=True)
class LostError:
    """A terminal error that becomes a plain one: the error's expression, and where it came from."""

    error: str
    origin: str


class ErrorKinds:
    """Answers about error values over a program."""

    def __init__(self, program: Program, stability: Stability, regions: Regions) -> None:
        self._program = program
        self._values = program.flow.values(ErrorDomain(program, stability, regions))

    def _of(self, file: File, node: Node, place: int = 0) -> ErrorValue:
        return self._values.of(Expr(file, node, place)) or UNKNOWN

    def journaled_by(self, file: File, call: Node) -> tuple[JournalError, int] | None:
        """Return the journal's error among the results of a call, and its place there; None without one."""
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            place = error_place(target) if sdk().operation(target) is not None else None
        elif isinstance(target, Function) and target.results:
            type_ = text(target.results[-1].type).rpartition(".")[2]
            place = len(target.results) - 1 if type_ in ("error", "TerminalError") else None
        else:
            place = None
        found = self._of(file, call, place).journal if place is not None else None
        return (found, place) if found is not None and place is not None else None

    def journaled(self, file: File, node: Node) -> JournalError | None:
        """Return the journal's error that an expression is, or None if it may be another one or nil only.

        A wrapped error counts, as long as nothing else is wrapped with it.
        """
        found = self._of(file, node)
        return found.journal if found.pure else None

    def plain(self, file: File, node: Node) -> PlainError | None:
        """Return the plain error that an expression is, or None if it may be another one."""
        found = self._of(file, node)
        return found.plain if found.is_plain else None

    def is_made(self, file: File, value: Node) -> bool:
        """Whether an expression makes an error itself, so that it is never nil."""
        value = unparenthesized(value)
        if value.type in ("composite_literal", "unary_expression"):
            return True
        return file.callee(value) is not None and makes(maker(self._program, file, value))

    def terminal(self, file: File, node: Node, place: int = 0) -> str | None:
        """Return what makes an error terminal: the name of an operation or constructor, or None.

        ``place`` tells which result of a call the error is.
        """
        return self._of(file, node, place).terminal or None

    def lost(self, file: File, call: Node) -> LostError | None:
        """Return the terminal error that a call re-makes as a plain one and that is returned, or None."""
        target = self._program.calls.target(file, call)
        if not isinstance(target, External) or target.receiver or not _is_answer(call):
            return None
        given = arguments(call)
        if (target.path, target.name) == ("fmt", "Errorf") and len(given) > 1:
            format_ = string_value(given[0])
            if format_ is None:
                return None
            inside = [given[1:][place] for place in wrapped_places(format_) if place + 1 < len(given)]
            if not all(self._of(file, each).is_plain for each in inside):
                return None  # what it wraps may be terminal
            errors = [each for each in given[1:] if each not in inside]
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
