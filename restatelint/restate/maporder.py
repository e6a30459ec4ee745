"""Map iteration whose order a replay notices: in the operations of the loop, or in what it leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.imports import unversioned
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import FUNCTIONS, arguments, callee, enclosing, field, named_children, text
from restatelint.golang.types import External, Map
from restatelint.restate.ends import EndKind
from restatelint.restate.links import Link
from restatelint.restate.uses import uses

if TYPE_CHECKING:
    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.restate.flow import Flow
    from restatelint.restate.performs import Performs

# functions that give what a map holds, in its order
_ITERATORS = frozenset({("maps", "Keys"), ("maps", "Values"), ("maps", "All")})
_LISTS = frozenset({("golang.org/x/exp/maps", "Keys"), ("golang.org/x/exp/maps", "Values")})
# functions of samber/lo that make a map
_MAKERS = frozenset(
    {"KeyBy", "GroupBy", "SliceToMap", "Associate", "PickBy", "OmitBy", "Invert", "MapValues"}
)
_TEXTS = frozenset({"interpreted_string_literal", "raw_string_literal"})
_SORTS = frozenset({"sort", "slices", "golang.org/x/exp/slices"})


@dataclass(frozen=True, slots=True)
class MapOrder:
    """Why the order of a map matters: a phrase for messages, and the steps that lead there."""

    phrase: str
    steps: tuple[Link, ...]


class MapOrders:
    """Answers about loops over maps in a program."""

    def __init__(self, program: Program, performs: Performs, flow: Flow) -> None:
        self._program = program
        self._performs = performs
        self._flow = flow

    def over_map(self, file: File, node: Node) -> bool:
        """Whether an expression that is ranged over gives the entries of a map in no fixed order."""
        called = callee(node)
        if called is None:
            type_ = self._program.typenames.underlying(self._program.expressions.type(file, node))
            return isinstance(type_, Map)
        target = self._program.calls.target(file, node)
        if isinstance(target, External):
            name = (unversioned(target.path), target.name)
            if name in _ITERATORS or name in _LISTS:
                return True
            if name[0] == "github.com/samber/lo":
                return target.name in _MAKERS or target.name in ("Keys", "Values", "Entries")
        type_ = self._program.typenames.underlying(self._program.expressions.type(file, node))
        return isinstance(type_, Map)

    def of_loop(self, file: File, clause: Node) -> MapOrder | None:
        """Return why the order of a range clause over a map matters, or None if it does not."""
        right, loop = field(clause, "right"), clause.parent
        body = field(loop, "body") if loop is not None else None
        if loop is None or right is None or body is None or not self.over_map(file, right):
            return None
        return self._of_body(file, loop, body, _names(clause))

    def of_callback(self, file: File, call: Node) -> MapOrder | None:
        """Return why the order of ``sync.Map.Range`` matters, or None."""
        called = file.callee(call)
        if called is None or called.name != "Range":
            return None
        target = self._program.calls.target(file, call)
        if target != External("sync", "Range", "Map"):
            return None
        given = arguments(call)
        body = field(given[0], "body") if given and given[0].type == "func_literal" else None
        return self._of_body(file, call, body, frozenset()) if body is not None else None

    def _of_body(self, file: File, loop: Node, body: Node, names: frozenset[str]) -> MapOrder | None:
        operation = self._performs.first(file, body.start_byte, body.end_byte)
        if operation is not None and not _looks_up(operation.node, loop, names):
            phrase = f"{operation.title} at line {operation.line} runs in another order"
            return MapOrder(phrase, (operation,))
        for target, statement in self._ordered(body):
            found = self._left_behind(file, loop, target, statement)
            if found is not None:
                return found
        return None

    def _ordered(self, body: Node) -> list[tuple[Node, Node]]:
        """Return (name, statement) for what a loop body builds in the order of the loop."""
        found: list[tuple[Node, Node]] = []
        waiting = [body]
        while waiting:
            node = waiting.pop()
            for child in node.named_children:
                if child.type in FUNCTIONS:
                    continue
                waiting.append(child)
                if child.type == "assignment_statement":
                    target = _built(child)
                    if target is not None:
                        found.append((target, child))
        return sorted(found, key=lambda each: each[1].start_byte)

    def _left_behind(self, file: File, loop: Node, target: Node, statement: Node) -> MapOrder | None:
        binding = binding_of(file, target)
        if binding is None or not binding.outside(loop):
            return None
        for use in uses(file, binding, loop.end_byte):
            if self._is_sorted(file, use):
                return None
        end = self._flow.uses_end(file, binding, loop.end_byte)
        if end is None or end.kind not in (EndKind.JOURNALED, EndKind.DECIDES):
            return None
        step = Link(file, statement, binding.name, f"{binding.name} takes the order of the map")
        phrase = f"{binding.name} takes its order and {end.phrase}"
        return MapOrder(phrase, (step, *end.steps))

    def _is_sorted(self, file: File, use: Node) -> bool:
        """Whether a use of a name hands it to a function that sorts."""
        parent = use.parent
        while parent is not None and parent.type in ("argument_list", "type_conversion_expression"):
            parent = parent.parent
        while parent is not None and callee(parent) is not None:
            target = self._program.calls.target(file, parent)
            name = getattr(target, "name", "")
            path = getattr(target, "path", "")
            if path in _SORTS or "sort" in name.lower():
                return True
            outer = parent.parent
            parent = outer.parent if outer is not None and outer.type == "argument_list" else None
        return False


def _names(clause: Node) -> frozenset[str]:
    left = field(clause, "left")
    return frozenset(text(name) for name in named_children(left)) if left is not None else frozenset()


def _looks_up(operation: Node, loop: Node, names: frozenset[str]) -> bool:
    """Whether an operation runs for one known entry only: under ``==``, with the loop left after it."""
    branch = enclosing(operation, {"if_statement"})
    while branch is not None and branch.start_byte > loop.start_byte:
        condition, consequence = field(branch, "condition"), field(branch, "consequence")
        inside = consequence is not None and consequence.start_byte <= operation.start_byte
        if condition is not None and consequence is not None and inside:
            operator = field(condition, "operator")
            sides = (field(condition, "left"), field(condition, "right"))
            named = any(side is not None and text(side) in names for side in sides)
            if operator is not None and operator.type == "==" and named and _leaves(consequence):
                return True
        branch = enclosing(branch, {"if_statement"})
    return False


def _built(assignment: Node) -> Node | None:
    """Return the name that an assignment adds to in order: an append, or a string grown by ``+=``."""
    left, right = field(assignment, "left"), field(assignment, "right")
    names = named_children(left) if left is not None else []
    values = named_children(right) if right is not None else []
    if len(names) != 1 or len(values) != 1 or names[0].type != "identifier":
        return None
    called = callee(values[0])
    if called is not None and called.operand is None and called.name == "append":
        return names[0]
    operator = field(assignment, "operator")
    grows = operator is not None and operator.type == "+="
    parts = [values[0], *values[0].named_children]
    return names[0] if grows and any(part.type in _TEXTS for part in parts) else None


def _leaves(block: Node) -> bool:
    waiting = [block]
    while waiting:
        for child in waiting.pop().named_children:
            if child.type in ("return_statement", "break_statement"):
                return True
            if child.type not in FUNCTIONS:
                waiting.append(child)
    return False
