"""Chains as they are shown: the first steps and the last one, which is the cause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restatelint.engine.finding import Step


def shortened(steps: tuple[Step, ...], longest: int) -> tuple[Step, ...]:
    """Return at most ``longest`` steps; the last one says how many are left out before it."""
    if len(steps) <= longest:
        return steps
    skipped = sum(1 + each.skipped for each in steps[longest - 1 : -1]) + steps[-1].skipped
    return (*steps[: longest - 1], replace(steps[-1], skipped=skipped))
