"""What the returns of a function give as one of its results."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import FUNCTIONS, enclosing, named_children

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node


class Returned(NamedTuple):
    """What one return gives: the result at a place of an expression, or what ``result`` holds there.

    ``node`` is the expression, or the return statement where it is bare.
    """

    node: Node
    place: int = 0
    result: Binding | None = None


def returns_of(function: Function, index: int) -> list[Returned]:
    """Return what each return of a function gives as its result at an index."""
    body = function.body
    found: list[Returned] = []
    for statement in function.file.nodes("return", body.start_byte, body.end_byte) if body else ():
        if enclosing(statement, FUNCTIONS) != function.node:
            continue
        values = named_children(statement)
        expressions = named_children(values[0]) if values else []
        if len(expressions) > 1 and index < len(expressions):
            found.append(Returned(expressions[index]))
        elif len(expressions) == 1:
            found.append(Returned(expressions[0], index))
        elif not expressions:
            result = _named_result(function, index)
            if result is not None:
                found.append(Returned(statement, 0, result))
    return found


def _named_result(function: Function, index: int) -> Binding | None:
    results = function.results
    name = results[index].identifier if index < len(results) else None
    return binding_of(function.file, name) if name is not None else None
