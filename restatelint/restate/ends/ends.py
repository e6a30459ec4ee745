"""Where a value can end, and how bad that is on a replay."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restatelint.restate.links import Link


class EndKind(Enum):
    """What becomes of a value, the worst first.

    A replay compares what is ``JOURNALED`` and which operations a branch ``DECIDES``. It does not compare
    what a ``RUN`` captures or a ``DELAY``; ``UNKNOWN`` is what cannot be followed, ``UNUSED`` what ends in
    code without operations. What is ``LOGGED`` or ``RETURNED`` is harmless, and what is ``CONTAINED`` in a
    helper that is not replayed itself is nobody's business.
    """

    JOURNALED = "journaled"
    DECIDES = "decides"
    RUN = "run"
    DELAY = "delay"
    UNKNOWN = "unknown"
    UNUSED = "unused"
    LOGGED = "logged"
    RETURNED = "returned"
    CONTAINED = "contained"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _KINDS.index(self)

    @property
    def severity(self) -> str:
        """``error``, ``warning`` or ``info``."""
        if self in (EndKind.JOURNALED, EndKind.DECIDES):
            return "error"
        return "info" if self in (EndKind.LOGGED, EndKind.RETURNED, EndKind.CONTAINED) else "warning"


_KINDS = tuple(EndKind)


@dataclass(frozen=True, slots=True)
class End:
    """An end of a value: its kind, a phrase for messages, and the steps that lead there."""

    kind: EndKind
    phrase: str
    steps: tuple[Link, ...]


def worst(ends: list[End]) -> End | None:
    """Return the worst end; of equals the one found first, by the shortest way."""
    return min(ends, key=lambda end: (end.kind.rank, len(end.steps)), default=None)
