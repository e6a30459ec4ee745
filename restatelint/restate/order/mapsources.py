"""Which expressions give the entries of a map in the order of the map, and what puts them in order again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.budget import Answers
from restatelint.golang.callee import arguments, callee
from restatelint.golang.declarations import Function
from restatelint.golang.flow.returns import returns_of
from restatelint.golang.imports import unversioned
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import CALLS, field, named_children, text, unparenthesized
from restatelint.golang.types import External, Map, Named, pointed
from restatelint.golang.uses import uses
from restatelint.restate.order.map_ties import MapTies
from restatelint.restate.order.maploops import built, loop_of, mentions, returned
from restatelint.restate.sdk import is_sdk, sdk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_LISTED = frozenset(
    {
        *(("maps", name) for name in ("Keys", "Values", "All")),
        *(("golang.org/x/exp/maps", name) for name in ("Keys", "Values")),
        *(
            ("github.com/samber/lo", name)
            for name in ("Keys", "UniqKeys", "Values", "UniqValues", "Entries", "ToPairs", "MapToSlice")
        ),
    }
)
# functions of samber/lo that make a map
_MAKERS = frozenset(
    {
        *("KeyBy", "GroupBy", "SliceToMap", "Associate", "PickBy", "OmitBy", "Invert", "MapKeys"),
        *("MapValues", "CountValues", "CountValuesBy", "FromEntries", "FromPairs", "Assign"),
    }
)
# functions that give what they are given in the order it came
_KEEPING = frozenset(
    {("slices", "Collect"), ("slices", "AppendSeq"), ("slices", "Values"), ("slices", "Clone")}
)
_GIVEN = frozenset({"argument_list", "variadic_argument", "parenthesized_expression"})
_SORTS = frozenset({"sort", "slices", "golang.org/x/exp/slices"})
_ORDERLESS = frozenset({"len", "cap", "clear"})
_SORTED = ("Sort", "Sorted", "Contains", "Max", "Min", "Strings", "Ints", "Float64s", "Slice", "Stable")


class MapSources:
    """Answers about expressions over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._ties = MapTies(program, self.over_map)
        self._ordering = Answers[bool](program.budget, False)  # one that only calls itself sorts nothing
        self._listing = Answers[frozenset[int]](program.budget, frozenset())  # recursion adds nothing

    def over_map(self, file: File, node: Node) -> bool:
        """Whether an expression that is ranged over gives the entries of a map in no fixed order."""
        node = unparenthesized(node)
        if node.type == "selector_expression" and text(field(node, "field") or node) == "Range":
            owner = pointed(self._program.expressions.type(file, field(node, "operand")))
            return owner == Named("sync", "Map")
        return self.is_map(file, node) or self.lists(file, node)

    def is_map(self, file: File, node: Node) -> bool:
        """Whether an expression is a map."""
        target = self._target(file, node) if node.type in CALLS else None
        if isinstance(target, External):
            path = unversioned(target.path)
            if path == "github.com/samber/lo" and target.name in _MAKERS:
                return True
            if (path, target.name) in (("maps", "Clone"), ("maps", "Collect")):
                return True
        type_ = self._program.typenames.underlying(self._program.expressions.type(file, node))
        if isinstance(type_, Map):
            return True
        if node.type == "identifier" and type_ is None:
            binding = binding_of(file, node)
            value = field(binding.statement, "right") if binding is not None else None
            values = named_children(value) if value is not None else []
            return len(values) == 1 and values[0].type in CALLS and self.is_map(file, values[0])
        return False

    def lists(self, file: File, node: Node) -> bool:
        """Whether a call gives a list or an iterator in the order of a map."""
        return bool(self.listed(file, node))

    def listed(self, file: File, node: Node) -> frozenset[int]:
        """Return the places of the results of a call that are in the order of a map."""
        if node.type not in CALLS:
            return frozenset()
        target = self._target(file, node)
        if isinstance(target, Function):
            return self._listing.of(target.key, lambda: self._returned_in_order(target))
        if not isinstance(target, External):
            return frozenset()
        name = (unversioned(target.path), target.name)
        keeps = name in _KEEPING and any(self.lists(file, each) for each in arguments(node))
        return frozenset({0} if keeps or name in _LISTED else ())

    def _target(self, file: File, call: Node) -> Function | External | None:
        target, called = self._program.calls.target(file, call), file.callee(call)
        if target is None and called is not None and called.operand is None and "maps" in file.imports.dots:
            return External("maps", called.name) if binding_of(file, called.expression) is None else None
        return target

    def _returned_in_order(self, function: Function) -> frozenset[int]:
        """Return which results of a function that is not replayed itself it took from a map, unsorted."""
        file, body = function.file, function.body
        if body is None or self._is_replayed(function):
            return frozenset()
        found: set[int] = set()
        for clause in file.nodes("range", body.start_byte, body.end_byte):
            loop, right = loop_of(clause), field(clause, "right")
            if loop is None or right is None or not self.over_map(file, right):
                continue
            statement = returned(file, loop)
            given = _values(statement) if statement is not None else []
            found.update(place for place, each in enumerate(given) if mentions(each, loop.names))
            for target, _ in built(file, loop):
                if target.type == "identifier":
                    found.update(self._places_of(file, target, loop.node.end_byte))
        for statement in file.nodes("return", body.start_byte, body.end_byte):
            given = _values(statement)
            for place, each in enumerate(given):
                listed = self.listed(file, each)
                found.update(listed if len(given) == 1 else {place} if 0 in listed else ())
        return frozenset(found)

    def _is_replayed(self, function: Function) -> bool:
        """Whether a function takes a handler's context: then it is said of the loop in it."""
        for parameter in function.parameters:
            type_ = self._program.typenames.type(function.file, parameter.type)
            if isinstance(type_, Named) and is_sdk(type_.path) and type_.name in sdk().contexts:
                return True
        return False

    def _places_of(self, file: File, target: Node, after: int) -> list[int]:
        """Return the places at which a name is returned as it is, [] where something sorts it."""
        binding = binding_of(file, target)
        found = uses(file, binding, after) if binding is not None else []
        if any(self.is_sorted(file, use) for use in found):
            return []
        lists = [(use, use.parent) for use in found if use.parent is not None]
        return [
            named_children(values).index(use)
            for use, values in lists
            if values.parent is not None and values.parent.type == "return_statement"
        ]

    def is_sorted(self, file: File, use: Node) -> bool:
        """Whether an expression is handed to a function that sorts, or sorts itself by a method."""
        around = self._around(use)
        for call in (*around, *_methods_of((use, *around))):
            target, called = self._program.calls.target(file, call), callee(call)
            path = getattr(target, "path", "")
            # what a value of an unknown type does is told by the name alone
            name = getattr(target, "name", "") or (called.name if called is not None else "")
            if isinstance(target, Function) and self._puts_in_order(target, call, use):
                return True
            if (path in _SORTS and name.startswith(_SORTED)) or "sort" in name.lower():
                return not self._ties.leaves(file, call, use)
        return False

    def _puts_in_order(self, function: Function, call: Node, given: Node) -> bool:
        """Whether a function sorts what a call gives it, or returns nothing but what it has sorted."""
        places = [place for place, each in enumerate(arguments(call)) if each == given]
        return self._ordering.of((*function.key, *places), lambda: self._sorts(function, places))

    def _sorts(self, function: Function, places: list[int]) -> bool:
        names = [each.identifier for each in function.parameters]
        given = [names[place] for place in places if place < len(names)]
        return self._returns_sorted(function) or any(
            name is not None and self._is_sorted_name(function.file, name) for name in given
        )

    def _returns_sorted(self, function: Function) -> bool:
        given = returns_of(function, 0)
        return bool(given) and all(
            each.node.type == "identifier" and self._is_sorted_name(function.file, each.node)
            for each in given
        )

    def _is_sorted_name(self, file: File, name: Node) -> bool:
        binding = binding_of(file, name)
        return binding is not None and any(self.is_sorted(file, use) for use in uses(file, binding, 0))

    def copied_to(self, file: File, use: Node) -> tuple[Node, Node] | None:
        """Return the assignment of a copy in the same order, and the name it goes to; None for other uses."""
        node, parent = use, use.parent
        while parent is not None and parent.type in _GIVEN:
            call = parent.parent if parent.type == "argument_list" else None
            if call is not None and not self._copies(file, call):
                return None
            node, parent = call or parent, (call or parent).parent
        statement = parent.parent if parent is not None and parent.type == "expression_list" else None
        left = field(statement, "left") if statement is not None else None
        targets = named_children(left) if left is not None and left != parent else []
        if statement is None or node == use or len(targets) != 1 or targets[0].type != "identifier":
            return None
        return statement, targets[0]

    def _copies(self, file: File, call: Node) -> bool:
        target, called = self._target(file, call), file.callee(call)
        if isinstance(target, External):
            return (unversioned(target.path), target.name) in _KEEPING
        return called is not None and called.operand is None and called.name == "append"

    def is_orderless(self, use: Node) -> bool:
        """Whether an expression is asked only for what is the same in every order: how many there are."""
        calls = self._around(use)
        called = callee(calls[0]) if calls else None
        return called is not None and called.operand is None and called.name in _ORDERLESS

    def _around(self, use: Node) -> list[Node]:
        """Return the calls that an expression is an argument of, the innermost first."""
        found: list[Node] = []
        node = use
        while node.parent is not None:
            parent = node.parent
            if parent.type in ("argument_list", "variadic_argument", "unary_expression", "slice_expression"):
                node = parent
            elif parent.type in CALLS:
                found.append(parent)
                node = parent
            else:
                break
        return found


def _values(statement: Node) -> list[Node]:
    return [value for each in named_children(statement) for value in named_children(each)]


def _methods_of(values: Sequence[Node]) -> list[Node]:
    """Return the calls of methods of some values: ``names.Sort()``, ``sort.StringSlice(names).Sort()``."""
    found: list[Node] = []
    for value in values:
        selector = value.parent
        call = selector.parent if selector is not None and selector.type == "selector_expression" else None
        if call is not None and call.type in CALLS and field(call, "function") == selector:
            found.append(call)
    return found
