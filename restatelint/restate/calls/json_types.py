"""Whether what one Go type writes as JSON another one reads. Whatever cannot be told fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.syntax import field, named_children, string_value, text
from restatelint.golang.types import Literal, Map, Named, Slice, pointed
from restatelint.restate.services.defined.methods import method_set

if TYPE_CHECKING:
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type

_NESTING = 6
_TAG = re.compile(r'(?:^|\s)json:"([^",]*)')
_SIZES = ("", "8", "16", "32", "64")
_NUMBERS = frozenset(
    ["byte", "rune", "uintptr", "float32", "float64"]
    + [name + size for name in ("int", "uint") for size in _SIZES]
)
_BYTES = frozenset({"byte", "uint8"})
_OWN = frozenset({"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText", "RestateMarshal"})


class JsonField(NamedTuple):
    """A field of a struct as JSON has it."""

    name: str
    type: Type | None


class JsonTypes:
    """Compares types over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def fits(self, written: Type | None, read: Type | None, depth: int = 0) -> bool:
        """Whether a value of one type can be read as another.

        Structs fit that have a field in common, or none at all, unless a common one does not fit.
        """
        one, other = self.form(written), self.form(read)
        if one is None or other is None or depth > _NESTING:
            return True
        if {one, other} == {"struct", "map"}:
            return True  # the keys of a map are not known by its type
        if one != other:
            return False
        if one == "array":
            return self.fits(self._element(written), self._element(read), depth + 1)
        if one == "map":
            return self.fits(self._element(written), self._element(read), depth + 1)
        if one != "struct" or pointed(written) == pointed(read):
            return True
        there = {each.name.lower(): each.type for each in self.fields(read) or ()}
        given = self.fields(written)
        if given is None or self.fields(read) is None or not given or not there:
            return True
        common = [each for each in given if each.name.lower() in there]
        return bool(common) and all(
            self.fits(each.type, there[each.name.lower()], depth + 1) for each in common
        )

    def form(self, type_: Type | None) -> str | None:
        """Return what JSON makes of a type, None if that cannot be told.

        ``string``, ``number``, ``bool``, ``array``, ``map`` or ``struct``.
        """
        type_ = pointed(type_)
        if isinstance(type_, Named) and self._program.typenames.declaration(type_) is not None:
            if _OWN & method_set(self._program, type_).keys():
                return None
            type_ = pointed(self._program.typenames.underlying(type_))
        if isinstance(type_, Named):
            if type_.path:
                return None
            return "number" if type_.name in _NUMBERS else type_.name if type_.name in _WORDS else None
        if isinstance(type_, Slice):
            inner = type_.element
            if inner is None:
                return None
            is_bytes = isinstance(inner, Named) and not inner.path and inner.name in _BYTES
            return "string" if is_bytes else "array"
        if isinstance(type_, Map):
            return "map"
        return "struct" if isinstance(type_, Literal) and type_.form == "struct_type" else None

    def fields(self, type_: Type | None) -> tuple[JsonField, ...] | None:
        """Return the fields of a struct by their names in JSON, None where some are promoted."""
        struct = self._program.typenames.underlying(pointed(type_))
        if not isinstance(struct, Literal) or struct.form != "struct_type":
            return None
        types = iter(self._program.members.fields(type_))
        found: list[JsonField] = []
        for declaration in (each for body in struct.node.named_children for each in body.named_children):
            if declaration.type != "field_declaration":
                continue
            names = [text(each) for each in declaration.children_by_field_name("name") if each.is_named]
            if not names:
                return None
            tag = _tag(field(declaration, "tag"))
            for name in names:
                each = next(types, None)
                if name[:1].isupper() and tag != "-":
                    found.append(JsonField(tag or name, each.type if each is not None else None))
        return tuple(found)

    def stray_key(self, literal: Node, type_: Type | None) -> str | None:
        """Return the first constant key of a map literal that no field of a struct has, or None."""
        fields = self.fields(type_)
        body = field(literal, "body")
        if fields is None or body is None or self.form(type_) != "struct":
            return None
        known = {each.name.lower() for each in fields}
        for element in named_children(body):
            key = named_children(element)[0] if element.type == "keyed_element" else None
            inner = named_children(key) if key is not None else []
            value = string_value(inner[0]) if len(inner) == 1 else None
            if value is not None and value.lower() not in known:
                return value
        return None

    def _element(self, type_: Type | None) -> Type | None:
        made = pointed(self._program.typenames.underlying(pointed(type_)))
        return made.element if isinstance(made, Slice | Map) else None


_WORDS = frozenset({"string", "bool"})


def _tag(node: Node | None) -> str:
    """Return the name that a field's tag gives it in JSON, "" without one."""
    content = string_value(node) if node is not None else None
    if content is None and node is not None:
        content = text(node).strip('"').replace('\\"', '"')
    match = _TAG.search(content or "")
    return match[1] if match is not None else ""
