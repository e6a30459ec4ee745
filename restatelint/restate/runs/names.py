"""Names of Run blocks: what makes one differ on a replay, and which block has the name of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import FUNCTIONS, ancestors, field, named_children, text
from restatelint.golang.types import External
from restatelint.restate.sdk import is_sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.effect_summaries import Witness
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.regions.regions import Regions

_UNSTABLE = frozenset({"wall-clock", "random", "unique-id"})
_TEXTS = frozenset({"interpreted_string_literal", "raw_string_literal"})
_CASES = frozenset({"expression_case", "default_case", "type_case", "communication_case"})
_STEPS = 6  # how many names are followed back


@dataclass(frozen=True, slots=True)
class UnstableName:
    """What a name is made of that differs on replay: the words for it, and the chain if it is a call."""

    cause: str
    witness: Witness | None


class RunNames:
    """Answers about the names of Run blocks over a program."""

    def __init__(self, program: Program, regions: Regions, reach: Reach) -> None:
        self._program = program
        self._regions = regions
        self._reach = reach

    def unstable(self, file: File, option: Node) -> UnstableName | None:
        """Return what makes the argument of a ``WithName`` differ on replay, or None.

        A call counts where it stands in the argument itself. One before it is said there, with the way to
        the name.
        """
        name = self._name(file, option)
        if name is None:
            return None
        for call in file.calls_in(name.start_byte, name.end_byte):
            effects = self._reach.effects(file, call)
            if effects and effects[0].effect in _UNSTABLE:
                return UnstableName(effects[0].cause, effects[0])
        cause = self._fed_by(file, name, 0)
        return UnstableName(cause, None) if cause is not None else None

    def repeated(self, file: File, option: Node) -> Node | None:
        """Return the earlier ``WithName`` of the same handler that gives the same constant name."""
        name = self._name(file, option)
        region = self._regions.at(file, option.start_byte)
        if name is None or region is None or name.type not in _TEXTS:
            return None
        for call in file.calls_in(region.start, option.start_byte):
            first = self._name(file, call)
            if first is None or first.text != name.text or _is_alternative(first, name):
                continue
            if self._regions.at(file, call.start_byte) == region:
                return call
        return None

    def _name(self, file: File, option: Node) -> Node | None:
        """Return what ``restate.WithName`` is given, for anything but a sleep; None for other calls."""
        called = file.callee(option)
        if called is None or called.name != "WithName":
            return None
        target = self._program.calls.target(file, option)
        if not isinstance(target, External) or not is_sdk(target.path):
            return None
        outer = option.parent.parent if option.parent is not None else None
        around = file.callee(outer) if outer is not None else None
        if around is not None and around.name in ("Sleep", "After"):
            return None
        return next(iter(arguments(option)), None)

    def _fed_by(self, file: File, node: Node, depth: int) -> str | None:
        """Return the words for what an expression is made of that differs on replay."""
        for each in _leaves(node):
            if each.type == "field_identifier":
                if text(each) == "AttemptHeaders":
                    return "the headers of the attempt"
                continue
            binding = binding_of(file, each)
            if binding is None:
                continue
            if binding.kind is BindingKind.VARIABLE and depth < _STEPS and not binding.assigned:
                values = field(binding.statement, "value") or field(binding.statement, "right")
                given = named_children(values) if values is not None else []
                if len(given) == 1 or binding.index >= len(given):
                    given = given[:1]
                else:
                    given = [given[binding.index]]
                for value in given:
                    found = self._fed_by(file, value, depth + 1)
                    if found is not None:
                        return found
        return None


def _leaves(node: Node) -> list[Node]:
    """Return the names inside an expression, without those in function literals and of operations."""
    found: list[Node] = []
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if each.type in ("identifier", "field_identifier"):
            found.append(each)
        elif each.type not in FUNCTIONS:
            waiting.extend(reversed(each.named_children))
    return found


def _is_alternative(first: Node, second: Node) -> bool:
    """Whether two places stand in different branches of one statement, so that only one of them runs."""
    for outer in ancestors(first):
        beside = not outer.start_byte <= second.start_byte < outer.end_byte
        if outer.type in _CASES:
            return beside
        if outer.type == "if_statement":
            consequence = field(outer, "consequence")
            if consequence is None or not _holds(consequence, first) or _holds(consequence, second):
                continue
            if not beside or _leaves_early(consequence):
                return True
    return False


def _holds(node: Node, inner: Node) -> bool:
    return node.start_byte <= inner.start_byte < node.end_byte


def _leaves_early(block: Node) -> bool:
    statements = [each for child in named_children(block) for each in named_children(child)]
    return bool(statements) and statements[-1].type == "return_statement"
