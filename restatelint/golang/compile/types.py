"""Types as the compiler has them: exact, or None where they cannot be told.

`golang.types` is what rules ask; it may say the one implementation of an interface, or an int for a constant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.golang.file import File
    from restatelint.golang.tree import Node


@dataclass(frozen=True, slots=True)
class Basic:
    """A type that Go declares itself; of constants without one ``untyped int`` and the like."""

    name: str

    @property
    def untyped(self) -> bool:
        """Whether it is what a constant is before it has a type."""
        return self.name.startswith("untyped ")


@dataclass(frozen=True, slots=True)
class Defined:
    """A declared type: ``node`` declares it in ``file``. Arguments make no difference to what it is."""

    file: File
    node: Node
    name: str
    arguments: tuple[Type | None, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Pointer:
    """``*element``."""

    element: Type | None


@dataclass(frozen=True, slots=True)
class Slice:
    """A slice, or an array if it is ``sized``."""

    element: Type | None
    sized: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    """``map[key]element``."""

    key: Type | None
    element: Type | None


@dataclass(frozen=True, slots=True)
class Chan:
    """A channel of either direction."""

    element: Type | None


@dataclass(frozen=True, slots=True)
class Tuple:
    """The results of a call that has none or several."""

    elements: tuple[Type | None, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A function: the type of the last of its parameters is that of one element if it is ``variadic``."""

    parameters: tuple[Type | None, ...]
    variadic: bool
    results: tuple[Type | None, ...]
    generic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """A struct or interface type that is written out, with the type arguments ``given`` where it stands."""

    file: File
    node: Node
    given: Mapping[str, Type | None]

    @property
    def is_struct(self) -> bool:
        """Whether it is a struct."""
        return self.node.type == "struct_type"


Type = Basic | Defined | Pointer | Slice | Map | Chan | Tuple | Signature | Written

INT = Basic("int")
STRING = Basic("string")
ERROR = Basic("error")
ANY = Basic("any")
NIL = Basic("untyped nil")
BOOLEAN = Basic("untyped bool")

_DEFAULTS = {
    "untyped int": INT,
    "untyped float": Basic("float64"),
    "untyped rune": Basic("int32"),
    "untyped string": STRING,
    "untyped bool": Basic("bool"),
    "untyped imaginary": Basic("complex128"),
}


def defaulted(type_: Type | None) -> Type | None:
    """Return the type that a variable has which is given a value: that of a constant is its default one."""
    if isinstance(type_, Basic) and type_.untyped:
        return _DEFAULTS.get(type_.name)
    return type_


def result_of(signature: Signature) -> Type | None:
    """Return the type of a call."""
    return signature.results[0] if len(signature.results) == 1 else Tuple(signature.results)


def described(type_: Type | None) -> str:
    """Return a type as Go people write it, with the package's last path element; "?" when unknown."""
    if isinstance(type_, Basic):
        return type_.name
    if isinstance(type_, Defined):
        return type_.name
    if isinstance(type_, Pointer):
        return "*" + described(type_.element)
    if isinstance(type_, Slice):
        return ("[…]" if type_.sized else "[]") + described(type_.element)
    if isinstance(type_, Map):
        return f"map[{described(type_.key)}]{described(type_.element)}"
    if isinstance(type_, Chan):
        return "chan " + described(type_.element)
    if isinstance(type_, Tuple):
        return "(" + ", ".join(described(each) for each in type_.elements) + ")"
    if isinstance(type_, Signature):
        return "func"
    if isinstance(type_, Written):
        return "struct" if type_.is_struct else "interface"
    return "?"
