"""Puts the documentation site together from what the repository holds; nothing of it is written here.

Pages are the repository's own Markdown, with links led to where their targets stand on the site; the README
is taken apart by its headings. Links to what the site does not have lead to the repository on the web.
"""

from __future__ import annotations

import posixpath
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.render_docs import ROOT
from scripts.site_exit_codes import exit_codes
from scripts.site_markdown import fences_apart, heading_slug, relinked, sections, tidied

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BUILD = ROOT / ".cache" / "site"
HOME = "https://github.com/restatelint/restatelint"
WEB = f"{HOME}/blob/main"

GUIDES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "index.md": ("restatelint", ("restatelint", "Try it", "Rules")),
    "guide/developer.md": (
        "For developers",
        (
            *("Install", "Use", "Fix a finding", "Suppress a finding", "Settings"),
            "Check documentation",
        ),
    ),
    "guide/ci.md": ("In CI", ("pre-commit", "GitHub Actions", "Other continuous integration")),
    "guide/agents.md": ("With coding agents", ("Coding agents",)),
    "guide/judge.md": ("As a judge of models", ("Judge code that a model wrote",)),
}
"""The pages that the README is taken apart into: a title, and the headings that stand there.

A heading that none names stays with the one before it.
"""

PAGES: Mapping[str, str] = {
    "docs/rules.md": "rules/index.md",
    "docs/settings.md": "reference/settings.md",
    "docs/predicates.md": "reference/predicates.md",
    "docs/own-rules.md": "guide/own-rules.md",
    "docs/golangci-lint.md": "guide/golangci-lint.md",
    "docs/formats.md": "guide/formats.md",
    "docs/comparison.md": "guide/comparison.md",
    "docs/migrating.md": "guide/migrating.md",
    "docs/hooks.md": "guide/hooks.md",
    "docs/mcp.md": "guide/mcp.md",
    "docs/editors.md": "guide/editors.md",
    "docs/judging.md": "guide/judging.md",
    "docs/tasks.md": "tasks/index.md",
    "docs/proofs.md": "reference/proofs.md",
    "docs/lottery.md": "reference/lottery.md",
    "CHANGELOG.md": "reference/changelog.md",
    "SECURITY.md": "reference/security.md",
    "CONTRIBUTING.md": "contribute/contributing.md",
    "ARCHITECTURE.md": "contribute/architecture.md",
    "fixtures/README.md": "contribute/fixtures.md",
}
"""Where pages of the repository stand on the site."""


def site_pages() -> dict[str, str]:
    """Return every page of the site by its path."""
    places = {**PAGES, **_each("rules/*/*/README.md"), **_each("tasks/*/README.md")}
    readme = sections((ROOT / "README.md").read_text(encoding="utf-8"))
    guides = guides_of(readme)
    homes = {heading: page for page, headings in guides.items() for heading in headings}
    anchors = {heading_slug(heading): page for heading, page in homes.items()}

    def led(source: str, page: str, text: str) -> str:
        return tidied(relinked(text, lambda target: linked(source, page, target, places, anchors)))

    pages = {
        page: led(
            "README.md", page, f"# {GUIDES[page][0]}\n\n" + "\n".join(readme[each] for each in headings)
        )
        for page, headings in guides.items()
    }
    for source, page in places.items():
        pages[page] = led(source, page, (ROOT / source).read_text(encoding="utf-8") + _fixtures(source))
    pages["reference/exit-codes.md"] = exit_codes()
    return pages


def guides_of(headings: Iterable[str]) -> dict[str, list[str]]:
    """Return the headings of each guide: those it names, each with the ones after it that no guide names."""
    named = {heading: page for page, (_, own) in GUIDES.items() for heading in own}
    follow: dict[str, list[str]] = {}
    last = ""
    for heading in headings:
        last = heading if heading in named else last
        follow.setdefault(last, []).append(heading)
    missing = set(named) - set(follow)
    if missing or "" in follow:
        sys.exit(
            f"README.md has lost the headings {sorted(missing)}: say in scripts/site.py what stands for them"
        )
    return {page: [each for heading in own for each in follow[heading]] for page, (_, own) in GUIDES.items()}


def _each(pattern: str) -> dict[str, str]:
    return {
        path.relative_to(ROOT).as_posix(): path.parent.relative_to(ROOT).as_posix() + ".md"
        for path in sorted(ROOT.glob(pattern))
    }


def within(target: str) -> str:
    """Return where a link to the repository on the web, as the README has them for PyPI, leads within it."""
    for home in (WEB, WEB.replace("/blob/", "/tree/")):
        if target.startswith(f"{home}/"):
            return target[len(home) + 1 :]
    return target.replace(f"{HOME}#", "README.md#") if target.startswith(f"{HOME}#") else target


def linked(source: str, page: str, target: str, places: Mapping[str, str], anchors: Mapping[str, str]) -> str:
    """Return where a link of a repository's page leads on a page of the site."""
    given, target = target, within(target)
    if "://" in target or target.startswith("mailto:"):
        return target
    path, _, anchor = target.partition("#")
    beside = posixpath.dirname(source) if target == given else ""
    meant = posixpath.normpath(posixpath.join(beside, path)) if path else source
    if meant == "README.md":
        home = anchors.get(anchor, "index.md")
    elif meant in places:
        home = places[meant]
    elif f"{meant}/README.md" in places:
        home = places[f"{meant}/README.md"]
    elif meant == "rules":
        home = places["docs/rules.md"]
    elif (ROOT / meant).exists():
        return f"{WEB}/{meant}"
    else:
        sys.exit(f"{source} links to {target}, which is not there")
    relative = "" if home == page else posixpath.relpath(home, posixpath.dirname(page) or ".")
    return f"{relative}#{anchor}" if anchor else relative or posixpath.basename(page)


def _fixtures(source: str) -> str:
    """Return the fixtures of a rule for its page: the two that every rule has, and the names of the rest."""
    directory = (
        ROOT / "fixtures" / Path(source).parent.relative_to("rules") if source.startswith("rules/") else None
    )
    if directory is None or not directory.is_dir():
        return ""
    shown = [path for name in ("bad.go", "good.go") if (path := directory / name).is_file()]
    others = sorted(path for path in directory.rglob("*.go") if path not in shown)
    parts = [
        "\n## Fixtures { data-search-exclude }\n\nWhat the rule is tested on; `want` says what it reports.\n"
    ]
    parts += [_folded(path) for path in shown]
    if others:
        links = ", ".join(
            f"[{path.relative_to(directory).as_posix()}]({WEB}/{path.relative_to(ROOT).as_posix()})"
            for path in others
        )
        parts.append(f"\nFurther ones: {links}\n")
    return "".join(parts)


def _folded(path: Path) -> str:
    code = "".join(f"    {line}\n" for line in path.read_text(encoding="utf-8").splitlines())
    return f'\n??? example "{path.name}"\n\n    ```go\n{code}    ```\n'


def nav(pages: Mapping[str, str]) -> list[object]:
    """Return the navigation as mkdocs wants it."""
    rules: dict[str, list[object]] = {}
    for page in sorted(pages):
        if page.startswith("rules/") and page != "rules/index.md":
            rules.setdefault(page.split("/")[1], []).append({Path(page).stem: page})
    tasks: list[object] = [
        page for page in sorted(pages) if page.startswith("tasks/") and page != "tasks/index.md"
    ]
    return [
        {"Start": "index.md"},
        {
            "Guide": [
                *({title: page} for page, (title, _) in GUIDES.items() if page != "index.md"),
                {"Hooks of coding agents": "guide/hooks.md"},
                {"Editors": "guide/editors.md"},
                {"MCP server": "guide/mcp.md"},
                {"Judging answers": "guide/judging.md"},
                {"Migrating to SDK v1": "guide/migrating.md"},
                {"Rules of your own": "guide/own-rules.md"},
                {"Beside golangci-lint": "guide/golangci-lint.md"},
            ]
        },
        {"Rules": ["rules/index.md", *({family: own} for family, own in rules.items())]},
        {"Tasks": ["tasks/index.md", *tasks]},
        {
            "Reference": [
                {"Settings": "reference/settings.md"},
                {"Predicates": "reference/predicates.md"},
                {"Exit codes": "reference/exit-codes.md"},
                {"Proofs": "reference/proofs.md"},
                {"The lottery": "reference/lottery.md"},
                {"Security": "reference/security.md"},
                {"Changelog": "reference/changelog.md"},
            ]
        },
        {
            "Contribute": [
                {"Contributing": "contribute/contributing.md"},
                {"Architecture": "contribute/architecture.md"},
                {"Fixtures": "contribute/fixtures.md"},
            ]
        },
    ]


def main() -> None:
    """Write the pages and the settings of mkdocs to the build directory."""
    import json

    pages = site_pages()
    shutil.rmtree(BUILD / "docs", ignore_errors=True)
    for page, text in pages.items():
        path = BUILD / "docs" / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(fences_apart(text), encoding="utf-8")
    (BUILD / "docs" / "assets").mkdir()
    for name in ("site.css", "rules.js"):
        shutil.copy(ROOT / "site" / name, BUILD / "docs" / "assets" / name)
    settings = (ROOT / "site" / "mkdocs.yml").read_text(encoding="utf-8")
    # JSON is YAML
    (BUILD / "mkdocs.yml").write_text(f"{settings}nav: {json.dumps(nav(pages))}\n", encoding="utf-8")
    print(f"{len(pages)} pages in {BUILD.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
