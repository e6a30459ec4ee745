"""Types as a file writes them, their zero values, and whether the journal keeps them whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.scope import binding_at
from restatelint.golang.types import Literal, Map, Named, Pointer, Slice
from restatelint.restate.repairs.written.imported import imported_as
from restatelint.restate.sdk import PATH, is_sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type

_DEPTH = 6  # how many types within types are looked at
_NUMBERS = frozenset(
    {
        *("byte", "float32", "float64", "int", "int16", "int32", "int64", "int8", "rune"),
        *("uint", "uint16", "uint32", "uint64", "uint8", "uintptr"),
    }
)
_ORDERED = _NUMBERS | {"string"}
_KEYS = _ORDERED - {"float32", "float64"}
_TEXTS = {
    ("encoding/json", "RawMessage"): "nil",
    ("github.com/google/uuid", "UUID"): "{}",
    ("github.com/restatedev/sdk-go", "Void"): "{}",
    ("time", "Duration"): "0",
    ("time", "Time"): "{}",
}
_ARRAYS = frozenset({"array_type", "implicit_length_array_type"})


def spelled(program: Program, file: File, type_: Type | None, byte: int) -> tuple[str, frozenset[str]] | None:
    """Return how a file writes a type at a byte offset, and what it must import for that; None if unsure."""
    if isinstance(type_, Named):
        return _named(program, file, type_, byte)
    if isinstance(type_, Pointer | Slice):
        inner = spelled(program, file, type_.element, byte)
        sign = "*" if isinstance(type_, Pointer) else "[]"
        return (sign + inner[0], inner[1]) if inner is not None else None
    if isinstance(type_, Map):
        key, element = (spelled(program, file, each, byte) for each in (type_.key, type_.element))
        if key is None or element is None:
            return None
        return f"map[{key[0]}]{element[0]}", key[1] | element[1]
    return None


def _named(program: Program, file: File, type_: Named, byte: int) -> tuple[str, frozenset[str]] | None:
    if type_.arguments:
        return None
    if not type_.path or type_.path == program.package_of(file).path:
        declaration = program.package_of(file).declaration(type_.name, file)
        if binding_at(file, type_.name, byte) is not None or (type_.path and declaration is None):
            return None
        return type_.name, frozenset()
    path = (
        next((i.path for i in file.imports.all if is_sdk(i.path)), PATH) if is_sdk(type_.path) else type_.path
    )
    name = imported_as(program, file, path, byte)
    if name is None or not type_.name[:1].isupper():
        return None
    return f"{name}.{type_.name}", frozenset({path})


def zero_value(program: Program, file: File, node: Node) -> str | None:
    """Return the zero value of a type expression as the file that writes it would, or None."""
    if node.type in _ARRAYS:
        return None
    type_ = program.typenames.type(file, node)
    if isinstance(type_, Named) and (type_.path, type_.name) in _TEXTS:
        value = _TEXTS[type_.path, type_.name]
        return (node.text or b"").decode() + value if value == "{}" else value
    underlying = program.typenames.underlying(type_)
    if isinstance(underlying, Named):
        if underlying.path:
            return None
        basic = {"string": '""', "bool": "false", "error": "nil", "any": "nil"}
        return "0" if underlying.name in _NUMBERS else basic.get(underlying.name)
    if isinstance(underlying, Literal) and underlying.form == "struct_type":
        return (node.text or b"").decode() + "{}" if isinstance(type_, Named) else None
    if underlying is None or (isinstance(type_, Named) and isinstance(underlying, Slice)):
        return None
    return "nil"


def is_kept(program: Program, type_: Type | None, depth: int = 0) -> bool:
    """Whether a value of a type comes out of the journal as it went in, as far as its type tells."""
    if depth > _DEPTH:
        return False
    if isinstance(type_, Pointer | Slice):
        return is_kept(program, type_.element, depth + 1)
    if isinstance(type_, Map):
        key = program.typenames.underlying(type_.key)
        named = isinstance(key, Named) and not key.path and key.name in _KEYS
        return named and is_kept(program, type_.element, depth + 1)
    if not isinstance(type_, Named):
        return False
    if (type_.path, type_.name) in _TEXTS:
        return True
    underlying = program.typenames.underlying(type_)
    if isinstance(underlying, Literal):
        fields = program.members.fields(type_) if underlying.form == "struct_type" else ()
        return bool(fields) and all(
            each.name[:1].isupper() and is_kept(program, each.type, depth + 1) for each in fields
        )
    if isinstance(underlying, Named):
        return not underlying.path and (underlying.name in _NUMBERS or underlying.name in ("string", "bool"))
    return is_kept(program, underlying, depth + 1)


def is_ordered(program: Program, type_: Type | None) -> bool:
    """Whether values of a type can be sorted by ``<``."""
    underlying = program.typenames.underlying(type_)
    return isinstance(underlying, Named) and not underlying.path and underlying.name in _ORDERED


def has_array(node: Node) -> bool:
    """Whether a type expression has an array in it, which types as values do not tell from a slice."""
    return node.type in _ARRAYS or any(has_array(child) for child in node.named_children)
