"""Cursor: preToolUse denies a Write, postToolUse adds context; afterFileEdit is heard by people only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.cli.hooks.event import Answer, Change, said, text_of

if TYPE_CHECKING:
    from restatelint.cli.hooks.event import Event


def change(event: Event) -> Change | None:
    """Return the file that was edited, or that Write is about to write."""
    kind = text_of(event, "hook_event_name")
    directory = _directory(event)
    if kind == "afterFileEdit":
        return Change((text_of(event, "file_path"),), directory)
    if kind not in ("preToolUse", "postToolUse") or text_of(event, "tool_name") != "Write":
        return None
    path = (text_of(event, "tool_input", "file_path"),)
    if kind == "postToolUse":
        return Change(path, directory)
    return Change(path, directory, text_of(event, "tool_input", "content"))


def refusal(event: Event, reason: str) -> Answer:
    """Return the answer of the event's kind; that of afterFileEdit goes to the output channel of hooks."""
    kind = event["hook_event_name"]
    if kind == "afterFileEdit":
        return Answer(err=reason)
    if kind == "postToolUse":
        return said({"additional_context": reason})
    summary = "restatelint found code that breaks on replay"
    return said({"permission": "deny", "user_message": summary, "agent_message": reason})


def _directory(event: Event) -> str:
    roots = event.get("workspace_roots")
    first = roots[0] if isinstance(roots, list) and roots else event.get("cwd")
    return first if isinstance(first, str) else ""
