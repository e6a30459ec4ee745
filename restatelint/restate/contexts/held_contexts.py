"""Which parameters hold a handler's context, and which code of a function does not run when they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.flow.conditions import Relation
from restatelint.golang.flow.expr import Expr, Shape, plain
from restatelint.golang.syntax import enclosing, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.flow.conditions import Test
    from restatelint.golang.flow.graph import Guard
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts

Held = frozenset[int]
"""The places of a function's parameters that hold a handler's context, though their type does not say."""

NONE: Held = frozenset()
_STEPS = 12  # how many names and conversions a context is followed through


class HeldContexts:
    """Answers about functions that take a handler's context as a plain one."""

    def __init__(self, program: Program, contexts: Contexts) -> None:
        self._program = program
        self._contexts = contexts
        self._steps = program.flow.steps()

    def given(self, file: File, call: Node, target: Function, held: Held = NONE) -> Held:
        """Return the parameters of a callee that a call gives a handler's context.

        ``held`` are those of the function that the call stands in.
        """
        pairs = zip(target.parameters, arguments(call), strict=False)
        return frozenset(
            place
            for place, (parameter, argument) in enumerate(pairs)
            if self._contexts.spelled(target.file, parameter.type) is None
            and self._is_held(file, argument, held)
        )

    def is_ruled_out(self, function: Function, node: Node, held: Held) -> bool:
        """Whether code runs only where a parameter holds no handler's context, although it does.

        A callee may assert its plain context to a Restate one and return from that branch, as generated
        clients do: what comes after runs only for other contexts.
        """
        if not held or not self._asserts(function):
            return False
        flow = self._program.flow
        body = flow.bodies.of(function)
        position = body.graph.position(node.start_byte)
        if position is None:
            return False
        return any(
            self._is_denied(function.file, test, held)
            for _, guard in body.dominators.guards(position.block)
            for test in flow.conditions.of(function.file, guard)
        )

    def _asserts(self, function: Function) -> bool:
        """Whether a function asserts anything, so that its branches are worth a look."""
        body, file = function.body, function.file
        return body is not None and any(
            file.nodes(kind, body.start_byte, body.end_byte) for kind in ("assertion", "switch")
        )

    def _is_denied(self, file: File, test: Test, held: Held) -> bool:
        """Whether a condition says that what holds a handler's context is none."""
        if test.relation is not Relation.TYPE or test.holds or not self._is_held(file, test.subject, held):
            return False
        kinds = [self._contexts.spelled(file, each) for each in test.operands]
        return any(kind is not None and kind.replayed for kind in kinds)

    def _is_held(self, file: File, node: Node, held: Held) -> bool:
        """Whether an expression is a handler's context, by its type or by a parameter that holds one."""
        for at, parameter in self._behind(file, node):
            kind = self._contexts.of(at.file, at.node)
            if kind is not None:
                return kind.replayed
            if parameter is not None:
                return self._place(at.file, parameter) in held
        return False

    def _behind(self, file: File, node: Node) -> Iterator[tuple[Expr, Binding | None]]:
        """Yield an expression and what it stands for, through names, conversions and assertions."""
        at = Expr(file, node)
        for _ in range(_STEPS):
            at = plain(at)
            step = self._steps.of(at)
            alone = len(step.parts) == (0 if step.parameter is not None else 1)
            if step.shape is not Shape.ALIKE or step.zero or not alone or at.path:
                yield at, None
                return
            yield at, step.parameter
            if not step.parts:
                return
            at = step.parts[0]

    def _place(self, file: File, parameter: Binding) -> int:
        """Return the place of a parameter of its function, -1 for a receiver."""
        function = file.function_at(parameter.identifier.start_byte)
        names = [each.identifier for each in function.parameters] if function is not None else []
        return names.index(parameter.identifier) if parameter.identifier in names else -1


def asserted_range(
    program: Program, contexts: Contexts, function: Function, node: Node
) -> tuple[int, int] | None:
    """Return the range of the branch, around a node, for which a context was asserted to a handler's.

    None where no assertion was asked for: by ``if ok``, or by ``if !ok`` and a return before.
    """
    body = program.flow.bodies.of(function)
    position = body.graph.position(node.start_byte)
    for _, guard in body.dominators.guards(position.block) if position is not None else ():
        for test in program.flow.conditions.of(function.file, guard):
            kinds = [contexts.spelled(function.file, each) for each in test.operands]
            if (
                test.relation is Relation.TYPE
                and test.holds
                and any(each and each.replayed for each in kinds)
            ):
                return _branch(guard, node)
    return None


def _branch(guard: Guard, node: Node) -> tuple[int, int] | None:
    """Return the range of the case, or of the arm of a branch, that holds a node, or of what follows it."""
    if guard.subject is not None:
        return guard.node.start_byte, guard.node.end_byte
    branch = enclosing(guard.node, {"if_statement"})
    if branch is None:
        return None
    for name in ("consequence", "alternative"):
        arm = field(branch, name)
        if arm is not None and arm.start_byte <= node.start_byte < arm.end_byte:
            return arm.start_byte, arm.end_byte
    around = branch.parent or branch
    return branch.end_byte, around.end_byte
