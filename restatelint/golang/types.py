"""Static types as values, and what foreign packages are known to give; None stands for unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node


class Named(NamedTuple):
    """A defined type: ``path`` is the import path of its package, "" for Go's own (``string``)."""

    path: str
    name: str
    arguments: tuple[Type | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Pointer:
    """``*element``."""

    element: Type | None


@dataclass(frozen=True, slots=True)
class Slice:
    """A slice or an array."""

    element: Type | None


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
    """The results of a call that has several."""

    elements: tuple[Type | None, ...]


@dataclass(frozen=True, eq=False)
class Literal:
    """A function, struct or interface type that is written out: ``node`` in ``file``.

    ``form`` is its kind: ``function_type``, ``struct_type`` or ``interface_type``, or that of a function.
    """

    file: File
    node: Node
    form: str


Type = Named | Pointer | Slice | Map | Chan | Tuple | Literal

STRING = Named("", "string")
BOOLEAN = Named("", "bool")
ERROR = Named("", "error")


def pointed(type_: Type | None) -> Type | None:
    """Return the type behind any pointers."""
    while isinstance(type_, Pointer):
        type_ = type_.element
    return type_


def element(type_: Type | None, index: int) -> Type | None:
    """Return one result of a call's type; the type itself when there is only one."""
    if isinstance(type_, Tuple):
        return type_.elements[index] if index < len(type_.elements) else None
    return type_ if index == 0 else None


def described(type_: Type | None) -> str:
    """Return a type as Go people write it, with the package's last path element; "?" when unknown."""
    if type_ is None:
        return "?"
    if isinstance(type_, Named):
        package = type_.path.rpartition("/")[2]
        shown = f"{package}.{type_.name}" if package else type_.name
        if type_.arguments:
            shown += "[" + ", ".join(described(argument) for argument in type_.arguments) + "]"
        return shown
    if isinstance(type_, Pointer):
        return "*" + described(type_.element)
    if isinstance(type_, Slice):
        return "[]" + described(type_.element)
    if isinstance(type_, Map):
        return f"map[{described(type_.key)}]{described(type_.element)}"
    if isinstance(type_, Chan):
        return "chan " + described(type_.element)
    if isinstance(type_, Tuple):
        return "(" + ", ".join(described(each) for each in type_.elements) + ")"
    return type_.form.removesuffix("_type")


class External(NamedTuple):
    """Something of a package that is not at hand: ``path.name``, or ``(path.receiver).name``.

    ``path`` is the import path as written.
    """

    path: str
    name: str
    receiver: str = ""

    @property
    def title(self) -> str:
        """The name for a message: ``time.Now``, ``sql.DB.Query``."""
        package = self.path.rpartition("/")[2]
        if package[:1] == "v" and package[1:].isdigit():
            package = self.path.split("/")[-2]
        owner = f"{self.receiver}." if self.receiver else ""
        return f"{package}.{owner}{self.name}"

    @property
    def full_name(self) -> str:
        """The name with the whole import path: ``net/http.Client.Do``."""
        owner = f"{self.receiver}." if self.receiver else ""
        return f"{self.path}.{owner}{self.name}"


class Library(Protocol):
    """What is known of packages that are not at hand."""

    def package_names(self) -> dict[str, str]:
        """Return package names by unversioned import path, where the path does not tell them."""

    def result(self, external: External, arguments: tuple[Type | None, ...]) -> Type | None:
        """Return what a function or method gives, with the type arguments written at the call."""

    def gives_argument(self, external: External) -> int | None:
        """Return which argument a function gives back as it is, by type; None for most."""

    def infers(self, external: External) -> int | None:
        """Return the argument of function type whose result is the type argument, if it is not written."""

    def variable(self, path: str, name: str) -> Type | None:
        """Return the type of a package variable."""

    def field(self, path: str, type_name: str, name: str) -> Type | None:
        """Return the type of a field of a foreign struct."""

    def knows(self, external: External) -> bool:
        """Whether anything is known of a function or method by name."""

    def foreign(self, path: str) -> bool:
        """Whether a package is never read, although its code may be at hand."""

    def knows_type(self, path: str, name: str) -> bool:
        """Whether anything is known of a type by name."""
