"""Errors of operations that nobody looks at: which call, or which branch, lets one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.elision import is_alone, is_read_elsewhere
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import field, named_children, text
from restatelint.golang.types import External
from restatelint.golang.uses import uses
from restatelint.restate.ends.reaching import is_named_result, reaching
from restatelint.restate.sdk import is_sdk, sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node
    from restatelint.restate.errors.kinds import ErrorKinds
    from restatelint.restate.library import Knowledge

_ASSIGNING = frozenset({"assignment_statement", "short_var_declaration"})
_DISCARDING = frozenset({"expression_statement", "go_statement", "defer_statement"})
_LOGGING = ("debug", "info", "warn", "error", "print", "trace", "msg", "log")


@dataclass(frozen=True, slots=True)
class IgnoredError:
    """An error that is lost: the operation that gives it and how it is lost; ``mild`` where that is usual."""

    title: str
    how: str
    mild: bool


class Ignored:
    """Answers about ignored errors over a program."""

    def __init__(self, program: Program, knowledge: Knowledge, errors: ErrorKinds) -> None:
        self._program = program
        self._knowledge = knowledge
        self._errors = errors
        self._readers: dict[Binding, _Readers] = {}

    def dropped(self, file: File, call: Node) -> IgnoredError | None:
        """Return the error of a call that is not bound, is blank, or is never read; None if it is kept."""
        target = self._program.calls.target(file, call)
        if target is None or (isinstance(target, External) and not is_sdk(target.path)):
            return None
        parent = call.parent
        if parent is None:
            return None
        if parent.type == "range_clause":
            return self._unranged(file, call, parent)
        if parent.type == "expression_list":
            parent = parent.parent
            if parent is None:
                return None
        if parent.type not in _ASSIGNING and parent.type not in ("expression_statement", "var_spec"):
            return None
        found = self._errors.journaled_by(file, call)
        if found is None:
            return None
        error, index = found
        how = self._loss(file, parent, call, index)
        return IgnoredError(error.title, how, error.reads) if how is not None else None

    def keeps_last(self, file: File, call: Node) -> bool:
        """Whether the last result of a call is bound to a name that is read, is returned or handed on."""
        parent = call.parent
        if parent is not None and parent.type == "expression_list":
            parent = parent.parent
        if parent is None or parent.type in _DISCARDING:
            return False
        if parent.type not in _ASSIGNING and parent.type != "var_spec":
            return True
        left = field(parent, "left")
        names = named_children(left) if left is not None else parent.children_by_field_name("name")
        last = sum(each.is_named for each in names) - 1
        return self._loss(file, parent, call, last) is None

    def _unranged(self, file: File, call: Node, clause: Node) -> IgnoredError | None:
        """Return the error that a loop over ``restate.Wait`` leaves out."""
        operation = sdk().operation(self._program.calls.target(file, call))
        if operation is None or operation.name != "Wait" or operation.receiver:
            return None
        left = field(clause, "left")
        names = named_children(left) if left is not None else []
        if len(names) == 2 and text(names[1]) != "_":
            return None
        how = "blank" if len(names) == 2 else "not bound"
        return IgnoredError(operation.title, how, mild=False)

    def _loss(self, file: File, statement: Node, call: Node, index: int) -> str | None:
        if statement.type == "expression_statement":
            return None if is_alone(file, statement) else "not bound"
        if statement.type == "var_spec":
            names = [each for each in statement.children_by_field_name("name") if each.is_named]
            right = field(statement, "value")
        else:
            left, right = field(statement, "left"), field(statement, "right")
            names = named_children(left) if left is not None else []
        expressions = named_children(right) if right is not None else []
        if len(expressions) > 1:
            index = next((i for i, each in enumerate(expressions) if each == call), len(names))
        if index >= len(names) or names[index].type != "identifier":
            return None
        name = names[index]
        if text(name) == "_":
            return "blank"
        binding = binding_of(file, name)
        if binding is None or not self._is_own(file, binding, call):
            return None
        is_read = self._is_read(file, binding, statement) or is_read_elsewhere(file, binding)
        return None if is_read else "never read"

    def passed_over(self, file: File, error: Node, statement: Node) -> IgnoredError | None:
        """Return the error that the branch of a failure skips by ``continue``, or only logs.

        ``statement`` is the ``continue`` that ends the branch, or the first call in it that logs; None for
        any other. What the other branch does, if there is one, does not make up for it.
        """
        skips = statement.type == "continue_statement"
        own = statement if skips else statement.parent
        block = own.parent if own is not None else None
        body = block.parent if block is not None else None
        branch = body.parent if body is not None else None
        if block is None or branch is None:
            return None
        statements = named_children(block)
        at, logs = (statements[-1], statements[:-1]) if skips else (None, statements)
        logs = [each for each in logs if not self._is_prepared(file, each, block)]
        if (at or (logs[0] if logs else None)) != own or not all(self._is_log(file, each) for each in logs):
            return None
        found = self._errors.journaled(file, error)
        if found is None or self._leaves(file, error, branch):
            return None
        how = "skipped by continue" if skips else "only logged"
        return IgnoredError(found.title, how, mild=found.reads or not skips)

    def _is_prepared(self, file: File, statement: Node, block: Node) -> bool:
        """Whether a statement only names what the rest of a block logs: ``text := err.Error()``."""
        left = field(statement, "left") if statement.type == "short_var_declaration" else None
        bindings = [binding_of(file, each) for each in named_children(left)] if left is not None else []
        return bool(bindings) and all(
            binding is not None
            and all(
                any(
                    part.start_byte <= use.start_byte < part.end_byte and self._is_log(file, part)
                    for part in named_children(block)
                )
                for use in uses(file, binding, statement.end_byte)
            )
            for binding in bindings
        )

    def _is_log(self, file: File, statement: Node) -> bool:
        calls = named_children(statement)
        if statement.type != "expression_statement" or len(calls) != 1:
            return False
        target = self._program.calls.target(file, calls[0])
        if isinstance(target, External):
            if is_sdk(target.path):
                return target.receiver == "ReplayLogger"
            effects = self._knowledge.effects(target)
            if effects:
                return effects[0] == "log"
        called = file.callee(calls[0])
        if called is None or called.operand is None or not called.name.lower().startswith(_LOGGING):
            return False
        return "log" in text(called.operand).lower()

    def _is_own(self, file: File, binding: Binding, node: Node) -> bool:
        """Whether a name belongs to the function a node stands in and is not one of its results."""
        function = file.function_at(node.start_byte)
        return function is not None and not binding.outside(function.node) and not is_named_result(binding)

    def _is_read(self, file: File, binding: Binding, statement: Node) -> bool:
        clause = statement.parent
        if clause is not None and clause.type == "for_clause":
            # a loop's condition reads what the statement behind it assigns
            loop = clause.parent or clause
            return any(loop.start_byte <= use.start_byte < loop.end_byte for use in uses(file, binding, 0))
        readers = self._readers_of(file, binding)
        return bool(readers.unknown) or statement.start_byte in readers.by_start

    def _leaves(self, file: File, error: Node, branch: Node) -> bool:
        """Whether the error of a branch is read anywhere else as well, so that it may be passed on."""
        binding = binding_of(file, error)
        if binding is None or not self._is_own(file, binding, error) or is_read_elsewhere(file, binding):
            return True
        starts = {statement.start_byte for statement, _ in reaching(file, error) or ()}
        readers = self._readers_of(file, binding)
        read = (readers.unknown, *(readers.by_start.get(each, ()) for each in starts))
        return any(
            not branch.start_byte <= byte < branch.end_byte
            for each in read
            for byte in (*each[:1], *each[-1:])
        )

    def _readers_of(self, file: File, binding: Binding) -> _Readers:
        if binding not in self._readers:
            found = self._readers[binding] = _Readers([], {})
            for use in uses(file, binding, 0):
                definitions = reaching(file, use)
                if definitions is None:
                    found.unknown.append(use.start_byte)
                for start in {statement.start_byte for statement, _ in definitions or ()}:
                    found.by_start.setdefault(start, []).append(use.start_byte)
        return self._readers[binding]


@dataclass(frozen=True, slots=True)
class _Readers:
    """Where a name is read, in order: with a value that cannot be told, or by where that is assigned."""

    unknown: list[int]
    by_start: dict[int, list[int]]
