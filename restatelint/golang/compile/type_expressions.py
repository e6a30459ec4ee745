"""From a type expression to the exact type it names, with local types and type arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.compile.names import Local
from restatelint.golang.compile.types import (
    Basic,
    Chan,
    Defined,
    Map,
    Pointer,
    Signature,
    Slice,
    Written,
)
from restatelint.golang.compile.world import TYPES, Imported, Universal, is_standard
from restatelint.golang.declarations import TypeDeclaration
from restatelint.golang.syntax import field, named_children, parameters, text, unparenthesized
from restatelint.golang.typenames import type_parameter_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.golang.compile.types import Type
    from restatelint.golang.compile.world import World
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node

_DEPTH = 30  # of aliases and of what types are made of
_ALIASES = {"byte": "uint8", "rune": "int32"}
Given = "Mapping[str, Type | None]"
NONE: dict[str, Type | None] = {}


class TypeExpressions:
    """Resolves type expressions; ``given`` are the types of type parameters by their names."""

    def __init__(self, world: World) -> None:
        self.world = world

    def type(
        self, file: File, node: Node | None, given: Mapping[str, Type | None] = NONE, depth: int = 0
    ) -> Type | None:
        """Return the type that an expression names, None if it names none or it cannot be told."""
        if node is None or depth > _DEPTH:
            return None
        node = unparenthesized(node)
        kind = node.type
        if kind in ("type_identifier", "identifier"):
            return self._named(file, node, given, depth)
        if kind in ("qualified_type", "selector_expression"):
            return self._qualified(file, node, depth)
        if kind in ("generic_type", "index_expression", "type_instantiation_expression"):
            return self._generic(file, node, given, depth)
        if kind in ("pointer_type", "unary_expression"):
            inner = named_children(node)
            return Pointer(self.type(file, inner[0], given, depth + 1)) if inner else None
        if kind == "slice_type":
            return Slice(self.type(file, field(node, "element"), given, depth + 1))
        if kind in ("array_type", "implicit_length_array_type"):
            return Slice(self.type(file, field(node, "element"), given, depth + 1), sized=True)
        if kind == "map_type":
            key = self.type(file, field(node, "key"), given, depth + 1)
            return Map(key, self.type(file, field(node, "value"), given, depth + 1))
        if kind == "channel_type":
            return Chan(self.type(file, field(node, "value"), given, depth + 1))
        if kind == "function_type":
            return self.signature(file, node, given, depth + 1)
        if kind == "interface_type" and not named_children(node):
            return Basic("any")
        if kind in ("struct_type", "interface_type"):
            return Written(file, node, given)
        return None

    def signature(
        self, file: File, node: Node, given: Mapping[str, Type | None] = NONE, depth: int = 0
    ) -> Signature:
        """Return the type of a function, a method or a function type, its receiver left out."""
        declared = parameters(field(node, "parameters"))
        results = parameters(field(node, "result"))
        return Signature(
            tuple(self.type(file, each.type, given, depth + 1) for each in declared),
            bool(declared) and declared[-1].variadic,
            tuple(self.type(file, each.type, given, depth + 1) for each in results),
            type_parameter_names(node),
        )

    def is_type(self, file: File, node: Node) -> bool:
        """Whether an expression names a type."""
        node = unparenthesized(node)
        kind = node.type
        if kind.endswith("_type") and kind not in ("qualified_type", "generic_type"):
            return True
        if kind in ("identifier", "type_identifier"):
            meaning = self.world.meaning(file, node)
            if isinstance(meaning, Local):
                return meaning.kind in ("type", "type parameter")
            if isinstance(meaning, Universal):
                return meaning.name in TYPES
            return isinstance(meaning, TypeDeclaration)
        if kind in ("qualified_type", "selector_expression"):
            return isinstance(self._exported(file, node), TypeDeclaration)
        if kind in ("generic_type", "index_expression", "type_instantiation_expression"):
            base = field(node, "type") or field(node, "operand")
            return base is not None and self.is_type(file, base)
        return (
            kind == "unary_expression"
            and text(node).startswith("*")
            and (inner := named_children(node)) != []
            and self.is_type(file, inner[-1])
        )

    def declared(self, declaration: TypeDeclaration, depth: int = 0) -> Type | None:
        """Return the type that a package declares by a name."""
        if declaration.alias:
            return self.type(declaration.file, declaration.type, NONE, depth + 1)
        return Defined(declaration.file, declaration.node, declaration.name)

    def underlying(self, type_: Type | None) -> Type | None:
        """Return what a declared type is made of, any other type as it is."""
        for _ in range(_DEPTH):
            if not isinstance(type_, Defined):
                return type_
            names = type_parameter_names(type_.node)
            given = dict.fromkeys(names) | dict(zip(names, type_.arguments, strict=False))
            type_ = self.type(type_.file, field(type_.node, "type"), given)
        return None

    def _named(self, file: File, node: Node, given: Mapping[str, Type | None], depth: int) -> Type | None:
        name = text(node)
        if name in given:
            return given[name]
        meaning = self.world.meaning(file, node)
        if isinstance(meaning, Local):
            if meaning.kind != "type":
                return None
            if meaning.statement.type == "type_alias":
                return self.type(file, field(meaning.statement, "type"), given, depth + 1)
            return Defined(file, meaning.statement, meaning.name)
        if isinstance(meaning, TypeDeclaration):
            return self.declared(meaning, depth)
        if isinstance(meaning, Universal) and meaning.name in TYPES:
            return Basic(_ALIASES.get(meaning.name, meaning.name))
        return None

    def _exported(self, file: File, node: Node) -> object:
        """Return the declaration that a name with a package before it means, or None."""
        first, last = ("package", "name") if node.type == "qualified_type" else ("operand", "field")
        package, name = field(node, first), field(node, last)
        if package is None or name is None or package.type not in ("identifier", "package_identifier"):
            return None
        meaning = self.world.meaning(file, package)
        if not isinstance(meaning, Imported):
            return None
        imported = self.world.imported(file, meaning.path)
        return imported.declaration(text(name)) if imported is not None else None

    def _qualified(self, file: File, node: Node, depth: int) -> Type | None:
        declaration = self._exported(file, node)
        return self.declared(declaration, depth) if isinstance(declaration, TypeDeclaration) else None

    def _generic(self, file: File, node: Node, given: Mapping[str, Type | None], depth: int) -> Type | None:
        base = self.type(file, field(node, "type") or field(node, "operand"), given, depth + 1)
        if not isinstance(base, Defined):
            return None
        return Defined(base.file, base.node, base.name, self.arguments(file, node, given, depth))

    def arguments(
        self, file: File, node: Node, given: Mapping[str, Type | None] = NONE, depth: int = 0
    ) -> tuple[Type | None, ...]:
        """Return the type arguments that are written at a generic type or function."""
        listed = field(node, "type_arguments")
        if listed is not None:
            written = [
                inner
                for each in named_children(listed)
                for inner in (named_children(each) if each.type == "type_elem" else [each])
            ]
        elif node.type == "type_instantiation_expression":
            written = named_children(node)[1:]
        else:
            index = field(node, "index")
            written = [index] if index is not None else []
        return tuple(self.type(file, each, given, depth + 1) for each in written)


def is_at_hand(type_: Type | None) -> bool:
    """Return whether a type is one of the code that is judged."""
    return isinstance(type_, Defined) and not is_standard(type_.file)
