"""The expressions that a function returns; what they are worth is not known here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.syntax import FUNCTIONS, enclosing, named_children

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.tree import Node


def returned_expressions(function: Function, index: int = 0) -> list[Node]:
    """Return what the return statements of a function give as its result at an index, but for nil.

    Returns [] when one of them does not say.
    """
    body = function.body
    if body is None:
        return []
    found: list[Node] = []
    for statement in function.file.nodes("return", body.start_byte, body.end_byte):
        if enclosing(statement, FUNCTIONS) != function.node:
            continue
        values = named_children(statement)
        expressions = named_children(values[0]) if values else []
        if index >= len(expressions):
            return []
        if expressions[index].type != "nil":
            found.append(expressions[index])
    return found
