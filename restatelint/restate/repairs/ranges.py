"""Loops over maps as they would be over the sorted keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.callee import arguments
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.types import External, Map
from restatelint.restate.repairs.written.spelling import is_ordered

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_CHAIN = frozenset({"identifier", "selector_expression", "field_identifier"})


class SortedRange(NamedTuple):
    """A loop over sorted keys: the bytes from the range clause to the brace, and what stands there.

    ``value`` is the name of an entry's value, or "".
    """

    head: tuple[int, int]
    key: str
    value: str
    map: str


def sorted_range(program: Program, file: File, clause: Node) -> SortedRange | None:
    """Return how a range over a map goes by sorted keys, None if it cannot or it is not known how."""
    loop, right, left = clause.parent, field(clause, "right"), field(clause, "left")
    body = field(loop, "body") if loop is not None else None
    if body is None or right is None or left is None or body.start_point[0] != clause.start_point[0]:
        return None
    if not any(child.type == ":=" for child in clause.children) or len(body.named_children) == 0:
        return None
    over = _map_of(program, file, right)
    names = [text(each) for each in named_children(left)]
    if over is None or not _is_chain(over) or not names:
        return None
    type_ = program.typenames.underlying(program.expressions.type(file, over))
    if not isinstance(type_, Map) or not is_ordered(program, type_.key):
        return None
    key, value = (*names, "")[:2] if over == right else (names[0], "")
    if key == "_":
        top = file.top_level_at(clause.start_byte)
        taken = top is None or file.identifier_count("key", top.start_byte, top.end_byte)
        if taken:
            return None
        key = "key"
    value = "" if value == "_" else value
    return SortedRange((clause.start_byte, body.start_byte + 1), key, value, text(over))


def _map_of(program: Program, file: File, right: Node) -> Node | None:
    """Return the map that is ranged over by itself or by ``maps.Keys``."""
    target = program.calls.target(file, right) if file.callee(right) is not None else None
    if isinstance(target, External) and (target.path, target.name) == ("maps", "Keys"):
        given = arguments(right)
        return given[0] if len(given) == 1 else None
    return right


def _is_chain(node: Node) -> bool:
    return node.type in _CHAIN and all(_is_chain(child) for child in node.named_children)
