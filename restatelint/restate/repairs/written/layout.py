"""How gofmt lays out expressions that move: spaces around operators hang on what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.syntax import FUNCTIONS, field, named_children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.tree import Node

_TIGHT = frozenset({"+", "-", "|", "^", "*", "/", "%", "<<", ">>", "&", "&^"})


def operations(node: Node) -> Iterator[Node]:
    """Yield the binary expressions of an expression whose layout hangs on where it stands.

    Those in parentheses do only where the parentheses are a side of another.
    """
    if node.type == "binary_expression":
        yield node
    if node.type in FUNCTIONS:
        return
    for child in named_children(node):
        if child.type != "parenthesized_expression" or node.type == "binary_expression":
            yield from operations(child)


def tightened(node: Node) -> str | None:
    """Return the text of an argument as gofmt has it beside other arguments, None if that is not known."""
    data = node.text or b""
    cuts: list[tuple[int, int]] = []
    for each in operations(node):
        left, operator, right = (field(each, name) for name in ("left", "operator", "right"))
        if left is None or operator is None or right is None or right.type == "unary_expression":
            return None
        if operator.type in _TIGHT:
            cuts += [(left.end_byte, operator.start_byte), (operator.end_byte, right.start_byte)]
    for start, end in sorted(cuts, reverse=True):
        start, end = start - node.start_byte, end - node.start_byte
        if data[start:end].strip(b" "):
            return None
        data = data[:start] + data[end:]
    return data.decode("utf-8", "surrogateescape")
