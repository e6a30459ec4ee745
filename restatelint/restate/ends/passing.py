"""What becomes of a value that a call takes: an end, a way on through the result, or into the callee."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.scope import binding_of
from restatelint.golang.shown import shown
from restatelint.golang.types import External
from restatelint.restate.ends.ends import EndKind
from restatelint.restate.links import Link
from restatelint.restate.sdk import is_sdk, sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.library import Knowledge

_BUILT_IN = frozenset({"append", "cap", "complex", "copy", "imag", "len", "max", "min", "real"})
# effects whose functions only make values
_VALUES = frozenset({"wall-clock", "random", "unique-id", "process-identity", "environment"})
# methods that keep what they are given, and functions that write it to their first argument
_FILLING = ("Add", "Append", "Insert", "Push", "Put", "Set", "Store", "Write")
_PRINTING = frozenset(
    {
        ("encoding/binary", "Write"),
        ("fmt", "Fprint"),
        ("fmt", "Fprintf"),
        ("fmt", "Fprintln"),
        ("io", "WriteString"),
    }
)
# functions that write what is in their first argument to where the second points
_DECODING = frozenset({("encoding/json", "Unmarshal"), ("errors", "As")})
_LOGS = frozenset({"log", "metric"})
_WHAT = {"key": "a key", "name": "a name", "target": "a target"}


@dataclass(frozen=True, slots=True)
class Passed:
    """What becomes of a value: where it ends, if the result carries it, and which parameter takes it in.

    ``into`` is an expression of the call that holds the value afterwards.
    """

    end: EndKind | None = None
    phrase: str = ""
    link: Link | None = None
    through: bool = False
    into: Node | None = None
    callee: Function | None = None
    parameter: Node | None = None


_NOTHING = Passed()
_THROUGH = Passed(through=True)


class Passing:
    """Answers about the values that calls take, over a program."""

    def __init__(self, program: Program, knowledge: Knowledge) -> None:
        self._program = program
        self._knowledge = knowledge

    def argument(self, file: File, call: Node, index: int) -> Passed:
        """Return what becomes of the argument at a 0-based index of a call."""
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            passed = self._external(Link(file, call, _title(target)), target, index)
            return replace(passed, into=_filled(file, call, target, index)) if passed.through else passed
        if isinstance(target, Function):
            parameters = target.parameters
            chosen = parameters[min(index, len(parameters) - 1)] if parameters else None
            return Passed(callee=target, parameter=chosen.identifier if chosen is not None else None)
        if self._is_plain(file, call):
            return _THROUGH
        called = file.callee(call)
        name = shown(called.expression if called is not None else call)
        keeps = called is not None and called.operand is not None and called.name.startswith(_FILLING)
        into = called.operand if called is not None and keeps else None
        return Passed(EndKind.UNKNOWN, f"goes into {name}, which is not known", through=True, into=into)

    def receiver(self, file: File, call: Node) -> Passed:
        """Return what becomes of the value whose method a call is of."""
        target = self._program.calls.target(file, call)
        if isinstance(target, Function):
            receiver = target.receiver_parameter
            return Passed(callee=target, parameter=receiver.identifier if receiver is not None else None)
        if isinstance(target, External) and self._is_log(target):
            return Passed(EndKind.LOGGED, "is only logged", Link(file, call, target.title))
        return _THROUGH

    def _is_log(self, target: External) -> bool:
        if is_sdk(target.path):
            return target.receiver == "ReplayLogger"
        return any(effect in _LOGS for effect in self._knowledge.effects(target)[:1])

    def _external(self, link: Link, target: External, index: int) -> Passed:
        role = sdk().role(target, index)
        if role == "context":
            return _NOTHING
        if role == "delay":
            phrase = f"is a delay in {link.title}"
            named = Link(link.file, link.node, link.title, phrase)
            return Passed(EndKind.DELAY, f"{phrase} at line {link.line}", named)
        if role is not None:
            phrase = f"is {_WHAT[role]} in {link.title}" if role in _WHAT else f"reaches {link.title}"
            named = Link(link.file, link.node, link.title, phrase)
            return Passed(EndKind.JOURNALED, f"{phrase} at line {link.line}", named)
        if self._is_log(target):
            return Passed(EndKind.LOGGED, "is only logged", link)
        if is_sdk(target.path) or not set(self._knowledge.effects(target)) - _VALUES:
            return _THROUGH  # what is made of the value carries it
        return Passed(EndKind.UNUSED, f"goes into {target.title}", link)

    def _is_plain(self, file: File, call: Node) -> bool:
        """Whether a call is a built-in or a conversion, so that its result is made of its arguments."""
        called = file.callee(call)
        if called is None:
            return True
        plain = called.operand is None and called.expression.type == "identifier"
        if plain and called.name in _BUILT_IN and binding_of(file, called.expression) is None:
            return True
        return self._program.typenames.type(file, called.expression) is not None


def _filled(file: File, call: Node, target: External, index: int) -> Node | None:
    """Return what a foreign function puts an argument into: its receiver, or what it prints to."""
    called = file.callee(call)
    if target.receiver and called is not None and target.name.startswith(_FILLING):
        return called.operand
    if index == 0 and (target.path, target.name) in _DECODING:
        return arguments(call)[1]
    return arguments(call)[0] if index > 0 and (target.path, target.name) in _PRINTING else None


def _title(target: External) -> str:
    if not is_sdk(target.path):
        return target.title
    return f"{target.receiver}.{target.name}" if target.receiver else f"restate.{target.name}"
