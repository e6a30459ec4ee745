"""Where what a handler keeps in its process ends: whether a replay finds it changed, and notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.syntax import field
from restatelint.restate.ends.ends import EndKind, worst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.ends.access import Access
    from restatelint.restate.ends.ends import End
    from restatelint.restate.ends.flow import Flow

_COMPARED = frozenset({EndKind.JOURNALED, EndKind.DECIDES})
_STEPS = frozenset({"inc_statement", "dec_statement"})


class KeptFlow:
    """Answers about variables that outlive an invocation: package variables and fields of services."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def counts(self, accesses: Sequence[Access]) -> bool:
        """Whether what a function puts into a variable goes by what was there."""
        return any(
            used.writes and (_goes_by_old(used, accesses) or _method_call(used.whole) is not None)
            for used in accesses
        )

    def compared(
        self, file: File, accesses: Sequence[Access], frames: tuple[tuple[File, Node], ...] = ()
    ) -> End | None:
        """Return where a variable that a function writes ends in what a replay compares, or None.

        ``accesses`` are those of its replayed code, in order. What counts is what it reads before it
        writes, which a replay finds written, and what it reads after a write that goes by the old value,
        such as a count. A plain value that was put there is there again on replay. ``frames`` are the calls
        that lead to the function, to go on from with what it returns.
        """
        ends: list[End] = []
        written = by_old = False
        for used in accesses:
            if not used.writes:
                if not written or by_old:
                    ends.append(self._flow.value_end(file, used.whole, frames))
                continue
            written = True
            by_old = by_old or _goes_by_old(used, accesses)
            call = _method_call(used.whole)
            if call is not None:
                ends.append(self._flow.value_end(file, call, frames))
        end = worst(ends)
        return end if end is not None and end.kind in _COMPARED else None


def _goes_by_old(write: Access, accesses: Sequence[Access]) -> bool:
    """Whether what a write puts into a variable depends on what was there."""
    parent = write.whole.parent
    if parent is not None and parent.type in _STEPS:
        return True
    statement = parent.parent if parent is not None and parent.type == "expression_list" else None
    operator = field(statement, "operator") if statement is not None else None
    if operator is not None and operator.type != "=":
        return True
    return any(
        value.start_byte <= read.whole.start_byte < value.end_byte
        for value in write.values
        for read in accesses
        if not read.writes
    )


def _method_call(node: Node) -> Node | None:
    """Return the call of a method on an expression: ``s.count.Add(1)``."""
    selector = node.parent
    call = selector.parent if selector is not None and selector.type == "selector_expression" else None
    is_call = call is not None and call.type == "call_expression" and field(call, "function") == selector
    return call if is_call else None
