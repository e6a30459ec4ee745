"""Where an option of a call can be taken out, so that what is left still compiles and is laid out well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import callee
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import ancestors
from restatelint.golang.tree import kinds
from restatelint.golang.uses import uses

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node

_NAMES = kinds("identifier")


def removable(file: File, option: Node) -> tuple[int, int] | None:
    """Return the bytes that an argument takes with the comma before it, None if it has to stay.

    It stays if a comment would be lost, or a variable have no use but in options like it, which go as well:
    Go does not accept that.
    """
    before, called = option.prev_named_sibling, callee(option)
    if called is None or before is None or before.type == "comment":
        return None
    for name in option.descendants(_NAMES):
        binding = binding_of(file, name)
        if binding is None or binding.kind is BindingKind.PARAMETER:
            continue
        if all(_is_in_call(use, called.name) for use in uses(file, binding, binding.visible)):
            return None
    return before.end_byte, option.end_byte


def _is_in_call(node: Node, name: str) -> bool:
    return any(found.name == name for each in ancestors(node) if (found := callee(each)) is not None)
