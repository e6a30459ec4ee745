"""Deferred effects: what a ``defer`` does at every suspension and on success, with no error to guard it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import callee
from restatelint.golang.leaving import always_returns
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import FUNCTIONS, enclosing, field, named_children, text
from restatelint.golang.types import ERROR, External, Named, pointed
from restatelint.restate.compensations.deferred import all_run_by, collected, deferred_call
from restatelint.restate.links import Link
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.sdk import PATH, is_sdk, sdk

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.library import Knowledge
    from restatelint.restate.regions.regions import Region, Regions

_SILENT = frozenset({"client", "context", "random"})
_OUTSIDE = frozenset({"network", "database", "process-start", "file-write"})
# ends what this attempt itself began, which is right at a suspension too
_ENDING = ("Close", "Rollback")
_ASKING = frozenset({"Is", "As", "AsType", "IsTerminalError", "AsTerminalError"})
_DEPTH = 6


class Defers:
    """Answers about deferred effects over a program."""

    def __init__(self, program: Program, knowledge: Knowledge, regions: Regions) -> None:
        self._program = program
        self._knowledge = knowledge
        self._regions = regions
        self._guards: dict[tuple[str, int], int | None] = {}

    def unguarded(self, file: File, statement: Node) -> tuple[Link, ...]:
        """Return the chain to the effect that a ``defer`` has without an error, () if there is none."""
        call = deferred_call(statement)
        if call is None or self._is_guarded(file, statement, None):
            return ()
        return self._effect(file, call, 0, frozenset())

    def is_guarded(self, file: File, node: Node, outermost: Node) -> bool:
        """Whether a node only runs when an error is there, as far as the function ``outermost`` tells."""
        return self._is_guarded(file, node, outermost)

    def _effect(
        self, file: File, call: Node, depth: int, seen: frozenset[tuple[str, int]]
    ) -> tuple[Link, ...]:
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            return self._foreign(file, call, target)
        if depth > _DEPTH:
            return ()
        functions = all_run_by(self._program, file, call) or collected(self._program, file, call)
        for each in functions:
            if each.key in seen:
                continue
            found = self._inside(each, depth + 1, seen | {each.key})
            if found:
                literal = each.node.type == "func_literal" and each.file is file
                return found if literal else (Link(file, call, _title(call, each)), *found)
        return ()

    def _foreign(self, file: File, call: Node, target: External) -> tuple[Link, ...]:
        if is_sdk(target.path):
            operation = sdk().operation(target)
            if operation is None or operation.group in _SILENT:
                return ()
            return (Link(file, call, operation.title),)
        effects = self._knowledge.effects(target)
        if not effects or effects[0] not in _OUTSIDE or target.name.startswith(_ENDING):
            return ()
        if effects[0] == "file-write" and target.name.startswith("Remove"):
            return ()  # a temporary file of this attempt
        return (Link(file, call, target.title),)

    def _inside(self, function: Function, depth: int, seen: frozenset[tuple[str, int]]) -> tuple[Link, ...]:
        """Return the chain to the first effect of a function's own body that no error guards."""
        file, body = function.file, function.body
        if body is None:
            return ()
        own = self._region(file, body)
        for call in file.calls_in(body.start_byte, body.end_byte):
            if enclosing(call, FUNCTIONS) != function.node and not _is_called_at_once(call, function.node):
                continue
            region = self._region(file, call)
            if region is not own and region is not None and region.kind is RegionKind.RUN:
                continue
            parent = call.parent
            if parent is not None and parent.type == "go_statement":
                continue
            found = self._effect(file, call, depth, seen)
            if found and not self._is_guarded(file, call, function.node):
                return found
        return ()

    def _region(self, file: File, node: Node) -> Region | None:
        return self._regions.at(file, node.start_byte)

    def _is_guarded(self, file: File, node: Node, outermost: Node | None) -> bool:
        """Whether a node only runs when an error is there: under ``err != nil``, or after a return without.

        Looked for up to ``outermost``, or to the function that the node stands in.
        """
        inner, parent = node, node.parent
        while parent is not None and inner != outermost:
            if parent.type == "if_statement" and self._under(file, parent, inner):
                return True
            if parent.type == "expression_case" and self._case(file, parent):
                return True
            if parent.type == "statement_list" and self._returned_before(file, parent, inner):
                return True
            if outermost is None and parent.type in FUNCTIONS:
                return False
            inner, parent = parent, parent.parent
        return False

    def _under(self, file: File, branch: Node, inner: Node) -> bool:
        condition = field(branch, "condition")
        if condition is None:
            return False
        if inner == field(branch, "consequence"):
            return self._says(file, condition, there=True)
        if inner == field(branch, "alternative"):
            return self._says(file, condition, there=False)
        return False

    def _case(self, file: File, case: Node) -> bool:
        value = field(case, "value")
        conditions = named_children(value) if value is not None else []
        return bool(conditions) and all(self._says(file, each, there=True) for each in conditions)

    def _returned_before(self, file: File, block: Node, inner: Node) -> bool:
        """Whether a block returns without an error before it comes to a statement of it."""
        key = (file.source.location, block.id)
        if key not in self._guards:
            self._guards[key] = self._first_guard(file, block)
        first = self._guards[key]
        return first is not None and first < inner.start_byte

    def _first_guard(self, file: File, block: Node) -> int | None:
        """Return where a block first has a statement that returns if there is no error, or None."""
        for statement in named_children(block):
            condition, body = field(statement, "condition"), field(statement, "consequence")
            if statement.type != "if_statement" or condition is None or body is None:
                continue
            if always_returns(body) and self._says(file, condition, there=False):
                return statement.start_byte
        return None

    def _says(self, file: File, condition: Node, *, there: bool) -> bool:
        """Whether a condition, when it holds, says that an error is there, or that none is.

        A result that is there and is judged counts as an error.
        """
        while condition.type == "parenthesized_expression":
            condition = named_children(condition)[0]
        if condition.type == "unary_expression":
            operand = field(condition, "operand")
            negated = text(condition).startswith("!")
            return negated and operand is not None and _asks(operand) and not there
        if condition.type != "binary_expression":
            return _asks(condition) and there
        left, operator, right = (field(condition, name) for name in ("left", "operator", "right"))
        if left is None or operator is None or right is None:
            return False
        if there and operator.type == "&&" and (_judges(file, left, right) or _judges(file, right, left)):
            return True
        if operator.type == ("&&" if there else "||"):
            return self._says(file, left, there=there) or self._says(file, right, there=there)
        if operator.type in ("&&", "||"):
            return self._says(file, left, there=there) and self._says(file, right, there=there)
        wanted = "!=" if there else "=="
        sides = [left, right]
        value = next((side for side in sides if side.type != "nil"), None)
        if value is None or all(side.type != "nil" for side in sides) or operator.type != wanted:
            return False
        return self._is_error(file, value)

    def _is_error(self, file: File, node: Node) -> bool:
        if node.type == "unary_expression":
            operand = field(node, "operand")
            return operand is not None and self._is_error(file, operand)
        called = callee(node)
        if called is not None:
            return called.name in _ASKING
        type_ = pointed(self._program.expressions.type(file, node))
        if type_ is None:
            return "err" in text(node).lower()
        return type_ in (ERROR, Named(PATH, "TerminalError"))


def _asks(node: Node) -> bool:
    """Whether a call asks what kind of error there is, which only holds where there is one."""
    called = callee(node)
    return called is not None and called.name in _ASKING


def _judges(file: File, there: Node, about: Node) -> bool:
    """Whether two conditions say that a result is there, and what it is: that is a failure of another kind.

    At a suspension a function has no result yet.
    """
    name, operator, nil = (field(there, part) for part in ("left", "operator", "right"))
    if name is None or operator is None or nil is None or operator.type != "!=" or nil.type != "nil":
        return False
    binding = binding_of(file, name) if name.type == "identifier" else None
    results = binding.statement.parent if binding is not None else None
    function = results.parent if results is not None else None
    if binding is None or function is None or field(function, "result") != results:
        return False
    return any(
        binding_of(file, each) is binding
        for each in file.identifiers(binding.name, about.start_byte, about.end_byte)
    )


def _is_called_at_once(call: Node, outermost: Node) -> bool:
    """Whether the literals between a call and a function are all called where they stand, or iterate."""
    literal = enclosing(call, FUNCTIONS)
    while literal is not None and literal != outermost:
        parent = literal.parent
        while parent is not None and parent.type == "parenthesized_expression":
            parent = parent.parent
        if parent is None or parent.type != "call_expression":
            return False
        literal = enclosing(literal, FUNCTIONS)
    return literal is not None


def _title(call: Node, target: Function) -> str:
    called = callee(call)
    return text(called.expression) if called is not None and called.name else target.title
