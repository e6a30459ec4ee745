"""The documentation site in a browser: its search, the filter of the rules, and that nothing leaves it."""

from __future__ import annotations

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from tests.pages.conftest import Seen
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.pages

HTML = ROOT / ".cache" / "site" / "html"
LOOKED_AT = ("", "rules/", "rules/determinism/wall-clock/", "reference/settings/", "guide/judge/")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the built site is served."""
    assert (HTML / "index.html").is_file(), "make site builds it"
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(HTML)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def visited(browser: Browser, url: str, width: int = 1280) -> Seen:
    seen = Seen(browser.new_page(viewport={"width": width, "height": 800}))
    seen.page.on("console", lambda message: seen.complaints.append(message.text))
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.goto(url)
    return seen


@pytest.mark.parametrize("path", LOOKED_AT)
def test_pages_load_nothing_from_elsewhere_and_are_read_by_everybody(
    chromium: Browser, address: str, path: str
) -> None:
    seen = visited(chromium, address + path)

    assert seen.complaints == []
    assert [each for each in seen.requests if not each.startswith((address, "data:", "blob:"))] == []
    assert seen.violations() == []
    seen.page.close()


def test_search_finds_a_rule(chromium: Browser, address: str) -> None:
    page = visited(chromium, address).page
    page.keyboard.press("Control+k")
    page.locator("input:focus").wait_for()
    page.keyboard.type("idempotency key")
    result = page.locator("a[href*='redundant-idempotency-key']").first
    result.wait_for()
    result.click()
    page.wait_for_url("**/rules/operations/redundant-idempotency-key/**")

    assert page.locator("h1").inner_text().startswith("redundant-idempotency-key")
    page.close()


def test_rules_are_filtered(chromium: Browser, address: str) -> None:
    page = visited(chromium, f"{address}rules/").page
    status = page.locator(".filter [role=status]")
    whole = status.inner_text()
    page.get_by_role("searchbox", name="Filter").fill("wall clock")

    assert status.inner_text() == f"1 of {whole}"
    assert page.locator("article tbody tr:visible").count() == 1
    assert page.locator("article h2:visible").all_inner_texts()[1:] == ["determinism¶"]
    page.get_by_role("searchbox", name="Filter").fill("")
    page.locator(".filter select").nth(1).select_option("strict")
    assert 0 < page.locator("article tbody tr:visible").count() < int(whole.split()[0])
    page.close()
