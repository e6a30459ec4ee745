"""What the names of a range clause hold, by the type of what is ranged over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.compile.types import (
    INT,
    Basic,
    Chan,
    Map,
    Pointer,
    Signature,
    Slice,
    defaulted,
)

if TYPE_CHECKING:
    from restatelint.golang.compile.type_expressions import TypeExpressions
    from restatelint.golang.compile.types import Type

_INTEGERS = frozenset(f"{sign}int{size}" for sign in ("", "u") for size in ("", "8", "16", "32", "64"))


def ranged(types: TypeExpressions, over: Type | None, index: int) -> Type | None:
    """Return the type of the first or second name of a range clause, None if it cannot be told."""
    type_ = types.underlying(over)
    if isinstance(type_, Pointer):
        type_ = types.underlying(type_.element)
    if isinstance(type_, Slice):
        return INT if index == 0 else type_.element
    if isinstance(type_, Map):
        return type_.key if index == 0 else type_.element
    if isinstance(type_, Chan):
        return type_.element if index == 0 else None
    if isinstance(type_, Basic):
        if type_.name in ("string", "untyped string"):
            return INT if index == 0 else Basic("int32")
        return defaulted(over) if index == 0 and type_.name in _INTEGERS | {"untyped int"} else None
    if isinstance(type_, Signature) and len(type_.parameters) == 1:
        yielded = types.underlying(type_.parameters[0])
        if isinstance(yielded, Signature) and index < len(yielded.parameters):
            return yielded.parameters[index]
    return None
