"""What SARIF shows of a rule's page: whole for a rule that found something, plain text for every rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from restatelint.report.sarif.places import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.rule import Rule

_RELATIVE = re.compile(r"\]\((\.{1,2}/[^()\s]*|#[^()\s]*)\)")
_GAP = re.compile(r"\n{3,}")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_LONGEST_TEXT = 1_000
_LEFT_OUT = ("## Example", "## Limits")


def help_text(rule: Rule, markdown: str) -> str:
    """Return plain text about a rule: its title, the first paragraph of its page, and where that is."""
    said = next(_paragraphs(markdown), "")
    about = dict.fromkeys((sentence(rule.title), said[:_LONGEST_TEXT], rule.url))
    return "\n\n".join(each for each in about if each) + "\n"


def help_markdown(rule: Rule, markdown: str) -> str:
    """Return the page of a rule without its longest parts, which its address leads to; links are absolute."""
    kept: list[str] = []
    is_kept, in_fence = True, False
    for line in markdown.splitlines():
        if line.startswith("```"):
            in_fence = not in_fence
        elif not in_fence and line.startswith("## "):
            is_kept = not line.startswith(_LEFT_OUT)
        if is_kept and (in_fence or not line.startswith("<!--")):
            kept.append(line if in_fence else _absolute(line, rule.url))
    text = _GAP.sub("\n\n", "\n".join(kept)).rstrip()
    return f"{text}\n\n[The whole page, with an example and limits]({rule.url})\n"


def _absolute(line: str, address: str) -> str:
    return _RELATIVE.sub(lambda found: f"]({urljoin(address, found[1])})", line)


def _paragraphs(markdown: str) -> Iterator[str]:
    """Yield the paragraphs of words, each on one line and without marks."""
    for block in markdown.split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith(("#", "<!--"))]
        if lines and not any(line.startswith("```") for line in lines):
            yield _LINK.sub(r"\1", " ".join(" ".join(lines).split())).replace("`", "")
