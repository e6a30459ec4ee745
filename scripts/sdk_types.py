"""The types of the SDK as code outside sees them: names by public aliases, methods, promoted ones too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.declarations import Function
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.types import Literal, Map, Named, Pointer, Slice, pointed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.golang.members import StructField
    from restatelint.golang.package import Package
    from restatelint.golang.program import Program
    from restatelint.golang.types import Type

_EMBEDDINGS = 6
_FOREIGN = {
    ("context", "Context"): {"Deadline": "", "Done": "", "Err": "", "Value": "key"},
    ("", "error"): {"Error": ""},
}


class Types:
    """Names and members of types over the program of one module."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._aliases: dict[tuple[str, str], tuple[str, str]] = {}

    def note_aliases(self, package: Package) -> None:
        """Remember what a public package calls types of internal ones."""
        for declaration in package.types:
            if declaration.alias and declaration.name[:1].isupper() and not declaration.file.is_test:
                type_ = self._program.typenames.type(declaration.file, declaration.type)
                if isinstance(type_, Named) and "/internal/" in type_.path:
                    self._aliases.setdefault((type_.path, type_.name), (package.path, declaration.name))

    def public(self, type_: Named) -> tuple[str, str]:
        """Return the import path and name that code outside has for a type."""
        return self._aliases.get((type_.path, type_.name), (type_.path, type_.name))

    def named(self, type_: Type | None, own: str) -> str:
        """Return a type as the data has it, for a reader in the package ``own``; "?" when unknown."""
        if isinstance(type_, Map):
            return "map"
        if isinstance(type_, Pointer):
            inner = self.named(type_.element, own)
            return inner if inner == "?" else f"*{inner}"
        if isinstance(type_, Slice):
            inner = self.named(type_.element, own)
            return inner if inner == "?" else f"[]{inner}"
        if not isinstance(type_, Named):
            return "?"
        if not type_.path:
            return type_.name
        path, name = self.public(type_)
        if "/internal/" in f"{path}/" or (self._program.package(path) is None and "." not in path):
            return "?"
        return name if path == own else f"{path}.{name}"

    def members(self, type_: Type | None) -> tuple[Mapping[str, Function | str], bool]:
        """Return the exported methods of a type, as functions or as what they take; whether more may be."""
        members, _, is_open = self.parts(type_)
        return members, is_open

    def parts(
        self, type_: Type | None, depth: int = 0
    ) -> tuple[dict[str, Function | str], list[StructField], bool]:
        """Return the exported methods of a type by name, its exported fields, and whether more may be."""
        type_ = pointed(type_)
        if not isinstance(type_, Named) or depth > _EMBEDDINGS:
            return {}, [], type_ is None
        if (type_.path, type_.name) in _FOREIGN:
            return dict(_FOREIGN[type_.path, type_.name]), [], False
        declaration = self._program.typenames.declaration(type_)
        if declaration is None:
            return {}, [], bool(type_.path)
        package = self._program.package_of(declaration.file)
        found: dict[str, Function | str] = {
            name: function
            for name, function in sorted(package.methods_of(declaration.name).items())
            if name[:1].isupper() and not function.file.is_test
        }
        underlying = self._program.typenames.underlying(type_)
        if not isinstance(underlying, Literal):
            return found, [], False
        if underlying.form == "interface_type":
            return *self._interface(underlying, found, depth), False
        return self._struct(type_, found, depth)

    def _interface(
        self, underlying: Literal, found: dict[str, Function | str], depth: int
    ) -> tuple[dict[str, Function | str], list[StructField]]:
        for child in named_children(underlying.node):
            if child.type in ("method_elem", "method_spec"):
                name = field(child, "name")
                if name is not None and text(name)[:1].isupper():
                    found[text(name)] = Function(underlying.file, child, text(name))
            elif child.type in ("type_elem", "constraint_elem", "struct_elem"):
                for inner in named_children(child):
                    embedded = self._program.typenames.type(underlying.file, inner)
                    found.update(self.parts(embedded, depth + 1)[0])
        return found, []

    def _struct(
        self, type_: Named, found: dict[str, Function | str], depth: int
    ) -> tuple[dict[str, Function | str], list[StructField], bool]:
        fields = self._program.members.fields(type_)
        is_open = False
        for each in fields:
            if each.embedded:
                methods, _, inner_open = self.parts(each.type, depth + 1)
                is_open = is_open or inner_open
                for name, function in methods.items():
                    found.setdefault(name, function)
        return found, [each for each in fields if each.name[:1].isupper()], is_open
