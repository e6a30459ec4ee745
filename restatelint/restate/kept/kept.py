"""Function literals that are kept in a name or a slice, and where they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import CALLS, field, named_children
from restatelint.golang.uses import uses

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node

_ASSIGNING = frozenset({"short_var_declaration", "assignment_statement"})


def calls_of_kept(file: File, literal: Node) -> list[Node]:
    """Return every call of a literal that is kept in a local name or slice.

    Nothing is returned where anything else is done with the name or slice.
    """
    parent = literal.parent
    if parent is None:
        return []
    if parent.type == "argument_list":
        append = parent.parent
        called = file.callee(append) if append is not None else None
        if append is None or called is None or called.name != "append" or called.operand is not None:
            return []
        binding = _assigned(file, append)
        sites = _slice_calls(file, binding) if binding is not None else None
    else:
        binding = _assigned(file, literal)
        sites = _calls(file, binding, literal.end_byte) if binding is not None else None
    return sites or []


def _assigned(file: File, value: Node) -> Binding | None:
    """Return the local variable that a statement gives a value to, if that is all it does."""
    values = value.parent
    statement = values.parent if values is not None and values.type == "expression_list" else None
    if statement is None or statement.type not in _ASSIGNING:
        return None
    left = field(statement, "left")
    names = named_children(left) if left is not None else []
    if len(names) != 1 or names[0].type != "identifier":
        return None
    binding = binding_of(file, names[0])
    return binding if binding is not None and binding.kind is BindingKind.VARIABLE else None


def _calls(file: File, binding: Binding, after: int) -> list[Node] | None:
    """Return the calls of a name, None if it is used in any other way than to ask whether there is one."""
    found: list[Node] = []
    for use in uses(file, binding, after):
        call = use.parent
        if call is not None and call.type == "binary_expression":
            if not any(side.type == "nil" for side in named_children(call)):
                return None
            continue
        if call is None or call.type not in CALLS or field(call, "function") != use:
            return None
        found.append(call)
    return found


def _slice_calls(file: File, binding: Binding) -> list[Node] | None:
    """Return the calls of what a slice holds, None if it is used otherwise than by appending and ranging."""
    found: list[Node] = []
    for use in uses(file, binding, binding.visible):
        around = use.parent
        if around is not None and around.type == "argument_list" and around.parent is not None:
            called = file.callee(around.parent)
            if called is not None and called.operand is None and called.name in ("append", "len"):
                continue
            around = around.parent.parent  # slices.Backward(undos) and the like
        if around is not None and around.type == "index_expression":
            outer = around.parent
            if outer is not None and outer.type in CALLS and field(outer, "function") == around:
                found.append(outer)
                continue
        left = field(around, "left") if around is not None and around.type == "range_clause" else None
        names = named_children(left) if left is not None else []
        each = binding_of(file, names[1]) if len(names) == 2 and names[1].type == "identifier" else None
        sites = _calls(file, each, each.visible) if each is not None else None
        if sites is None:
            return None
        found.extend(sites)
    return found
