"""Finds the names of a file in one walk over its tree, with the scopes that are open at each place."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.compile.names import Again, Local, Names
from restatelint.golang.syntax import FUNCTIONS, field, text
from restatelint.golang.tree import kinds

if TYPE_CHECKING:
    from restatelint.golang.tree import Node, Tree

_SCOPES = FUNCTIONS | {
    "block",
    "communication_case",
    "default_case",
    "expression_case",
    "expression_switch_statement",
    "for_statement",
    "if_statement",
    "type_case",
    "type_switch_statement",
}
_TYPE_SPECS = frozenset({"type_spec", "type_alias"})
_NAMES = frozenset({"identifier", "type_identifier", "package_identifier"})
_WANTED = kinds(
    *_SCOPES,
    *_NAMES,
    *_TYPE_SPECS,
    "assignment_statement",
    "const_spec",
    "import_declaration",
    "method_declaration",
    "package_clause",
    "parameter_declaration",
    "range_clause",
    "receive_statement",
    "short_var_declaration",
    "var_spec",
    "variadic_parameter_declaration",
)
_NO_NAMES = frozenset({"selector_expression", "index_expression", "call_expression"})
_NO_CODE = frozenset({"import_declaration", "package_clause"})
_SELF = frozenset({"function_declaration", "method_declaration"})


class _Scope(NamedTuple):
    end: int
    names: dict[str, Local]


class _Waiting(NamedTuple):
    """A declared name that is seen only from a row on."""

    row: int
    number: int
    scope: _Scope
    local: Local


class _Walk:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.scopes: list[_Scope] = [_Scope(len(tree.kinds), {})]
        self.waiting: list[_Waiting] = []
        self.declaring: set[int] = set()
        self.written: set[int] = set()
        self.locals: list[Local] = []
        self.uses: dict[int, Local] = {}
        self.read: set[Local] = set()
        self.free: list[int] = []
        self.keys: set[int] = set()
        self.again: list[Again] = []
        self.nothing_new: list[Node] = []
        self.no_names: list[Node] = []
        self.switched: dict[int, Local] = {}

    def names(self) -> Names:
        tree = self.tree
        skipped = 0
        for row in tree.rows(_WANTED, 0, len(tree.kinds)):
            if row < skipped:
                continue
            self._reach(row)
            node = tree.node(row)
            kind = node.type
            if kind in _NAMES:
                self._name(node)
            elif kind in _NO_CODE:
                skipped = tree.lasts[row]
            elif kind in _SCOPES:
                self._scope(node)
            else:
                _DECLARED_BY[kind](self, node)
        self._see(len(tree.kinds))
        return Names(
            tuple(self.locals),
            self.uses,
            frozenset(self.read),
            tuple(self.free),
            frozenset(self.keys),
            tuple(self.again),
            tuple(self.nothing_new),
            tuple(self.no_names),
        )

    def _reach(self, row: int) -> None:
        self._see(row)
        while self.scopes[-1].end <= row:
            self.scopes.pop()

    def _see(self, row: int) -> None:
        while self.waiting and self.waiting[0].row <= row:
            ready = heappop(self.waiting)
            first = ready.scope.names.setdefault(ready.local.name, ready.local)
            if first is not ready.local:
                self.again.append(Again(ready.local.node, first))

    def _scope(self, node: Node) -> None:
        is_body = node.type == "block" and node.parent is not None and node.parent.type in FUNCTIONS
        if not is_body:
            self.scopes.append(_Scope(self.tree.lasts[node.id], {}))
        if node.parent is not None and (local := self.switched.get(node.parent.id)) is not None:
            self.scopes[-1].names[local.name] = local
        if node.type in _SELF and (name := field(node, "name")) is not None:
            self.declaring.add(name.id)
        self._type_parameters(node)
        if node.type == "method_declaration":
            self._receiver(node)
        elif node.type == "type_switch_statement":
            self._type_switch(node)

    def _receiver(self, method: Node) -> None:
        """Declare the type parameters that a receiver names: `func (s *Stack[T]) Push(value T)`."""
        receiver = field(method, "receiver")
        for arguments in receiver.descendants(kinds("type_arguments")) if receiver is not None else ():
            for each in arguments.descendants(kinds("type_identifier")):
                self._declare("type parameter", each, method, 0, each.id)

    def _type_switch(self, switch: Node) -> None:
        """Note the name that every clause of a type switch declares anew."""
        alias = field(switch, "alias")
        name = next(iter(alias.named_children), None) if alias is not None else None
        if name is not None:
            self.declaring.add(name.id)
            if text(name) != "_":
                local = self.switched[switch.id] = Local(text(name), "case", name, switch, 0)
                self.locals.append(local)

    def _declare(self, kind: str, node: Node, statement: Node, index: int, row: int) -> None:
        """Declare a name in the innermost scope, to be seen from a row on."""
        self.declaring.add(node.id)
        name = text(node)
        if name == "_" or len(self.scopes) == 1:
            return
        local = Local(name, kind, node, statement, index)
        self.locals.append(local)
        heappush(self.waiting, _Waiting(row, len(self.locals), self.scopes[-1], local))

    def parameter(self, node: Node) -> None:
        names = [each for each in node.children_by_field_name("name") if each.is_named]
        owner = node.parent.parent if node.parent is not None else None
        if owner is None or owner.type not in FUNCTIONS:
            self.declaring.update(each.id for each in names)  # of a function's type, where no code sees it
            return
        body = field(owner, "body")
        row = body.id if body is not None else self.tree.lasts[owner.id]
        for index, name in enumerate(names):
            self._declare("parameter", name, node, index, row)

    def _type_parameters(self, owner: Node) -> None:
        """Declare type parameters all at once, since constraints name those that come after them, too."""
        declared = field(owner, "type_parameters")
        for each in declared.named_children if declared is not None else ():
            for name in each.children_by_field_name("name") if each.type != "comment" else ():
                if name.is_named:
                    self._declare("type parameter", name, each, 0, owner.id)

    def type_spec(self, node: Node) -> None:
        name = field(node, "name")
        if name is not None:
            self._declare("type", name, node, 0, name.id)
        if field(node, "type_parameters") is not None:
            self.scopes.append(_Scope(self.tree.lasts[node.id], {}))
            self._type_parameters(node)

    def values(self, node: Node) -> None:
        kind = "constant" if node.type == "const_spec" else "variable"
        names = [each for each in node.children_by_field_name("name") if each.is_named]
        for index, name in enumerate(names):
            self._declare(kind, name, node, index, self.tree.lasts[node.id])

    def short(self, node: Node) -> None:
        self._left(node, is_declared=True)

    def received(self, node: Node) -> None:
        self._left(node, is_declared=any(child.type == ":=" for child in node.children))

    def assigned(self, node: Node) -> None:
        operator = field(node, "operator")
        if operator is not None and operator.type == "=":
            self._left(node, is_declared=False)

    def _left(self, node: Node, *, is_declared: bool) -> None:
        left = field(node, "left")
        if left is None:
            return
        own = self.scopes[-1].names
        fresh = 0
        listed = left.named_children if left.type == "expression_list" else [left]
        for index, each in enumerate(each for each in listed if each.type != "comment"):
            name = _plain(each)
            if name is None:
                fresh += 1  # a word of Go's own that is given another meaning, or no name at all
                if node.type == "short_var_declaration" and each.type in _NO_NAMES:
                    self.no_names.append(each)
                continue
            if not is_declared or (node.type == "short_var_declaration" and text(name) in own):
                self.written.add(name.id)
                continue
            fresh += text(name) != "_"
            self._declare("variable", name, node, index, self.tree.lasts[node.id])
        if node.type == "short_var_declaration" and not fresh and len(self.scopes) > 1:
            self.nothing_new.append(node)

    def _name(self, node: Node) -> None:
        row = node.id
        name = text(node)
        if row in self.declaring or name == "_":
            return
        parent = node.parent
        if parent is not None and parent.type == "qualified_type" and field(parent, "name") is node:
            return
        if _is_key(node):
            self.keys.add(row)
        for scope in reversed(self.scopes):
            local = scope.names.get(name)
            if local is not None:
                self.uses[row] = local
                if row not in self.written:
                    self.read.add(local)
                return
        self.free.append(row)


_DECLARED_BY = {
    "assignment_statement": _Walk.assigned,
    "const_spec": _Walk.values,
    "parameter_declaration": _Walk.parameter,
    "range_clause": _Walk.received,
    "receive_statement": _Walk.received,
    "short_var_declaration": _Walk.short,
    "type_alias": _Walk.type_spec,
    "type_spec": _Walk.type_spec,
    "var_spec": _Walk.values,
    "variadic_parameter_declaration": _Walk.parameter,
}


def _plain(node: Node) -> Node | None:
    """Return the name that stands alone, in parentheses perhaps, on the left of an assignment."""
    while node.type == "parenthesized_expression":
        inner = [each for each in node.named_children if each.type != "comment"]
        if len(inner) != 1:
            return None
        node = inner[0]
    return node if node.type == "identifier" else None


def _is_key(node: Node) -> bool:
    element = node.parent
    keyed = element.parent if element is not None and element.type == "literal_element" else None
    return keyed is not None and keyed.type == "keyed_element" and field(keyed, "key") is element


def names_of(tree: Tree) -> Names:
    """Return the names of a file. Each is looked up once, so the time grows as the text does."""
    return _Walk(tree).names()
