"""The elements of a list that is written out, behind the variable of a loop over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import field, named_children, unparenthesized

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.origins import Origins


def ranged_elements(origins: Origins, file: File, node: Node) -> list[Node]:
    """Return the expressions that the variable of a loop over a written list stands for, [] otherwise."""
    node = unparenthesized(node)
    binding = binding_of(file, node) if node.type == "identifier" else None
    if binding is None or binding.kind is not BindingKind.RANGE or binding.index != 1:
        return []
    made = origins.value(file, field(binding.statement, "right"))
    body = field(made, "body") if made is not None and made.type == "composite_literal" else None
    found: list[Node] = []
    for element in named_children(body) if body is not None else []:
        inner = named_children(element)
        if element.type != "literal_element" or len(inner) != 1:
            return []
        found.append(inner[0])
    return found
