"""What is said of an answer in the end: accepted, rejected or not checked, and for which reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restatelint.engine.finding import Finding, Report
    from restatelint.judge.reward import Reward


class Decision(Enum):
    """How an answer was judged."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    NOT_CHECKED = "not-checked"


class CompiledBy(Enum):
    """Whether Go itself was asked to compile an answer, and what it said."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not asked"
    NOT_CHECKED = "not checked"


class ReasonKind(Enum):
    """Why an answer is rejected, in the order in which reasons are given."""

    INCOMPLETE = "incomplete"
    COMPILE = "compile"
    FINDING = "finding"
    FORBIDDEN = "forbidden"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason to reject: ``id`` names the rule or the requirement, ``message`` says what to do.

    ``finding`` gives the place, unless what is wrong is that something is not there.
    """

    kind: ReasonKind
    id: str
    message: str
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one answer.

    ``task`` is the id of the task, or "". ``expected`` are the findings that the task expects or allows,
    ``remarks`` those that are no reason to reject. ``report`` holds everything that was found, without the
    task's own constructs, and the notes. ``compiled`` is what Go itself said, if it was asked;
    ``asked`` is how many requirements the task has.
    """

    decision: Decision
    task: str
    reasons: tuple[Reason, ...]
    expected: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    report: Report
    compiled: CompiledBy = CompiledBy.NOT_ASKED
    asked: int = 0

    @property
    def accepted(self) -> bool:
        """Whether the answer was checked as a whole and nothing speaks against it."""
        return self.decision is Decision.ACCEPTED

    @property
    def reward(self) -> Reward:
        """What the verdict is worth as a number; see `judge.reward`."""
        from restatelint.judge.reward import reward_of

        return reward_of(self)
