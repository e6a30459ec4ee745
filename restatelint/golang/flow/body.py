"""Bodies of functions and literals: their control flow, and where a literal runs."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from restatelint.golang.flow.build import graph_of
from restatelint.golang.flow.definitions import Definition, Form, definitions_of, is_called
from restatelint.golang.flow.dominators import Dominators
from restatelint.golang.flow.returns import returns_of
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import field, named_children

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.flow.graph import Graph
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node

_ASSIGNING = frozenset({"short_var_declaration", "assignment_statement", "var_spec"})
_LATER = frozenset({"go_statement", "defer_statement"})


class Body:
    """One function or literal. ``outer`` is the body that a literal stands in."""

    def __init__(self, function: Function, outer: Body | None) -> None:
        self.function = function
        self.file: File = function.file
        self.node: Node = function.node
        self.outer = outer

    @cached_property
    def graph(self) -> Graph:
        """The control flow."""
        return graph_of(self.function.body)

    @cached_property
    def dominators(self) -> Dominators:
        """The dominator tree of the control flow."""
        return Dominators(self.graph)

    def holds(self, node: Node) -> bool:
        """Whether a node of the same file lies in the body, nested literals included."""
        return self.node.start_byte <= node.start_byte and node.end_byte <= self.node.end_byte


class Bodies:
    """The bodies of a program, and what gives the local names in them their values."""

    def __init__(self) -> None:
        self._bodies: dict[tuple[File, int], Body] = {}
        self._definitions: dict[Binding, list[Definition]] = {}
        self._sites: dict[tuple[File, int], tuple[Node, ...] | None] = {}

    def at(self, file: File, byte: int) -> Body | None:
        """Return the body of the innermost function that holds a byte."""
        function = file.function_at(byte)
        return self.of(function) if function is not None else None

    def of(self, function: Function) -> Body:
        """Return the body of a function."""
        file, start = function.file, function.node.start_byte
        found = self._bodies.get((file, start))
        if found is None:
            literal = function.node.type == "func_literal"
            outer = self.at(file, start - 1) if literal and start > 0 else None
            found = self._bodies[file, start] = Body(function, outer)
        return found

    def definitions(self, file: File, binding: Binding) -> list[Definition]:
        """Return the places that give a local name a value, in the order of the text."""
        if binding not in self._definitions:
            returned = self._returned(file, binding) if binding.kind is BindingKind.PARAMETER else []
            self._definitions[binding] = [*definitions_of(file, binding), *returned]
        return self._definitions[binding]

    def _returned(self, file: File, binding: Binding) -> list[Definition]:
        """Return what the returns of its function set a named result to, as deferred literals see it."""
        function = file.function_at(binding.identifier.start_byte)
        names = [each.identifier for each in function.results] if function is not None else []
        if function is None or binding.identifier not in names:
            return []
        found = returns_of(function, names.index(binding.identifier))
        return [
            Definition(binding, Form.WHOLE, each.node, each.node, each.place)
            for each in found
            if each.result is None
        ]

    def sites(self, body: Body) -> tuple[Node, ...] | None:
        """Return where a literal runs: itself where it is called or handed over at once, or its calls.

        None where that cannot be told: it is kept, returned, run by ``go`` or ``defer``, or given away.
        """
        key = (body.file, body.node.start_byte)
        if key not in self._sites:
            self._sites[key] = self._found_sites(body)
        return self._sites[key]

    def is_deferred(self, body: Body) -> bool:
        """Whether a literal runs when its function ends: ``defer func() { ... }()``."""
        call = body.node.parent
        around = call.parent if call is not None else None
        return around is not None and around.type == "defer_statement" and is_called(body.node)

    def _found_sites(self, body: Body) -> tuple[Node, ...] | None:
        node, parent = body.node, body.node.parent
        while parent is not None and parent.type == "parenthesized_expression":
            node, parent = parent, parent.parent
        if parent is None:
            return None
        if parent.type == "argument_list":
            return (body.node,)
        if is_called(node):
            later = parent.parent is not None and parent.parent.type in _LATER
            return None if later else (body.node,)
        return self._calls(body.file, parent)

    def _calls(self, file: File, values: Node) -> tuple[Node, ...] | None:
        """Return the calls of the local name that a literal is given, if it is only ever called."""
        statement = values.parent if values.type == "expression_list" else None
        if statement is None or statement.type not in _ASSIGNING or len(named_children(values)) != 1:
            return None
        left = field(statement, "left") or field(statement, "name")
        names = named_children(left) if left is not None and left.type == "expression_list" else [left]
        name = names[0] if len(names) == 1 else None
        binding = binding_of(file, name) if name is not None and name.type == "identifier" else None
        if binding is None:
            return None
        set_by = {each.node.start_byte for each in self.definitions(file, binding) if each.form is Form.WHOLE}
        found: list[Node] = []
        for use in file.identifiers(binding.name, binding.start, binding.end):
            if use == binding.identifier or use.start_byte in set_by or binding_of(file, use) is not binding:
                continue
            call = use.parent
            if call is None or not is_called(use) or (call.parent and call.parent.type in _LATER):
                return None
            found.append(call)
        return tuple(found)
