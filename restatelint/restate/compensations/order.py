"""Compensations that come too late, after the action they undo, and returns that run none of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.callee import arguments
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import FUNCTIONS, ancestors, enclosing, field, named_children, text
from restatelint.restate.compensations.compensations import is_error_check, statement_of
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.runs.outside_actions import OutsideActions
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.compensations.compensations import Compensations, Registration
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.errors.kinds import ErrorKinds
    from restatelint.restate.regions.regions import Regions

_ASSIGNING = frozenset({"assignment_statement", "short_var_declaration", "expression_statement"})
_WORD = re.compile(r"[A-Z]?[a-z]{3,}|[A-Z]{3,}")


@dataclass(frozen=True, slots=True)
class LateCompensation:
    """A compensation that is registered after its action: the Run that is the action, and its name."""

    action: Node
    title: str


@dataclass(frozen=True, slots=True)
class _Step:
    """A statement of a block that does something outside, or registers a compensation."""

    statement: Node
    action: Node | None
    registration: Registration | None
    returned: bool = False


class _Steps(NamedTuple):
    """The steps of a block in order.

    ``places`` are their numbers by the row of the statement; ``alternating`` the first and the last step of
    those around each one in which actions and registrations take turns.
    """

    steps: list[_Step]
    places: dict[int, int]
    alternating: list[tuple[int, int]]


class CompensationOrder:
    """Answers about when compensations are registered and run, over a program."""

    def __init__(
        self,
        program: Program,
        compensations: Compensations,
        regions: Regions,
        reach: Reach,
        errors: ErrorKinds,
    ) -> None:
        self._program = program
        self._compensations = compensations
        self._regions = regions
        self._reach = reach
        self._errors = errors
        self._actions = OutsideActions(program, reach)
        self._known: dict[tuple[str, int], _Steps] = {}

    def late(self, file: File, call: Node) -> LateCompensation | None:
        """Return the action that a call registers the compensation of too late, or None.

        The action is a Run with an outside effect directly before, whose error was returned. None where a
        compensation stands before it too, where the compensation needs what the action gave, and where it
        may as well belong to the action that follows.
        """
        made = self._compensations.registration(file, call)
        statement = statement_of(call) if made is not None else None
        block = statement.parent if statement is not None else None
        if made is None or statement is None or block is None:
            return None
        steps, places, alternating = self._steps(file, block)
        place = places.get(statement.id, 0)
        before = steps[place - 1] if place > 0 else None
        if before is None or before.action is None or not before.returned:
            return None
        if not self._is_directly_after(file, before.statement, statement):
            return None
        first, last = alternating[place]
        if steps[first].action is None or self._needs_result(file, made, before):
            return None
        if steps[last].action is not None and not _is_nearer(made, before, steps[place + 1]):
            return None
        return LateCompensation(before.action, _title(file, before.action))

    def _steps(self, file: File, block: Node) -> _Steps:
        key = (file.source.location, block.id)
        if key not in self._known:
            found = self._found(file, named_children(block))
            places = {each.statement.id: index for index, each in enumerate(found)}
            self._known[key] = _Steps(found, places, _alternating(found))
        return self._known[key]

    def _found(self, file: File, statements: list[Node]) -> list[_Step]:
        found: list[_Step] = []
        for index, statement in enumerate(statements):
            registration = None
            for call in file.calls_in(statement.start_byte, statement.end_byte):
                if statement.type in _ASSIGNING and enclosing(call, FUNCTIONS) == enclosing(
                    statement, FUNCTIONS
                ):
                    registration = registration or self._compensations.registration(file, call)
            if registration is not None:
                found.append(_Step(statement, None, registration))
                continue
            action = self._action(file, statement)
            if action is not None:
                following = statements[index + 1] if index + 1 < len(statements) else None
                checked = following is not None and field(following, "initializer") is None
                returned = checked and following is not None and is_error_check(following)
                found.append(_Step(statement, action, None, returned or is_error_check(statement)))
        return found

    def _action(self, file: File, statement: Node) -> Node | None:
        """Return the Run with an outside effect that a statement makes, itself or to start an ``if``."""
        made = field(statement, "initializer") if statement.type == "if_statement" else statement
        if made is None or made.type not in _ASSIGNING:
            return None
        for call in file.calls_in(made.start_byte, made.end_byte):
            operation = sdk().operation(self._program.calls.target(file, call))
            if operation is None or operation.group != "run" or operation.name == "RunAsync":
                continue
            if enclosing(call, FUNCTIONS) == enclosing(statement, FUNCTIONS) and self._actions.has_effect(
                file, call
            ):
                return call
        return None

    def _is_directly_after(self, file: File, action: Node, statement: Node) -> bool:
        """Whether only checks of errors, log lines and declarations stand between two statements."""
        between = action.next_named_sibling
        while between is not None and between != statement:
            plain = between.type in ("comment", "var_declaration") or is_error_check(between)
            if not plain:
                calls = file.calls_in(between.start_byte, between.end_byte)
                logs = (self._reach.effects(file, call) for call in calls[:1])
                log = any(each and each[0].effect == "log" for each in logs) or "Log()" in text(between)
                if between.type != "expression_statement" or not log:
                    return False
            between = between.next_named_sibling
        return between is not None

    def _needs_result(self, file: File, made: Registration, before: _Step) -> bool:
        """Whether a compensation uses a name that its action was to give, other than an error."""
        statement = field(before.statement, "initializer") or before.statement
        left = field(statement, "left")
        names = named_children(left) if left is not None else []
        start, end = made.call.start_byte, made.call.end_byte
        for name in names:
            if name.type != "identifier" or text(name) == "_" or "err" in text(name).lower():
                continue
            binding = binding_of(file, name)
            found = file.identifiers(text(name), start, end)
            if any(each.type == "identifier" and binding_of(file, each) is binding for each in found):
                return True
        return False

    def missing(self, file: File, statement: Node) -> str | None:
        """Return what a ``return`` of a terminal error leaves undone: the name of a list, or None.

        The function registers compensations before, and runs them by hand elsewhere: not by ``defer``,
        and not where this return stands.
        """
        function = file.function_at(statement.start_byte)
        region = self._regions.at(file, statement.start_byte)
        if function is None or region is None or region.kind is not RegionKind.REPLAYED:
            return None
        made = self._compensations.registrations(function)
        if not made or made[0].call.end_byte > statement.start_byte:
            return None
        if not self._is_terminal(file, statement, len(function.results)):
            return None
        left = self._compensations.left_at(function, statement)
        for each in made if left else ():
            if each.call.end_byte > statement.start_byte:
                break
            file.budget.spend(1)
            if binding_of(file, each.holder) in left and _may_precede(each.call, statement):
                return text(each.holder)
        return None

    def _is_terminal(self, file: File, statement: Node, results: int) -> bool:
        lists = named_children(statement)
        expressions = named_children(lists[0]) if lists else []
        if not expressions or expressions[-1].type == "nil":
            return False
        last = expressions[-1]
        index = results - 1 if len(expressions) == 1 else 0
        if self._errors.terminal(file, last, index) is not None:
            return True
        return index == 0 and self._errors.journaled(file, last) is not None


def _alternating(steps: list[_Step]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    first = 0
    for index, step in enumerate(steps):
        following = steps[index + 1] if index + 1 < len(steps) else None
        if following is None or (following.action is None) is (step.action is None):
            found.extend([(first, index)] * (index + 1 - first))
            first = index + 1
    return found


def _may_precede(call: Node, statement: Node) -> bool:
    """Whether a call may have been made before a statement that stands after it is reached."""
    made = statement_of(call)
    for parent in ancestors(made) if made is not None else ():
        if parent.start_byte <= statement.start_byte < parent.end_byte:
            return parent.type in ("statement_list", "block")  # else it stands in another branch
        last = named_children(parent)[-1:] if parent.type == "statement_list" else []
        if last and last[0].type == "return_statement":
            return False
    return False


def _is_nearer(made: Registration, before: _Step, after: _Step) -> bool:
    """Whether a compensation has more words in common with the action before than with the one after."""
    words = _words(made.call)
    return len(words & _words(before.statement)) > len(words & _words(after.statement))


def _words(node: Node) -> set[str]:
    found = {word.lower() for word in _WORD.findall(text(node))}
    return found - {"restate", "run", "void", "ctx", "context", "err", "error", "func", "nil", "return"}


def _title(file: File, run: Node) -> str:
    """Return what a message calls an action: the name that the Run is given, else the Run."""
    called = file.callee(run)
    for option in arguments(run):
        named = file.callee(option)
        given = arguments(option) if named is not None and named.name == "WithName" else []
        if len(given) == 1 and given[0].type.endswith("string_literal"):
            return text(given[0])
    return text(called.expression) if called is not None else "the Run"
