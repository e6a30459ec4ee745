"""The map of services as text: what the page is told of a graph, and that no name in it acts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from restatelint.report.html.service_map import map_page
from restatelint.restate.services.graph import (
    Extent,
    Graph,
    GraphCall,
    GraphDeadlock,
    GraphHandler,
    GraphService,
    Spot,
)
from tests.report.samples import OPTIONS, ORDER, finding_at, place_of, report_of

if TYPE_CHECKING:
    from restatelint.report.json_text import Json


def graph_with(name: str) -> Graph:
    """Return a graph of one object that waits for itself and calls something unknown."""
    spot = Spot(name, "order/pay.go", 3)
    handler = GraphHandler(name, "exclusive", name, "Void", spot, (), (Extent("order/pay.go", 3, 6),))
    call = GraphCall((0, 0), "request", True, "object", name, name, "own", spot, (spot,), ((0, 0),))
    elsewhere = GraphCall((0, 0), "send", False, "service", f"{name}2", name, "", spot, (), ())
    service = GraphService(name, "object", "m", spot, (handler,))
    return Graph((service,), (call, elsewhere), (GraphDeadlock((0,), certain=True),))


def page_of(name: str) -> str:
    return "".join(map_page(graph_with(name), report_of(finding_at(place_of(ORDER, "stamp()"))), OPTIONS))


def data_of(page: str) -> dict[str, Json]:
    _, _, rest = page.partition('<script type="application/json" id="data">')
    data: dict[str, Json] = json.loads(rest.partition("</script>")[0])
    return data


def test_the_page_is_told_of_calls_deadlocks_and_whose_findings_are() -> None:
    data = data_of(page_of("Pay"))

    assert data["edges"] == [
        {"source": "s0h0", "target": "s0h0", "label": "request, own key", "dashed": False, "calls": [0]},
        {"source": "s0h0", "target": "x0", "label": "send", "dashed": True, "calls": [1]},
    ]
    assert data["elsewhere"] == [{"id": "x0", "title": "Pay2 / Pay"}]
    assert data["deadlocks"] == [{"calls": [0], "certain": True}]
    findings = data["findings"]
    assert isinstance(findings, list)
    assert [each["owners"] for each in findings if isinstance(each, dict)] == [[[0, 0]]]


@given(st.text())
def test_no_name_ends_the_data_or_acts(name: str) -> None:
    hostile = f"{name}</script><!--\u202e\x1b{name}"
    page = page_of(hostile)

    assert page.count("</script>") == 2
    assert "<!--" not in page
    assert "\u202e" not in json.dumps(data_of(page), ensure_ascii=False)


def test_the_layout_comes_with_its_licence() -> None:
    page = page_of("Pay")

    assert "The MIT License" in page
    assert "Copyright (c) 2012-2014 Chris Pettitt" in page
