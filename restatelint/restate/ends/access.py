"""How code uses a variable: whether it reads or writes it, and what it puts there. It knows no variable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import FUNCTIONS, ancestors, field, named_children, text
from restatelint.golang.types import External, Named, pointed

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

_STEPS = frozenset({"inc_statement", "dec_statement"})
_CHANGES = frozenset({"clear", "copy", "delete"})  # built-in functions that change their first argument
_FILLS = frozenset({"Decode", "Unmarshal"})  # functions that write where they point
# methods of sync.Map and sync/atomic that change what they are called on
_MAP_WRITES = frozenset(
    {
        "Clear",
        "CompareAndDelete",
        "CompareAndSwap",
        "Delete",
        "LoadAndDelete",
        "LoadOrStore",
        "Store",
        "Swap",
    }
)
_ATOMIC_WRITES = ("Add", "And", "CompareAndSwap", "Or", "Store", "Swap")


@dataclass(frozen=True, slots=True)
class Access:
    """One use of a variable.

    ``whole`` is the expression with the fields and indexes that follow the name, ``path`` its fields up
    to the first index: ``s.seen`` of ``s.seen[key]``. ``values`` are the expressions that a write puts
    there, as far as it names them. ``counts`` says that it only adds to a number and nobody asks for it.
    """

    whole: Node
    path: str
    writes: bool
    values: tuple[Node, ...] = ()
    unread: bool = False
    counts: bool = False


def access(program: Program, file: File, name: Node) -> Access:
    """Return how the variable that a name stands for is used where it stands."""
    node, path, indexed = name, text(name), False
    while True:
        parent = node.parent
        if parent is None or not _leads_on(parent, node):
            break
        outer = parent.parent
        is_method = (
            outer is not None and outer.type == "call_expression" and field(outer, "function") == parent
        )
        if parent.type == "selector_expression" and is_method and outer is not None:
            return _of_method(program, file, node, outer, path)
        if parent.type in ("index_expression", "slice_expression"):
            indexed = True
        elif parent.type == "selector_expression" and not indexed:
            path = text(parent)
        node = parent
    return _of_statement(program, file, node, path)


def _leads_on(parent: Node, node: Node) -> bool:
    """Whether what stands around an expression names a part of it."""
    if parent.type in ("selector_expression", "index_expression", "slice_expression"):
        return field(parent, "operand") == node
    if parent.type == "unary_expression":
        return text(parent)[:1] == "*"
    return parent.type == "parenthesized_expression"


def _of_statement(program: Program, file: File, node: Node, path: str) -> Access:
    parent = node.parent
    read = Access(node, path, writes=False)
    if parent is None:
        return read
    if parent.type in _STEPS:
        return Access(node, path, writes=True)
    if parent.type == "expression_list":
        return _of_list(node, parent, path)
    if parent.type == "argument_list" and parent.parent is not None:
        called = callee(parent.parent)
        first = arguments(parent.parent)[:1] == [node]
        plain = called is not None and called.operand is None and called.name in _CHANGES
        if first and plain and called is not None and binding_of(file, called.expression) is None:
            return Access(node, path, writes=True)
    if parent.type == "unary_expression" and text(parent)[:1] == "&":
        return _of_pointer(program, file, node, parent, path)
    return read


def _of_list(node: Node, values: Node, path: str) -> Access:
    statement = values.parent
    if statement is None or field(statement, "left") != values:
        return Access(node, path, writes=False)
    if statement.type == "range_clause":
        return Access(node, path, writes=not any(child.type == ":=" for child in statement.children))
    if statement.type != "assignment_statement":
        return Access(node, path, writes=False)
    right = field(statement, "right")
    given = named_children(right) if right is not None else []
    targets = named_children(values)
    if len(given) == len(targets):
        given = [given[targets.index(node)]]
    return Access(node, path, writes=True, values=tuple(given))


def _of_pointer(program: Program, file: File, node: Node, pointer: Node, path: str) -> Access:
    given = pointer.parent
    call = given.parent if given is not None and given.type == "argument_list" else None
    called = callee(call) if call is not None else None
    if call is None or called is None:
        return Access(node, path, writes=False)
    target = program.calls.target(file, call)
    if isinstance(target, External) and target.path == "sync/atomic":
        return _atomic(node, call, target.name, path)
    return Access(node, path, writes=called.name in _FILLS)


def _of_method(program: Program, file: File, node: Node, call: Node, path: str) -> Access:
    called = callee(call)
    if called is None or not (called.name in _MAP_WRITES or called.name in _ATOMIC_WRITES):
        return Access(node, path, writes=False)
    owner = pointed(program.expressions.type(file, node))
    if not isinstance(owner, Named):
        return Access(node, path, writes=False)
    if (owner.path, owner.name) == ("sync", "Map"):
        return Access(node, path, called.name in _MAP_WRITES, tuple(arguments(call)), _is_unread(call))
    if owner.path == "sync/atomic":
        return _atomic(node, call, called.name, path)
    return Access(node, path, writes=False)


def _atomic(node: Node, call: Node, name: str, path: str) -> Access:
    unread = _is_unread(call)
    counts = unread and name.startswith("Add")
    return Access(node, path, name.startswith(_ATOMIC_WRITES), tuple(arguments(call)), unread, counts)


def _is_unread(call: Node) -> bool:
    return call.parent is not None and call.parent.type == "expression_statement"


def is_made_once(program: Program, file: File, node: Node, path: str) -> bool:
    """Whether a write stands where it can happen once: in ``once.Do``, or under ``if path == nil``."""
    for parent in ancestors(node):
        if parent.type == "if_statement":
            condition = field(parent, "condition")
            if condition is not None and _asks_for_nil(condition, path):
                return True
        if parent.type == "func_literal" and _runs_once(program, file, parent):
            return True
        if parent.type in FUNCTIONS and parent.type != "func_literal":
            break
    return False


def _asks_for_nil(condition: Node, path: str) -> bool:
    operator, left, right = (field(condition, name) for name in ("operator", "left", "right"))
    if operator is None or left is None or right is None:
        return False
    return operator.type == "==" and right.type == "nil" and text(left) == path


def _runs_once(program: Program, file: File, literal: Node) -> bool:
    given = literal.parent
    call = given.parent if given is not None and given.type == "argument_list" else None
    target = program.calls.target(file, call) if call is not None else None
    return target == External("sync", "Do", "Once")
