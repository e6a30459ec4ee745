"""Map iteration whose order a replay notices: in the operations of the loop, or in what it leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import enclosing, field, named_children, text
from restatelint.golang.types import External
from restatelint.golang.uses import uses
from restatelint.restate.ends.ends import EndKind
from restatelint.restate.links import Link
from restatelint.restate.order.maploops import Loop, built, looks_up, loop_of, root, whole
from restatelint.restate.order.mapsources import MapSources
from restatelint.restate.order.ordersbelow import OrdersBelow
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.ends.below import Below
    from restatelint.restate.ends.flow import Flow
    from restatelint.restate.regions.performs import Performs

_SEEN = (EndKind.JOURNALED, EndKind.DECIDES)
_VALUES = frozenset({"argument_list", "variadic_argument", "parenthesized_expression"})


@dataclass(frozen=True, slots=True)
class MapOrder:
    """Why the order of a map matters: a phrase for messages, and the steps that lead there."""

    phrase: str
    steps: tuple[Link, ...]


class MapOrders:
    """Answers about loops over maps in a program."""

    def __init__(self, program: Program, performs: Performs, flow: Flow, below: Below) -> None:
        self._program = program
        self._performs = performs
        self._flow = flow
        self._sources = MapSources(program)
        self._below = OrdersBelow(program, self._sources, flow, below)

    def over_map(self, file: File, node: Node) -> bool:
        """Whether an expression that is ranged over gives the entries of a map in no fixed order."""
        return self._sources.over_map(file, node)

    def of_loop(self, file: File, clause: Node) -> MapOrder | None:
        """Return why the order of a range clause over a map matters, or None if it does not."""
        right, loop = field(clause, "right"), loop_of(clause)
        if loop is None or right is None or not self._sources.over_map(file, right):
            return None
        return self._of_body(file, loop)

    def of_call(self, file: File, call: Node) -> MapOrder | None:
        """Return why the order matters in which a call gives the entries of a map, or None.

        It walks the map itself (``sync.Map.Range``, ``reflect.Value.MapRange``), or it lists what is in one
        (``maps.Keys``, a helper of the code at hand), or gives back what a helper made in the order.
        """
        called = file.callee(call)
        if called is None:
            return None
        target = self._program.calls.target(file, call)
        if target == External("sync", "Range", "Map"):
            return self._of_callback(file, call)
        if called.name == "MapRange" and not arguments(call) and not isinstance(target, Function):
            return self._of_walk(file, call)
        if self._sources.lists(file, call):
            return self._of_list(file, call)
        found = self._below.of_call(file, call) if isinstance(target, Function) else None
        return MapOrder(found.phrase, found.steps) if found is not None else None

    def _of_callback(self, file: File, call: Node) -> MapOrder | None:
        given = arguments(call)
        function = self._program.calls.function(file, given[0]) if given else None
        if not isinstance(function, Function) or function.body is None:
            return None
        names = [parameter.name for parameter in function.parameters]
        return self._of_body(function.file, Loop(function.node, function.body, *names[:2]))

    def _of_walk(self, file: File, call: Node) -> MapOrder | None:
        declared = enclosing(call, {"short_var_declaration"})
        names = named_children(left) if declared and (left := field(declared, "left")) is not None else []
        binding = binding_of(file, names[0]) if len(names) == 1 else None
        for use in uses(file, binding, call.end_byte) if binding is not None else ():
            loop = enclosing(use, {"for_statement"})
            body = field(loop, "body") if loop is not None else None
            if loop is not None and body is not None and use.end_byte <= body.start_byte:
                return self._of_body(file, Loop(loop, body))
        return None

    def _of_list(self, file: File, call: Node) -> MapOrder | None:
        """Return why the order of a list matters that nothing sorts and no range of its own shows."""
        if self._sources.is_sorted(file, call):
            return None
        around = call.parent
        while around is not None and around.type in _VALUES:
            around = around.parent
        if around is None or around.type == "range_clause" or self._sources.lists(file, around):
            return None  # it is said of the loop, or of the call around
        called = file.callee(around)
        if called is not None and called.operand is None and called.name in ("len", "cap"):
            return None
        step = Link(file, call, "map", "gives the order of the map")
        statement = around.parent
        if statement is not None and statement.type in ("short_var_declaration", "assignment_statement"):
            left = field(statement, "left")
            targets = named_children(left) if left is not None else []
            for place in sorted(self._sources.listed(file, call)):
                found = self._left_behind(file, statement, targets[place], step) if targets[place:] else None
                if found is not None:
                    return found
            return None
        reached = self._reached(file, call)
        return MapOrder(f"the order {reached[0]}", (step, *reached[1])) if reached is not None else None

    def _of_body(self, file: File, loop: Loop) -> MapOrder | None:
        operation = self._operation(file, loop.body)
        if operation is not None and not looks_up(file, loop, operation.node):
            phrase = f"{operation.title} at line {operation.line} runs in another order"
            return MapOrder(phrase, (operation,))
        for call in file.calls_in(loop.body.start_byte, loop.body.end_byte):
            drawn = sdk().operation(self._program.calls.target(file, call))
            end = self._flow.value_end(file, call) if drawn is not None and drawn.group == "random" else None
            if drawn is not None and end is not None and end.kind in _SEEN:
                step = Link(file, call, drawn.title)
                phrase = (
                    f"{drawn.title} at line {step.line} gives each entry another value, which {end.phrase}"
                )
                return MapOrder(phrase, (step, *end.steps))
        for target, statement in built(file, loop):
            step = Link(file, statement, text(target), f"{text(target)} takes the order of the map")
            found = self._left_behind(file, loop.node, target, step)
            if found is not None:
                return found
        return None

    def _operation(self, file: File, body: Node) -> Link | None:
        operation = self._performs.first(file, body.start_byte, body.end_byte)
        if operation is None:
            return None
        target = self._program.calls.target(file, operation.node)
        if isinstance(target, Function) and not target.name:
            return self._performs.function(target) or operation
        return operation

    def _left_behind(self, file: File, around: Node, target: Node, step: Link) -> MapOrder | None:
        """Return why the order matters that a name has after a loop or an assignment."""
        base = root(target)
        binding = binding_of(file, base) if base.type == "identifier" else None
        if binding is None or (around.type == "for_statement" and not binding.outside(around)):
            return None
        path = text(target)
        found = [
            use
            for use in (whole(use, path) for use in uses(file, binding, around.end_byte))
            if use is not None and not self._sources.is_orderless(use)
        ]
        if any(self._sources.is_sorted(file, use) for use in found):
            return None
        for use in found:
            reached = self._reached(file, use)
            if reached is not None:
                phrase, steps = reached
                return MapOrder(f"{path} takes its order and {phrase}", (step, *steps))
        return None

    def _reached(self, file: File, use: Node) -> tuple[str, tuple[Link, ...]] | None:
        """Return where a replay sees the order of what an expression holds."""
        around = use.parent
        if around is not None and around.type == "range_clause" and (loop := loop_of(around)) is not None:
            operation = self._operation(file, loop.body)
            if operation is not None:
                return f"{operation.title} at line {operation.line} runs in it", (operation,)
        while around is not None and around.type in _VALUES:
            around = around.parent
        target = self._program.calls.target(file, around) if around is not None else None
        operation_ = sdk().operation(target)
        if around is not None and operation_ is not None and operation_.group == "wait":
            link = Link(file, around, operation_.title)
            return f"reaches {link.title} at line {link.line}", (link,)
        copied = self._sources.copied_to(file, use)
        if copied is not None:
            statement, name = copied
            step = Link(file, statement, text(name), f"{text(name)} takes the order of the map")
            found = self._left_behind(file, statement, name, step)
            return (found.phrase, found.steps) if found is not None else None
        end = self._flow.value_end(file, use)
        return (end.phrase, end.steps) if end.kind in _SEEN else None
