"""Sorts that leave entries of a map in its order: those whose compared fields are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.flow.expr import Expr
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import LOOPS, enclosing, field, named_children, text
from restatelint.golang.types import Named
from restatelint.restate.ends.reaching import values
from restatelint.restate.order.maploops import loop_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.order.maploops import Loop

_NUMBERS = frozenset(
    {*(f"{sign}int{size}" for sign in ("", "u") for size in ("", 8, 16, 32, 64)), "float32", "float64"}
)
_TELLING = ("id", "key", "name", "seq", "number")
"""Ends of the names of fields that may well differ in every entry."""


class MapTies:
    """Answers about sorts over a program; what cannot be read leaves no ties."""

    def __init__(self, program: Program, over_map: Callable[[File, Node], bool]) -> None:
        self._program = program
        self._steps = program.flow.steps()
        self._over_map = over_map

    def leaves(self, file: File, sort: Node, use: Node) -> bool:
        """Whether a sort of a list of a map's entries compares only what several of them may have.

        ``use`` is the name of the list. A sort that is stable keeps the order of the map just as well.
        """
        given = arguments(sort)
        compared = _compared_fields(given[-1]) if len(given) == 2 else None
        binding = binding_of(file, use) if use.type == "identifier" else None
        if not compared or binding is None:
            return False
        return any(
            self._may_tie(file, element, loop, compared)
            for definition in binding.assigned
            for element, loop in self._elements(file, definition[0], values(definition)[0])
        )

    def _elements(self, file: File, statement: Node, given: list[Node]) -> list[tuple[Node, Loop]]:
        """Return what a statement appends to a list, with the loop over a map that it stands in."""
        called = callee(given[0]) if len(given) == 1 else None
        if called is None or called.operand is not None or called.name != "append":
            return []
        loop = enclosing(statement, LOOPS)
        clause = (
            next((each for each in named_children(loop) if each.type == "range_clause"), None)
            if loop
            else None
        )
        right, found = (field(clause, "right"), loop_of(clause)) if clause is not None else (None, None)
        if right is None or found is None or not self._over_map(file, right):
            return []
        return [(each, found) for each in arguments(given[0])[1:]]

    def _may_tie(self, file: File, element: Node, loop: Loop, compared: frozenset[str]) -> bool:
        if element.type == "identifier":
            owner = self._program.expressions.type(file, element)
            types = [self._program.members.field(owner, each) for each in compared]
            return text(element) == loop.value and all(map(_repeats, compared, types))
        whole = {text(each) for each in self._given(file, element, None)}
        parts = {text(each) for name in compared for each in self._given(file, element, name)}
        return loop.key in whole and loop.key not in parts

    def _given(self, file: File, element: Node, name: str | None) -> list[Node]:
        step = self._steps.of(Expr(file, element, 0, (name,) if name is not None else ()))
        if element.type == "unary_expression" and len(step.parts) == 1:
            return self._given(file, step.parts[0].node, name)
        return [each.node for each in step.parts]


def _repeats(name: str, type_: object) -> bool:
    """Whether a field is a number or a time that several entries may well have."""
    is_number = isinstance(type_, Named) and (type_.path, type_.name) == ("time", "Time")
    is_number = is_number or (isinstance(type_, Named) and not type_.path and type_.name in _NUMBERS)
    return is_number and not name.lower().endswith(_TELLING)


def _compared_fields(less: Node) -> frozenset[str]:
    """Return the fields that a literal compares two elements by; none where it compares anything else."""
    parameters, body = field(less, "parameters"), field(less, "body")
    if less.type != "func_literal" or parameters is None or body is None:
        return frozenset()
    names = {
        text(name)
        for each in named_children(parameters)
        for name in each.children_by_field_name("name")
        if name.is_named
    }
    found: set[str] = set()
    for node in _identifiers(body):
        if text(node) not in names:
            continue
        value: Node | None = node
        if node.parent is not None and node.parent.type == "index_expression":
            value = node.parent
        selector = value.parent if value is not None else None
        if selector is None or selector.type != "selector_expression" or field(selector, "operand") != value:
            return frozenset()
        found.add(text(field(selector, "field") or selector))
    return frozenset(found)


def _identifiers(node: Node) -> list[Node]:
    if node.type == "identifier":
        return [node]
    return [found for each in named_children(node) for found in _identifiers(each)]
