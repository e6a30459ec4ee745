"""Names inside functions: which declaration an identifier refers to, with shadowing and captures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from restatelint.golang.syntax import (
    FUNCTIONS,
    enclosing,
    field,
    named_children,
    scope_of,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tree_sitter import Node

    from restatelint.golang.file import File

_DECLARING = ("parameter", "type", "short", "var", "const", "range", "switch", "receive")


class BindingKind(Enum):
    """How a local name came to be."""

    PARAMETER = "parameter"
    VARIABLE = "variable"
    CONSTANT = "constant"
    RANGE = "range"
    TYPE_SWITCH = "type switch"
    RECEIVE = "receive"
    TYPE = "type"


@dataclass(frozen=True, eq=False)
class Binding:
    """A local name.

    ``statement`` declares it and ``index`` is its place among the names there. It can be seen from byte
    ``visible`` to byte ``end``; ``start`` is where its scope starts. ``assigned`` are the statements that
    give it a value later: plain assignments, and ``:=`` of a name that was there already.
    """

    name: str
    kind: BindingKind
    identifier: Node
    statement: Node
    index: int
    start: int
    visible: int
    end: int
    assigned: list[tuple[Node, int]]

    def outside(self, node: Node) -> bool:
        """Whether the name is declared outside a node, so that code inside captures it."""
        return not node.start_byte <= self.identifier.start_byte < node.end_byte


class Scopes:
    """The names declared inside one top-level declaration."""

    def __init__(self, file: File, top: Node) -> None:
        self._bindings: dict[str, list[Binding]] = {}
        start, end = top.start_byte, top.end_byte
        for kind in _DECLARING:
            for node in file.nodes(kind, start, end):
                self._declare(kind, node)
        for bindings in self._bindings.values():
            bindings.sort(key=lambda binding: binding.visible)
        for node in file.nodes("short", start, end):
            self._redeclare(node)
        for node in file.nodes("assignment", start, end):
            for index, name in enumerate(_names(field(node, "left"))):
                if name is not None:
                    binding = self.lookup(text(name), node.start_byte)
                    if binding is not None:
                        binding.assigned.append((node, index))

    def lookup(self, name: str, byte: int) -> Binding | None:
        """Return the binding that a name means at a byte offset, or None if it is not a local one."""
        best: Binding | None = None
        for binding in self._bindings.get(name, ()):
            seen = binding.visible <= byte < binding.end or binding.identifier.start_byte == byte
            if seen and (best is None or (best.start, best.visible) <= (binding.start, binding.visible)):
                best = binding
        return best

    def _declare(self, kind: str, node: Node) -> None:
        if kind == "parameter":
            function = _owner(node)
            if function is not None:
                names = [name for name in node.children_by_field_name("name") if name.is_named]
                self._add(BindingKind.PARAMETER, node, names, function, function.start_byte)
        elif kind == "short":
            self._add(
                BindingKind.VARIABLE,
                node,
                _names(field(node, "left")),
                scope_of(node),
                node.end_byte,
            )
        elif kind in ("var", "const"):
            names = [name for name in node.children_by_field_name("name") if name.is_named]
            binding = BindingKind.VARIABLE if kind == "var" else BindingKind.CONSTANT
            self._add(binding, node, names, scope_of(node), node.end_byte)
        elif kind == "range":
            if any(child.type == ":=" for child in node.children):
                self._add(BindingKind.RANGE, node, _names(field(node, "left")), scope_of(node), node.end_byte)
        elif kind == "switch":
            alias = field(node, "alias")
            if alias is not None:
                self._add(BindingKind.TYPE_SWITCH, node, _names(alias), node, alias.end_byte)
        elif kind == "receive":
            if any(child.type == ":=" for child in node.children):
                self._add(
                    BindingKind.RECEIVE, node, _names(field(node, "left")), scope_of(node), node.end_byte
                )
        elif kind == "type":
            names = [name for name in node.children_by_field_name("name") if name.is_named]
            self._add(BindingKind.TYPE, node, names, scope_of(node), node.start_byte)

    def _add(
        self,
        kind: BindingKind,
        statement: Node,
        names: Sequence[Node | None],
        scope: Node,
        visible: int,
    ) -> None:
        for index, node in enumerate(names):
            if node is None:
                continue
            name = text(node)
            if name != "_":
                binding = Binding(
                    name,
                    kind,
                    node,
                    statement,
                    index,
                    scope.start_byte,
                    visible,
                    scope.end_byte,
                    [],
                )
                self._bindings.setdefault(name, []).append(binding)

    def _redeclare(self, node: Node) -> None:
        # "x, err := f()" declares only what its scope does not have yet; the rest is assigned
        for index, name in enumerate(_names(field(node, "left"))):
            if name is None:
                continue
            scope = scope_of(node)
            bounds = (scope.start_byte, scope.end_byte)  # an `if` can start where its block does
            own = [b for b in self._bindings.get(text(name), ()) if (b.start, b.end) == bounds]
            earlier = [b for b in own if b.visible < node.end_byte]
            if earlier:
                earlier[0].assigned.append((node, index))
                self._bindings[text(name)] = [
                    b for b in self._bindings[text(name)] if b.statement.id != node.id
                ]


def _owner(parameter: Node) -> Node | None:
    types = FUNCTIONS | {"function_type", "method_elem", "method_spec"}
    function = enclosing(parameter, types)
    return function if function is not None and function.type in FUNCTIONS else None


def _names(left: Node | None) -> list[Node | None]:
    """Return the identifiers of an expression list; None where something else is assigned."""
    if left is None:
        return []
    children = named_children(left) if left.type == "expression_list" else [left]
    return [child if child.type == "identifier" else None for child in children]


def binding_of(file: File, node: Node) -> Binding | None:
    """Return the local binding that an identifier refers to, None for package-level and foreign names."""
    return binding_at(file, text(node), node.start_byte)


def binding_at(file: File, name: str, byte: int) -> Binding | None:
    """Return the local binding that a name has at a byte offset of a file."""
    top = file.top_level_at(byte)
    if top is None or top.type not in (
        "function_declaration",
        "method_declaration",
        "var_declaration",
    ):
        return None
    scopes = file.scopes.get(top.start_byte)
    if not isinstance(scopes, Scopes):
        scopes = Scopes(file, top)
        file.scopes[top.start_byte] = scopes
    return scopes.lookup(name, byte)
