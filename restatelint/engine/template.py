"""Fills templates of fixes with the text of the code, with the indentation that gofmt gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.load_fixes import PLACEHOLDER
from restatelint.golang.syntax import text
from restatelint.golang.tree import kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.golang.tree import Node

KEPT = "\x00"
"""Stands for a line break inside a raw string, after which nothing may be indented."""

_RAW = kinds("raw_string_literal", "comment")


def exact(node: Node) -> str:
    """Return the text of a node for a template: as it is, with `KEPT` in its raw strings."""
    content = text(node)
    if "\n" not in content:
        return content
    data = node.text or b""
    parts: list[bytes] = []
    at = 0
    for raw in node.descendants(_RAW):
        start, end = raw.start_byte - node.start_byte, raw.end_byte - node.start_byte
        parts.append(data[at:start])
        parts.append(data[start:end].replace(b"\r\n", b"\n").replace(b"\n", KEPT.encode()))
        at = end
    parts.append(data[at:])
    return b"".join(parts).decode("utf-8", "surrogateescape").replace("\r\n", "\n")


def filled_template(template: str, values: Mapping[str, str], indentation: str) -> str:
    """Return a template with its placeholders filled, for code at an indentation.

    Its own lines after the first are indented as the code is; the lines of a value are moved to the
    right by as many tabs as the line of the template begins with.
    """
    lines: list[str] = []
    for number, line in enumerate(template.split("\n")):
        tabs = line[: len(line) - len(line.lstrip("\t"))]
        moved = {name: value.replace("\n", "\n" + tabs) for name, value in values.items()}
        made = filled(line, moved)
        lines.append(indentation + made if number and made.strip() else made)
    return "\n".join(lines).replace(KEPT, "\n")


def has_placeholders(template: str) -> bool:
    """Return whether a message or a help needs filling, and so will hold text of the code."""
    return PLACEHOLDER.search(template) is not None


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return a message or a line with its placeholders filled."""
    return PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)
