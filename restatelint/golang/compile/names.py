"""The names of a file: what is declared inside functions, what uses it, and what is free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from restatelint.golang.tree import Node


@dataclass(frozen=True, slots=True, eq=False)
class Local:
    """A name declared inside a function, or a type parameter.

    ``kind`` is ``variable``, ``parameter``, ``constant``, ``type``, ``type parameter`` or ``case``, which is
    the name that a type switch gives its value. ``statement`` declares it, as the name at ``index`` there.
    """

    name: str
    kind: str
    node: Node
    statement: Node
    index: int


class Again(NamedTuple):
    """A name that a scope has already: its second declaration, and its first."""

    node: Node
    first: Local


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a file, by rows of its tree.

    ``uses`` gives what a name means that something local declares, in assignments too; ``read`` are the
    locals that something asks the value of. ``free`` are the names that nothing local declares. ``keys`` are
    those of ``uses`` and ``free`` that may be a field's name in a composite literal. ``again`` is declared
    twice in one scope, ``nothing_new`` are short declarations that declare nothing,
    ``no_names`` what these give a value that is no name.
    """

    locals: tuple[Local, ...]
    uses: dict[int, Local]
    read: frozenset[Local]
    free: tuple[int, ...]
    keys: frozenset[int]
    again: tuple[Again, ...]
    nothing_new: tuple[Node, ...]
    no_names: tuple[Node, ...]
