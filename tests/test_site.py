"""The site is put together from the repository's pages: nothing is lost, and every link leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.site import WEB, guides_of, linked
from scripts.site_links import Page, faults, site
from scripts.site_markdown import heading_slug, relinked, sections, tidied
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_sections_are_taken_apart_by_headings_outside_of_code() -> None:
    page = "# T\nintro\n## A\na\n```sh\n# no heading\n```\n### B\nb\n"

    assert sections(page) == {"T": "intro\n", "A": "## A\na\n```sh\n# no heading\n```\n", "B": "## B\nb\n"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see [a](b.md) and [c](d)\n", "see [a](<b.md>) and [c](<d>)\n"),
        ("`x[T](y)` and [`z`](w)\n", "`x[T](y)` and [`z`](<w>)\n"),
        ("a `code\nover[T](lines)` [b](c)\n", "a `code\nover[T](lines)` [b](<c>)\n"),
        ("```go\nf[T](x)\n```\n[a](b)\n", "```go\nf[T](x)\n```\n[a](<b>)\n"),
        ("![picture](p.png)\n", "![picture](p.png)\n"),
    ],
)
def test_links_are_led_elsewhere_and_code_is_left_alone(text: str, expected: str) -> None:
    assert relinked(text, lambda target: f"<{target}>") == expected


@pytest.mark.parametrize("source", ["README.md", "rules/determinism/wall-clock/README.md"])
def test_links_to_the_repository_on_the_web_begin_at_its_top(source: str) -> None:
    places = {"docs/settings.md": "reference/settings.md"}

    assert linked(source, "page.md", f"{WEB}/fixtures/README.md", places, {}) == f"{WEB}/fixtures/README.md"
    assert linked(source, "page.md", f"{WEB}/docs/settings.md", places, {}) == "reference/settings.md"


def test_lists_begin_after_a_blank_line_and_marks_of_generated_parts_go() -> None:
    text = "words\n- one\n- two\n<!-- begin generated: x -->\n```\nwords\n- code\n```\n"

    assert tidied(text) == "words\n\n- one\n- two\n```\nwords\n- code\n```\n"


def test_every_heading_of_the_readme_has_one_place() -> None:
    readme = sections((ROOT / "README.md").read_text(encoding="utf-8"))
    guides = guides_of(readme)

    assert sorted(each for headings in guides.values() for each in headings) == sorted(readme)
    assert guides_of([*readme, "A new one"])["index.md"][-1] == "A new one"
    assert heading_slug("Judge code that a model wrote") == "judge-code-that-a-model-wrote"


def test_wrong_links_and_anchors_and_what_is_loaded_from_elsewhere_are_found(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text(
        '<h1 id="top"></h1><a href="a/#x">1</a><a href="a/#y">2</a><a href="b/">3</a><a href="#top">4</a>'
        '<script src="https://example.com/x.js"></script><a href="https://example.com">5</a>',
        encoding="utf-8",
    )
    (tmp_path / "a" / "index.html").write_text('<a id="x" href="../">up</a>', encoding="utf-8")
    pages = site(tmp_path)

    assert pages["a/index.html"] == Page({"x"}, ["../"], [])
    assert list(faults(pages, tmp_path)) == [
        "index.html: a/#y: a/index.html has no such anchor",
        "index.html: b/: is not there",
        "index.html: https://example.com/x.js: is loaded from elsewhere",
    ]
