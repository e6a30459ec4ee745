"""Go code as a message shows it: on one line, without comments, and short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.golang.syntax import text
from restatelint.golang.tree import kinds
from restatelint.source.position import decoded

if TYPE_CHECKING:
    from restatelint.golang.tree import Node

_COMMENTS = kinds("comment")
_BROKEN_CHAIN = re.compile(r" ?\. (?=\w)")


def shown(node: Node, limit: int = 60) -> str:
    """Return a node's text on one line, at most ``limit`` characters, for a message."""
    if node.type == "selector_expression":
        chain = _chain(node)
        if chain is not None:
            return chain if len(chain) <= limit else "…" + chain[1 - limit :]
    content = node.text or b""
    if b"//" in content or b"/*" in content:
        content = _without_comments(node, content)
    line = _BROKEN_CHAIN.sub(".", " ".join(decoded(content[: limit * 8]).split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _chain(node: Node) -> str | None:
    """Return a chain of calls without their arguments, None if there is none in it."""
    parts: list[str] = []
    called = False
    while node.type in ("selector_expression", "call_expression"):
        if node.type == "call_expression":
            given, function = node.child_by_field_name("arguments"), node.child_by_field_name("function")
            if function is None:
                return None
            called = True
            parts.append("(…)" if given is not None and given.named_child_count else "()")
            node = function
        else:
            name, operand = node.child_by_field_name("field"), node.child_by_field_name("operand")
            if name is None or operand is None:
                return None
            parts.append("." + text(name))
            node = operand
    if not called or node.type != "identifier":
        return None
    return text(node) + "".join(reversed(parts))


def _without_comments(node: Node, content: bytes) -> bytes:
    for comment in reversed(node.descendants(_COMMENTS)):
        start, end = comment.start_byte - node.start_byte, comment.end_byte - node.start_byte
        content = content[:start] + content[end:]
    return content
