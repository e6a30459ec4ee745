"""Compares what the linter says of a program with what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from proofs.harness.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proofs.lottery.play import Fate
    from proofs.lottery.recipe import Program
    from proofs.lottery.verdict import Verdict


class Opinion(Enum):
    """Whether the linter and the server agree, and how not."""

    AGREED = "agreed"
    SILENT = "breaks in silence"
    MILD = "breaks with a warning"
    FALSE = "survives an error"


@dataclass(frozen=True, slots=True)
class Result:
    """A program, what the linter says of it, and what became of it."""

    program: Program
    verdict: Verdict
    fate: Fate

    @property
    def breaks(self) -> bool:
        """Whether the server saw it break."""
        return self.fate.outcome is not Outcome.SURVIVES

    @property
    def opinion(self) -> Opinion:
        """Whether the linter and the server agree."""
        if self.breaks == (self.verdict.severity == "error"):
            return Opinion.AGREED
        if not self.breaks:
            return Opinion.FALSE
        return Opinion.MILD if self.verdict.severity == "warning" else Opinion.SILENT


@dataclass(frozen=True, slots=True)
class Score:
    """How many programs there were, and of them: that break, have an error, have both, or break otherwise."""

    programs: int
    clean: int
    breaking: int
    errors: int
    both: int
    mild: int
    silent: int

    def text(self) -> str:
        """Return it in a line or two."""
        return (
            f"{self.programs} programs, {self.clean} of them clean by design; {self.breaking} break, and "
            f"{self.both} of these have an error ({_share(self.both, self.breaking)}), {self.mild} a "
            f"warning, {self.silent} neither; {self.errors} have an error, and {self.both} of these break "
            f"({_share(self.both, self.errors)})"
        )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "of none"


def score(results: Sequence[Result]) -> Score:
    """Return the score of results."""
    return Score(
        programs=len(results),
        clean=sum(one.program.clean for one in results),
        breaking=sum(one.breaks for one in results),
        errors=sum(one.verdict.severity == "error" for one in results),
        both=sum(one.breaks and one.verdict.severity == "error" for one in results),
        mild=sum(one.opinion is Opinion.MILD for one in results),
        silent=sum(one.opinion is Opinion.SILENT for one in results),
    )
