"""How much may be asked about one file, in steps, and answers that ask each other without deep recursion."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from restatelint.source.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_Value = TypeVar("_Value")

_BESIDE = 40  # a file beside the one that is checked brings this part of its steps

# how many answers may wait for each other on Python's stack; each takes up to thirty frames
_DEPTH = 12


class TooComplexError(Exception):
    """The budget of a file is spent: the file cannot be checked, and what was half found is of no use."""


class StoppedError(BaseException):
    """Somebody does not want to know any more: no fault of a rule or a file, so nothing else catches it."""


class _TooDeepError(Exception):
    """An answer that has to be found first, on an empty stack."""

    def __init__(self, answers: Answers[object], key: Hashable, find: Callable[[], object]) -> None:
        super().__init__()
        self.wanted = (answers, key, find)


class Budget:
    """The steps left for the file at hand; the same on every machine, since no clock is asked."""

    def __init__(self, steps: int = Limits().max_steps) -> None:
        self._steps = self._left = self._given = steps
        self._least: float = 0
        self.depth = 0
        """How many answers are being found on Python's stack; for `Answers` alone."""

    @property
    def spent(self) -> int:
        """The steps taken since the budget was renewed."""
        return self._given - self._left

    def renew(self) -> None:
        """Begin with another file."""
        self._left = self._given = self._steps

    def extend(self) -> None:
        """Take in another file: what is asked about it is not at the cost of the one that is checked.

        Raises StoppedError after `stop`.
        """
        if self._least:
            raise StoppedError
        self._left += self._steps // _BESIDE
        self._given += self._steps // _BESIDE

    def spend(self, steps: int) -> None:
        """Take some steps; raises TooComplexError when none are left, StoppedError after `stop`."""
        self._left -= steps
        if self._left < self._least:
            raise StoppedError if self._least else TooComplexError

    def stop(self) -> None:
        """Have what is being asked end with a StoppedError; to be called from another thread."""
        self._least = inf  # written here alone: what is left is the other thread's, and might be lost


class Answers(Generic[_Value]):
    """Answers of one kind, kept by key, which may ask each other in any depth and in circles.

    ``otherwise`` is what an answer is taken for that asks for itself on the way. Chains of answers do not
    deepen Python's stack beyond a bound: what lies deeper is found first, and what waited begins again.
    """

    def __init__(self, budget: Budget, otherwise: _Value) -> None:
        self._budget = budget
        self._otherwise = otherwise
        self._known: dict[Hashable, _Value] = {}

    def of(self, key: Hashable, find: Callable[[], _Value]) -> _Value:
        """Return the answer for a key, which ``find`` gives when it is asked for the first time."""
        if key in self._known:
            return self._known[key]
        if self._budget.depth == 0:
            self._on_empty_stack(key, find)
            return self._known[key]
        if self._budget.depth >= _DEPTH:
            raise _TooDeepError(cast("Answers[object]", self), key, find)
        return self._found(key, find)

    def _found(self, key: Hashable, find: Callable[[], _Value]) -> _Value:
        self._budget.spend(1)
        self._known[key] = self._otherwise
        self._budget.depth += 1
        try:
            found = find()
        except BaseException:
            del self._known[key]
            raise
        finally:
            self._budget.depth -= 1
        self._known[key] = found
        return found

    def _on_empty_stack(self, key: Hashable, find: Callable[[], _Value]) -> None:
        waiting: list[tuple[Answers[object], Hashable, Callable[[], object]]] = [
            (cast("Answers[object]", self), key, find)
        ]
        while waiting:
            answers, wanted, how = waiting[-1]
            try:
                answers._found(wanted, how)
            except _TooDeepError as deeper:
                # what waits is asked for by what is found first: it has to be taken for something there
                answers._known[wanted] = answers._otherwise
                waiting.append(deeper.wanted)
            except BaseException:
                for other, asked, _ in waiting:
                    other._known.pop(asked, None)
                raise
            else:
                waiting.pop()
