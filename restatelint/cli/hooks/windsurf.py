"""Windsurf's Cascade: post_write_code, answered on standard error with the exit code 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.cli.hooks.event import BLOCKING, Answer, Change, text_of

if TYPE_CHECKING:
    from restatelint.cli.hooks.event import Event


def change(event: Event) -> Change | None:
    """Return the file that was written; hooks run in the directory of the workspace."""
    if text_of(event, "agent_action_name") != "post_write_code":
        return None
    return Change((text_of(event, "tool_info", "file_path"),), "")


def refusal(_event: Event, reason: str) -> Answer:
    """Return the answer whose text the model reads."""
    return Answer(err=reason, code=BLOCKING)
