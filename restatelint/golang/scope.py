"""Names inside functions: which declaration an identifier refers to, with shadowing and captures."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.syntax import FUNCTIONS, enclosing, scope_of, text

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type

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


_NAMES = frozenset({"identifier", "type_identifier"})
_TOPS = frozenset({"function_declaration", "method_declaration", "var_declaration"})


class _Declared(NamedTuple):
    """A place that may declare a name; which scope it has is found when somebody asks for the name."""

    kind: str
    statement: Node
    identifier: Node
    place: int


class Scopes:
    """The names declared inside one top-level declaration."""

    def __init__(self) -> None:
        self._declared: dict[str, list[_Declared]] = {}
        self._assigned: dict[str, list[tuple[Node, int]]] = {}
        self._bindings: dict[str, _Bindings] = {}

    def declare(self, kind: str, label: str, node: Node, names: set[str]) -> None:
        """Add what a statement declares; ``names`` collects every name."""
        if label == "name":
            found = node.children_by_field_name(label)
        else:
            left = node.child_by_field_name(label)
            if left is None:
                return
            found = left.named_children if left.type == "expression_list" else [left]
        index = 0
        for name in found:
            if name.type in _NAMES:
                spelled = text(name)
                names.add(spelled)
                self._declared.setdefault(spelled, []).append(_Declared(kind, node, name, index))
            index += name.is_named

    def assign(self, node: Node) -> None:
        """Add the names that an assignment gives a value to."""
        left = node.child_by_field_name("left")
        for index, name in enumerate(left.named_children if left is not None else ()):
            if name.type == "identifier":
                self._assigned.setdefault(text(name), []).append((node, index))

    def lookup(self, name: str, byte: int) -> Binding | None:
        """Return the binding that a name means at a byte offset, or None if it is not a local one."""
        if name not in self._declared or name == "_":
            return None
        if name not in self._bindings:
            self._bindings[name] = self._found(name)
        return self._bindings[name].at(byte)

    def _found(self, name: str) -> _Bindings:
        found: list[Binding] = []
        scopes: dict[tuple[int, int], list[Binding]] = {}
        for each in sorted(self._declared[name], key=lambda each: each.statement.start_byte):
            bounds = _bounds(each)
            if bounds is None:
                continue
            start, visible, end = bounds
            if each.kind == "short":
                # "x, err := f()" declares only what its scope does not have yet; the rest is assigned
                own = scopes.get((start, end), ())
                earlier = next((b for b in own if b.visible < each.statement.end_byte), None)
                if earlier is not None:
                    earlier.assigned.append((each.statement, each.place))
                    continue
            kind = _KINDS[each.kind]
            found.append(
                Binding(name, kind, each.identifier, each.statement, each.place, start, visible, end, [])
            )
            scopes.setdefault((start, end), []).append(found[-1])
        bindings = _Bindings(found)
        for statement, index in self._assigned.get(name, ()):
            binding = bindings.at(statement.start_byte)
            if binding is not None:
                binding.assigned.append((statement, index))
        return bindings


class _Bindings:
    """The bindings of one name by where they can be seen, which is inside each other or apart."""

    def __init__(self, found: list[Binding]) -> None:
        self._declared = {each.identifier.start_byte: each for each in found}
        self._starts: list[int] = []
        self._seen: list[Binding | None] = []
        waiting: list[Binding] = []
        for each in sorted(found, key=lambda each: (each.visible, each.start)):
            self._end(waiting, each.visible)
            waiting.append(each)
            self._mark(each.visible, each)
        self._end(waiting, None)

    def _end(self, waiting: list[Binding], before: int | None) -> None:
        while waiting and (before is None or waiting[-1].end <= before):
            ended = waiting.pop()
            self._mark(ended.end, waiting[-1] if waiting else None)

    def _mark(self, byte: int, binding: Binding | None) -> None:
        if self._starts and self._starts[-1] == byte:
            self._seen[-1] = binding
        else:
            self._starts.append(byte)
            self._seen.append(binding)

    def at(self, byte: int) -> Binding | None:
        """Return the binding that is seen or declared at a byte offset, the innermost one."""
        index = bisect_right(self._starts, byte) - 1
        seen, declared = self._seen[index] if index >= 0 else None, self._declared.get(byte)
        if seen is None or declared is None:
            return seen or declared
        return max((seen, declared), key=lambda each: (each.start, each.visible))


def _bounds(declared: _Declared) -> tuple[int, int, int] | None:
    """Return where a declared name's scope starts, from where it is seen, and where it ends."""
    kind, node = declared.kind, declared.statement
    if kind == "parameter":
        function = _owner(node)
        return None if function is None else (function.start_byte, function.start_byte, function.end_byte)
    if kind == "switch":
        # "switch x := x.(type)" asks the outer x
        value = node.child_by_field_name("value")
        return node.start_byte, (value or declared.identifier).end_byte, node.end_byte
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
    known, key = (file.scopes or scopes_of(file)).bindings, node.id
    if key in known:
        return known[key]
    file.budget.spend(1)
    found = known[key] = binding_at(file, text(node), node.start_byte)
    return found


def assigned_from(file: File, binding: Binding) -> list[Node]:
    """Return the statements that give a local name its value, that which declares it too, in order."""
    known = (file.scopes or scopes_of(file)).assigned
    if binding not in known:
        given = [binding.statement, *(statement for statement, _ in binding.assigned)]
        known[binding] = sorted(given, key=lambda each: each.start_byte)
    return known[binding]


def binding_at(file: File, name: str, byte: int) -> Binding | None:
    """Return the local binding that a name has at a byte offset of a file."""
    scopes = file.scopes or scopes_of(file)
    if name not in scopes.names:
        return None
    top = file.top_level_at(byte)
    found = scopes.by_start.get(top.start_byte) if top is not None else None
    return found.lookup(name, byte) if found is not None else None


def scopes_of(file: File) -> FileScopes:
    """Return the scopes of a file, made when first asked for."""
    if file.scopes is None:
        file.scopes = FileScopes(file)
    return file.scopes


class FileScopes:
    """The scopes of the top-level declarations of a file, by where these start.

    ``names`` is every name declared inside any of them: what is not among these is no local name.
    Since everybody asks, ``bindings`` keeps what identifiers refer to, ``reads`` where a name is read,
    ``field_reads`` that by fields, ``assigned`` and ``assignments`` what gives it a value in order, and
    ``types`` the types of names, which `golang.expressions` finds.
    """

    def __init__(self, file: File) -> None:
        self.names: set[str] = set()
        self.by_start: dict[int, Scopes] = {}
        self.bindings: dict[int, Binding | None] = {}
        self.reads: dict[Binding, list[Node]] = {}
        self.field_reads: dict[Binding, dict[str, list[Node]]] = {}
        self.assigned: dict[Binding, list[Node]] = {}
        self.assignments: dict[Binding, tuple[tuple[Node, int], ...]] = {}
        self.types: dict[Binding, Type] = {}
        for kind, label in _DECLARING:
            for node in file.nodes(kind):
                scopes = self._at(file, node)
                if scopes is not None:
                    scopes.declare(kind, label, node, self.names)
        for node in file.nodes("assignment"):
            scopes = self._at(file, node)
            if scopes is not None:
                scopes.assign(node)

    def _at(self, file: File, node: Node) -> Scopes | None:
        top = file.top_level_at(node.start_byte)
        if top is None or top.type not in _TOPS:
            return None
        scopes = self.by_start.get(top.start_byte)
        if scopes is None:
            scopes = self.by_start[top.start_byte] = Scopes()
        return scopes
