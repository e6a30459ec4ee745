"""A real browser for the pages: Chromium, driven by playwright, with everything it complains about kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.pages.large import write_large_module
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Literal

    from playwright.sync_api import Browser, Page

AXE = ROOT / ".cache" / "pages" / "node_modules" / "axe-core" / "axe.min.js"
_SERIOUS = ("serious", "critical")


@dataclass
class Seen:
    """A page and what the browser said of it: complaints on its console, and what it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        """Return what axe finds serious or critical, each as a rule and the element."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run().then((result) => result.violations)")
        return [
            f"{each['id']}: {node['html'][:200]}"
            for each in found
            if each["impact"] in _SERIOUS
            for node in each["nodes"]
        ]

    def focused(self) -> str:
        """Return the text of the element that has the focus, or the value of its id."""
        return str(self.page.evaluate("document.activeElement.innerText || document.activeElement.id"))


class Opened(Protocol):
    """Opens a file in a window of its own; ``address`` is put behind its name."""

    def __call__(
        self, path: Path, address: str = "", *, width: int = 1280, scheme: Literal["light", "dark"] = "light"
    ) -> Seen:
        """Return the page, loaded."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, Debian's if there is one, else playwright's own."""
    api = pytest.importorskip("playwright.sync_api")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Opened]:
    """What opens files, and closes their windows after the test."""
    contexts = []

    def open_file(
        path: Path, address: str = "", *, width: int = 1280, scheme: Literal["light", "dark"] = "light"
    ) -> Seen:
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        contexts.append(context)
        seen = Seen(context.new_page())
        seen.page.on("console", lambda message: seen.complaints.append(message.text))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.goto(path.as_uri() + address)
        return seen

    yield open_file
    for context in contexts:
        context.close()


def written(path: Path, *arguments: str, cwd: Path = ROOT) -> Path:
    """Run the command and keep in a file what it prints."""
    with path.open("wb") as file:
        ran = subprocess.run(
            [sys.executable, "-m", "restatelint", *arguments], cwd=cwd, stdout=file, check=False, timeout=300
        )
    assert ran.returncode in (0, 1), arguments
    return path


@pytest.fixture(scope="session")
def demo_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample service."""
    return written(tmp_path_factory.mktemp("demo") / "demo.html", "check", "demo", "--format", "html")


@pytest.fixture(scope="session")
def large_module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A module with 5,000 findings."""
    root = tmp_path_factory.mktemp("large")
    write_large_module(root)
    return root


@pytest.fixture(scope="session")
def large_report(large_module: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a module with 5,000 findings."""
    path = tmp_path_factory.mktemp("report") / "large.html"
    return written(path, "check", ".", "--format", "html", cwd=large_module)
