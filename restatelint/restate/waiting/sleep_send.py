"""A sleep that only puts off a send, for which the send has a delay of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.syntax import FUNCTIONS, LOOPS, ancestors, field, named_children, text
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.regions.performs import Performs
    from restatelint.restate.sdk import Operation

SLEEPS = frozenset({"Sleep", "Done"})
"""The names of the calls that sleep."""

_SIMPLE = frozenset(
    {"expression_statement", "assignment_statement", "short_var_declaration", "return_statement"}
)
_IDENTIFIES = "GetInvocationId"
_SILENT = frozenset({"client", "context", "random"})  # what a replay may also do before the sleep


class SleepSends:
    """Answers about sleeps over a program."""

    def __init__(self, program: Program, performs: Performs) -> None:
        self._program = program
        self._performs = performs

    def sent(self, file: File, sleep: Node) -> Node | None:
        """Return the send that follows a sleep with nothing between and nothing but a return after it.

        A sleep in a loop is another matter: each turn sends later than the one before.
        """
        called = file.callee(sleep)
        if called is None or called.name not in SLEEPS:
            return None
        operation = self._operation(file, sleep)
        if operation is None:
            return None
        if operation.name == "Done" and (called.operand is None or file.callee(called.operand) is None):
            return None  # a timer that was made before may have run for a while
        statement = _statement_of(sleep)
        function = next((each for each in ancestors(sleep) if each.type in FUNCTIONS | LOOPS), None)
        if statement is None or function is None or function.type in LOOPS:
            return None
        following = _after(statement)
        while following and self._is_error_check(following[0]):
            following = following[1:]
        if not following or following[0].type not in _SIMPLE:
            return None
        send = self._send(file, following[0])
        if send is None:
            return None
        return send if self._ends(file, following[0].end_byte, function.end_byte) else None

    def _ends(self, file: File, start: int, end: int) -> bool:
        """Whether nothing is performed in a byte range; what was sent may be asked for its identifier."""
        while (found := self._performs.first(file, start, end)) is not None:
            if not found.title.endswith(_IDENTIFIES):
                return False
            start = found.node.start_byte + 1
        return True

    def _operation(self, file: File, call: Node) -> Operation | None:
        return sdk().operation(self._program.calls.target(file, call))

    def _is_error_check(self, statement: Node) -> bool:
        """Whether a statement is ``if err != nil { return … }``."""
        if statement.type != "if_statement" or field(statement, "initializer") is not None:
            return False
        condition, body = field(statement, "condition"), field(statement, "consequence")
        if condition is None or body is None or field(statement, "alternative") is not None:
            return False
        statements = _statements(body)
        returns = len(statements) == 1 and statements[0].type == "return_statement"
        return returns and condition.type == "binary_expression" and text(condition).endswith("!= nil")

    def _send(self, file: File, statement: Node) -> Node | None:
        """Return the send that is all a statement does."""
        found: Node | None = None
        for call in file.calls_in(statement.start_byte, statement.end_byte):
            operation = self._operation(file, call)
            if operation is None:
                continue
            if operation.name == "Send" and operation.group == "method":
                found = found or call
            elif operation.group not in _SILENT and operation.name != _IDENTIFIES:
                return None
        return found


def _statement_of(sleep: Node) -> Node | None:
    """Return the statement of a block that does nothing but sleep and look at the error."""
    for parent in ancestors(sleep):
        if parent.type in FUNCTIONS or parent.type == "defer_statement":
            return None
        block = parent.parent
        if block is not None and block.type in ("statement_list", "block"):
            if parent.type != "if_statement":
                return parent
            initializer, body = field(parent, "initializer"), field(parent, "consequence")
            place = initializer if initializer is not None else field(parent, "condition")
            inside = place is not None and place.start_byte <= sleep.start_byte < place.end_byte
            condition = field(parent, "condition")
            checked = condition is not None and text(condition).endswith("!= nil")
            returns = body is not None and [each.type for each in _statements(body)] == ["return_statement"]
            return parent if inside and checked and returns and not field(parent, "alternative") else None
    return None


def _after(statement: Node) -> list[Node]:
    block = statement.parent
    siblings = named_children(block) if block is not None else []
    return [each for each in siblings if each.start_byte >= statement.end_byte]


def _statements(block: Node) -> list[Node]:
    children = named_children(block)
    if len(children) == 1 and children[0].type == "statement_list":
        return named_children(children[0])
    return children
