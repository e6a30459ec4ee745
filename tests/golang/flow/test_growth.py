"""Shapes that grow: twice the code takes about twice the work, counted in calls of Python functions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from restatelint.golang.flow.constants import ConstantDomain
from restatelint.golang.flow.expr import Expr
from restatelint.golang.flow.flow import ValueFlow
from tests.golang.flow.snippets import program_of, used

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_SIZE = 60


def chain(size: int) -> str:
    """Return a chain of names."""
    return "x0 := 1\n" + "\n".join(f"x{i + 1} := x{i}" for i in range(size)) + f"\nuse(x{size}) // 1"


def branches(size: int) -> str:
    """Return branches that may each set the same name, and read it behind."""
    return "x := 1\n" + "if c {\n\tx = 2\n}\nuse(x) // 1, 2\n" * size


def swaps(size: int) -> str:
    """Return a loop that hands the values of many names round."""
    names = "\n".join(f"x{i} := 1" for i in range(size))
    swapped = "\n".join(f"x{i} = x{(i + 1) % size}" for i in range(size))
    return f"{names}\nfor c {{\n{swapped}\n}}\nuse(x0) // 1"


def calls(size: int) -> str:
    """Return functions that each call the next one twice, which makes a power of two of ways."""
    functions = [f"func f{i}(a int) int {{ return f{i + 1}(a) / f{i + 1}(a) }}" for i in range(size)]
    return "\n".join([*functions, f"func f{size}(a int) int {{ return a }}", "func f() { use(f0(1)) // 1\n}"])


def circles(size: int) -> str:
    """Return functions that all call each other in circles, with other arguments each time."""
    functions = [
        f"func f{i}(a int) int {{ return f{(i + 1) % size}(a) + f{(i * 7 + 3) % size}(a + 1) }}"
        for i in range(size)
    ]
    return "\n".join([*functions, "func f() { use(f0(1)) // 1\n}"])


def literals(size: int) -> str:
    """Return literals, one after the other, that set and read what they capture."""
    return "x := 1\n" + "run(func() {\n\tx = 2\n\tuse(x) // 2\n})\n" * size + "use(x) // 1, 2"


def work(code: str) -> int:
    """Return how many Python functions are called to answer for every use."""
    program, file = program_of(code)
    values = ValueFlow(program).values(ConstantDomain(program, variables=True))
    asked = [argument for argument, _ in used(file)]
    called = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal called
        called += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        for argument in asked:
            values.of(Expr(file, argument))
    finally:
        sys.setprofile(before)
    return called


@pytest.mark.parametrize("shape", [chain, branches, swaps, calls, literals])
def test_work_grows_with_the_code(shape: Callable[[int], str]) -> None:
    """Twice the size takes at most two and a half times the work."""
    assert work(shape(2 * _SIZE)) <= 2.5 * work(shape(_SIZE))


@pytest.mark.parametrize("shape", [circles])
def test_work_is_bounded(shape: Callable[[int], str]) -> None:
    """What has no end of ways is given up after a number of steps."""
    assert work(shape(2 * _SIZE)) <= 2_000_000


def test_deep_nesting_is_no_deep_recursion() -> None:
    """Code that nests as deep as is allowed does not exhaust Python's stack."""
    depth = 120
    code = "x := 1\n" + "if c {\n" * depth + "x = 2\n" + "}\n" * depth + "use(x) // 1, 2"
    assert work(code)
    assert work("x := 1\n" + "func() {\n" * 60 + "x = 2\n" + "}()\n" * 60 + "use(x) // 2")
    assert work("if " + "c && " * 400 + "d {\nx := 1\nuse(x) // 1\n}")
