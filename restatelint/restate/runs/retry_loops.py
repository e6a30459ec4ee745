"""Loops that run a Run again on its error, although without a bound it never gives one to retry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import FUNCTIONS, LOOPS, ancestors, enclosing, field, named_children, text
from restatelint.golang.tree import kinds
from restatelint.golang.types import Named

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node
    from restatelint.restate.errors.kinds import ErrorKinds
    from restatelint.restate.runs.options import RunOptions

_LEAVES = frozenset({"return_statement", "break_statement", "goto_statement"})
_DEFINES = frozenset({"short_var_declaration", "assignment_statement"})
_INDEXES = kinds("index_expression")
_JUMPS_BACK = "continue_statement"


class RetryLoops:
    """Answers about loops over a program."""

    def __init__(self, program: Program, options: RunOptions, errors: ErrorKinds) -> None:
        self._program = program
        self._options = options
        self._errors = errors

    def retried(self, file: File, loop: Node) -> Node | None:
        """Return the call that a loop makes again on its error, and that is a Run without a bound.

        Success leaves the loop, the error does not; a loop over the items of something never counts.
        """
        body = field(loop, "body")
        if body is None or self._over_items(file, loop):
            return None
        for call in file.calls_in(body.start_byte, body.end_byte):
            if enclosing(call, LOOPS | FUNCTIONS) != loop or not self._gives_error_of_run(file, call):
                continue
            error = _bound_error(file, call)
            if (
                error is not None
                and not _takes_turns(file, loop, call)
                and _repeats_on(file, loop, body, call, error)
            ):
                return call
        return None

    def _gives_error_of_run(self, file: File, call: Node) -> bool:
        if self._options.unbounded_result(file, call) is None:
            return False
        found = self._errors.journaled_by(file, call)
        return found is not None and found[0].sure and "Run" in found[0].operation

    def _over_items(self, file: File, loop: Node) -> bool:
        clause = next((each for each in named_children(loop) if each.type == "range_clause"), None)
        if clause is None:
            return False
        return self._program.expressions.type(file, field(clause, "right")) != Named("", "int")


def _takes_turns(file: File, loop: Node, call: Node) -> bool:
    """Whether a call picks by the loop's counter what it tries: the next of several, not the same again."""
    for each in call.descendants(_INDEXES):
        index = field(each, "index")
        binding = binding_of(file, index) if index is not None and index.type == "identifier" else None
        if binding is not None and loop.start_byte <= binding.identifier.start_byte < call.start_byte:
            return True
    return False


def _bound_error(file: File, call: Node) -> Binding | None:
    """Return the name that the last result of a call is assigned to."""
    statement = call.parent.parent if call.parent is not None else None
    if statement is None or statement.type not in _DEFINES:
        return None
    left = field(statement, "left")
    names = named_children(left) if left is not None else []
    return binding_of(file, names[-1]) if names and names[-1].type == "identifier" else None


def _repeats_on(file: File, loop: Node, body: Node, call: Node, error: Binding) -> bool:
    if _goes_on_with(file, loop, body, error):
        return True
    for test in _tests(body, call):
        operator = _compared_with_nil(file, field(test, "condition"), error)
        taken, other = field(test, "consequence"), field(test, "alternative")
        if operator is None or taken is None:
            continue
        success, failure = (taken, other) if operator == "==" else (other, taken)
        after = _last(body)
        ends = after is not None and after != test and after.type in _LEAVES
        if success is None:
            return _last_type(failure) == _JUMPS_BACK and ends
        return _leaves(success) and not _leaves(failure) and not (ends and _last_type(failure) != _JUMPS_BACK)
    return False


def _goes_on_with(file: File, loop: Node, body: Node, error: Binding) -> bool:
    """Whether the condition of a loop asks for the error, and nothing in the loop leaves on it."""
    clause = next((each for each in named_children(loop) if each != body), None)
    condition = field(clause, "condition") if clause is not None and clause.type == "for_clause" else clause
    if condition is None or not _asks(file, condition, error):
        return False
    return not any(_leaves(field(each, "consequence")) for each in _ifs(body))


def _asks(file: File, condition: Node, error: Binding) -> bool:
    if _compared_with_nil(file, condition, error) == "!=":
        return True
    operator = field(condition, "operator") if condition.type == "binary_expression" else None
    return (
        operator is not None
        and operator.type == "&&"
        and any(_asks(file, each, error) for each in named_children(condition))
    )


def _compared_with_nil(file: File, condition: Node | None, error: Binding) -> str | None:
    """Return the operator of ``err == nil`` or ``err != nil``, None for another condition."""
    if condition is None or condition.type != "binary_expression":
        return None
    left, right, operator = (field(condition, name) for name in ("left", "right", "operator"))
    if left is None or right is None or operator is None or right.type != "nil":
        return None
    same = left.type == "identifier" and text(left) == error.name and binding_of(file, left) is error
    return operator.type if same else None


def _tests(body: Node, call: Node) -> list[Node]:
    """Return the if statements of a loop's body behind a call, and the one whose head the call is in."""
    holder = next((each for each in ancestors(call) if each.type == "if_statement"), None)
    if holder is not None and body.start_byte <= holder.start_byte:
        consequence = field(holder, "consequence")
        if consequence is not None and call.end_byte <= consequence.start_byte:
            return [holder]
    return [each for each in _ifs(body) if each.start_byte >= call.end_byte]


def _ifs(body: Node) -> list[Node]:
    return [each for each in _statements(body) if each.type == "if_statement"]


def _statements(block: Node) -> list[Node]:
    lists = [each for each in named_children(block) if each.type == "statement_list"]
    return [each for list_ in lists for each in named_children(list_)]


def _last(block: Node | None) -> Node | None:
    statements = _statements(block) if block is not None else []
    return statements[-1] if statements else None


def _last_type(block: Node | None) -> str:
    last = _last(block)
    return last.type if last is not None else ""


def _leaves(block: Node | None) -> bool:
    return _last_type(block) in _LEAVES
