"""Checks every link and anchor of the built site, and that no page loads anything from elsewhere."""

from __future__ import annotations

import posixpath
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scripts.render_docs import ROOT
from scripts.site import WEB

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

HTML = ROOT / ".cache" / "site" / "html"
_LOADING = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src"}


@dataclass(slots=True)
class Page:
    """What stands on a page: the names that anchors may have, where it leads, and what it loads."""

    names: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.page.names.update(given[name] for name in ("id", "name") if given.get(name))
        if tag == "a" and "href" in given:
            self.page.links.append(given["href"])
        if (
            tag in _LOADING
            and _LOADING[tag] in given
            and given.get("rel") not in ("canonical", "prev", "next")
        ):
            self.page.loaded.append(given[_LOADING[tag]])


def site(root: Path) -> dict[str, Page]:
    """Return the pages of a built site by their paths."""
    pages: dict[str, Page] = {}
    for path in sorted(root.rglob("*.html")):
        reader = _Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        pages[path.relative_to(root).as_posix()] = reader.page
    return pages


def faults(pages: Mapping[str, Page], root: Path) -> Iterator[str]:
    """Yield a line for every link that leads nowhere, and for everything that is loaded from elsewhere."""
    for name, page in pages.items():
        for link in dict.fromkeys((*page.links, *page.loaded)):
            why = _fault(name, link, pages, root)
            if why:
                yield f"{name}: {link}: {why}"
        for each in page.loaded:
            if urlsplit(each).netloc:
                yield f"{name}: {each}: is loaded from elsewhere"


def _fault(name: str, link: str, pages: Mapping[str, Page], root: Path) -> str:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        own = link.partition("#")[0].removeprefix(f"{WEB}/")
        is_missing = link.startswith(f"{WEB}/") and not (ROOT / unquote(own)).exists()
        return "is not in the repository" if is_missing else ""
    # the page for what is not found is served at any path, and its links begin at the root
    path = unquote(parts.path)
    target = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(name), path)
    if path.startswith("/restatelint/"):
        target = path.removeprefix("/restatelint/")
    target = posixpath.normpath(target) if path else name
    if (root / target).is_dir():
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    if not (root / target).is_file():
        return "is not there"
    anchor = unquote(parts.fragment)
    has_anchor = not anchor or target not in pages or anchor in pages[target].names
    return "" if has_anchor else f"{target} has no such anchor"


def main() -> None:
    """Say what is wrong, and end with 1 if anything is."""
    pages = site(HTML)
    found = list(faults(pages, HTML))
    links = sum(len(page.links) for page in pages.values())
    print("\n".join([*found, f"{links} links on {len(pages)} pages, {len(found)} wrong"]))
    sys.exit(1 if found or not pages else 0)


if __name__ == "__main__":
    main()
