"""Expressions as the search asks about them, and one step back: what an expression gets its value from."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.syntax import named_children, unparenthesized

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node
    from restatelint.golang.types import External

_INNER = frozenset({"literal_element", "variadic_argument", "expression_list", "expression_statement"})
FILLED = -1
"""The place of what a call leaves behind the pointer or the slice that it is given."""


class Expr(NamedTuple):
    """A value: an expression, or a part of what it holds.

    ``place`` tells which of its results counts, `FILLED` for what a call writes where its argument points.
    ``path`` are the fields on the way to the part that counts, () for all of it.
    """

    file: File
    node: Node
    place: int = 0
    path: tuple[str, ...] = ()


def plain(at: Expr) -> Expr:
    """Return a value at the expression that stands inside parentheses and what else adds nothing."""
    node = unparenthesized(at.node)
    while node.type in _INNER and len(inner := named_children(node)) == 1:
        node = unparenthesized(inner[0])
    return at if node is at.node else at._replace(node=node)


class Shape(Enum):
    """How an expression is composed.

    It is one of its parts (``ALIKE``), is made of all of them (``MADE``), is a call of a function of the
    code at hand (``CALLED``) or of another one, whose parts are receiver and arguments (``FOREIGN``), or
    cannot be taken apart (``LEAF``).
    """

    ALIKE = "alike"
    MADE = "made"
    CALLED = "called"
    FOREIGN = "foreign"
    LEAF = "leaf"


class Step(NamedTuple):
    """What an expression gets its value from.

    ``zero`` says that it may also have its type's zero value, ``parameter`` that it is what a parameter is
    given. ``use`` is a local name whose uses are narrowed by conditions. ``target`` is what a call calls.
    """

    shape: Shape
    parts: tuple[Expr, ...] = ()
    zero: bool = False
    parameter: Binding | None = None
    use: Binding | None = None
    target: Function | External | None = None


UNKNOWN = Step(Shape.LEAF)
