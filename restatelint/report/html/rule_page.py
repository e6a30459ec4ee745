"""A rule's page as HTML. Pages may come with rules from anybody, so no markup of theirs is let through."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from markdown_it import MarkdownIt

from restatelint.report.display import visible

if TYPE_CHECKING:
    from markdown_it.token import Token

_LEVELS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}


@lru_cache(maxsize=256)  # a server and a run over many answers show the same pages again
def page_html(markdown: str, url: str) -> str:
    """Return the HTML of a page: links lead on from ``url``, pictures and the title are left out.

    Headings are two levels lower than in the page, which stands below those of a finding.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    shown = "\n".join(visible(line).replace("␉", "\t") for line in _without_comments(markdown))
    tokens = parser.parse(shown)
    if tokens[:1] and tokens[0].tag == "h1":
        tokens = tokens[3:]
    for token in tokens:
        _adapt(token, url)
    rendered: str = parser.renderer.render(tokens, parser.options, {})
    return rendered


def _without_comments(markdown: str) -> list[str]:
    """Return the lines of a page without those that mark its generated parts."""
    lines = markdown.splitlines()
    return [each for each in lines if not (each.startswith("<!--") and each.rstrip().endswith("-->"))]


def _adapt(token: Token, url: str) -> None:
    if token.type in ("heading_open", "heading_close"):
        token.tag = _LEVELS[token.tag]
    if token.type in ("fence", "code_block"):
        token.info = ""
    for child in token.children or ():
        if child.type == "link_open":
            child.attrs = {
                "href": urljoin(url, str(child.attrs.get("href", ""))),
                "rel": "noopener noreferrer",
            }
