"""What the README shows can be typed: its settings are read, its links and targets exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from restatelint.engine.settings import read_settings
from scripts.site import within
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
    targets = [within(each) for each in re.findall(r"\]\(([^)]+)", prose)]
    links = [each.partition("#")[0] for each in targets if not re.match("https?:|#", each)]

    assert [each for each in links if not any((home / each).exists() for home in (page.parent, ROOT))] == []


def test_every_link_of_the_readme_leads_somewhere_from_pypi_too() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    prose = re.sub(r"^```.*?^```|`[^`\n]+`", "code", text, flags=re.DOTALL | re.MULTILINE)

    targets = re.findall(r"\]\(([^)]+)", prose)

    assert len(targets) > 10
    assert [each for each in targets if not each.startswith("https://")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_targets_a_page_names_are_in_the_makefile(page: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)

    assert set(named) <= set(targets)
