"""From a type expression to a type: names, aliases and imports resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.declarations import TypeDeclaration
from restatelint.golang.scope import BindingKind, binding_at
from restatelint.golang.syntax import field, named_children, text, unparenthesized
from restatelint.golang.types import Chan, Literal, Map, Named, Pointer, Slice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type

_LITERALS = frozenset({"function_type", "struct_type", "interface_type"})
_ALIASES = 20  # how many aliases of aliases are followed; a cycle does not compile


class TypeNames:
    """Resolves type expressions of a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._declared: dict[tuple[str, str], TypeDeclaration | None] = {}

    def type(
        self,
        file: File,
        node: Node | None,
        parameters: Mapping[str, Type | None] | None = None,
        depth: int = 0,
    ) -> Type | None:
        """Return the type that an expression names in a file, or None.

        ``parameters`` gives the types of type parameters in scope.
        """
        if node is None or depth > _ALIASES:
            return None
        if parameters is not None:
            return self._type(file, node, parameters, depth)
        known, key = file.types, node.id
        if key not in known:
            found = self._type(file, node, parameters, depth)
            if depth > 0:
                return found  # an alias that leads too far is unknown only from where it was asked for
            known[key] = found
        return known[key]

    def _type(
        self, file: File, node: Node, parameters: Mapping[str, Type | None] | None, depth: int
    ) -> Type | None:
        node = unparenthesized(node)
        kind = node.type
        if kind in ("type_identifier", "identifier"):
            return self._identifier(file, node, parameters, depth)
        if kind in ("qualified_type", "selector_expression"):
            return self._qualified(file, node, depth)
        if kind == "generic_type":
            return self._generic(file, node, parameters, depth)
        if kind in ("pointer_type", "unary_expression"):
            inner = named_children(node)
            return Pointer(self.type(file, inner[0], parameters, depth + 1)) if inner else None
        if kind in ("slice_type", "array_type", "implicit_length_array_type"):
            return Slice(self.type(file, field(node, "element"), parameters, depth + 1))
        if kind == "map_type":
            key = self.type(file, field(node, "key"), parameters, depth + 1)
            return Map(key, self.type(file, field(node, "value"), parameters, depth + 1))
        if kind == "channel_type":
            return Chan(self.type(file, field(node, "value"), parameters, depth + 1))
        if kind in _LITERALS:
            return Literal(file, node, node.type)
        return None

    def _identifier(
        self, file: File, node: Node, parameters: Mapping[str, Type | None] | None, depth: int
    ) -> Type | None:
        name = text(node)
        if parameters is not None and name in parameters:
            return parameters[name]
        local = binding_at(file, name, node.start_byte)
        if local is not None:
            if local.kind is BindingKind.TYPE and local.statement.type != "type_parameter_declaration":
                return self.type(file, field(local.statement, "type"), parameters, depth + 1)
            return None
        package = self._program.package_of(file)
        declaration = package.declaration(name, file)
        if isinstance(declaration, TypeDeclaration):
            return self._declaration(package.path, declaration, depth)
        if declaration is not None:
            return None
        for path in file.imports.dots:
            imported = self._program.imported(file, path)
            if imported is None:
                if self._program.library.knows_type(path, name):
                    return Named(path, name)
                continue
            dotted = imported.declaration(name)
            if isinstance(dotted, TypeDeclaration):
                return self._declaration(imported.path, dotted, depth)
        return Named("", name) if name in _UNIVERSE else None

    def _qualified(self, file: File, node: Node, depth: int) -> Type | None:
        first, last = ("package", "name") if node.type == "qualified_type" else ("operand", "field")
        package_node, name_node = field(node, first), field(node, last)
        if package_node is None or name_node is None:
            return None
        path = self._program.import_path(file, text(package_node))
        if path is None:
            return None
        imported = self._program.imported(file, path)
        if imported is None:
            return Named(path, text(name_node))
        declaration = imported.declaration(text(name_node))
        if isinstance(declaration, TypeDeclaration):
            return self._declaration(imported.path, declaration, depth)
        return None

    def _generic(
        self, file: File, node: Node, parameters: Mapping[str, Type | None] | None, depth: int
    ) -> Type | None:
        base = self.type(file, field(node, "type"), parameters, depth + 1)
        arguments = field(node, "type_arguments")
        if not isinstance(base, Named) or arguments is None:
            return base
        given = tuple(
            self.type(file, inner, parameters, depth + 1)
            for element in named_children(arguments)
            for inner in (named_children(element) if element.type == "type_elem" else [element])
        )
        return Named(base.path, base.name, given)

    def _declaration(self, path: str, declaration: TypeDeclaration, depth: int) -> Type | None:
        if declaration.alias:
            return self.type(declaration.file, declaration.type, None, depth + 1)
        self._declared.setdefault((path, declaration.name), declaration)
        return Named(path, declaration.name)

    def declaration(self, type_: Type | None) -> TypeDeclaration | None:
        """Return the declaration of a named type of the code at hand."""
        return self._declared.get((type_.path, type_.name)) if isinstance(type_, Named) else None

    def underlying(self, type_: Type | None) -> Type | None:
        """Return what a named type of the code at hand is made of, any other type as it is."""
        for _ in range(_ALIASES):
            declaration = self.declaration(type_)
            if declaration is None or not isinstance(type_, Named):
                return type_
            names = type_parameter_names(declaration.node)
            given = dict(zip(names, type_.arguments, strict=False)) if names else None
            type_ = self.type(declaration.file, declaration.type, given)
        return None


def type_parameter_names(node: Node) -> tuple[str, ...]:
    """Return the names of the type parameters that a declaration has, in order."""
    declared = field(node, "type_parameters")
    if declared is None:
        return ()
    return tuple(
        text(name)
        for each in named_children(declared)
        for name in each.children_by_field_name("name")
        if name.is_named
    )


_UNIVERSE = frozenset(
    [
        "any",
        "bool",
        "byte",
        "comparable",
        "complex128",
        "complex64",
        "error",
        "float32",
        "float64",
        "int",
        "int16",
        "int32",
        "int64",
        "int8",
        "rune",
        "string",
        "uint",
        "uint16",
        "uint32",
        "uint64",
        "uint8",
        "uintptr",
    ]
)
