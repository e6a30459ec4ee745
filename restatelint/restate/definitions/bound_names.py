"""What is bound to each server, and where first: in a chain of calls, or by calls on its variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import field, root_of
from restatelint.golang.uses import uses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from restatelint.golang.file import File
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node

_Place = tuple[int, int]
"""Where a chain of calls on a server begins, and where a call in it ends: in order of what runs first."""

_FIRST = -1  # where the chain begins that a variable gets its server from


class BoundNames:
    """Answers over a program. ``name_of`` gives the name of what a call of Bind binds, None if unknown."""

    def __init__(self, name_of: Callable[[File, Node], str | None]) -> None:
        self._name_of = name_of
        self._variables: dict[tuple[File, Binding], dict[str, _Place]] = {}
        self._chains: dict[tuple[File, int], dict[str, _Place]] = {}
        self._beginnings: dict[tuple[File, int], Node] = {}

    def is_bound_before(self, file: File, call: Node, name: str) -> bool:
        """Whether a name is bound to the same server before a call, in its chain or on its variable."""
        first = self._beginning(file, call)
        root = root_of(first)
        binding = binding_of(file, root) if root.type == "identifier" else None
        if binding is None:
            known, start = self._in_chain(file, first), first.start_byte
        else:
            known, start = self._on_variable(file, binding), root.start_byte
        place = known.get(name)
        return place is not None and place < (start, call.end_byte)

    def _beginning(self, file: File, call: Node) -> Node:
        """Return what the first call of a chain is called on, or that call where it is called on nothing."""
        passed: list[int] = []
        node: Node | None = call
        while node is not None and (file, node.id) not in self._beginnings:
            passed.append(node.id)
            called = file.callee(node)
            inner = called.operand if called is not None else None
            if inner is None:
                self._beginnings[file, node.id] = node
            else:
                node = inner
        first = self._beginnings[file, node.id] if node is not None else call
        self._beginnings.update(((file, each), first) for each in passed)
        return first

    def _in_chain(self, file: File, first: Node) -> dict[str, _Place]:
        key = file, first.id
        if key not in self._chains:
            found: dict[str, _Place] = {}
            self._add(found, file, first.start_byte, _chain(first))
            self._chains[key] = found
        return self._chains[key]

    def _on_variable(self, file: File, binding: Binding) -> dict[str, _Place]:
        key = file, binding
        if key not in self._variables:
            found: dict[str, _Place] = {}
            value = field(binding.statement, "right") or field(binding.statement, "value")
            if value is not None:
                self._add(found, file, _FIRST, file.calls_in(value.start_byte, value.end_byte))
            for use in uses(file, binding, binding.statement.end_byte):
                self._add(found, file, use.start_byte, _chain(use))
            self._variables[key] = found
        return self._variables[key]

    def _add(self, found: dict[str, _Place], file: File, start: int, calls: Iterable[Node]) -> None:
        for call in calls:
            called = file.callee(call)
            name = self._name_of(file, call) if called is not None and called.name == "Bind" else None
            if name is not None:
                place = start, call.end_byte
                found[name] = min(found.get(name, place), place)


def _chain(node: Node) -> Iterator[Node]:
    """Yield the calls of methods on an expression, one after the other."""
    selector = node.parent
    while selector is not None and selector.type == "selector_expression":
        call = selector.parent
        if call is None or call.type != "call_expression":
            return
        yield call
        selector = call.parent
