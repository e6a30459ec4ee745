"""A verdict as a number, for whoever trains or compares models: whether it passes, and how near it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.judge.verdict import Decision, ReasonKind

if TYPE_CHECKING:
    from restatelint.judge.verdict import Verdict

COMPILES, REQUIREMENTS, RULES = 0.3, 0.4, 0.3
"""What each part is worth: it compiles, it holds what the task asks for, no rule reports it."""


@dataclass(frozen=True, slots=True)
class Reward:
    """``passed`` is whether the answer is accepted; ``score`` is from 0 to 1, and 1 only for what passes."""

    passed: bool
    score: float


def reward_of(verdict: Verdict) -> Reward:
    """Return what a verdict is worth.

    What is not whole Go, or was not checked, is worth nothing. For the rest the parts are added: the first is
    halved by each thing that does not compile; of the second counts the part of the requirements that hold,
    all of them without a task; the third is halved by each finding against the answer.
    """
    if verdict.accepted:
        return Reward(passed=True, score=1.0)
    kinds = [reason.kind for reason in verdict.reasons]
    if verdict.decision is Decision.NOT_CHECKED or ReasonKind.INCOMPLETE in kinds:
        return Reward(passed=False, score=0.0)
    unmet = len({reason.id for reason in verdict.reasons if reason.kind in _ASKED})
    held = 1 - min(unmet, verdict.asked) / verdict.asked if verdict.asked else 1.0
    score = (
        COMPILES * 0.5 ** kinds.count(ReasonKind.COMPILE)
        + REQUIREMENTS * held
        + RULES * 0.5 ** kinds.count(ReasonKind.FINDING)
    )
    return Reward(passed=False, score=round(score, 4))


_ASKED = frozenset({ReasonKind.FORBIDDEN, ReasonKind.MISSING})
