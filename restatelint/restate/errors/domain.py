"""The domain of errors: which kinds of errors an expression can be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.flow.conditions import Relation
from restatelint.golang.shown import shown
from restatelint.golang.syntax import string_value, text, unparenthesized
from restatelint.golang.types import ERROR, External, Named, pointed
from restatelint.restate.errors.makers import maker, makes, wrapped_places, wraps_first
from restatelint.restate.errors.sources import ErrorSources, finds_terminal
from restatelint.restate.errors.value import (
    NIL,
    UNKNOWN,
    ErrorValue,
    Kind,
    PlainError,
    joined,
    plain_error,
    without,
    wrapped,
)
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.sdk import PATH, is_sdk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.flow.conditions import Test
    from restatelint.golang.flow.expr import Expr
    from restatelint.golang.program import Program
    from restatelint.golang.syntax import Parameter
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.stability import Stability
    from restatelint.restate.regions.regions import Regions

_TERMINAL = Named(PATH, "TerminalError")


class ErrorDomain:
    """Kinds of errors over a program."""

    unknown = UNKNOWN
    zero: ErrorValue | None = NIL
    narrows = True
    callers = False

    def __init__(self, program: Program, stability: Stability, regions: Regions) -> None:
        self._program = program
        self._sources = ErrorSources(program, stability)
        self._stability = stability
        self._regions = regions

    def leaf(self, at: Expr) -> ErrorValue | None:
        """Return what an expression says by itself."""
        return self._sources.of(at)

    def join(self, one: ErrorValue, other: ErrorValue) -> ErrorValue:
        """Return what either can be."""
        return joined(one, other)

    def made(self, at: Expr, parts: Sequence[ErrorValue | None]) -> ErrorValue | None:
        """Return the error that a foreign call makes; ``err.Error()`` stands for what it says."""
        node, called = at.node, at.file.callee(at.node)
        if called is None or not parts or at.place or at.path:
            return UNKNOWN
        target, given = maker(self._program, at.file, node), arguments(node)
        parts = parts[len(parts) - len(given) :] if called.name != "Error" else parts  # not a builder's
        if called.name == "Error" and called.operand is not None and not given:
            return parts[0]
        if wraps_first(target):
            inside = parts[0] if parts[0] is not None else UNKNOWN
            found = wrapped(inside, text(node))
            return joined(NIL, found) if Kind.NIL in inside.kinds else found
        if not makes(target):
            return UNKNOWN
        region = self._regions.at(at.file, node.start_byte)
        replayed = region is not None and region.kind is RegionKind.REPLAYED
        return self._formatted(at.file, given, [each or UNKNOWN for each in parts], replayed=replayed)

    def _formatted(
        self, file: File, given: list[Node], parts: list[ErrorValue], *, replayed: bool
    ) -> ErrorValue:
        """Return the error that a format and values make; it is what it wraps."""
        format_, words = string_value(given[0]), text(given[0])
        values = parts[1:]
        places = [each for each in wrapped_places(format_ or "") if each < len(values)]
        inside = [values[place] for place in places]
        if replayed and any(each.terminal for each in parts) and not any(each.terminal for each in inside):
            return UNKNOWN  # another rule tells of a terminal error that is lost
        if format_ is None:
            values = [
                value for each, value in zip(given[1:], values, strict=True) if self._may_be(file, each)
            ]
            return plain_error(PlainError(words)) if all(each.is_plain for each in values) else UNKNOWN
        if len(places) == 1:
            return wrapped(inside[0], words)
        said = " ".join([words, *(each.plain.words for each in inside if each.plain is not None)])
        is_plain = all(each.is_plain for each in inside)
        return plain_error(PlainError(said)) if is_plain else UNKNOWN

    def _may_be(self, file: File, value: Node) -> bool:
        """Whether a value may be an error, by its type."""
        type_ = self._program.expressions.type(file, value)
        if type_ is None or type_ == ERROR:
            return True
        named = pointed(type_)
        return isinstance(named, Named) and self._program.members.method(named, "Error", None) is not None

    def given(self, at: Expr, target: Function, returned: ErrorValue | None) -> ErrorValue | None:
        """Return the error that a call of a function gives.

        Inside Run, functions of the module are taken to ask the outside, so that none of their errors is
        known to come again.
        """
        found = returned
        if found is not None and found.journal is not None:
            called = at.file.callee(at.node)
            name = shown(called.expression) if called is not None and not target.name else target.title
            sure = found.journal.sure and not found.wraps
            sure = sure and found.kinds <= {Kind.NIL, Kind.JOURNALED, Kind.TERMINAL}
            found = replace(found, journal=replace(found.journal, via=name, sure=sure), pure=True)
        if found is not None and Kind.PLAIN in found.kinds:
            region = self._regions.at(at.file, at.node.start_byte)
            in_run = region is not None and region.kind is RegionKind.RUN
            if in_run or not self._stability.is_stable(at.file, at.node):
                found = replace(found, kinds=found.kinds - {Kind.PLAIN} | {Kind.UNKNOWN}, plain=None)
        return found

    def part(self, _value: ErrorValue, _path: tuple[str, ...]) -> ErrorValue:
        """Return that nothing is known of what an error holds."""
        return UNKNOWN

    def narrowed(self, at: Expr, value: ErrorValue, test: Test) -> ErrorValue | None:
        """Return what is left where an error was compared with nil, or asked whether it is terminal."""
        if test.relation is Relation.NIL:
            if not test.holds:
                return without(value, Kind.NIL)
            return NIL if value.kinds & {Kind.NIL, Kind.UNKNOWN} else None
        if test.relation is not Relation.CALL or not self._asks(at.file, test):
            return value
        if not test.holds:
            return without(value, Kind.TERMINAL, Kind.JOURNALED)
        if Kind.UNKNOWN in value.kinds:
            asked = frozenset({Kind.TERMINAL})
            value = replace(value, kinds=value.kinds | asked, terminal=value.terminal or "asked", wraps=True)
        return without(value, Kind.NIL, Kind.PLAIN, Kind.UNKNOWN)

    def _asks(self, file: File, test: Test) -> bool:
        """Whether a call asks of its first argument, the subject of a test, whether it is terminal."""
        call = test.operands[0]
        given, target = arguments(call), self._program.calls.target(file, call)
        if not given or unparenthesized(given[0]) != test.subject or not isinstance(target, External):
            return False
        if is_sdk(target.path):
            return target.name == "IsTerminalError"
        return finds_terminal(self._program, file, call, target)

    def binds(self, function: Function, parameter: Parameter) -> bool:
        """Whether a parameter is an error."""
        type_ = self._program.typenames.type(function.file, parameter.type)
        return type_ == ERROR or pointed(type_) == _TERMINAL
