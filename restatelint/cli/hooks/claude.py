"""Claude Code: PostToolUse blocks with a reason, PreToolUse denies a Write; exit code 1 blocks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.cli.hooks.event import Answer, Change, said, text_of

if TYPE_CHECKING:
    from restatelint.cli.hooks.event import Event

_WRITES = ("Write", "Edit", "MultiEdit")


def change(event: Event) -> Change | None:
    """Return the file that a tool changed, or that Write is about to write."""
    kind = text_of(event, "hook_event_name")
    if kind not in ("PreToolUse", "PostToolUse"):
        return None
    tool = text_of(event, "tool_name")
    if tool not in (_WRITES if kind == "PostToolUse" else ("Write",)):
        return None
    content = text_of(event, "tool_input", "content") if kind == "PreToolUse" else None
    return Change((text_of(event, "tool_input", "file_path"),), text_of(event, "cwd"), content)


def refusal(event: Event, reason: str) -> Answer:
    """Return the answer that gives the model a reason to change the file again."""
    if event["hook_event_name"] == "PostToolUse":
        return said({"decision": "block", "reason": reason})
    return said(
        {
            "hookSpecificOutput": {
                "hookEventName": "PreToolUse",
                "permissionDecision": "deny",
                "permissionDecisionReason": reason,
            }
        }
    )
