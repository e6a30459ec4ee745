"""Markdown of the repository, as GitHub reads it, made ready for the site: sections, links, lists."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6}) +(.*?)\s*$")
_LINK = re.compile(r"(?<!!)(\[(?:[^\[\]]|\[[^\]]*\])*\]\()([^()\s]+)(\))")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_ITEM = re.compile(r"^ {0,3}([*+-]|\d+[.)]) ")


def sections(text: str) -> dict[str, str]:
    """Return the parts of a page by the headings of its first three levels, in order.

    The part of a heading ends at the next one of these. A heading of the first level is left out itself; one
    of the third becomes one of the second.
    """
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line, is_code in _lines(text):
        heading = None if is_code else _HEADING.match(line)
        if heading is not None and len(heading[1]) <= 3:
            current = found.setdefault(heading[2], [])
            if len(heading[1]) > 1:
                current.append(f"## {heading[2]}")
        else:
            current.append(line)
    return {heading: "\n".join(lines).strip("\n") + "\n" for heading, lines in found.items()}


def heading_slug(heading: str) -> str:
    """Return the anchor of a heading, as GitHub and mkdocs make it of words."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def relinked(text: str, led: Callable[[str], str]) -> str:
    """Return a page with the target of every link outside of code replaced."""
    parts: list[str] = []
    for is_code, lines in groupby(_lines(text), key=lambda each: each[1]):
        block = "\n".join(line for line, _ in lines)
        parts.append(block if is_code else _relinked(block, led))
    return "\n".join(parts) + "\n"


def _relinked(block: str, led: Callable[[str], str]) -> str:
    spans: list[str] = []

    def put_away(match: re.Match[str]) -> str:
        spans.append(match[0])
        return f"\0{len(spans) - 1}\0"

    bare = _CODE.sub(put_away, block)
    linked = _LINK.sub(lambda match: match[1] + led(match[2]) + match[3], bare)
    return re.sub(r"\0(\d+)\0", lambda match: spans[int(match[1])], linked)


def tidied(text: str) -> str:
    """Return a page without the comments around its generated parts, and with a blank line before lists.

    GitHub begins a list in the middle of a paragraph, mkdocs does not.
    """
    kept: list[str] = []
    for line, is_code in _lines(text):
        if not is_code and line.startswith("<!--") and line.endswith("-->"):
            continue
        before = kept[-1] if kept else ""
        if (
            not is_code
            and _ITEM.match(line)
            and before.strip()
            and not before.startswith((" ", "\t"))
            and not _ITEM.match(before)
        ):
            kept.append("")
        kept.append(line)
    return "\n".join(kept) + "\n"


def fences_apart(text: str) -> str:
    """Return a page whose fences have no words but the language: mkdocs reads the rest as options."""
    return re.sub(r"^( {0,3}`{3,}\w+) +\S.*$", r"\1", text, flags=re.MULTILINE)


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Yield every line, and whether it is code or the fence of code."""
    fence = ""
    for line in text.splitlines():
        match = _FENCE.match(line)
        if fence:
            yield line, True
            if match is not None and match[1].startswith(fence) and not line.strip().strip("`~"):
                fence = ""
        elif match is not None:
            fence = match[1]
            yield line, True
        else:
            yield line, False
