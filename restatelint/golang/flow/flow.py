"""The one way to ask how values flow in a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from restatelint.golang.flow.body import Bodies
from restatelint.golang.flow.composites import LITERALS
from restatelint.golang.flow.conditions import Conditions
from restatelint.golang.flow.constants import ConstantDomain
from restatelint.golang.flow.expr import Expr, Shape, plain
from restatelint.golang.flow.reaching import POINTED, Reaching
from restatelint.golang.flow.steps import Steps
from restatelint.golang.flow.value import Values
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import CALLS, root_of

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.flow.constants import Constant
    from restatelint.golang.flow.definitions import Form
    from restatelint.golang.flow.value import Domain
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

V = TypeVar("V")
_STEPS = 24  # how many names and fields an expression is followed through
_NAMED = frozenset({"identifier", "selector_expression"})
_HOLDING = _NAMED | LITERALS | {"unary_expression"}


class ValueFlow:
    """Bodies, definitions and conditions of a program, and values in any respect."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.bodies = Bodies()
        self.reaching = Reaching(self.bodies, program.budget)
        self.conditions = Conditions(self.bodies, self.reaching)
        self._steps = self.steps()
        self._constants = self.values(ConstantDomain(program, variables=False))
        self._settings = self.values(ConstantDomain(program, variables=True))

    def values(self, domain: Domain[V], weak: frozenset[Form] = POINTED) -> Values[V]:
        """Return what answers for a domain; ``weak`` are the unsure definitions that count for it."""
        return Values(self._program, domain, self.steps(weak), self.conditions)

    def steps(self, weak: frozenset[Form] = POINTED) -> Steps:
        """Return the steps back from expressions, with the unsure definitions that count."""
        return Steps(self._program, self.reaching, weak)

    def source(self, file: File, node: Node) -> Node:
        """Return the expression that a local name, or a field of one, surely has its value from.

        Of a call that gives several results it is the call. Other expressions are given as they are, and so
        is a name that may be one of several.
        """
        at = plain(Expr(file, node))
        found = at.node
        for _ in range(_STEPS):
            root = root_of(at.node)
            is_foreign = root.type == "identifier" and binding_of(file, root) is None
            if is_foreign or not (at.path or at.node.type in _NAMED):
                break
            if at.path and at.node.type not in _HOLDING:
                break
            step = self._steps.of(at)
            if (
                step.shape is not Shape.ALIKE
                or len(step.parts) != 1
                or step.zero
                or step.parameter is not None
            ):
                break
            at = plain(step.parts[0])
            if at.file is not file:
                break
            if not at.path:
                found = at.node
        return found

    def unconverted(self, file: File, node: Node) -> Node:
        """Return what stands inside conversions to another type: ``ctx`` for ``any(ctx)``."""
        at = plain(Expr(file, node))
        while at.node.type in CALLS:
            step = self._steps.of(at)
            if step.shape is not Shape.ALIKE or len(step.parts) != 1:
                break
            at = plain(step.parts[0])
        return at.node

    def constant(self, file: File, node: Node | None, *, variables: bool = False) -> Constant | None:
        """Return the constant that an expression always is, durations in nanoseconds, or None.

        ``variables`` takes a variable of a package for what it was declared with, and a parameter for what
        every call of its function gives, if all give the same.
        """
        if node is None:
            return None
        values = self._settings if variables else self._constants
        found = values.of(Expr(file, node))
        return next(iter(found)) if found is not None and len(found) == 1 else None

    def number(self, file: File, node: Node | None, *, variables: bool = False) -> int | None:
        """Return the whole number that an expression always is, or None; see `constant`."""
        found = self.constant(file, node, variables=variables)
        return found if isinstance(found, int) and not isinstance(found, bool) else None
