"""The one way to ask how values flow in a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from restatelint.golang.flow.body import Bodies
from restatelint.golang.flow.conditions import Conditions
from restatelint.golang.flow.constants import ConstantDomain
from restatelint.golang.flow.expr import Expr, Shape, plain
from restatelint.golang.flow.reaching import POINTED, Reaching
from restatelint.golang.flow.steps import Steps
from restatelint.golang.flow.value import Values
from restatelint.golang.syntax import CALLS

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.flow.constants import Constant
    from restatelint.golang.flow.definitions import Form
    from restatelint.golang.flow.value import Domain
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node

V = TypeVar("V")


class ValueFlow:
    """Bodies, definitions and conditions of a program, and values in any respect."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.bodies = Bodies()
        self.reaching = Reaching(self.bodies)
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
