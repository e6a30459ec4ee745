"""Which assignments a local name can hold the value of where it is read; knows nothing of Restate."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from restatelint.golang.scope import BindingKind, binding_of, scopes_of
from restatelint.golang.syntax import FUNCTIONS, LOOPS, ancestors, enclosing, field, named_children

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.golang.file import File
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node

_HEADS = frozenset({"if_statement", "expression_switch_statement", "type_switch_statement", "for_clause"})
_MOST = 100  # assignments before a use that are looked at, and behind it in a loop
_WRAPPERS = frozenset({"var_spec_list", "var_declaration"})

Definition = tuple["Node", int]
"""A statement that gives a name its value, and the place of the name among those on its left."""


def reaching(file: File, use: Node) -> list[Definition] | None:
    """Return the assignments whose value a name can have at a use, the last one first.

    None when they cannot be told: a parameter, a captured or package-level name, or one that a closure
    assigns. A named result starts as its declaration, which gives it no value.
    """
    binding = binding_of(file, use)
    function = file.function_at(use.start_byte)
    if binding is None or function is None or binding.outside(function.node):
        return None
    first = (binding.statement, binding.index)
    if binding.kind is BindingKind.RANGE:
        return None if binding.assigned else [first]
    if binding.kind is BindingKind.PARAMETER:
        if not is_named_result(binding):
            return None
    elif binding.kind is not BindingKind.VARIABLE:
        return None
    known = scopes_of(file).assignments
    if binding not in known:
        given = [first, *binding.assigned]
        own = all(enclosing(statement, FUNCTIONS) == function.node for statement, _ in given[1:])
        known[binding] = tuple(sorted(given, key=_start)) if own else ()
    found = _before(first, known[binding], use) if known[binding] else None
    file.budget.spend(1 + len(found or ()))
    return found


def _before(first: Definition, given: Sequence[Definition], use: Node) -> list[Definition] | None:
    found: list[Definition] = []
    sure: Node | None = None
    after = bisect_left(given, use.start_byte, key=_start)
    for definition in reversed(given[max(after - _MOST, 0) : after]):
        if definition[0].end_byte > use.start_byte:
            continue
        found.append(definition)
        if definition == first or _always_before(definition[0], use):
            sure = definition[0]
            break
    if sure is None:
        return None
    loops = [each for each in ancestors(use) if each.type in LOOPS]
    if not loops:
        return found
    end = bisect_left(given, loops[-1].end_byte, after, key=_start)
    if end - after > _MOST:
        return None
    for definition in given[after:end]:
        loop = next((each for each in loops if _holds(each, definition[0])), None)
        if loop is not None and not _holds(loop, sure) and definition not in found:
            found.append(definition)
    return found


def _start(definition: Definition) -> int:
    return definition[0].start_byte


def values(definition: Definition) -> tuple[list[Node], int]:
    """Return the expressions on the right of an assignment and the place of the name's own value there.

    With one expression for several names the place is that among the results of the call. There are no
    expressions where a name is only declared.
    """
    statement, index = definition
    right = field(statement, "right") or field(statement, "value")
    if right is None:
        return [], index
    expressions = named_children(right) if right.type == "expression_list" else [right]
    return expressions, index


def is_named_result(binding: Binding) -> bool:
    """Whether a local name is a named result of its function, so that a bare return gives it back."""
    if binding.kind is not BindingKind.PARAMETER:
        return False
    holder = binding.statement.parent
    function = holder.parent if holder is not None else None
    return holder is not None and function is not None and field(function, "result") == holder


def _always_before(statement: Node, use: Node) -> bool:
    """Whether a statement has run whenever a use after it does: its block holds the use."""
    node = statement
    parent = node.parent
    while parent is not None and parent.type in _WRAPPERS:
        node, parent = parent, parent.parent
    if parent is not None and parent.type in _HEADS and field(parent, "initializer") == node:
        head = parent.parent if parent.type == "for_clause" else parent
        if head is None:
            return False
        if _holds(head, use):
            return True
        parent = head.parent
    return parent is not None and parent.type == "statement_list" and _holds(parent, use)


def _holds(outer: Node, inner: Node) -> bool:
    return outer.start_byte <= inner.start_byte and inner.end_byte <= outer.end_byte
