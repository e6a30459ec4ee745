"""Constant durations: what ``5 * time.Second`` and names for it come to, and how they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node


def constant_duration(
    program: Program, file: File, node: Node | None, *, variables: bool = False
) -> int | None:
    """Return a constant expression's value in nanoseconds, or None if it is not one that can be told.

    What ``variables`` takes in, `ValueFlow.constant` says.
    """
    return program.flow.number(file, node, variables=variables)


def shown_duration(nanoseconds: int) -> str:
    """Return a duration as Go prints it: ``1h30m0s``, ``5s``, ``250ms``."""
    if nanoseconds < 1_000_000_000:
        for unit, size in (("ms", 1_000_000), ("µs", 1_000)):
            if nanoseconds >= size and nanoseconds % size == 0:
                return f"{nanoseconds // size}{unit}"
        return f"{nanoseconds}ns"
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    fraction = f".{rest:09d}".rstrip("0") if rest else ""
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    if hours:
        return f"{hours}h{minutes}m{seconds}{fraction}s"
    return f"{minutes}m{seconds}{fraction}s" if minutes else f"{seconds}{fraction}s"
