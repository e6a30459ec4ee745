"""What an expression is made of: the effects of calls in it, and in what its local names were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import FUNCTIONS, field, named_children

if TYPE_CHECKING:
    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.restate.reach import Reach

_STEPS = 6  # how many names are followed back


class Ingredients:
    """Answers about expressions over a program."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach

    def effects(self, file: File, node: Node, depth: int = 0) -> frozenset[str]:
        """Return the gravest effect of each call that an expression is made of; closures are left out."""
        found: set[str] = set()
        waiting = [node]
        while waiting:
            each = waiting.pop()
            if each.type in FUNCTIONS:
                continue
            if file.callee(each) is not None:
                found.update(witness.effect for witness in self._reach.effects(file, each)[:1])
            if each.type == "identifier" and depth < _STEPS:
                for value in _given(file, each):
                    found |= self.effects(file, value, depth + 1)
            waiting.extend(each.named_children)
        return frozenset(found)


def _given(file: File, name: Node) -> list[Node]:
    """Return the expression that a local name was declared with."""
    binding = binding_of(file, name)
    if binding is None or binding.kind is not BindingKind.VARIABLE:
        return []
    values = field(binding.statement, "value") or field(binding.statement, "right")
    given = named_children(values) if values is not None else []
    if len(given) == 1 or binding.index >= len(given):
        return given[:1]
    return [given[binding.index]]
