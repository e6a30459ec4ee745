"""The disagreements that are known, and what is said about them."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from proofs.harness.proof import PROOFS
from proofs.lottery.recipe import Deed, Strand
from restatelint.engine.toml import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proofs.lottery.compare import Result
    from restatelint.engine.toml import Table

OWNED = PROOFS / "lottery" / "owned.toml"


@dataclass(frozen=True, slots=True)
class Owned:
    """A class of disagreements that is owned up to.

    A program is of it if one of its items has all the parts, by patterns of their names, and the opinion is
    this one. ``reason`` says what remains, and ``page`` where it is said to users.
    """

    name: str
    opinion: str
    parts: tuple[str, ...]
    reason: str
    page: str

    def has(self, result: Result) -> bool:
        """Tell whether a disagreement is of this class."""
        return result.opinion.value == self.opinion and any(
            all(any(fnmatchcase(name, part) for name in names_of(item)) for part in self.parts)
            for item in result.program.items
        )


def owned_classes() -> list[Owned]:
    """Return the classes, in the order in which they are asked; raise a DataError for one that is none."""
    return [_read(one) for one in read_table(str(OWNED)).tables("class")]


def class_of(result: Result, classes: Iterable[Owned]) -> Owned | None:
    """Return the first class that a disagreement is of, or None."""
    return next((one for one in classes if one.has(result)), None)


def names_of(item: Strand | Deed) -> set[str]:
    """Return what an item is called by, and its parts."""
    if isinstance(item, Deed):
        return {item.name}
    names = {item.source.name, item.sink.name, *(f"carrier:{one.name}" for one in item.carriers)}
    names |= {f"journal:{item.journal.value}", f"wrap:{item.wrap.value}"}
    return names | ({f"home:{item.home.value}"} if item.depth else set())


def _read(table: Table) -> Owned:
    return Owned(
        name=table.string("name"),
        opinion=table.string("opinion"),
        parts=tuple(table.strings("parts")),
        reason=table.string("reason"),
        page=table.string("page"),
    )
