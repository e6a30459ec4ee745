"""Gemini CLI: AfterTool puts a reason in the place of the result, BeforeTool refuses a write_file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.cli.hooks.event import Answer, Change, said, text_of

if TYPE_CHECKING:
    from restatelint.cli.hooks.event import Event


def change(event: Event) -> Change | None:
    """Return the file that a tool changed, or that write_file is about to write."""
    kind = text_of(event, "hook_event_name")
    if kind not in ("BeforeTool", "AfterTool"):
        return None
    tool = text_of(event, "tool_name")
    if tool not in (("write_file", "replace") if kind == "AfterTool" else ("write_file",)):
        return None
    content = text_of(event, "tool_input", "content") if kind == "BeforeTool" else None
    return Change((text_of(event, "tool_input", "file_path"),), text_of(event, "cwd"), content)


def refusal(_event: Event, reason: str) -> Answer:
    """Return the answer that denies, which both events take."""
    return said({"decision": "deny", "reason": reason})
