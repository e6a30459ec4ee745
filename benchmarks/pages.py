"""How fast a page is there and what it holds: the report of 5,000 findings, or files that are given."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.pages.large import write_large_module

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

_RUNS = 7
_PAINT = """() => new Promise((seen) => new PerformanceObserver((list) => {
  const paint = list.getEntriesByName("first-contentful-paint")[0];
  if (paint) seen(paint.startTime);
}).observe({ type: "paint", buffered: true }))"""


def main(arguments: Sequence[str]) -> None:
    """Print a line for each page, the median of some runs."""
    with tempfile.TemporaryDirectory() as directory, sync_playwright() as driver:
        pages = [Path(each).resolve() for each in arguments] or [_large(Path(directory))]
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = driver.chromium.launch(executable_path=path, args=flags)
        for page in pages:
            print(_line(browser, page))
        browser.close()


def _large(directory: Path) -> Path:
    write_large_module(directory)
    page = directory / "large.html"
    command = [sys.executable, "-m", "restatelint", "check", ".", "--output", f"html={page}"]
    subprocess.run(
        [*command, "--format", "concise", "-q"], cwd=directory, stdout=subprocess.DEVNULL, check=False
    )
    return page


def _line(browser: Browser, path: Path) -> str:
    runs = [_measured(browser, path) for _ in range(_RUNS)]
    paint, heap, elements, group = (median(each[index] for each in runs) for index in range(4))
    return (
        f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, first paint {paint:.0f} ms, "
        f"heap {heap / 1e6:.1f} MB, {elements:.0f} elements, largest group opened in {group:.0f} ms"
    )


def _measured(browser: Browser, path: Path) -> tuple[float, float, float, float]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(path.as_uri())
    paint = float(page.evaluate(_PAINT))
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap = float(page.evaluate("performance.memory.usedJSHeapSize"))
    elements = float(page.evaluate("document.querySelectorAll('*').length"))
    group = float(page.evaluate(_OPEN)) if page.locator("#group").count() else 0.0
    page.close()
    return paint, heap, elements, group


# from the click to the frame after the one that shows the rows
_OPEN = """async () => {
  const group = document.getElementById("group");
  group.value = "rule";
  group.dispatchEvent(new Event("change"));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const begin = performance.now();
  for (const each of document.querySelectorAll(".group")) each.open = true;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
  return performance.now() - begin;
}"""

if __name__ == "__main__":
    main(sys.argv[1:])
