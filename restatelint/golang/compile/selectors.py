"""Fields and methods that a type does not have: after a dot, and as the keys of a struct literal."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from restatelint.golang.compile.fault import Fault
from restatelint.golang.compile.members import Absence
from restatelint.golang.compile.types import Map, Pointer, Slice, Tuple, described
from restatelint.golang.compile.world import Imported
from restatelint.golang.shown import shown
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.tree import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.compile.types import Type
    from restatelint.golang.compile.typing import Typing
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node

MEMBER = "unknown-member"
_SELECTORS = kinds("selector_expression")
_LITERALS = kinds("composite_literal")


def missing_members(typing: Typing, file: File) -> Iterator[Fault]:
    """Yield the selectors of a field or method that the type surely does not have."""
    for node in file.tree.root.descendants(_SELECTORS):
        operand, name = field(node, "operand"), field(node, "field")
        if operand is None or name is None:
            continue
        if operand.type == "identifier" and isinstance(typing.world.meaning(file, operand), Imported):
            continue
        if typing.types.is_type(file, operand):
            continue
        type_ = typing.type(file, operand)
        if type_ is None or isinstance(type_, Tuple):
            continue
        if typing.members.find(type_, text(name), file) is Absence.SURE:
            message = f"`{shown(operand, 40)}` is of type {described(type_)}, which has no `{text(name)}`"
            yield Fault(MEMBER, name, message, _advice(text(name), typing.members.names(type_)))


def missing_keys(typing: Typing, file: File) -> Iterator[Fault]:
    """Yield the keys of struct literals that are no field of the struct."""
    for node in file.tree.root.descendants(_LITERALS):
        body = field(node, "body")
        if body is not None:
            yield from _keys(typing, file, typing.types.type(file, field(node, "type")), body)


def _keys(typing: Typing, file: File, type_: Type | None, body: Node) -> Iterator[Fault]:
    inner = typing.types.underlying(type_)
    if isinstance(inner, Pointer):  # of an elided &T
        type_, inner = inner.element, typing.types.underlying(inner.element)
    if isinstance(inner, (Slice, Map)):
        for each in named_children(body):
            for key, value in _elements(each):
                if key is not None and key.type == "literal_value" and isinstance(inner, Map):
                    yield from _keys(typing, file, inner.key, key)
                if value.type == "literal_value":
                    yield from _keys(typing, file, inner.element, value)
        return
    fields = typing.members.fields(type_)
    if fields is None:
        return
    known = dict(fields)
    for index, each in enumerate(each for each in named_children(body) if each.type != "comment"):
        for key, value in _elements(each):
            name = text(key) if key is not None else ""
            if key is not None and key.type == "identifier" and name not in known:
                message = f"{described(type_)} has no field `{name}`"
                yield Fault(MEMBER, key, message, _advice(name, list(known)))
            elif value.type == "literal_value":
                own = (
                    known.get(name) if key is not None else fields[index][1] if index < len(fields) else None
                )
                yield from _keys(typing, file, own, value)


def _elements(element: Node) -> list[tuple[Node | None, Node]]:
    """Return the key, if there is one, and the value of an element of a literal."""
    if element.type == "keyed_element":
        key, value = field(element, "key"), field(element, "value")
        inner = [next(iter(named_children(each)), None) for each in (key, value) if each is not None]
        if len(inner) == 2 and inner[1] is not None:
            return [(inner[0], inner[1])]
        return []
    if element.type == "literal_element":
        return [(None, each) for each in named_children(element)[:1]]
    return []


def _advice(name: str, names: list[str]) -> str:
    close = get_close_matches(name, sorted(names), n=1, cutoff=0.6)
    return f"write `{close[0]}`, the nearest there is" if close else "use what the type has, or add it there"
