"""What a condition decides: which operations run, whether the function returns, or nothing of the kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import FUNCTIONS, enclosing, field, named_children, text
from restatelint.restate.ends.writes import written
from restatelint.restate.sdk import is_sdk, sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.links import Link
    from restatelint.restate.regions.performs import Performs

_DECIDING = {
    "if_statement": ("condition",),
    "for_statement": (),
    "for_clause": ("condition",),
    "range_clause": ("right",),
    "expression_switch_statement": ("value",),
    "expression_case": ("value",),
    "type_switch_statement": ("value",),
}
_LEAVING = frozenset({"break_statement", "continue_statement", "goto_statement"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What hangs on a condition: the first operation that may not run, or None.

    ``returns`` says that the function may return by it, with no error that is tried again. ``sets`` are
    the local names from outside of the statement that it sets or not, and ``end`` is where that ends.
    """

    operation: Link | None
    returns: bool
    sets: tuple[Node, ...] = ()
    end: int = 0


class Branches:
    """Answers about conditions over a program."""

    def __init__(self, program: Program, performs: Performs) -> None:
        self._program = program
        self._performs = performs

    def decision(self, file: File, node: Node, statement: Node) -> Decision | None:
        """Return what hangs on an expression that stands directly in a statement.

        None if the expression is no condition: an ``if``, a loop, a switch or one of its cases.
        """
        fields = _DECIDING.get(statement.type)
        if fields is None or (fields and not any(field(statement, name) == node for name in fields)):
            return None
        whole = statement
        if statement.type in ("for_clause", "range_clause", "expression_case"):
            outer = statement.parent
            if outer is None:
                return None
            whole = outer
        if not fields and field(whole, "body") == node:
            return None
        operation = self._performs.first(file, node.end_byte, whole.end_byte)
        leaves = [each for each in _exits(whole) if each.start_byte >= node.end_byte]
        if operation is None:
            operation = self._after(file, whole, leaves)
        returns = any(each.type == "return_statement" and not self._fails(file, each) for each in leaves)
        return Decision(operation, returns, tuple(_set_in(file, whole, node.end_byte)), whole.end_byte)

    def _after(self, file: File, whole: Node, leaves: list[Node]) -> Link | None:
        """Return the first operation after a statement that leaving it early would skip."""
        for leave in leaves:
            if leave.type == "return_statement":
                if self._fails(file, leave):
                    continue  # an attempt that fails is tried again from the top, with nothing journaled
                bound = enclosing(whole, FUNCTIONS)
            else:
                bound = enclosing(leave, {"for_statement"})
                if bound is not None and bound.start_byte >= whole.start_byte:
                    continue
            if bound is not None:
                operation = self._performs.first(file, whole.end_byte, bound.end_byte)
                if operation is not None:
                    return operation
        return None

    def _fails(self, file: File, statement: Node) -> bool:
        """Whether a return gives back an error that is retried: made on the spot, or named like one."""
        values = named_children(statement)
        expressions = named_children(values[0]) if values else []
        if not expressions:
            return False
        last = expressions[-1]
        if last.type == "identifier":
            return "err" in text(last).lower()
        target = self._program.calls.target(file, last) if file.callee(last) is not None else None
        path, name = getattr(target, "path", ""), getattr(target, "name", "")
        if is_sdk(path):
            return name not in sdk().terminal
        return (path, name) in (("fmt", "Errorf"), ("errors", "New"))


def _set_in(file: File, whole: Node, after: int) -> list[Node]:
    """Return the local names from outside of a statement that it sets after a byte offset, each once."""
    found: dict[str, Node] = {}
    for assignment in file.nodes("assignment", after, whole.end_byte):
        left = field(assignment, "left")
        for target in named_children(left) if left is not None else ():
            write = written(target)
            binding = binding_of(file, write.base) if write is not None else None
            if write is not None and binding is not None and binding.outside(whole):
                found.setdefault(binding.name, write.base)
    return list(found.values())


def _exits(statement: Node) -> list[Node]:
    """Return the statements that leave a function or loop early, not those of closures inside."""
    found: list[Node] = []
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        for child in node.named_children:
            if child.type == "return_statement" or child.type in _LEAVING:
                found.append(child)
            elif child.type not in FUNCTIONS:
                waiting.append(child)
    return sorted(found, key=lambda each: each.start_byte)
