"""What plain functions choose by a select, and give back to replayed code that calls them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import field, named_children
from restatelint.golang.uses import uses
from restatelint.restate.ends.ends import EndKind
from restatelint.restate.ends.writes import written
from restatelint.restate.links import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.ends.below import Below
    from restatelint.restate.ends.ends import End
    from restatelint.restate.ends.flow import Flow

_SEEN = (EndKind.JOURNALED, EndKind.DECIDES)
_CASES = frozenset({"communication_case", "default_case"})


class SelectedBelow:
    """Answers about calls over a program."""

    def __init__(self, flow: Flow, below: Below) -> None:
        self._flow = flow
        self._below = below
        self._chosen: dict[tuple[str, int], list[tuple[Node, Node]]] = {}

    def of_call(self, file: File, call: Node) -> End | None:
        """Return where what a call gives back by the choice of a select ends, if a replay compares it."""
        for function, frames in self._below.of_call(file, call):
            if function.key not in self._chosen:
                self._chosen[function.key] = list(_chosen(function))
            for select, node in self._chosen[function.key]:
                end = self._flow.value_end(function.file, node, frames)
                if end.kind in _SEEN:
                    step = Link(function.file, select, function.title, "takes whichever channel is ready")
                    return replace(end, steps=(step, *end.steps))
        return None


def _chosen(function: Function) -> Iterator[tuple[Node, Node]]:
    """Yield each select of a function that has a choice, with the expressions that hold what it chose."""
    file, body = function.file, function.body
    for select in file.nodes("select", body.start_byte, body.end_byte) if body is not None else ():
        if len([each for each in select.named_children if each.type in _CASES]) < 2:
            continue
        for kind in ("receive", "assignment"):
            for statement in file.nodes(kind, select.start_byte, select.end_byte):
                left = field(statement, "left")
                for target in named_children(left) if left is not None else ():
                    yield from ((select, use) for use in _reads(file, target, statement, select))
        for statement in file.nodes("return", select.start_byte, select.end_byte):
            for values in named_children(statement):
                yield from ((select, value) for value in named_children(values))


def _reads(file: File, target: Node, statement: Node, select: Node) -> list[Node]:
    """Return the reads of what a case sets: after the select, of a name of its own in the case."""
    write = written(target)
    binding = binding_of(file, write.base) if write is not None else None
    if binding is None:
        return []
    return uses(file, binding, select.end_byte if binding.outside(select) else statement.end_byte)
