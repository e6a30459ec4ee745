"""What a proof is: a directory with a bad and a good program, and what there is to say of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proofs.harness.tools import ROOT
from restatelint.engine.toml import read_table

if TYPE_CHECKING:
    from pathlib import Path

PROOFS = ROOT / "proofs"


@dataclass(frozen=True, slots=True)
class Proof:
    """A bad and a good handler for one case of a rule.

    ``name`` is ``family/rule/case``; ``says`` tells in words what the bad one does. The handler ``handler``
    of the first service of either side is called with ``payload``, or with the places to call where that is
    None. The right answer matches ``result`` wholly; the answer of a failed invocation is ``error: `` and
    why. ``acts`` is how often the world should be acted on; where it is None, once at the most. ``beside``
    is another handler of the same key, called while the first is under way. With ``restart``, the process
    is replaced when the invocation has suspended.
    """

    name: str
    says: str
    result: str
    handler: str = "Try"
    payload: object = None
    acts: int | None = None
    beside: str = ""
    restart: bool = False

    @property
    def rule(self) -> str:
        """The rule's name."""
        return self.name.split("/")[1]

    @property
    def directory(self) -> str:
        """The rule's directory below ``rules``."""
        return self.name.rpartition("/")[0]


DEADLOCK = Proof(
    name="deadlock",
    says="an exclusive handler calls its own object with its own key",
    result="-3",
    handler="Spend",
    payload=3,
)
"""The fixture of self-call as it is."""


def proofs() -> list[Proof]:
    """Return all proofs, by name; raise a DataError for one that cannot be read."""
    return [_read(path) for path in sorted(PROOFS.glob("*/*/*/proof.toml"))]


def _read(path: Path) -> Proof:
    table = read_table(str(path))
    return Proof(
        name=path.parent.relative_to(PROOFS).as_posix(),
        says=table.string("says"),
        result=table.string("result") if "result" in table else ".*",
        acts=table.integer("acts") if "acts" in table else None,
        beside=table.string("beside") if "beside" in table else "",
        restart="restart" in table and table.boolean("restart"),
    )
