"""The table of a lottery: how often linter and server agree, by where values come from and where they end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proofs.lottery.compare import Opinion
from proofs.lottery.recipe import Deed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proofs.lottery.compare import Result
    from proofs.lottery.recipe import Strand

_ENDS = {
    "state": ("set-value", "set-struct", "set-key", "get-key", "clear-key"),
    "call": ("send-payload", "call-payload", "call-struct", "object-key", "idempotency-key", "header"),
    "promise": ("resolved-value", "promise-value", "promise-name"),
    "run": ("run-name", "run-input", "run-result"),
    "branch": ("branch-operation", "branch-set", "branch-send", "branch-return"),
    "loop": ("loop-count", "loop-break", "loop-continue"),
    "delay": ("sleep-duration", "send-delay"),
    "result": ("result",),
    "log": ("log", "slog"),
    "nothing": ("nothing",),
}
_DEED = "itself"


@dataclass(frozen=True, slots=True)
class Cell:
    """How many programs have something of a family that ends so, and how many were agreed about."""

    family: str
    end: str
    programs: int
    agreed: int


def cells_of(results: Sequence[Result]) -> tuple[Cell, ...]:
    """Return the cells of results, sorted; a program counts once in each that it has something of."""
    programs: dict[tuple[str, str], int] = {}
    agreed: dict[tuple[str, str], int] = {}
    for one in results:
        for key in {_key(item) for item in one.program.items if item.family != "around"}:
            programs[key] = programs.get(key, 0) + 1
            agreed[key] = agreed.get(key, 0) + (one.opinion is Opinion.AGREED)
    return tuple(Cell(*key, programs[key], agreed[key]) for key in sorted(programs))


def table_rows(cells: Sequence[Cell]) -> list[list[str]]:
    """Return the table as rows of texts, the first being its head."""
    ends = [end for end in (*_ENDS, _DEED) if any(cell.end == end for cell in cells)]
    found = {(cell.family, cell.end): cell for cell in cells}
    rows = [["", *ends]]
    for family in sorted({cell.family for cell in cells}):
        row = [found.get((family, end)) for end in ends]
        rows.append([family, *(f"{one.agreed}/{one.programs}" if one else "" for one in row)])
    return rows


def table_text(cells: Sequence[Cell]) -> str:
    """Return the table for a console."""
    rows = table_rows(cells)
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _key(item: Strand | Deed) -> tuple[str, str]:
    if isinstance(item, Deed):
        return item.family, _DEED
    return item.family, next(end for end, names in _ENDS.items() if item.sink.name in names)
