"""Whether a value can be what is wanted: told only where it surely cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.compile.types import (
    ERROR,
    Basic,
    Chan,
    Defined,
    Map,
    Pointer,
    Signature,
    Slice,
    Tuple,
    Written,
)
from restatelint.golang.syntax import named_children

if TYPE_CHECKING:
    from restatelint.golang.compile.type_expressions import TypeExpressions
    from restatelint.golang.compile.types import Type

_NEVER_BARE = frozenset({"any", "error", "comparable", "untyped nil"})
_INTERFACES = frozenset({"any", "error", "comparable"})
_NUMBERS = frozenset(
    [f"{sign}int{size}" for sign in ("", "u") for size in ("", "8", "16", "32", "64")]
    + ["float32", "float64", "complex64", "complex128", "uintptr"]
)
_UNTYPED_NUMBERS = frozenset(f"untyped {each}" for each in ("int", "float", "rune", "imaginary"))


def surely_not(types: TypeExpressions, given: Type | None, wanted: Type | None) -> bool:
    """Return whether a value of one type can surely not be assigned to a variable of another."""
    if given is None or wanted is None or isinstance(given, Tuple) or isinstance(wanted, Tuple):
        return False
    if given == wanted:
        return False
    inner = types.underlying(wanted)
    if inner is None:
        return False
    if _is_interface(inner):
        # what Go declares itself has no methods, an error apart
        return isinstance(given, Basic) and given.name not in _NEVER_BARE and _has_methods(inner)
    if isinstance(given, Basic) and given.untyped:
        return _is_no_constant(given.name, inner)
    own = types.underlying(given)
    if own is None:
        return False
    if _is_interface(own):
        return True  # what is in an interface has to be asserted
    if _is_named(given) and _is_named(wanted):
        return True
    return _differ(types, own, inner)


def _differ(types: TypeExpressions, own: Type, inner: Type) -> bool:
    """Whether two types that are written out are surely of different shapes."""
    if type(own) is not type(inner):
        return True
    if isinstance(own, Pointer) and isinstance(inner, Pointer):
        return _are_other(types, own.element, inner.element)
    if isinstance(own, Slice) and isinstance(inner, Slice):
        return own.sized != inner.sized or _are_other(types, own.element, inner.element)
    if isinstance(own, Map) and isinstance(inner, Map):
        return _are_other(types, own.key, inner.key) or _are_other(types, own.element, inner.element)
    if isinstance(own, Chan) and isinstance(inner, Chan):
        return _are_other(types, own.element, inner.element)
    if isinstance(own, Basic) and isinstance(inner, Basic):
        return own != inner
    if isinstance(own, Signature) and isinstance(inner, Signature):
        return (
            len(own.parameters) != len(inner.parameters) or len(own.results) != len(inner.results)
        ) and not (own.generic or inner.generic)
    return isinstance(own, Written) and isinstance(inner, Written) and own.is_struct != inner.is_struct


def _are_other(types: TypeExpressions, first: Type | None, second: Type | None) -> bool:
    """Whether two types are surely not one and the same."""
    if first is None or second is None or first == second:
        return False
    if _is_named(first) and _is_named(second):
        return True
    if isinstance(first, Written) or isinstance(second, Written):
        return _is_named(first) or _is_named(second)
    if _is_named(first) or _is_named(second):
        return True
    return _differ(types, first, second)


def _is_named(type_: Type) -> bool:
    return isinstance(type_, (Defined, Basic))


def _is_interface(type_: Type) -> bool:
    if isinstance(type_, Basic):
        return type_.name in _INTERFACES
    return isinstance(type_, Written) and not type_.is_struct


def _has_methods(interface: Type) -> bool:
    if isinstance(interface, Written):
        return any(each.type in ("method_elem", "method_spec") for each in named_children(interface.node))
    return interface == ERROR


def _is_no_constant(name: str, inner: Type) -> bool:
    """Whether a constant without a type, or nil, can surely not have a type."""
    if name == "untyped nil":
        return (
            isinstance(inner, Basic)
            or (isinstance(inner, Slice) and inner.sized)
            or isinstance(inner, Written)
        )
    if not isinstance(inner, Basic):
        return True
    if name in _UNTYPED_NUMBERS:
        return inner.name not in _NUMBERS
    return inner.name != name.removeprefix("untyped ")
