"""Solving equations that ask for one another: no recursion, each solved once, cycles to a fixpoint."""

from __future__ import annotations

from collections.abc import Generator, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.budget import Budget

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Equation = Generator[K, V | None, V | None]
"""Yields what it asks for, is sent each answer (None while nothing is known of it), and returns its own."""

_STEPS = 20_000  # how many times one question may ask something; beyond, the answer is unknown
_ROUNDS = 8  # how often a cycle is gone round before its value counts as unknown


@dataclass(slots=True)
class _Frame(Generic[K, V]):
    """An equation that is being solved.

    ``low`` is the depth of the outermost one that it depends on, ``assumed`` what it is taken for meanwhile.
    """

    key: K
    equation: Equation[K, V]
    low: int
    mark: int
    assumed: V | None = None
    rounds: int = 0
    cyclic: bool = False


class Solver(Generic[K, V]):
    """Answers by key; ``memo`` keeps those that are final."""

    def __init__(
        self, equation: Callable[[K], Equation[K, V]], unknown: V, memo: dict[K, V | None], budget: Budget
    ) -> None:
        self._equation = equation
        self._unknown = unknown
        self._memo = memo
        self._budget = budget

    def solve(self, key: K) -> V | None:
        """Return the value of a key, None where nothing gives it one, unknown where it takes too long."""
        if key in self._memo:
            return self._memo[key]
        run = _Run(self._equation, self._unknown, self._memo, self._budget)
        return run.solved(key)


class _Run(Generic[K, V]):
    """One search: a stack of equations, and what is known of those that depend on unfinished ones."""

    def __init__(
        self, equation: Callable[[K], Equation[K, V]], unknown: V, memo: dict[K, V | None], budget: Budget
    ) -> None:
        self._equation = equation
        self._unknown = unknown
        self._memo = memo
        self._budget = budget
        self._stack: list[_Frame[K, V]] = []
        self._depths: dict[K, int] = {}
        self._provisional: dict[K, tuple[V | None, int]] = {}
        self._trail: list[K] = []

    def solved(self, key: K) -> V | None:
        self._push(key)
        answer: V | None = None
        for _ in range(_STEPS):
            if not self._stack:
                return answer
            self._budget.spend(1)
            frame = self._stack[-1]
            try:
                asked = frame.equation.send(answer)
            except StopIteration as stop:
                answer = stop.value
                if self._finished(frame, answer):
                    answer = self._memo.get(frame.key, self._provisional.get(frame.key, (answer, 0))[0])
                else:
                    answer = None  # once more round the cycle
                continue
            answer = self._known(frame, asked)
        return self._unknown

    def _known(self, frame: _Frame[K, V], asked: K) -> V | None:
        """Return what is known of what a frame asks for; where nothing is, begin with it."""
        if asked in self._memo:
            return self._memo[asked]
        if asked in self._depths:
            depth = self._depths[asked]
            frame.low = min(frame.low, depth)
            self._stack[depth].cyclic = True
            return self._stack[depth].assumed
        if asked in self._provisional:
            value, low = self._provisional[asked]
            frame.low = min(frame.low, low)
            return value
        self._push(asked)
        return None

    def _push(self, key: K) -> None:
        depth = len(self._stack)
        self._depths[key] = depth
        self._stack.append(_Frame(key, self._equation(key), depth, len(self._trail)))

    def _finished(self, frame: _Frame[K, V], value: V | None) -> bool:
        """Take the value of the innermost frame; return whether it is done, for now or for good."""
        depth = len(self._stack) - 1
        if frame.low == depth and frame.cyclic and value != frame.assumed:
            frame.rounds += 1
            if frame.rounds <= _ROUNDS:
                self._forget(frame.mark)
                frame.assumed = value
                frame.equation = self._equation(frame.key)
                return False
            self._forget(frame.mark)
            value = self._unknown
        self._stack.pop()
        del self._depths[frame.key]
        if frame.low == depth:
            for key in self._trail[frame.mark :]:
                self._memo[key] = self._provisional.pop(key)[0]
            del self._trail[frame.mark :]
            self._memo[frame.key] = value
        else:
            self._provisional[frame.key] = (value, frame.low)
            self._trail.append(frame.key)
            outer = self._stack[-1]
            outer.low = min(outer.low, frame.low)
        return True

    def _forget(self, mark: int) -> None:
        for key in self._trail[mark:]:
            del self._provisional[key]
        del self._trail[mark:]
