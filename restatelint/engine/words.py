"""Shapes found by a word in the text of a file, where a predicate says which words can matter.

A name that a file never says needs no query over all its names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from restatelint.engine.predicates.base import Role
from restatelint.golang.syntax import field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from restatelint.golang.file import File
    from restatelint.golang.tree import Node

_SELECTOR = re.compile(r"\(selector_expression operand: \(identifier\) @([\w.-]+)\) @report")
_SHAPES = {
    "(identifier) @report": Role.NAME,
    "(selector_expression) @report": Role.FIELD,
    "(call_expression function: (selector_expression operand: (_) @report))": Role.FIELD,
}


class Worded(NamedTuple):
    """A shape that can be found by the word that is a part of it.

    ``operand`` is the capture of the word itself, "" if it has none; ``called`` says that it is a field of
    what is called, and that the report is what it belongs to.
    """

    role: Role
    operand: str
    called: bool


def worded(shape: str) -> Worded | None:
    """Return how a shape can be found by a word, or None if it cannot."""
    match = _SELECTOR.fullmatch(shape)
    if match is not None:
        return Worded(Role.OPERAND, match[1], called=False)
    role = _SHAPES.get(shape)
    return Worded(role, "", called="call_expression" in shape) if role is not None else None


def found_by_word(
    file: File, shape: Worded, words: Iterable[str], start: int, end: int
) -> Iterator[dict[str, Node]]:
    """Yield the captures of a shape wherever its word is one of some in a byte range."""
    for word in words:
        for name in file.identifiers(word, start, end):
            if shape.role is Role.NAME:
                if name.type == "identifier":
                    yield {"report": name}
                continue
            selector = name.parent
            if selector is None or selector.type != "selector_expression":
                continue
            if shape.role is Role.OPERAND:
                if name.type == "identifier" and field(selector, "operand") == name:
                    yield {"report": selector, shape.operand: name}
            elif name.type == "field_identifier":
                report = _called(selector) if shape.called else selector
                if report is not None:
                    yield {"report": report}


def _called(selector: Node) -> Node | None:
    """Return what a method is called on, None for a selector that is not called."""
    call = selector.parent
    if call is None or call.type != "call_expression" or field(call, "function") != selector:
        return None
    return field(selector, "operand")
