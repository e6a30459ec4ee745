"""What a value is, in some respect: followed back to where it comes from, through calls and branches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.flow.callers import given_to
from restatelint.golang.flow.expr import Expr, Shape, plain
from restatelint.golang.flow.returns import returns_of
from restatelint.golang.flow.solver import Solver
from restatelint.golang.scope import BindingKind, binding_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from restatelint.golang.flow.conditions import Conditions, Test
    from restatelint.golang.flow.expr import Step
    from restatelint.golang.flow.solver import Equation
    from restatelint.golang.flow.steps import Steps
    from restatelint.golang.program import Program
    from restatelint.golang.scope import Binding
    from restatelint.golang.syntax import Parameter

V = TypeVar("V")
_DEPTH = 12  # how many calls deep parameters are bound; what is called deeper knows nothing of them


class Domain(Protocol[V]):
    """What a value is, in some respect. Values can be compared and hashed, and a few joins lead to the top.

    ``unknown`` is that top. ``zero`` is what a variable without a value is. ``narrows`` says whether
    conditions count, ``callers`` whether a parameter is what the calls of its function give, if nothing
    better is known of it.
    """

    unknown: V
    zero: V | None
    narrows: bool
    callers: bool

    def leaf(self, at: Expr) -> V | None:
        """Return what an expression says by itself, None to follow it."""

    def join(self, one: V, other: V) -> V:
        """Return what two ways to the same place give."""

    def made(self, at: Expr, parts: Sequence[V | None]) -> V | None:
        """Return what an operator, a literal or a foreign call makes of its parts."""

    def given(self, at: Expr, target: Function, returned: V | None, /) -> V | None:
        """Return what a call of a function gives, of what that returns."""

    def part(self, value: V, path: tuple[str, ...], /) -> V:
        """Return what is known of a field of a value."""

    def narrowed(self, at: Expr, value: V, test: Test) -> V | None:
        """Return what is left of a value where a condition held, None if nothing can be."""

    def binds(self, function: Function, parameter: Parameter, /) -> bool:
        """Whether what a function gives may hang on what a parameter is."""


@dataclass(frozen=True, slots=True)
class _Bound(Generic[V]):
    """What parameters of the functions around are, as far as a call says; ``depth`` is that of the call.

    ``functions`` are what parameters that are called stand for.
    """

    values: tuple[tuple[Binding, V], ...] = ()
    depth: int = 0
    functions: tuple[tuple[Binding, Expr], ...] = ()

    def of(self, binding: Binding) -> V | None:
        """Return what a parameter is, None if nothing is known of it."""
        return next((value for each, value in self.values if each is binding), None)

    def function(self, at: Expr) -> Expr | None:
        """Return what a function value is: what a parameter is known to be, a name of outside, a literal."""
        binding = binding_of(at.file, at.node) if at.node.type == "identifier" else None
        if binding is None or binding.kind is not BindingKind.PARAMETER:
            return at
        return next((given for each, given in self.functions if each is binding), None)


@dataclass(frozen=True, slots=True)
class _Key(Generic[V]):
    """A question: an expression, or what a function ``returns``, under some values of parameters."""

    at: Expr
    returns: bool
    bound: _Bound[V]


class Values(Generic[V]):
    """Answers of one domain over a program."""

    def __init__(self, program: Program, domain: Domain[V], steps: Steps, conditions: Conditions) -> None:
        self._program = program
        self._domain = domain
        self._steps = steps
        self._conditions = conditions
        memo: dict[_Key[V], V | None] = {}
        self._solver = Solver(self._equation, domain.unknown, memo, program.budget)

    def of(self, at: Expr) -> V | None:
        """Return what a value is; None where nothing gives it one, as in a function that never returns."""
        return self._solver.solve(_Key(at, False, _Bound()))

    def returned(self, function: Function, index: int) -> V | None:
        """Return what a function gives as its result at an index, whoever calls it."""
        at = Expr(function.file, function.node, index)
        return self._solver.solve(_Key(at, True, _Bound()))

    def _equation(self, key: _Key[V]) -> Equation[_Key[V], V]:
        at, bound = key.at, key.bound
        if key.returns:
            return self._returns(at, bound)
        return self._value(at, bound)

    def _value(self, at: Expr, bound: _Bound[V]) -> Equation[_Key[V], V]:
        at, domain = plain(at), self._domain
        known = domain.leaf(at)
        if known is not None:
            return known
        step = self._steps.of(at)
        if step.shape is Shape.LEAF:
            return domain.unknown
        if step.shape is Shape.ALIKE:
            return (yield from self._joined(at, step, bound))
        target = step.target or self._handed(at, bound)
        if isinstance(target, Function):
            return (yield from self._called(at, target, bound))
        parts: list[V | None] = []
        for each in step.parts:
            value = yield _Key(each, False, bound)
            parts.append(value)
        return domain.made(at, parts)

    def _joined(self, at: Expr, step: Step, bound: _Bound[V]) -> Equation[_Key[V], V]:
        domain = self._domain
        found = domain.zero if step.zero else None
        if step.parameter is not None:
            found = self._join(found, (yield from self._given(at, step.parameter, bound)))
        for each in step.parts:
            found = self._join(found, (yield _Key(each, False, bound)))
        if found is not None and step.use is not None and domain.narrows and not at.path:
            for test in self._conditions.at(at.file, at.node.start_byte, step.use):
                found = domain.narrowed(at, found, test)
                if found is None:
                    break
        return found

    def _join(self, one: V | None, other: V | None) -> V | None:
        if one is None or other is None:
            return other if one is None else one
        return self._domain.join(one, other)

    def _given(self, at: Expr, parameter: Binding, bound: _Bound[V]) -> Equation[_Key[V], V]:
        """Say what a parameter is given: by the call at hand, or by all that are known."""
        value = bound.of(parameter)
        if value is not None:
            return self._domain.part(value, at.path) if at.path else value
        found: V | None = None
        arguments_of = given_to(self._program, at.file, parameter) if self._domain.callers else ()
        for file, node in arguments_of:
            found = self._join(found, (yield _Key(Expr(file, node, 0, at.path), False, _Bound())))
        return found if arguments_of else self._domain.unknown

    def _handed(self, at: Expr, bound: _Bound[V]) -> object:
        """Return the function that a call of a parameter calls, as far as a call around it says."""
        called = at.file.callee(at.node) if bound.functions else None
        if called is None or called.operand is not None or called.expression.type != "identifier":
            return None
        given = bound.function(Expr(at.file, called.expression))
        return self._program.calls.function(given.file, given.node) if given is not None else None

    def _called(self, at: Expr, target: Function, bound: _Bound[V]) -> Equation[_Key[V], V]:
        if target.body is None:
            return self._domain.unknown
        values: list[tuple[Binding, V]] = []
        functions: list[tuple[Binding, Expr]] = []
        for parameter, binding, argument in self._bindings(at, target) if bound.depth < _DEPTH else ():
            if _is_function(parameter, argument):
                given = bound.function(argument)
                functions.extend([(binding, given)] if given is not None else [])
            elif self._domain.binds(target, parameter):
                value = yield _Key(argument, False, bound)
                values.append((binding, value if value is not None else self._domain.unknown))
        if target.node.type == "func_literal":
            values.extend(bound.values)
        depth = bound.depth + 1 if values else 0
        inner = _Bound(tuple(values), depth, tuple(functions))
        body = Expr(target.file, target.node, at.place, at.path)
        return self._domain.given(at, target, (yield _Key(body, True, inner)))

    def _bindings(self, at: Expr, target: Function) -> Iterator[tuple[Parameter, Binding, Expr]]:
        """Yield the parameters that a call binds, with what it gives."""
        called, given = at.file.callee(at.node), arguments(at.node)
        pairs = [*zip(target.parameters, given, strict=False)]
        receiver = target.receiver_parameter
        if receiver is not None and called is not None and called.operand is not None:
            pairs.append((receiver, called.operand))
        for parameter, argument in pairs:
            if parameter.identifier is None or parameter.variadic:
                continue
            binding = binding_of(target.file, parameter.identifier)
            if binding is not None:
                yield parameter, binding, Expr(at.file, argument)

    def _is_ruled_out(self, at: Expr, bound: _Bound[V]) -> bool:
        """Whether the conditions on the way to a place never hold of what a parameter is given."""
        for binding, value in bound.values if self._domain.narrows else ():
            found: V | None = value
            for test in self._conditions.at(at.file, at.node.start_byte, binding):
                found = self._domain.narrowed(at, found, test) if found is not None else None
            if found is None:
                return True
        return False

    def _returns(self, at: Expr, bound: _Bound[V]) -> Equation[_Key[V], V]:
        """Say what a function, the node of ``at``, gives as a result."""
        function = at.file.function_at(at.node.start_byte)
        found: V | None = None
        for each in returns_of(function, at.place) if function is not None else ():
            if self._is_ruled_out(at._replace(node=each.node), bound):
                continue
            if each.result is None:
                value = yield _Key(Expr(at.file, each.node, each.place, at.path), False, bound)
            else:
                there = Expr(at.file, each.node, 0, at.path)
                step = self._steps.at_return(there, each.result)
                value = yield from self._joined(there, step, bound)
            found = self._join(found, value)
        return found


def _is_function(parameter: Parameter, argument: Expr) -> bool:
    return "func" in argument.node.type or parameter.type.type == "function_type"
