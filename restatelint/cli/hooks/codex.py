"""Codex CLI: PostToolUse of apply_patch, whose files the patch names; the answer is Claude Code's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.cli.hooks.event import Answer, Change, said, text_of

if TYPE_CHECKING:
    from restatelint.cli.hooks.event import Event

_CHANGED = re.compile(r"^\*\*\* (Add File|Update File|Move to): (.+?)\r?$", re.MULTILINE)


def change(event: Event) -> Change | None:
    """Return the files that a patch added, changed or moved."""
    if text_of(event, "hook_event_name") != "PostToolUse" or text_of(event, "tool_name") != "apply_patch":
        return None
    paths: list[str] = []
    for verb, path in _CHANGED.findall(text_of(event, "tool_input", "command")):
        if verb == "Move to" and paths:
            paths.pop()  # what was updated under its old name is gone
        paths.append(path)
    return Change(tuple(dict.fromkeys(paths)), text_of(event, "cwd")) if paths else None


def refusal(_event: Event, reason: str) -> Answer:
    """Return the answer that puts a reason before the model in the place of the tool's result."""
    return said({"decision": "block", "reason": reason})
