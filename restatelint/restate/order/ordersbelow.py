"""What plain functions make in the order of a map, and give back to replayed code that calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import enclosing, field, named_children, text
from restatelint.golang.uses import uses
from restatelint.restate.ends.ends import End, EndKind
from restatelint.restate.order.maploops import built, loop_of, returned, root, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.ends.below import Below
    from restatelint.restate.ends.flow import Flow
    from restatelint.restate.order.mapsources import MapSources

_SEEN = (EndKind.JOURNALED, EndKind.DECIDES)


class OrdersBelow:
    """Answers about calls over a program."""

    def __init__(self, program: Program, sources: MapSources, flow: Flow, below: Below) -> None:
        self._program = program
        self._sources = sources
        self._flow = flow
        self._below = below
        self._made: dict[tuple[str, int], list[Node]] = {}

    def of_call(self, file: File, call: Node) -> End | None:
        """Return where what a call gives back in the order of a map ends, if a replay compares it."""
        for function, frames in self._below.of_call(file, call):
            if function.key not in self._made:
                self._made[function.key] = list(self._of(function))
            for node in self._made[function.key]:
                end = self._flow.value_end(function.file, node, frames)
                if end.kind in _SEEN and not self._is_sorted(file, call):
                    return End(end.kind, f"what {function.title} makes in it {end.phrase}", end.steps)
        return None

    def _of(self, function: Function) -> Iterator[Node]:
        """Yield the expressions of a function that hold what is in the order of a map."""
        file, body = function.file, function.body
        if body is None:
            return
        for clause in file.nodes("range", body.start_byte, body.end_byte):
            loop, right = loop_of(clause), field(clause, "right")
            if loop is None or right is None or not self._sources.over_map(file, right):
                continue
            given = returned(file, loop)
            if given is not None:
                yield from (one for values in named_children(given) for one in named_children(values)[:1])
            for target, _ in built(file, loop):
                yield from self._left(file, target, loop.node)
        for call in file.calls_in(body.start_byte, body.end_byte):
            if self._sources.lists(file, call) and not self._is_sorted(file, call):
                yield from self._listed(file, call)

    def _listed(self, file: File, call: Node) -> Iterator[Node]:
        """Yield what reads the list that a call gives: the call itself, or the uses of its name."""
        values = call.parent
        while values is not None and values.type in ("argument_list", "variadic_argument"):
            around = values.parent
            if around is not None and self._sources.lists(file, around):
                return  # it is said of the call around
            values = around.parent if around is not None else None
        statement = values.parent if values is not None and values.type == "expression_list" else None
        left = field(statement, "left") if statement is not None else None
        if self._sources.is_orderless(call):
            return
        if statement is None or left is None:
            yield call
            return
        for target in named_children(left)[:1]:
            yield from self._left(file, target, statement)

    def _left(self, file: File, target: Node, after: Node) -> Iterator[Node]:
        """Yield the reads, after a loop or a statement, of what that built, unless something sorts it."""
        base = root(target)
        binding = binding_of(file, base) if base.type == "identifier" else None
        if binding is None or (after.type == "for_statement" and not binding.outside(after)):
            return
        reads = [whole(use, text(target)) for use in uses(file, binding, after.end_byte)]
        found = [use for use in reads if use is not None and not self._sources.is_orderless(use)]
        if not any(self._sources.is_sorted(file, use) for use in found):
            yield from found

    def _is_sorted(self, file: File, call: Node) -> bool:
        """Whether what a call gives is sorted on the spot, or by the name it gets."""
        if self._sources.is_sorted(file, call):
            return True
        statement = enclosing(call, {"short_var_declaration", "assignment_statement"})
        left = field(statement, "left") if statement is not None else None
        for target in named_children(left)[:1] if left is not None else ():
            binding = binding_of(file, target) if target.type == "identifier" else None
            after = statement.end_byte if statement is not None else 0
            if binding is not None and any(
                self._sources.is_sorted(file, use) for use in uses(file, binding, after)
            ):
                return True
        return False
