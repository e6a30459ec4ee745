"""The ``html`` format of a graph: services, handlers and calls as a picture, and what is found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.report.display import visible
from restatelint.report.graph_words import UNKNOWN, edges_of_calls, handler_id, service_id, service_title
from restatelint.report.html.assembly import assembled
from restatelint.report.html.findings import findings_json, rule_templates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Report
    from restatelint.report.json_text import Json
    from restatelint.report.options import Options
    from restatelint.restate.services.graph import Graph, GraphCall, GraphEffect, GraphHandler, GraphService

STYLES = ("base.css", "finding.css", "map.css")
SCRIPTS = ("vendor/dagre.min.js", "base.js", "finding.js", "layout.js", "picture.js", "map.js")


def map_page(graph: Graph, report: Report, options: Options) -> Iterator[str]:
    """Yield a page with a graph, and with the findings of a check of the same files."""
    edges, elsewhere = edges_of_calls(graph)
    data = findings_json(report, graph, options)
    services: list[Json] = [_service(graph, number, each) for number, each in enumerate(graph.services)]
    drawn: list[Json] = [
        {
            "source": edge.source,
            "target": edge.target,
            "label": edge.label,
            "dashed": edge.dashed,
            "calls": [*calls],
        }
        for edge, calls in edges.items()
    ]
    data["services"] = services
    data["elsewhere"] = [{"id": each.id, "title": each.title} for each in elsewhere]
    data["edges"] = drawn
    data["calls"] = [_call(each) for each in graph.calls]
    data["deadlocks"] = [{"calls": [*each.calls], "certain": each.certain} for each in graph.deadlocks]
    yield from assembled("map.html", STYLES, SCRIPTS, data, rule_templates(report, options))


def _service(graph: Graph, number: int, service: GraphService) -> Json:
    return {
        "id": service_id(number),
        "title": service_title(graph, service),
        "name": visible(service.name or UNKNOWN),
        "place": visible(f"{service.spot.path}:{service.spot.line}"),
        "handlers": [_handler(number, index, each) for index, each in enumerate(service.handlers)],
    }


def _handler(service: int, index: int, handler: GraphHandler) -> Json:
    return {
        "id": handler_id(service, index),
        "name": visible(handler.name or UNKNOWN),
        "kind": handler.kind or "unknown kind",
        "input": visible(handler.input),
        "output": visible(handler.output),
        "place": visible(f"{handler.spot.path}:{handler.spot.line}"),
        "effects": [_effect(each) for each in handler.effects],
    }


def _effect(effect: GraphEffect) -> Json:
    return {
        "effect": effect.effect,
        "inside": effect.inside_run,
        "chain": " → ".join(visible(spot.title) for spot in effect.chain),
    }


def _call(call: GraphCall) -> Json:
    return {
        "caller": handler_id(*call.caller),
        "kind": call.kind,
        "awaited": call.awaited,
        "key": visible(call.key),
        "title": visible(f"{call.service or UNKNOWN}.{call.handler or UNKNOWN}"),
        "place": visible(f"{call.spot.path}:{call.spot.line}"),
        "chain": " → ".join(visible(spot.title) for spot in call.chain),
    }
