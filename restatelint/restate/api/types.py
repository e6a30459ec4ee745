"""Types of what functions, methods and fields of the SDK give, from the data of its API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.types import Named, Pointer, Slice, Tuple
from restatelint.restate.api.symbols import api

if TYPE_CHECKING:
    from restatelint.golang.types import External, Type

_BUILT_IN = frozenset({"any", "bool", "byte", "error", "int", "int32", "int64", "string", "uint", "uint16"})


def api_result(external: External, arguments: tuple[Type | None, ...]) -> Type | None:
    """Return what a function or method of the SDK gives in the newest release that has it, or None."""
    symbol = f"{external.receiver}.{external.name}" if external.receiver else external.name
    gives = _gives(external.path, symbol, ("func", "method"))
    if not gives:
        return None
    parts = tuple(_type(part, external.path, arguments) for part in gives.split(", "))
    return parts[0] if len(parts) == 1 else Tuple(parts)


def api_field(path: str, type_name: str, name: str) -> Type | None:
    """Return the type of a field of a struct of the SDK in the newest release that has it, or None."""
    gives = _gives(path, f"{type_name}.{name}", ("field",))
    return _type(gives, path, ()) if gives else None


def _gives(path: str, symbol: str, kinds: tuple[str, ...]) -> str:
    periods = [period for period in api().periods(path, symbol) if period.kind in kinds]
    return periods[-1].gives if periods else ""


def _type(spec: str, own: str, arguments: tuple[Type | None, ...]) -> Type | None:
    if spec.startswith("$"):
        index = int(spec[1:]) - 1
        return arguments[index] if index < len(arguments) else None
    if spec.startswith("*"):
        return Pointer(_type(spec[1:], own, arguments))
    if spec.startswith("[]"):
        return Slice(_type(spec[2:], own, arguments))
    if spec in ("?", "map"):
        return None
    if spec in _BUILT_IN:
        return Named("", spec)
    path, dot, name = spec.rpartition(".")
    return Named(path if dot else own, name)
