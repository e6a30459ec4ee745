"""The shape of a loop: what it builds in its order, and which of its entries it looks for.

Knows names and syntax; whether what is looped over is a map is not asked here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments, callee
from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import FUNCTIONS, ancestors, field, named_children, text, unparenthesized

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.file import File
    from restatelint.golang.tree import Node

_TEXTS = frozenset({"interpreted_string_literal", "raw_string_literal"})
_WRITES = frozenset({"WriteString", "WriteByte", "WriteRune", "Write"})
_ORDERINGS = frozenset({"<", "<=", ">", ">="})
_COMPARING = frozenset({"After", "Before", "Cmp", "Compare", "Less"})
_LEAVING = frozenset({"return_statement", "break_statement"})


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop or callback over entries: ``node`` is all of it, ``key`` and ``value`` name an entry."""

    node: Node
    body: Node
    key: str = ""
    value: str = ""

    @property
    def names(self) -> frozenset[str]:
        """The names of the entry."""
        return frozenset(name for name in (self.key, self.value) if name not in ("", "_"))


def loop_of(clause: Node) -> Loop | None:
    """Return the loop of a range clause."""
    node, left = clause.parent, field(clause, "left")
    body = field(node, "body") if node is not None else None
    if node is None or body is None:
        return None
    names = [text(name) for name in named_children(left)] if left is not None else []
    return Loop(node, body, *names[:2])


def nodes_of(body: Node) -> Iterator[Node]:
    """Yield the nodes below one, not those of closures, in no order."""
    waiting = [body]
    while waiting:
        for child in waiting.pop().named_children:
            if child.type not in FUNCTIONS:
                yield child
                waiting.append(child)


def built(file: File, loop: Loop) -> list[tuple[Node, Node]]:
    """Return (target, statement) for what the order of a loop decides, in the order of the code.

    A list that is appended to, a text that grows, a place that a counter chooses, and a name that keeps
    the entry that came first or last.
    """
    found: list[tuple[Node, Node]] = []
    for node in nodes_of(loop.body):
        target: Node | None = None
        if node.type == "assignment_statement":
            target = _assigned(file, loop, node)
        elif node.type == "call_expression":
            target = _written(node)
        if target is not None:
            found.append((target, node))
    return sorted(found, key=lambda each: each[1].start_byte)


def returned(file: File, loop: Loop) -> Node | None:
    """Return the statement that gives back whichever entry comes first, or None."""
    for node in nodes_of(loop.body):
        given = node.type == "return_statement" and mentions(node, loop.names)
        if given and not looks_up(file, loop, node) and not _fails(node):
            return node
    return None


def looks_up(file: File, loop: Loop, node: Node) -> bool:
    """Whether a node runs for one known entry only: under ``==``, with the loop left after it."""
    for branch in ancestors(node):
        if branch.start_byte <= loop.node.start_byte:
            return False
        if branch.type == "if_statement":
            condition, consequence = field(branch, "condition"), field(branch, "consequence")
            inside = consequence is not None and consequence.start_byte <= node.start_byte
            if condition is None or consequence is None or not inside:
                continue
            if _is_known(file, loop, condition, "==", "&&") and _leaves(consequence):
                return True
        elif branch.type == "statement_list" and branch.parent == loop.body:
            before = [each for each in branch.named_children if each.end_byte <= node.start_byte]
            if any(_skips_others(file, loop, each) for each in before) and _leaves(branch):
                return True
    return False


def mentions(node: Node, names: frozenset[str]) -> bool:
    """Whether one of some names stands in a node."""
    if node.type == "identifier":
        return text(node) in names
    return any(mentions(child, names) for child in node.named_children)


def root(node: Node) -> Node:
    """Return the name that a selector, an index or a pointer begins with; the node itself at last."""
    while node.type in ("selector_expression", "index_expression", "unary_expression", "slice_expression"):
        inner = field(node, "operand")
        if inner is None:
            break
        node = unparenthesized(inner)
    return node


def _assigned(file: File, loop: Loop, assignment: Node) -> Node | None:
    left, right = field(assignment, "left"), field(assignment, "right")
    targets = named_children(left) if left is not None else []
    values = named_children(right) if right is not None else []
    if len(targets) != 1 or len(values) != 1:
        return None
    target, value = targets[0], values[0]
    called = callee(value)
    if called is not None and called.operand is None and called.name == "append":
        return target if target.type in ("identifier", "selector_expression") else None
    operator = field(assignment, "operator")
    if operator is None or operator.type != "=":
        grows = operator is not None and operator.type == "+="
        return target if grows and any(part.type in _TEXTS for part in (value, *nodes_of(value))) else None
    if target.type == "index_expression":
        index = field(target, "index")
        counted = index is not None and index.type == "identifier" and _is_counted(file, loop, index)
        return root(target) if counted else None
    if target.type not in ("identifier", "selector_expression") or not mentions(value, loop.names):
        return None
    kept = mentions(value, frozenset({text(root(target))}))
    return None if kept or looks_up(file, loop, assignment) or _is_best(loop, assignment) else target


def _is_counted(file: File, loop: Loop, index: Node) -> bool:
    binding = binding_of(file, index)
    return binding is not None and binding.kind is BindingKind.VARIABLE and binding.outside(loop.node)


def _is_best(loop: Loop, assignment: Node) -> bool:
    """Whether an assignment stands under a comparison, as when the largest or latest is looked for."""
    for branch in ancestors(assignment):
        if branch.start_byte <= loop.node.start_byte:
            return False
        condition = field(branch, "condition") if branch.type == "if_statement" else None
        if condition is not None:
            for part in (condition, *nodes_of(condition)):
                called = callee(part)
                if called is not None and called.name in _COMPARING:
                    return True
                operator = field(part, "operator") if part.type == "binary_expression" else None
                sides = [side for name in ("left", "right") if (side := field(part, name)) is not None]
                compared = operator is not None and operator.type in _ORDERINGS
                if compared and not any(side.type.endswith("_literal") for side in sides):
                    return True
    return False


def _written(call: Node) -> Node | None:
    """Return the name of the writer that a call adds to: a builder, a buffer, or that of ``Fprintf``."""
    called = callee(call)
    if called is None or called.operand is None:
        return None
    if called.name in _WRITES:
        return called.operand if called.operand.type in ("identifier", "selector_expression") else None
    if called.name.startswith("Fprint") and text(called.operand) == "fmt":
        given = arguments(call)
        writer = root(given[0]) if given else None
        return writer if writer is not None and writer.type == "identifier" else None
    return None


def _is_known(file: File, loop: Loop, condition: Node, equal: str, joined: str) -> bool:
    condition = unparenthesized(condition)
    operator = field(condition, "operator")
    left, right = field(condition, "left"), field(condition, "right")
    if operator is None or left is None or right is None:
        return False
    if operator.type == joined:
        return any(_is_known(file, loop, side, equal, joined) for side in (left, right))
    if operator.type != equal:
        return False
    return any(_is_entry(file, loop, one, other) for one, other in ((left, right), (right, left)))


def _is_entry(file: File, loop: Loop, side: Node, other: Node) -> bool:
    """Whether one side is the key of an entry, or of its value what the other side asks for by a name."""
    name = text(root(side))
    if name == loop.key and side.type == "identifier":
        return True
    binding = binding_of(file, root(other)) if root(other).type == "identifier" else None
    fixed = binding is None or binding.kind is BindingKind.CONSTANT
    return name in loop.names and not fixed and text(root(other)) not in loop.names


def _skips_others(file: File, loop: Loop, statement: Node) -> bool:
    condition, consequence = field(statement, "condition"), field(statement, "consequence")
    if statement.type != "if_statement" or condition is None or consequence is None:
        return False
    skips = any(node.type == "continue_statement" for node in nodes_of(consequence))
    return skips and _is_known(file, loop, condition, "!=", "||")


def _leaves(block: Node) -> bool:
    return any(node.type in _LEAVING for node in nodes_of(block))


def _fails(statement: Node) -> bool:
    """Whether a return gives back an error by its name, or makes one."""
    values = named_children(statement)
    expressions = named_children(values[0]) if values else []
    return len(expressions) > 0 and "err" in text(expressions[-1]).lower()


def whole(use: Node, path: str) -> Node | None:
    """Return what reads a path from the use of its first name: the name itself, or the selector."""
    while text(use) != path:
        parent = use.parent
        if parent is None or parent.type != "selector_expression" or not path.startswith(text(parent)):
            return None
        use = parent
    return use
