"""Where jumps lead, what the cases of a switch ask, and which calls never come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.syntax import field, fields, named_children, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.tree import Node

# calls that never come back
_LEAVING = frozenset(
    {
        "panic",
        "os.Exit",
        "log.Fatal",
        "log.Fatalf",
        "log.Fatalln",
        "log.Panic",
        "log.Panicf",
        "runtime.Goexit",
    }
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """A loop, a switch or a select around: its labels, and the blocks that its jumps lead to."""

    labels: tuple[str, ...]
    after: int
    again: int | None
    following: int | None


class Jumps:
    """The statements around a place, and the labels of its function."""

    def __init__(self, block: Callable[[], int]) -> None:
        """``block`` makes a block and returns its number."""
        self._block = block
        self._labels: dict[str, int] = {}
        self._frames: list[_Frame] = []

    def label(self, name: str) -> int:
        """Return the block that starts at a label."""
        if name not in self._labels:
            self._labels[name] = self._block()
        return self._labels[name]

    def enter(
        self, labels: tuple[str, ...], after: int, again: int | None, following: int | None = None
    ) -> None:
        """Go into a statement that is left to ``after`` and goes on at ``again``, if it is a loop."""
        self._frames.append(_Frame(labels, after, again, following))

    def leave(self) -> None:
        """Come out of the innermost statement."""
        self._frames.pop()

    def target(self, jump: Node) -> int | None:
        """Return the block that a jump leads to, None where the code does not say."""
        names = [text(each) for each in named_children(jump)]
        if jump.type == "goto_statement":
            return self.label(names[0]) if names else None
        for frame in reversed(self._frames):
            if names and names[0] not in frame.labels:
                continue
            if jump.type == "break_statement":
                return frame.after
            if jump.type == "continue_statement" and frame.again is not None:
                return frame.again
            if jump.type == "fallthrough_statement":
                return frame.following
        return None


def case_values(case: Node) -> tuple[Node, ...]:
    """Return the values, or the types, of a case."""
    if case.type == "type_case":
        return tuple(each for each in fields(case, "type") if each.is_named)
    value = field(case, "value")
    if value is None:
        return ()
    return tuple(named_children(value)) if value.type == "expression_list" else (value,)


def never_returns(statement: Node) -> bool:
    """Whether a statement is a call that never comes back."""
    calls = named_children(statement) if statement.type == "expression_statement" else []
    function = field(calls[0], "function") if calls and calls[0].type == "call_expression" else None
    return function is not None and text(function) in _LEAVING
