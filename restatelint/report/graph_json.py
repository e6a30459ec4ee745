"""The ``json`` format of a graph, version 1: fields are added, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.report.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.report.json_text import Json
    from restatelint.restate.services.graph import Graph, GraphCall, GraphHandler, Spot


def graph_json(graph: Graph) -> Iterator[str]:
    """Yield one JSON document; a name, kind or key that is not constant is null.

    Callers and targets are given by the index of a service and of one of its handlers.
    """
    services: list[Json] = [
        {
            "name": each.name or None,
            "kind": each.kind or None,
            "module": each.module,
            "path": each.spot.path,
            "line": each.spot.line,
            "handlers": [_handler(handler) for handler in each.handlers],
        }
        for each in graph.services
    ]
    calls: list[Json] = [_call(each) for each in graph.calls]
    yield json_text({"version": 1, "services": services, "calls": calls}, indent=2) + "\n"


def _handler(handler: GraphHandler) -> Json:
    return {
        "name": handler.name or None,
        "kind": handler.kind or None,
        "input": handler.input,
        "output": handler.output,
        "path": handler.spot.path,
        "line": handler.spot.line,
        "effects": [
            {"effect": each.effect, "insideRun": each.inside_run, "chain": _chain(each.chain)}
            for each in handler.effects
        ],
    }


def _call(call: GraphCall) -> Json:
    return {
        "from": {"service": call.caller[0], "handler": call.caller[1]},
        "kind": call.kind,
        "awaited": call.awaited,
        "targetKind": call.to or None,
        "service": call.service or None,
        "handler": call.handler or None,
        "key": call.key or None,
        "path": call.spot.path,
        "line": call.spot.line,
        "chain": _chain(call.chain),
        "targets": [{"service": service, "handler": handler} for service, handler in call.targets],
    }


def _chain(chain: tuple[Spot, ...]) -> Json:
    return [{"title": each.title, "path": each.path, "line": each.line} for each in chain]
