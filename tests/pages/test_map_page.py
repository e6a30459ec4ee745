"""The map of services in a browser: what is drawn, what a click says, and that it can be saved."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from tests.pages.conftest import written

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from tests.pages.conftest import Opened

pytestmark = pytest.mark.pages

CYCLES = "fixtures/objects/call-cycle"


@pytest.fixture(scope="module")
def demo_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("map") / "demo.html", "graph", "demo", "--format", "html")


@pytest.fixture(scope="module")
def cycles_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("map") / "cycles.html", "graph", CYCLES, "--format", "html")


def test_services_handlers_and_calls_are_drawn(opened: Opened, demo_map: Path) -> None:
    seen = opened(demo_map)
    page = seen.page

    assert page.locator(".service text").all_text_contents() == ["Orders · object", "Payments · service"]
    assert page.locator(".node text:not(.kind):not(.mark)").all_text_contents() == [
        *("Place", "PlaceDurably", "Receipt"),
        *("Charge", "ChargeDurably"),
    ]
    assert page.locator(".node.error").count() == 2, "coloured by the worst finding"
    assert page.locator("path.edge[data-from]").count() == 2
    assert seen.complaints == []
    assert len(seen.requests) == 1


def test_a_click_leads_to_the_handler_and_its_findings(opened: Opened, demo_map: Path) -> None:
    seen = opened(demo_map)
    page = seen.page
    page.locator(".node", has_text="Charge").first.click()

    assert page.locator("h2").inner_text() == "Payments.Charge"
    assert page.locator(".found").count() == 3
    page.locator(".found summary").first.click()
    assert page.locator("mark.warning").inner_text() == "rand.IntN(1000)"
    page.get_by_role("link", name="Orders.Place", exact=True).click()
    assert page.locator("h2").inner_text() == "Orders.Place"
    assert page.locator(".node[aria-current]").get_attribute("data-id") == "s0h0"
    page.go_back()
    assert page.locator("h2").inner_text() == "Payments.Charge"
    assert seen.complaints == []


def test_deadlocks_are_marked(opened: Opened, cycles_map: Path) -> None:
    page = opened(cycles_map).page

    assert page.locator("main .alarm").all_inner_texts() == [
        "Deadlock: Customers.Upgrade → Dues.Make → Customers.Discount",
        "Deadlock if the keys are equal: Lodgers.Invite → Lodges.Book → Lodgers.Invite",
        "Deadlock: Trains.Depart → StationTracks.Reserve → StationSignals.Set → Trains.Hold",
    ]
    assert page.locator("path.edge.deadlock[data-from]").count() == 7


def test_search_finds_handlers_and_goes_to_the_first(opened: Opened, cycles_map: Path) -> None:
    seen = opened(cycles_map)
    page = seen.page
    page.get_by_label("Search").fill("station")

    assert page.get_by_role("status").inner_text() == "2 found"
    assert page.locator(".node:not(.aside)").count() == 2
    page.keyboard.press("Enter")
    assert "StationSignals.Set" in (page.locator(".node:focus").get_attribute("aria-label") or "")


def test_the_map_is_walked_with_the_keyboard(opened: Opened, cycles_map: Path) -> None:
    page = opened(cycles_map).page
    walk: list[str] = []

    def pressed(key: str) -> str:
        page.keyboard.press(key)
        label = page.evaluate("document.activeElement.getAttribute('aria-label')")
        text = page.evaluate("document.activeElement.innerText || document.activeElement.id")
        walk.append(f"{key}: {label or text}")
        return walk[-1]

    expected = ["Skip to the services", "Theme: system", "query", "Zoom out", "Zoom in", "Fit", "Save SVG"]
    for each in (*expected, "Services, handlers and calls"):
        assert pressed("Tab") == f"Tab: {each}"
    page.locator(".node[data-id='s2h1']").focus()
    assert pressed("ArrowRight").startswith("ArrowRight: Dues.Make, exclusive, no findings")
    assert pressed("ArrowRight").startswith("ArrowRight: Customers.Discount")
    assert pressed("ArrowLeft").startswith("ArrowLeft: Dues.Make")
    assert pressed("Enter") == "Enter: Dues.Make", "the panel is read next"
    assert pressed("Escape").startswith("Escape: Dues.Make, exclusive"), "back in the picture"
    print("\n".join(walk))


def test_the_picture_can_be_zoomed_and_saved(opened: Opened, cycles_map: Path, tmp_path: Path) -> None:
    page = opened(cycles_map).page
    width = "document.querySelector('.view > svg').getBoundingClientRect().width"
    before = page.evaluate(width)
    page.get_by_role("button", name="Zoom in").click()
    assert page.evaluate(width) == pytest.approx(before * 1.25, abs=0.1)

    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save SVG").click()
    saved = tmp_path / "services.svg"
    waiting.value.save_as(saved)
    tree = ET.fromstring(saved.read_text(encoding="utf-8"))
    space = "{http://www.w3.org/2000/svg}"
    assert tree.tag == f"{space}svg"
    assert "Customers · object" in {each.text for each in tree.iter(f"{space}text")}
    assert all(each.get("fill") for each in tree.iter(f"{space}text")), "it needs no style of the page"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_keeps_anybody_from_reading_it(
    opened: Opened, demo_map: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    seen = opened(demo_map, scheme=scheme, width=width)
    assert seen.violations() == []

    seen.page.locator(".node", has_text="Charge").first.click()
    seen.page.locator(".found summary").first.click()
    assert seen.violations() == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.complaints == []


def test_a_long_name_does_not_widen_the_page(opened: Opened, tmp_path: Path) -> None:
    name = "company.v1.UsageOfEveryWorkspaceByTheHourService"
    write_service(tmp_path, f"`{name}`")
    path = written(tmp_path / "map.html", "graph", ".", "--format", "html", cwd=tmp_path)
    seen = opened(path, width=360)

    assert seen.page.locator(".of-service", has_text=name).count() == 1
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 360


def write_service(directory: Path, name: str) -> None:
    (directory / "go.mod").write_text(
        "module x\nrequire github.com/restatedev/sdk-go v1.2.0\n", encoding="utf-8"
    )
    (directory / "a.go").write_text(
        "package a\n"
        'import restate "github.com/restatedev/sdk-go"\n'
        "type S struct{}\n"
        f"func (S) ServiceName() string {{ return {name} }}\n"
        "func (S) H(ctx restate.Context) error { return nil }\n"
        "var _ = restate.Reflect(S{})\n",
        encoding="utf-8",
    )


def test_names_of_services_cannot_act(opened: Opened, tmp_path: Path) -> None:
    write_service(tmp_path, "`</script><img src=x onerror=alert(1)>\u202e`")
    path = written(tmp_path / "map.html", "graph", ".", "--format", "html", cwd=tmp_path)
    seen = opened(path)

    title = seen.page.locator(".service text").text_content() or ""
    assert "</script><img src=x onerror=alert(1)><U+202E>" in title
    assert seen.complaints == []
