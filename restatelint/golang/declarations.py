"""What a Go file declares: functions and literals, types, variables and constants."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from restatelint.golang.syntax import Parameter, field, named_children, parameters, text, unparenthesized

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node


@dataclass(frozen=True, eq=False)
class Function:
    """A function, a method or a function literal of the code at hand.

    ``name`` is "" for a literal. ``receiver`` is the name of the receiver's type, "" if there is none.
    """

    file: File
    node: Node
    name: str
    receiver: str = ""

    @cached_property
    def key(self) -> tuple[str, int]:
        """What tells two functions apart: where they start."""
        return (self.file.source.location, self.node.start_byte)

    @property
    def title(self) -> str:
        """The name for a message: ``Type.Method``, ``function``, or "function literal"."""
        return f"{self.receiver}.{self.name}" if self.receiver else self.name or "function literal"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters, without the receiver."""
        return self._signature("parameters")

    @property
    def results(self) -> tuple[Parameter, ...]:
        """The results."""
        return self._signature("result")

    @property
    def receiver_parameter(self) -> Parameter | None:
        """The receiver as a parameter."""
        return next(iter(self._signature("receiver")), None)

    def _signature(self, part: str) -> tuple[Parameter, ...]:
        known, key = self.file.signatures, (self.key[1], part)
        if key not in known:
            known[key] = parameters(field(self.node, part))
        return known[key]

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


def declarations_of(file: File) -> tuple[Declaration, ...]:
    """Return everything that a file declares at the top level, in order."""
    found: list[Declaration] = []
    for node in file.top_level:
        if node.type == "function_declaration":
            name = field(node, "name")
            found.append(Function(file, node, text(name) if name else ""))
        elif node.type == "method_declaration":
            name = field(node, "name")
            found.append(Function(file, node, text(name) if name else "", _receiver(node)))
        elif node.type == "type_declaration":
            found.extend(_types(file, node))
        elif node.type in ("var_declaration", "const_declaration"):
            found.extend(_values(file, node))
    return tuple(found)


def _types(file: File, node: Node) -> list[Declaration]:
    found: list[Declaration] = []
    for spec in node.named_children:
        name, type_node = field(spec, "name"), field(spec, "type")
        if name is not None and type_node is not None:
            alias = spec.type == "type_alias"
            found.append(TypeDeclaration(file, spec, text(name), type_node, alias))
    return found


def _values(file: File, node: Node) -> list[Declaration]:
    found: list[Declaration] = []
    constant = node.type == "const_declaration"
    specs = node.named_children
    if specs and specs[0].type == "var_spec_list":
        specs = specs[0].named_children
    for spec in specs:
        if spec.type in ("var_spec", "const_spec"):
            names = [name for name in spec.children_by_field_name("name") if name.is_named]
            found.extend(
                ValueDeclaration(file, spec, name, text(name), index, constant)
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
