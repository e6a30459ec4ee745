"""The outcomes of a trial, and which one it is by what was seen. Runs nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proofs.harness.client import Invocation

MISMATCH_CODE = "RT0016"
_REFUSAL = "because of a failed precondition"
RETRIES = 4
"""So many failed attempts without an end in sight are taken for "for ever"."""


class Outcome(Enum):
    """What became of an invocation, in a word."""

    JOURNAL_MISMATCH = "journal-mismatch"
    WRONG_RESULT = "wrong-result"
    REPEATED_EFFECT = "repeated-effect"
    HANGS = "hangs"
    REFUSED = "refused"
    ENDS_PROCESS = "ends-process"
    PANICS_AT_START = "panics-at-start"
    RETRIES_FOREVER = "retries-forever"
    BLOCKS_KEY = "blocks-key"
    SURVIVES = "survives"


MEANINGS = {
    Outcome.JOURNAL_MISMATCH: "the replay does not fit the journal: error 570, RT0016, at every attempt",
    Outcome.WRONG_RESULT: "the invocation completes, and answers or does something else than it should",
    Outcome.REPEATED_EFFECT: "the invocation completes, and had an effect outside more often than it should",
    Outcome.HANGS: "nothing happens any more, while the corrected handler completes",
    Outcome.REFUSED: "the server refuses an operation at every attempt, so the invocation never gets past it",
    Outcome.ENDS_PROCESS: "the process ends, with every invocation in it",
    Outcome.PANICS_AT_START: "the process ends before it serves anything",
    Outcome.RETRIES_FOREVER: "every attempt fails by an error or a panic in the handler, and another follows",
    Outcome.BLOCKS_KEY: "another call of the same key waits until this one has ended",
    Outcome.SURVIVES: "the invocation completes as it should",
}
"""What the words mean, for people."""

GRAVE = frozenset(
    {
        Outcome.JOURNAL_MISMATCH,
        Outcome.WRONG_RESULT,
        Outcome.REPEATED_EFFECT,
        Outcome.HANGS,
        Outcome.REFUSED,
        Outcome.ENDS_PROCESS,
        Outcome.PANICS_AT_START,
    }
)
"""What a finding must come to so that it may be an error; with another outcome it is a warning at most."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen in a trial when it was over.

    ``started`` and ``ended`` are about the process; ``blocked`` is whether the call beside had to wait.
    ``invocation`` is None when nothing could be called. ``output`` is the answer, ``acts`` how often the
    world was acted on.
    """

    started: bool
    ended: bool
    blocked: bool
    invocation: Invocation | None
    output: str
    acts: int


def is_mismatch(invocation: Invocation) -> bool:
    """Tell whether the last attempt failed because it did not fit the journal."""
    return invocation.code == MISMATCH_CODE


def is_refusal(invocation: Invocation) -> bool:
    """Tell whether the last attempt failed because the server does not take an operation of it."""
    return _REFUSAL in invocation.failure


def outcome_of(sight: Sight, result: str, acts: int | None) -> Outcome:
    """Return the outcome of a trial.

    It should answer what the pattern ``result`` matches, and act on the world ``acts`` times; where that is
    None, once at the most.
    """
    if not sight.started:
        return Outcome.PANICS_AT_START
    if sight.ended:
        return Outcome.ENDS_PROCESS
    invocation = sight.invocation
    assert invocation is not None
    if is_mismatch(invocation):
        return Outcome.JOURNAL_MISMATCH
    if sight.blocked:
        return Outcome.BLOCKS_KEY
    if invocation.status != "completed":
        if invocation.retries <= RETRIES:
            return Outcome.HANGS
        return Outcome.REFUSED if is_refusal(invocation) else Outcome.RETRIES_FOREVER
    if re.fullmatch(result, sight.output, re.DOTALL) is None or (acts is not None and sight.acts < acts):
        return Outcome.WRONG_RESULT
    most = 1 if acts is None else acts
    return Outcome.REPEATED_EFFECT if sight.acts > most else Outcome.SURVIVES
