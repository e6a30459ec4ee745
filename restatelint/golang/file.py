"""One parsed Go file: its tree, its imports and what it declares at the top level."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from restatelint.golang.imports import Imports
from restatelint.golang.index import Index
from restatelint.golang.syntax import (
    Callee,
    Parameter,
    callee,
    field,
    named_children,
    parameters,
    parsed,
    text,
    unparenthesized,
)
from restatelint.source.position import encoded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tree_sitter import Node

    from restatelint.golang.scope import FileScopes
    from restatelint.golang.types import External, Type
    from restatelint.source.text import Source


_NAMES = frozenset({"identifier", "field_identifier"})
_IN_WORD = frozenset(
    bytes([each]) for each in range(256) if each >= 0x80 or chr(each).isalnum() or each == 95
)


@dataclass(frozen=True, eq=False)
class Function:
    """A function, a method or a function literal of the code at hand.

    ``name`` is "" for a literal. ``receiver`` is the name of the receiver's type, "" if there is none.
    """

    file: File
    node: Node
    name: str
    receiver: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What tells two functions apart: where they start."""
        return (self.file.source.location, self.node.start_byte)

    @property
    def title(self) -> str:
        """The name for a message: ``Type.Method``, ``function``, or "function literal"."""
        return f"{self.receiver}.{self.name}" if self.receiver else self.name or "function literal"

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters, without the receiver."""
        return parameters(field(self.node, "parameters"))

    @cached_property
    def results(self) -> tuple[Parameter, ...]:
        """The results."""
        return parameters(field(self.node, "result"))

    @cached_property
    def receiver_parameter(self) -> Parameter | None:
        """The receiver as a parameter."""
        return next(iter(parameters(field(self.node, "receiver"))), None)

    @cached_property
    def type_parameters(self) -> tuple[str, ...]:
        """The names of the function's own type parameters, in order."""
        node = field(self.node, "type_parameters")
        if node is None:
            return ()
        return tuple(
            text(name)
            for declaration in named_children(node)
            for name in declaration.children_by_field_name("name")
        )

    @property
    def body(self) -> Node | None:
        """The block, None for a declaration without one."""
        return field(self.node, "body")


@dataclass(frozen=True, eq=False)
class TypeDeclaration:
    """A named type or an alias; ``type`` is the expression on the right."""

    file: File
    node: Node
    name: str
    type: Node
    alias: bool


@dataclass(frozen=True, eq=False)
class ValueDeclaration:
    """A package variable or constant; ``index`` is its place in the names of its specification."""

    file: File
    node: Node
    identifier: Node
    name: str
    index: int
    constant: bool


Declaration = Function | TypeDeclaration | ValueDeclaration


class File:
    """A parsed file. Everything but the tree is found when first asked for, and kept."""

    def __init__(self, source: Source, package_names: Mapping[str, str]) -> None:
        """Parse a source.

        ``package_names`` gives the real name of packages whose path does not tell it, by import path.
        """
        self.source = source
        self.tree = parsed(source.data)
        self.root = self.tree.root_node
        self._package_names = package_names
        self.targets: dict[int, Function | External | None] = {}  # golang.calls keeps its answers here
        self.named_targets: dict[bytes, Function | External | None] = {}
        self.types: dict[int, Type | None] = {}  # golang.typenames keeps its answers here
        self.expressions: dict[int, Type | None] = {}  # golang.expressions keeps its answers here
        self._callees: dict[int, Callee | None] = {}
        self.scopes: FileScopes | None = None  # golang.scope keeps what it finds here

    def forget(self) -> None:
        """Let go of what can be found again by asking anew; for a file about which most has been asked."""
        for known in (self.targets, self.named_targets, self.types, self.expressions, self._callees):
            known.clear()
        self.scopes = None
        vars(self).pop("_index", None)

    @cached_property
    def top_level(self) -> list[Node]:
        """The named children of the file."""
        return self.root.named_children

    @cached_property
    def _starts(self) -> list[int]:
        return [node.start_byte for node in self.top_level]

    def top_level_at(self, byte: int) -> Node | None:
        """Return the top-level node that holds a byte."""
        index = bisect_right(self._starts, byte) - 1
        if index < 0:
            return None
        node = self.top_level[index]
        return node if byte < node.end_byte else None

    @cached_property
    def _index(self) -> Index:
        return Index(self.root)

    def nodes(self, kind: str, start: int = 0, end: int | None = None) -> list[Node]:
        """Return the nodes of a kind that start in a byte range, in order; see `index.Index`."""
        return self._index.nodes(kind, start, end)

    @property
    def calls(self) -> list[Node]:
        """Every call of the file, by where it starts; the outer one first."""
        return self.nodes("call")

    def calls_in(self, start: int, end: int) -> list[Node]:
        """Return the calls that start in a byte range."""
        return self.nodes("call", start, end)

    def says(self, *words: str) -> bool:
        """Whether the text holds one of some words, be it as a part of others."""
        return any(encoded(word) in self.source.data for word in words)

    def identifiers(self, name: str, start: int, end: int) -> list[Node]:
        """Return the names that lie in a byte range, in order, those of fields and methods too."""
        # looking for the text first is cheaper than having every identifier of the file at hand
        data, word = self.source.data, encoded(name)
        found: list[Node] = []
        at = data.find(word, start, end) if word else -1
        while at >= 0:
            after = at + len(word)
            if data[at - 1 : at] not in _IN_WORD and data[after : after + 1] not in _IN_WORD:
                node = self.root.named_descendant_for_byte_range(at, after)
                if node is not None and node.type in _NAMES and node.byte_range == (at, after):
                    found.append(node)
            at = data.find(word, after, end)
        return found

    def callee(self, call: Node) -> Callee | None:
        """Return what a call names; see `syntax.callee`. Kept, since everybody asks."""
        known, key = self._callees, call.id
        if key in known:
            return known[key]
        found = known[key] = callee(call)
        return found

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """Every function, method and literal of the file, by where it starts."""
        declared = {f.node.start_byte: f for f in self.declarations if isinstance(f, Function)}
        return tuple(
            declared.get(node.start_byte) or Function(self, node, "") for node in self.nodes("function")
        )

    def function_at(self, byte: int) -> Function | None:
        """Return the innermost function that holds a byte."""
        best: Function | None = None
        index = bisect_right(self._function_starts, byte)
        while index > 0:
            index -= 1
            candidate = self.functions[index]
            if byte < candidate.node.end_byte:
                best = candidate
                break
            if candidate.node.type != "func_literal":
                break
        return best

    def enclosing_title(self, byte: int) -> str:
        """Return the title of the declared function that holds a byte, "" outside of any."""
        top = self.top_level_at(byte)
        for declaration in self.declarations:
            if isinstance(declaration, Function) and top is not None and declaration.node == top:
                return declaration.title
        return ""

    @cached_property
    def _function_starts(self) -> list[int]:
        return [function.node.start_byte for function in self.functions]

    @cached_property
    def package_name(self) -> str:
        """The name in the package clause, "" without one."""
        for node in self.top_level:
            if node.type == "package_clause":
                return text(node.named_children[0]) if node.named_children else ""
        return ""

    @property
    def is_test(self) -> bool:
        """Whether the file's name says it is a test."""
        return self.source.location.endswith("_test.go")

    @cached_property
    def imports(self) -> Imports:
        """The imports."""
        return Imports.of(self.top_level, self._package_names)

    @cached_property
    def declarations(self) -> tuple[Declaration, ...]:
        """Everything the file declares at the top level, in order."""
        found: list[Declaration] = []
        for node in self.top_level:
            if node.type == "function_declaration":
                name = field(node, "name")
                found.append(Function(self, node, text(name) if name else ""))
            elif node.type == "method_declaration":
                name = field(node, "name")
                found.append(Function(self, node, text(name) if name else "", _receiver(node)))
            elif node.type == "type_declaration":
                found.extend(self._types(node))
            elif node.type in ("var_declaration", "const_declaration"):
                found.extend(self._values(node))
        return tuple(found)

    def _types(self, node: Node) -> list[Declaration]:
        found: list[Declaration] = []
        for spec in node.named_children:
            name, type_node = field(spec, "name"), field(spec, "type")
            if name is not None and type_node is not None:
                alias = spec.type == "type_alias"
                found.append(TypeDeclaration(self, spec, text(name), type_node, alias))
        return found

    def _values(self, node: Node) -> list[Declaration]:
        found: list[Declaration] = []
        constant = node.type == "const_declaration"
        specs = node.named_children
        if specs and specs[0].type == "var_spec_list":
            specs = specs[0].named_children
        for spec in specs:
            if spec.type in ("var_spec", "const_spec"):
                names = [name for name in spec.children_by_field_name("name") if name.is_named]
                found.extend(
                    ValueDeclaration(self, spec, name, text(name), index, constant)
                    for index, name in enumerate(names)
                )
        return found


def _receiver(method: Node) -> str:
    for parameter in parameters(field(method, "receiver")):
        return type_name(parameter.type)
    return ""


def type_name(node: Node) -> str:
    """Return the name of a type expression without pointer, parentheses and type arguments, or ""."""
    node = unparenthesized(node)
    while node.type in ("pointer_type", "generic_type"):
        inner = field(node, "type") if node.type == "generic_type" else None
        children = named_children(node)
        if inner is None and not children:
            return ""
        node = unparenthesized(inner if inner is not None else children[0])
    return text(node) if node.type == "type_identifier" else ""
