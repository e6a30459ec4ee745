"""Which types are plain data, and which are handles: clients, pools, loggers, whatever guards itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.types import Literal, Map, Named, Pointer, Slice

if TYPE_CHECKING:
    from restatelint.golang.program import Program
    from restatelint.golang.types import Type

_NESTING = 5
_FOREIGN = frozenset(
    {
        ("encoding/json", "RawMessage"),
        ("math/big", "Int"),
        ("sync", "Map"),
        ("time", "Duration"),
        ("time", "Time"),
    }
)


def is_data(program: Program, type_: Type | None, depth: int = 0) -> bool:
    """Whether a type is certain to be made of numbers, texts, structs, slices and maps only.

    ``sync.Map`` and ``sync/atomic`` count: they hold data. A function, an interface, a channel, a mutex
    and an unknown type do not.
    """
    if depth > _NESTING:
        return False
    if isinstance(type_, Pointer | Slice):
        return is_data(program, type_.element, depth + 1)
    if isinstance(type_, Map):
        return is_data(program, type_.element, depth + 1)
    if isinstance(type_, Named):
        if not type_.path:
            return type_.name != "error"
        if program.typenames.declaration(type_) is None:
            return type_.path == "sync/atomic" or (type_.path, type_.name) in _FOREIGN
        underlying = program.typenames.underlying(type_)
        if isinstance(underlying, Literal):
            return _is_struct_of_data(program, underlying, type_, depth)
        return is_data(program, underlying, depth + 1)
    return isinstance(type_, Literal) and _is_struct_of_data(program, type_, type_, depth)


def _is_struct_of_data(program: Program, literal: Literal, type_: Type, depth: int) -> bool:
    if literal.form != "struct_type":
        return False
    return all(is_data(program, each.type, depth + 1) for each in program.members.fields(type_))
