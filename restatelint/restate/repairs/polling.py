"""Whether a function fails by what a call gave, so that it runs again until the call gives something else.

A value that Run keeps is the same for every retry: what asks until a deadline is over, or until a name is
there, would ask no more and never end. What cannot be followed counts as such.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from restatelint.golang.scope import BindingKind, binding_of
from restatelint.golang.syntax import FUNCTIONS, ancestors, enclosing, field, named_children, root_of, text
from restatelint.restate.repairs.bound import bound_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.errors.kinds import ErrorKinds

_MOST = 400
_GIVING = {
    "short_var_declaration": "left",
    "assignment_statement": "left",
    "range_clause": "left",
    "var_spec": "name",
}
_GUARDS = ("condition", "value", "initializer")
_LEAVING = frozenset({"return_statement", "continue_statement", "break_statement", "goto_statement"})


def fails_by(errors: ErrorKinds, file: File, call: Node) -> bool:
    """Whether the function around a call returns a plain error that depends on the value of the call."""
    owner = enclosing(call, FUNCTIONS)
    if owner is None:
        return False
    statements = _statements(file, owner)
    if statements is None:
        return True
    returns, giving = statements
    value = _Value(file, call, giving)
    return any(
        value.decides(each) or value.holds(made)
        for each in returns
        if (made := _made_error(errors, file, each)) is not None and not value.is_told_of(each)
    )


@lru_cache(maxsize=16)
def _statements(file: File, owner: Node) -> tuple[list[Node], list[Node]] | None:
    """Return what returns from a function and what gives names values in it; None if it is too much.

    Kept, since each call of a function asks.
    """
    start, end = owner.start_byte, owner.end_byte
    returns = [each for each in file.nodes("return", start, end) if enclosing(each, FUNCTIONS) == owner]
    giving = [
        each for kind in ("short", "assignment", "var", "range") for each in file.nodes(kind, start, end)
    ]
    if len(returns) + len(giving) > _MOST:
        return None
    return returns, sorted(giving, key=lambda each: each.start_byte)


class _Value:
    """What a call gives, and the names of what follows from it, in one function."""

    def __init__(self, file: File, call: Node, giving: list[Node]) -> None:
        self._file = file
        self._call = call
        bound = bound_names(call) or []
        self._own = {text(each) for each in (bound[:-1] if len(bound) > 1 else bound)}
        for _ in range(2):  # once more for what goes around in a loop
            for each in giving:
                right = field(each, "right") or field(each, "value")
                if right is not None and self.holds(right):
                    self._own.update(_names_given(each, right))
        self._own.discard("_")

    def holds(self, node: Node) -> bool:
        """Whether an expression is made from the value."""
        if node.start_byte <= self._call.start_byte and self._call.end_byte <= node.end_byte:
            return True
        return any(self._file.identifier_count(name, node.start_byte, node.end_byte) for name in self._own)

    def decides(self, statement: Node) -> bool:
        """Whether a statement is reached or not by the value: in a branch on it, or after one that leaves."""
        below = statement
        for parent in ancestors(statement):
            if parent.type in FUNCTIONS:
                break
            if any(map(self.holds, _asked(parent))):
                return True
            if parent.type == "statement_list":
                earlier = [each for each in named_children(parent) if each.end_byte <= below.start_byte]
                if any(self._leaves(each) for each in earlier):
                    return True
            below = parent
        return False

    def is_told_of(self, statement: Node) -> bool:
        """Whether an error is told of that something else gave: the nearest branch asks for that alone."""
        branch = enclosing(statement, FUNCTIONS | {"if_statement"})
        condition = (
            field(branch, "condition") if branch is not None and branch.type == "if_statement" else None
        )
        if condition is None or condition.type != "binary_expression" or self.holds(condition):
            return False
        operator, right = field(condition, "operator"), field(condition, "right")
        return operator is not None and text(operator) == "!=" and right is not None and right.type == "nil"

    def _leaves(self, statement: Node) -> bool:
        """Whether a statement is a branch on the value that may leave what follows it."""
        if statement.type not in ("if_statement", "expression_switch_statement", "for_statement"):
            return False
        if not any(map(self.holds, _asked(statement))):
            return False
        waiting = [statement]
        while waiting:
            node = waiting.pop()
            if node.type in _LEAVING:
                return True
            if node.type not in FUNCTIONS:
                waiting.extend(node.named_children)
        return False


def _asked(statement: Node) -> Iterator[Node]:
    """Yield what a statement with branches asks."""
    if statement.type in ("if_statement", "expression_switch_statement", "for_statement"):
        for name in _GUARDS:
            asked = field(statement, name)
            if asked is not None:
                yield asked
        if statement.type == "for_statement":
            yield from (
                each for each in named_children(statement) if each.type in ("for_clause", "range_clause")
            )
            condition = named_children(statement)[:1]
            yield from (each for each in condition if each.type != "block")
    elif statement.type == "expression_case":
        asked = field(statement, "value")
        if asked is not None:
            yield asked


def _names_given(statement: Node, right: Node) -> set[str]:
    """Return the names that a statement gives values; not that of the error of a call."""
    left = field(statement, _GIVING.get(statement.type, "left"))
    if left is None:
        return set()
    names = named_children(left) if left.type == "expression_list" else [left]
    values = named_children(right) if right.type == "expression_list" else [right]
    if len(values) == 1 and values[0].type == "call_expression" and names and _is_error(text(names[-1])):
        names = names[:-1]
    return {text(root_of(each)) for each in names}


def _is_error(name: str) -> bool:
    return name.startswith("err") or name.endswith(("Err", "Error"))


def _made_error(errors: ErrorKinds, file: File, statement: Node) -> Node | None:
    """Return the error that a statement returns, if it makes one that is not terminal; None for another's."""
    lists = named_children(statement)
    values = named_children(lists[0]) if lists else []
    if not values or text(values[-1]) == "nil":
        return None
    error = values[-1]
    if error.type == "identifier":
        binding = binding_of(file, error)
        if binding is not None and binding.kind is BindingKind.VARIABLE:
            return None
    return None if errors.terminal(file, error) is not None else error
