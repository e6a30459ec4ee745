"""Loops over durable operations: those that never end, and those that look at state again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.elision import elides
from restatelint.golang.syntax import FUNCTIONS, ancestors, field, named_children, text
from restatelint.golang.types import ERROR, Named
from restatelint.restate.effects.effect_summaries import SLEEP
from restatelint.restate.regions.chains import Chains
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.sdk import is_sdk, sdk

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.origins import Origins
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.links import Link
    from restatelint.restate.regions.performs import Performs
    from restatelint.restate.regions.regions import Regions

_ENDS = frozenset({"return_statement", "break_statement", "goto_statement"})
_BREAKABLE = frozenset(
    {"for_statement", "expression_switch_statement", "type_switch_statement", "select_statement"}
)


@dataclass(frozen=True, slots=True)
class EndlessLoop:
    """A loop that performs an operation and never ends but by an error, if ``fails``, or not at all."""

    operation: Link
    fails: bool


class Loops:
    """Answers about loops over a program."""

    def __init__(
        self, program: Program, regions: Regions, reach: Reach, origins: Origins, performs: Performs
    ) -> None:
        self._program = program
        self._regions = regions
        self._reach = reach
        self._performs = performs
        self._reads = Chains(program, origins, self._read, self._follows)
        self._writes = Chains(program, origins, self._written, self._follows)

    def endless(self, file: File, loop: Node) -> EndlessLoop | None:
        """Return what an endless loop performs, or None if something else than an error can end it."""
        body = field(loop, "body")
        if body is None or not _has_no_condition(loop) or elides(file, body.start_byte, body.end_byte):
            return None
        fails = False
        for statement in _exits(loop):
            if not self._on_error(file, statement, loop):
                return None
            fails = True
        operation = self._performs.first(file, body.start_byte, body.end_byte)
        return EndlessLoop(operation, fails) if operation is not None else None

    def polling(self, file: File, loop: Node) -> tuple[Link, ...]:
        """Return the chain to the state that a loop reads, if it sleeps and sets none itself; or ()."""
        start, end = loop.start_byte, loop.end_byte
        reads = self._reads.first(file, start, end)
        if not reads or self._writes.first(file, start, end):
            return ()
        if _inner_loop(reads[0].node, loop) or _is_dropped(reads[0].node):
            return ()
        sleeps = any(
            witness.effect == SLEEP
            for call in file.calls_in(start, end)
            for witness in self._reach.effects(file, call)
        )
        return reads if sleeps else ()

    def _follows(self, function: Function) -> bool:
        region = self._regions.at(function.file, function.node.start_byte)
        return region is not None and region.kind is RegionKind.REPLAYED

    def _read(self, file: File, call: Node) -> str | None:
        return self._title(file, call, "state-read")

    def _written(self, file: File, call: Node) -> str | None:
        return self._title(file, call, "state-write")

    def _title(self, file: File, call: Node, group: str) -> str | None:
        operation = sdk().operation(self._program.calls.target(file, call))
        return operation.title if operation is not None and operation.group == group else None

    def _on_error(self, file: File, statement: Node, loop: Node) -> bool:
        """Whether a statement inside a loop runs only after an error."""
        child = statement
        for parent in ancestors(statement):
            if parent == loop:
                return False
            if parent.type == "if_statement":
                condition = field(parent, "condition")
                branch = {"!=": field(parent, "consequence"), "==": field(parent, "alternative")}
                signs = [sign for sign, each in branch.items() if each == child]
                if condition is not None and signs and self._is_failure(file, condition, signs[0]):
                    return True
            child = parent
        return False

    def _is_failure(self, file: File, condition: Node, operator: str) -> bool:
        """Whether a condition holds only if there is an error: ``err != nil``, or a terminal one."""
        if condition.type == "parenthesized_expression":
            return self._is_failure(file, named_children(condition)[0], operator)
        if condition.type == "binary_expression":
            left, right = field(condition, "left"), field(condition, "right")
            sign = field(condition, "operator")
            if left is None or right is None or sign is None:
                return False
            if sign.type in ("&&", "||"):
                sides = [self._is_failure(file, each, operator) for each in (left, right)]
                return any(sides) if sign.type == "&&" else all(sides)
            return sign.type == operator and right.type == "nil" and self._is_error(file, left)
        target = self._program.calls.target(file, condition) if file.callee(condition) is not None else None
        path, name = getattr(target, "path", ""), getattr(target, "name", "")
        return operator == "!=" and is_sdk(path) and name == "IsTerminalError" and bool(arguments(condition))

    def _is_error(self, file: File, node: Node) -> bool:
        type_ = self._program.expressions.type(file, node)
        if isinstance(type_, Named):
            return type_ == ERROR or (is_sdk(type_.path) and type_.name == "TerminalError")
        return type_ is None and "err" in text(node).lower()


def _has_no_condition(loop: Node) -> bool:
    head = next((each for each in named_children(loop) if each.type != "block"), None)
    if head is None:
        return True
    if head.type == "for_clause":
        condition = field(head, "condition")
        return condition is None or text(condition) == "true"
    return text(head) == "true"


def _exits(loop: Node) -> list[Node]:
    """Return the statements that leave a loop, not those of closures and of loops inside."""
    found: list[Node] = []
    waiting = [loop]
    while waiting:
        for child in waiting.pop().named_children:
            if child.type in _ENDS:
                if _leaves(child, loop):
                    found.append(child)
            elif child.type == "continue_statement":
                if named_children(child) and _labelled_outside(child, loop):
                    found.append(child)
            elif child.type not in FUNCTIONS:
                waiting.append(child)
    return found


def _leaves(statement: Node, loop: Node) -> bool:
    if statement.type == "break_statement" and not named_children(statement):
        return next((each for each in ancestors(statement) if each.type in _BREAKABLE), None) == loop
    return statement.type != "break_statement" or not _labels_inside(statement, loop)


def _labels_inside(statement: Node, loop: Node) -> bool:
    """Whether the label of a break belongs to a statement inside a loop."""
    label = text(named_children(statement)[0])
    for parent in ancestors(statement):
        if parent == loop:
            return False
        if parent.type == "labeled_statement" and text(named_children(parent)[0]) == label:
            return True
    return False


def _labelled_outside(statement: Node, loop: Node) -> bool:
    """Whether a continue goes on with a loop further out."""
    label, own = text(named_children(statement)[0]), loop.parent
    if own is not None and own.type == "labeled_statement" and text(named_children(own)[0]) == label:
        return False
    return not _labels_inside(statement, loop)


def _inner_loop(node: Node, loop: Node) -> bool:
    """Whether a node stands in a loop inside the given one, which is then the one to speak of."""
    return next((each for each in ancestors(node) if each.type == "for_statement"), None) != loop


def _is_dropped(call: Node) -> bool:
    """Whether the first result of a call is assigned to nothing."""
    values = call.parent
    statement = values.parent if values is not None and values.type == "expression_list" else None
    left = field(statement, "left") if statement is not None else None
    return left is not None and text(named_children(left)[0]) == "_"
