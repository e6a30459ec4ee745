"""The HTML report in a browser: what it shows, how it is walked through, and that nothing leaves it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.pages.conftest import written
from tests.pages.large import FINDINGS

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from tests.pages.conftest import Opened

pytestmark = pytest.mark.pages


def test_the_findings_are_listed_by_service_file_and_rule(opened: Opened, demo_report: Path) -> None:
    seen = opened(demo_report)
    titles = seen.page.locator(".group > summary")

    assert titles.all_inner_texts() == [
        "Orders (object) 4 errors, 1 info",
        "Payments (service) 1 error, 2 warnings",
    ]
    seen.page.locator("#group").select_option("file")
    assert titles.all_inner_texts() == [
        "demo/orders.go 4 errors, 1 info",
        "demo/payments.go 1 error, 2 warnings",
    ]
    seen.page.locator("#group").select_option("rule")
    assert titles.count() == 8
    assert seen.complaints == []


def test_filters_leave_findings_out_and_say_how_many(opened: Opened, demo_report: Path) -> None:
    page = opened(demo_report).page
    status, rows = page.get_by_role("status"), page.locator(".finding")

    page.get_by_role("button", name="error 5").click()
    assert status.inner_text() == "3 of 8 findings"
    page.locator("#rule").select_option("random")
    assert rows.all_inner_texts()[0].startswith("▲ warning: rand.IntN")
    assert rows.count() == 1

    page.reload()
    assert status.inner_text() == "1 of 8 findings", "the address keeps the filters"
    page.locator("#rule").select_option("")
    page.get_by_label("Search").fill("PAYMENTS lost")
    assert rows.count() == 1
    page.get_by_label("Search").fill("nothing of the kind")
    assert status.inner_text() == "0 of 8 findings"


def test_a_finding_shows_its_code_with_every_step_of_the_chain(opened: Opened, demo_report: Path) -> None:
    seen = opened(demo_report)
    page = seen.page
    page.locator(".finding", has_text="exchangeRate").click()

    assert page.locator("h2").inner_text().startswith("o.gateway.exchangeRate talks to the network")
    assert page.locator(".path").all_inner_texts() == ["demo/orders.go", "demo/gateway.go"]
    assert page.locator("mark").all_inner_texts() == [
        "o.gateway.exchangeRate(order.Currency)",
        'http.Get(g.address + "/rates/" + currency)',
    ]
    assert page.locator(".chain li").count() == 3
    arrow = page.locator(".canvas svg path.head").bounding_box()
    cause = page.locator("mark").nth(1).bounding_box()
    assert arrow is not None
    assert cause is not None
    assert abs(arrow["y"] + arrow["height"] - cause["y"]) < 6, "the arrow ends at the cause"
    assert abs(arrow["x"] - cause["x"]) < 10
    assert "unsafe" in page.locator("main").inner_text()
    assert page.locator(".change .added").count() > 0
    assert seen.complaints == []


def test_the_page_of_a_rule_is_in_the_report(opened: Opened, demo_report: Path) -> None:
    page = opened(demo_report).page
    page.locator(".finding", has_text="time.Now").click()
    page.locator("details.page summary").click()

    assert "Why is this bad" in page.locator("details.page").inner_text()
    links = [each.get_attribute("href") or "" for each in page.locator("details.page a").all()]
    assert links
    assert all(each.startswith("https://") for each in links)


def test_everything_can_be_done_with_the_keyboard(opened: Opened, demo_report: Path) -> None:
    seen = opened(demo_report)
    press = seen.page.keyboard.press
    walk: list[str] = []

    def walked(key: str) -> str:
        press(key)
        walk.append(f"{key}: {seen.focused().splitlines()[0]}")
        return walk[-1]

    assert walked("Tab") == "Tab: Skip to the findings"
    assert walked("Tab") == "Tab: Theme: system"
    assert walked("Tab") == "Tab: query"
    for expected in ("● error 5", "▲ warning 2", "■ info 1"):
        assert walked("Tab") == f"Tab: {expected}"
    for _ in range(2):
        walked("Tab")
    assert walked("Tab") == "Tab: Orders (object) 4 errors, 1 info"
    assert walked("ArrowDown").startswith("ArrowDown: ■ info: slog.Info")
    assert walked("ArrowDown").startswith("ArrowDown: ● error: time.Now")
    assert walked("Enter").startswith("Enter: time.Now reads the wall clock"), "the heading is read next"
    press("Shift+Tab")
    assert walked("Enter").startswith("Enter: o.gateway.exchangeRate"), "next finding"
    assert walked("Escape").startswith("Escape: ● error: o.gateway.exchangeRate"), "back in the list"
    seen.page.go_back()
    assert seen.page.locator("h2").inner_text().startswith("o.gateway.exchangeRate")
    print("\n".join(walk))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_keeps_anybody_from_reading_it(
    opened: Opened, demo_report: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    seen = opened(demo_report, scheme=scheme, width=width)
    assert seen.violations() == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width

    seen.page.locator(".finding", has_text="rand.IntN").click()
    seen.page.locator("details.page summary").click()
    assert seen.violations() == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.complaints == []
    assert len(seen.requests) == 1, "only the file itself is asked for"


def test_the_theme_can_be_chosen(opened: Opened, demo_report: Path) -> None:
    page = opened(demo_report).page
    color = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(color)

    page.get_by_role("button", name="Theme").click()
    page.get_by_role("button", name="Theme: light").click()
    assert page.get_by_role("button", name="Theme: dark").count() == 1
    assert page.evaluate(color) != light


def test_five_thousand_findings_stay_fluid(opened: Opened, large_report: Path) -> None:
    seen = opened(large_report)
    page = seen.page

    assert page.get_by_role("status").inner_text() == f"{FINDINGS:,} findings"
    assert page.locator(".finding").count() < 500, "rows are made when a group is opened"
    page.locator(".group > summary").first.click()
    page.locator(".finding").nth(FINDINGS // 25 - 1).wait_for(state="attached")
    assert page.locator(".finding").count() == FINDINGS // 25
    page.locator(".finding").last.click()
    assert page.locator("mark").count() > 0
    page.locator("#group").select_option("rule")
    page.locator(".group > summary").first.click()
    page.locator(".finding").nth(FINDINGS // 2 - 1).wait_for(state="attached")
    assert seen.violations() == []
    assert seen.complaints == []


def test_code_and_names_cannot_act(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text(
        "module x\nrequire github.com/restatedev/sdk-go v1.2.0\n", encoding="utf-8"
    )
    (tmp_path / "a.go").write_text(
        "package a\n"
        'import ("time"; restate "github.com/restatedev/sdk-go")\n'
        "type S struct{}\n"
        "func (S) H(ctx restate.Context) error {\n"
        '\trestate.Sleep(ctx, time.Since(x["</script><script>document.title=`taken`</script><!-- \u202e"]))\n'
        "\treturn nil\n}\n",
        encoding="utf-8",
    )
    report = written(tmp_path / "report.html", "check", ".", "--format", "html", cwd=tmp_path)
    seen = opened(report)
    seen.page.locator(".finding").first.click()

    assert "</script><script>document.title" in seen.page.locator(".source").inner_text()
    assert "<U+202E>" in seen.page.locator(".source").inner_text()
    assert "taken" not in seen.page.title()
    assert seen.complaints == []


def test_markup_that_got_in_all_the_same_could_not_act(
    opened: Opened, demo_report: Path, tmp_path: Path
) -> None:
    broken = demo_report.read_text(encoding="utf-8").replace(
        "<noscript>", "<script>document.title='taken'</script><img src=https://example.com/x.png><noscript>"
    )
    path = tmp_path / "broken.html"
    path.write_text(broken, encoding="utf-8")
    seen = opened(path)

    assert seen.page.title() == "restatelint report"
    assert len(seen.complaints) == 2
    assert all("Content Security Policy" in each for each in seen.complaints)


def test_what_was_not_checked_is_said_first(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "deep.go").write_text(
        'package a\nimport _ "github.com/restatedev/sdk-go"\nvar x = ' + "(" * 600 + "1" + ")" * 600,
        encoding="utf-8",
    )
    path = tmp_path / "report.html"
    from restatelint.cli.main import exit_code

    assert exit_code(["check", str(tmp_path), "--output", f"html={path}", "--format", "json"]) == 4
    alert = opened(path).page.get_by_role("alert").inner_text()
    assert "Not everything was checked" in alert
    assert re.search(r"deep\.go: nested deeper than \d+ levels", alert)


def test_the_data_is_json_for_whoever_wants_it(demo_report: Path) -> None:
    page = demo_report.read_text(encoding="utf-8")
    _, _, rest = page.partition('<script type="application/json" id="data">')
    data = json.loads(rest.partition("</script>")[0])

    assert len(data["findings"]) == 8
