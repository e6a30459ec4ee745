"""What the README shows can be typed: its settings are read, its links and targets exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from restatelint.engine.settings import read_settings
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def test_the_settings_it_shows_are_settings(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    path = tmp_path / "restatelint.toml"
    path.write_text(shown, encoding="utf-8")

    settings = read_settings(str(path))

    assert settings.preset == "strict"
    assert settings.wrappers == ("example.com/shop/durable.Do",)
    assert settings.effects_add == {"unique-id": ("example.com/shop/ids.New",)}


@pytest.mark.parametrize(
    "page", [*PAGES, *sorted(ROOT.glob("rules/*/*/README.md"))], ids=lambda page: str(page.relative_to(ROOT))
)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    prose = re.sub(r"^```.*?^```|`[^`\n]+`", "code", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", prose)

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_targets_a_page_names_are_in_the_makefile(page: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)

    assert set(named) <= set(targets)
