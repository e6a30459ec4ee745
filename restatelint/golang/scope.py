"""Names inside functions: which declaration an identifier refers to, with shadowing and captures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.syntax import (
    FUNCTIONS,
    enclosing,
    scope_of,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tree_sitter import Node

    from restatelint.golang.file import File

# kinds of statements that declare names, and the field that holds the names
_DECLARING = (
    ("parameter", "name"),
    ("type", "name"),
    ("short", "left"),
    ("var", "name"),
    ("const", "name"),
    ("range", "left"),
    ("switch", "alias"),
    ("receive", "left"),
)


class BindingKind(Enum):
    """How a local name came to be."""

    PARAMETER = "parameter"
    VARIABLE = "variable"
    CONSTANT = "constant"
    RANGE = "range"
    TYPE_SWITCH = "type switch"
    RECEIVE = "receive"
    TYPE = "type"


_KINDS = {
    "parameter": BindingKind.PARAMETER,
    "type": BindingKind.TYPE,
    "short": BindingKind.VARIABLE,
    "var": BindingKind.VARIABLE,
    "const": BindingKind.CONSTANT,
    "range": BindingKind.RANGE,
    "switch": BindingKind.TYPE_SWITCH,
    "receive": BindingKind.RECEIVE,
}


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


class _Declared(NamedTuple):
    """A place that may declare a name; which scope it has is found when somebody asks for the name."""

    kind: str
    statement: Node
    identifier: Node
    place: int


class Scopes:
    """The names declared inside one top-level declaration."""

    def __init__(self, file: File, top: Node) -> None:
        self._declared: dict[str, list[_Declared]] = {}
        self._assigned: dict[str, list[tuple[Node, int]]] = {}
        self._bindings: dict[str, tuple[Binding, ...]] = {}
        start, end = top.start_byte, top.end_byte
        for kind, label in _DECLARING:
            for node in file.nodes(kind, start, end):
                self._collect(kind, label, node)
        for node in file.nodes("assignment", start, end):
            left = node.child_by_field_name("left")
            for index, name in enumerate(left.named_children if left is not None else ()):
                if name.type == "identifier":
                    self._assigned.setdefault(text(name), []).append((node, index))

    def _collect(self, kind: str, label: str, node: Node) -> None:
        if label == "name":
            names = [name for name in node.children_by_field_name(label) if name.is_named]
        else:
            left = node.child_by_field_name(label)
            if left is None:
                return
            names = left.named_children if left.type == "expression_list" else [left]
        for index, name in enumerate(names):
            if name.type in ("identifier", "type_identifier"):
                self._declared.setdefault(text(name), []).append(_Declared(kind, node, name, index))

    def lookup(self, name: str, byte: int) -> Binding | None:
        """Return the binding that a name means at a byte offset, or None if it is not a local one."""
        if name not in self._declared or name == "_":
            return None
        if name not in self._bindings:
            self._bindings[name] = self._found(name)
        return self._visible(self._bindings[name], byte)

    def _visible(self, bindings: Iterable[Binding], byte: int) -> Binding | None:
        best: Binding | None = None
        for binding in bindings:
            seen = binding.visible <= byte < binding.end or binding.identifier.start_byte == byte
            if seen and (best is None or (best.start, best.visible) <= (binding.start, binding.visible)):
                best = binding
        return best

    def _found(self, name: str) -> tuple[Binding, ...]:
        found: list[Binding] = []
        for each in sorted(self._declared[name], key=lambda each: each.statement.start_byte):
            bounds = _bounds(each)
            if bounds is None:
                continue
            start, visible, end = bounds
            if each.kind == "short":
                # "x, err := f()" declares only what its scope does not have yet; the rest is assigned
                own = [b for b in found if (b.start, b.end) == (start, end)]
                earlier = [b for b in own if b.visible < each.statement.end_byte]
                if earlier:
                    earlier[0].assigned.append((each.statement, each.place))
                    continue
            kind = _KINDS[each.kind]
            found.append(
                Binding(name, kind, each.identifier, each.statement, each.place, start, visible, end, [])
            )
        found.sort(key=lambda binding: binding.visible)
        for statement, index in self._assigned.get(name, ()):
            binding = self._visible(found, statement.start_byte)
            if binding is not None:
                binding.assigned.append((statement, index))
        return tuple(found)


def _bounds(declared: _Declared) -> tuple[int, int, int] | None:
    """Return where a declared name's scope starts, from where it is seen, and where it ends."""
    kind, node = declared.kind, declared.statement
    if kind == "parameter":
        function = _owner(node)
        return None if function is None else (function.start_byte, function.start_byte, function.end_byte)
    if kind == "switch":
        return node.start_byte, declared.identifier.end_byte, node.end_byte
    if kind in ("range", "receive") and not any(child.type == ":=" for child in node.children):
        return None
    scope = scope_of(node)
    return scope.start_byte, node.start_byte if kind == "type" else node.end_byte, scope.end_byte


def _owner(parameter: Node) -> Node | None:
    types = FUNCTIONS | {"function_type", "method_elem", "method_spec"}
    function = enclosing(parameter, types)
    return function if function is not None and function.type in FUNCTIONS else None


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
