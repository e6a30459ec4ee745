"""Fields and methods of types, promoted ones too: found, surely absent, or unknown."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.compile.types import ERROR, STRING, Basic, Defined, Pointer, Signature, Written
from restatelint.golang.declarations import type_name
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.typenames import type_parameter_names

if TYPE_CHECKING:
    from restatelint.golang.compile.type_expressions import TypeExpressions
    from restatelint.golang.compile.types import Type
    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node

_LEVELS = 8  # of embedded types
_ERROR_METHOD = Signature((), variadic=False, results=(STRING,))


class Absence(Enum):
    """That a type has no member of a name: surely, or perhaps since something of it is not known."""

    SURE = "sure"
    UNKNOWN = "unknown"


class Member(NamedTuple):
    """A field or a method; ``type`` is that of a field, or the signature."""

    name: str
    type: Type | None
    is_method: bool


class Members:
    """Looks fields and methods up over a program."""

    def __init__(self, types: TypeExpressions) -> None:
        self._types = types

    def find(self, type_: Type | None, name: str, asking: File) -> Member | Absence:
        """Return the member that a selector on a value of a type means in a file."""
        if isinstance(type_, Pointer):
            type_ = type_.element
            if self._is_interface(type_) or isinstance(self._types.underlying(type_), Pointer):
                return Absence.UNKNOWN  # a pointer to an interface has no methods, and nobody writes that
        level: list[Type | None] = [type_]
        seen: list[Type] = []
        is_known = True
        for _ in range(_LEVELS):
            found: list[Member] = []
            deeper: list[Type | None] = []
            for each in level:
                if isinstance(each, Pointer):
                    each = each.element
                if each is None:
                    is_known = False
                elif each not in seen:
                    seen.append(each)
                    own, embedded, whole = self._own(each, name, asking)
                    found += own
                    deeper += embedded
                    is_known = is_known and whole
            if len(found) == 1:
                return found[0]
            if found:
                return Absence.UNKNOWN
            if not deeper:
                return Absence.SURE if is_known else Absence.UNKNOWN
            level = deeper
        return Absence.UNKNOWN

    def names(self, type_: Type | None) -> list[str]:
        """Return the names of the members that are not promoted, for advice."""
        if isinstance(type_, Pointer):
            type_ = type_.element
        names: list[str] = []
        if isinstance(type_, Defined):
            names += self._types.world.package(type_.file).methods_of(type_.name)
        underlying = self._types.underlying(type_)
        if isinstance(underlying, Written):
            names += [
                text(each)
                for child in _declared(underlying.node)
                for each in child.children_by_field_name("name")
                if each.is_named
            ]
        return names

    def fields(self, type_: Type | None) -> list[tuple[str, Type | None]] | None:
        """Return the fields of a struct in order, None if it is none; embedded ones are named by type."""
        underlying = self._types.underlying(type_)
        if not isinstance(underlying, Written) or not underlying.is_struct:
            return None
        found: list[tuple[str, Type | None]] = []
        for each in _declared(underlying.node):
            written = field(each, "type")
            if each.type != "field_declaration" or written is None:
                return None
            type_ = self._types.type(underlying.file, written, underlying.given)
            if any(child.type == "*" for child in each.children):
                type_ = Pointer(type_)  # the star of an embedded pointer is no part of its type expression
            names = [name for name in each.children_by_field_name("name") if name.is_named]
            found += [(text(name), type_) for name in names] or [(_embedded_name(written), type_)]
        return found

    def _is_interface(self, type_: Type | None) -> bool:
        underlying = self._types.underlying(type_)
        if isinstance(underlying, Basic):
            return underlying.name in ("error", "any", "comparable")
        return isinstance(underlying, Written) and not underlying.is_struct

    def _own(self, type_: Type, name: str, asking: File) -> tuple[list[Member], list[Type | None], bool]:
        """Return members of a name, the embedded types, and whether all of the type is known."""
        methods: list[Member] = []
        if isinstance(type_, Defined):
            package = self._types.world.package_of_type(type_.file, asking)
            if package is None or not self._types.world.is_whole(package):
                return [], [], False
            declared: list[Function] = []
            if _is_top_level(type_.node):
                for each in (type_.name, *package.aliases.get(type_.name, ())):
                    declared = declared or package.all_methods(each, name)
            if declared:
                return [self._method(type_, declared)], [], True
        underlying = self._types.underlying(type_)
        if underlying is None or (isinstance(type_, Basic) and type_.name == "comparable"):
            return [], [], False
        if underlying == ERROR:
            if name == "Error":
                methods.append(Member(name, _ERROR_METHOD, is_method=True))
            return methods, [], True
        if isinstance(underlying, Written):
            found, embedded, whole = self._written(underlying, name)
            return methods + found, embedded, whole
        return methods, [], True

    def _method(self, type_: Defined, declared: list[Function]) -> Member:
        first = declared[0]
        if len(declared) > 1:
            return Member(first.name, None, is_method=True)
        names = _receiver_parameters(first.node) or type_parameter_names(type_.node)
        given = dict.fromkeys(names) | dict(zip(names, type_.arguments, strict=False))
        return Member(first.name, self._types.signature(first.file, first.node, given), is_method=True)

    def _written(self, type_: Written, name: str) -> tuple[list[Member], list[Type | None], bool]:
        found: list[Member] = []
        embedded: list[Type | None] = []
        whole = True
        for each in _declared(type_.node):
            if each.type in ("method_elem", "method_spec"):
                declared = field(each, "name")
                if declared is not None and text(declared) == name:
                    signature = self._types.signature(type_.file, each, type_.given)
                    found.append(Member(name, signature, is_method=True))
            elif each.type == "field_declaration":
                own, below = self._field(type_.file, each, type_, name)
                found += own
                embedded += below
            elif each.type == "type_elem" and len(named_children(each)) == 1:
                embedded.append(self._types.type(type_.file, named_children(each)[0], type_.given))
            else:
                whole = False
        return found, embedded, whole

    def _field(
        self, file: File, node: Node, owner: Written, name: str
    ) -> tuple[list[Member], list[Type | None]]:
        written = field(node, "type")
        names = [each for each in node.children_by_field_name("name") if each.is_named]
        if any(text(each) == name for each in names):
            return [Member(name, self._types.type(file, written, owner.given), is_method=False)], []
        if names or written is None:
            return [], []
        type_ = self._types.type(file, written, owner.given)
        if _embedded_name(written) == name:
            starred = any(child.type == "*" for child in node.children)
            return [Member(name, Pointer(type_) if starred else type_, is_method=False)], []
        return [], [type_]


def _declared(node: Node) -> list[Node]:
    """Return what stands in a struct or an interface."""
    if node.type == "struct_type":
        return [child for body in named_children(node) for child in named_children(body)]
    return named_children(node)


def _embedded_name(written: Node) -> str:
    if written.type == "generic_type":
        base = field(written, "type")
        return _embedded_name(base) if base is not None else ""
    if written.type == "qualified_type":
        name = field(written, "name")
        return text(name) if name is not None else ""
    return type_name(written)


def _is_top_level(node: Node) -> bool:
    declaration = node.parent
    while declaration is not None and declaration.type != "type_declaration":
        declaration = declaration.parent
    return declaration is not None and declaration.parent is not None and declaration.parent.parent is None


def _receiver_parameters(method: Node) -> tuple[str, ...]:
    receiver = field(method, "receiver")
    found: list[str] = []
    for parameter in named_children(receiver) if receiver is not None else ():
        written = field(parameter, "type")
        while written is not None and written.type in ("pointer_type", "parenthesized_type"):
            written = next(iter(named_children(written)), None)
        listed = field(written, "type_arguments") if written is not None else None
        found.extend(text(each) for each in (named_children(listed) if listed is not None else ()))
    return tuple(found)
