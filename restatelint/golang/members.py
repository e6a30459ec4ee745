"""Fields and methods of types, promoted ones too, and the one type behind an interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.declarations import Function, TypeDeclaration, type_name
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.types import External, Literal, Named, Pointer, described, pointed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.golang.file import File
    from restatelint.golang.package import Package
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type

_EMBEDDINGS = 6  # how deep embedding is followed


class StructField(NamedTuple):
    """A field of a struct of the code at hand; an embedded one has the name of its type."""

    name: str
    type: Type | None
    embedded: bool


_Shape = tuple[str, ...]


class _Having(NamedTuple):
    """A type that has a method, and all methods that it declares."""

    type: Named
    methods: Mapping[str, Function]


class Members:
    """Finds fields and methods over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._fields: dict[Named, tuple[StructField, ...]] = {}
        self._implementations: dict[Named, Named | None] = {}
        self._shapes: dict[tuple[str, int], _Shape] = {}
        self._having: dict[tuple[tuple[Package, ...], str], dict[_Shape, list[_Having]]] = {}

    def fields(self, type_: Type | None) -> tuple[StructField, ...]:
        """Return the fields of a struct type, () for anything else."""
        type_ = pointed(type_)
        if isinstance(type_, Named) and type_ in self._fields:
            return self._fields[type_]
        underlying = self._program.typenames.underlying(type_)
        if not isinstance(underlying, Literal) or underlying.form != "struct_type":
            return ()
        found = self._struct_fields(underlying.file, underlying.node)
        if isinstance(type_, Named):
            self._fields[type_] = found
        return found

    def _struct_fields(self, file: File, struct: Node) -> tuple[StructField, ...]:
        found: list[StructField] = []
        for body in struct.named_children:
            for declaration in body.named_children:
                type_node = field(declaration, "type")
                if declaration.type != "field_declaration" or type_node is None:
                    continue
                type_ = self._program.typenames.type(file, type_node)
                names = [n for n in declaration.children_by_field_name("name") if n.is_named]
                found.extend(StructField(text(name), type_, embedded=False) for name in names)
                if not names:
                    name = type_.name if isinstance(type_, Named) else type_name(type_node)
                    # the star of an embedded pointer is no part of its type expression
                    starred = any(child.type == "*" for child in declaration.children)
                    found.append(StructField(name, Pointer(type_) if starred else type_, embedded=True))
        return tuple(found)

    def field(self, type_: Type | None, name: str) -> Type | None:
        """Return the type of a field by name, through embedded structs."""
        level = [pointed(type_)]
        for _ in range(_EMBEDDINGS):
            deeper: list[Type | None] = []
            for owner in level:
                for each in self.fields(owner):
                    if each.name == name:
                        return each.type
                    if each.embedded:
                        deeper.append(pointed(each.type))
                if isinstance(owner, Named) and self._program.typenames.declaration(owner) is None:
                    found = self._program.library.field(owner.path, owner.name, name)
                    if found is not None:
                        return found
            level = deeper
        return None

    def method(self, type_: Type | None, name: str, asking: File | None) -> Function | External | None:
        """Return the method that a selector on a type means, promoted ones too; None when unknown.

        A method of a foreign type is given by name without knowing that it is there.
        """
        level = [pointed(type_)]
        for _ in range(_EMBEDDINGS):
            deeper: list[Type | None] = []
            foreign: list[External] = []
            for owner in level:
                if not isinstance(owner, Named) or not owner.path:
                    continue
                declaration = self._program.typenames.declaration(owner)
                if declaration is None:
                    if self._program.package(owner.path) is None:
                        foreign.append(External(owner.path, name, owner.name))
                    continue
                package = self._program.package_of(declaration.file)
                method = package.method(declaration.name, name, asking)
                if method is not None:
                    return method
                underlying = self._program.typenames.underlying(owner)
                if isinstance(underlying, Literal) and underlying.form == "interface_type":
                    return self._through_interface(owner, underlying, name)
                deeper.extend(pointed(each.type) for each in self.fields(owner) if each.embedded)
            if len(foreign) > 1:
                foreign = [each for each in foreign if self._program.library.knows(each)]
            if len(foreign) == 1:
                return foreign[0]
            level = deeper
        return None

    def interface_method(self, type_: Type | None, name: str) -> Function | None:
        """Return the method of an interface of the code at hand, as it is declared there, or None."""
        underlying = self._program.typenames.underlying(pointed(type_))
        if not isinstance(underlying, Literal) or underlying.form != "interface_type":
            return None
        for each in _method_elements(underlying.node):
            declared = field(each, "name")
            if declared is not None and text(declared) == name:
                return Function(underlying.file, each, name)
        return None

    def _through_interface(self, type_: Named, interface: Literal, name: str) -> Function | External | None:
        if type_ not in self._implementations:
            self._implementations[type_] = self._implementation(interface)
        implementation = self._implementations[type_]
        if implementation is None:
            return None
        return self.method(implementation, name, None)

    def _implementation(self, interface: Literal) -> Named | None:
        """Return the only type of the module that has all methods of an interface, or None."""
        methods = [Function(interface.file, each, "") for each in _method_elements(interface.node)]
        names = [field(method.node, "name") for method in methods]
        wanted = {
            text(name): self._shape(method)
            for name, method in zip(names, methods, strict=True)
            if name is not None
        }
        if not wanted:
            return None
        longest = max(sorted(wanted), key=len)  # the rarest, most likely
        packages: tuple[Package, ...] = (self._program.package_of(interface.file),)
        if all(name[:1].isupper() for name in wanted):
            packages = self._program.packages_with_method(interface.file, longest)
        choices = [self._types_with(packages, name).get(shape, []) for name, shape in wanted.items()]
        alike = min(choices, key=len)
        found: Named | None = None
        for each in alike:
            if self._has_all(each.methods, wanted):
                if found is not None:
                    return None
                found = each.type
        return found

    def _named(self, declaration: TypeDeclaration) -> Named | None:
        type_ = self._program.typenames.type(declaration.file, field(declaration.node, "name"))
        return type_ if isinstance(type_, Named) else None

    def _has_all(self, methods: Mapping[str, Function], wanted: Mapping[str, _Shape]) -> bool:
        return all(name in methods and self._shape(methods[name]) == wanted[name] for name in wanted)

    def _shape(self, method: Function) -> _Shape:
        """Return the types of a method's parameters and results as text that can be compared."""
        if method.key not in self._shapes:
            self._shapes[method.key] = self._found_shape(method)
        return self._shapes[method.key]

    def _found_shape(self, method: Function) -> _Shape:
        shape: list[str] = []
        for each in (*method.parameters, None, *method.results):
            if each is None:
                shape.append("->")
                continue
            type_ = self._program.typenames.type(method.file, each.type)
            known = described(type_)
            shape.append(("..." if each.variadic else "") + (text(each.type) if "?" in known else known))
        return tuple(shape)

    def _types_with(self, packages: tuple[Package, ...], name: str) -> dict[_Shape, list[_Having]]:
        """Return the types of some packages that declare a method, by its shape; those for tests left out."""
        key = (packages, name)
        if key not in self._having:
            having: dict[_Shape, list[_Having]] = {}
            for package in packages:
                self._add_types(package, name, having)
            self._having[key] = having
        return self._having[key]

    def _add_types(self, package: Package, name: str, having: dict[_Shape, list[_Having]]) -> None:
        for receiver in package.receivers_with(name):
            declaration = package.declaration(receiver)
            if not isinstance(declaration, TypeDeclaration) or is_test_double(receiver):
                continue
            if declaration.alias or declaration.file.is_test or declaration.type.type == "interface_type":
                continue
            methods = package.methods_of(receiver)
            type_ = self._named(declaration)
            if type_ is not None:
                having.setdefault(self._shape(methods[name]), []).append(_Having(type_, methods))


def interface_methods(interface: Node) -> frozenset[str]:
    """Return the names of the methods written in an interface type."""
    names = [field(each, "name") for each in _method_elements(interface)]
    return frozenset(text(name) for name in names if name is not None)


def _method_elements(interface: Node) -> list[Node]:
    return [child for child in named_children(interface) if child.type in ("method_elem", "method_spec")]


def is_test_double(name: str) -> bool:
    """Whether a type's name says that it stands in for another in tests."""
    lowered = name.lower()
    return lowered.startswith(("mock", "fake", "stub", "dummy", "noop", "spy")) or lowered.endswith(
        ("mock", "fake", "stub", "double")
    )
