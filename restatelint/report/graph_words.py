"""The words and edges of a graph of services, the same for every format that draws one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.report.display import visible

if TYPE_CHECKING:
    from restatelint.restate.services.graph import Graph, GraphCall, GraphEffect, GraphHandler, GraphService

UNKNOWN = "(name not constant)"
"""What is shown of a service or handler whose name is made when the program runs."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from a handler's id to another's; a dashed one waits for nothing."""

    source: str
    target: str
    label: str
    dashed: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is called and not defined in what is shown."""

    id: str
    title: str


def service_id(index: int) -> str:
    """Return the id of a service in a drawing."""
    return f"s{index}"


def handler_id(service: int, handler: int | None) -> str:
    """Return the id of a handler in a drawing; None is what its service does not have."""
    return f"s{service}h{handler}" if handler is not None else f"s{service}missing"


def service_title(graph: Graph, service: GraphService) -> str:
    """Return the name and the kind of a service, and its module where there are several."""
    title = f"{service.name or UNKNOWN} · {service.kind or 'unknown kind'}"
    if len({each.module for each in graph.services}) > 1:
        title += f" · {service.module}"
    return visible(title)


def handler_lines(handler: GraphHandler) -> list[str]:
    """Return what is shown of a handler: its name, how it runs, and its effects."""
    return [
        visible(handler.name or UNKNOWN),
        visible(handler.kind or "unknown kind"),
        *(effect_line(effect) for effect in handler.effects),
    ]


def effect_line(effect: GraphEffect) -> str:
    """Return an effect with where it happens and what leads there."""
    where = "in Run" if effect.inside_run else "outside Run"
    return visible(f"{effect.effect} {where}: {' → '.join(spot.title for spot in effect.chain)}")


def is_replayed(handler: GraphHandler) -> bool:
    """Whether a handler has an effect that every replay has again."""
    return any(not effect.inside_run for effect in handler.effects)


def drawn_edges(graph: Graph) -> tuple[list[Edge], list[Elsewhere]]:
    """Return the edges, each once, and what they lead to that is no handler of the graph."""
    edges, elsewhere = edges_of_calls(graph)
    return list(edges), elsewhere


def edges_of_calls(graph: Graph) -> tuple[dict[Edge, list[int]], list[Elsewhere]]:
    """Return the edges, each with the indices of the calls that it stands for, and what is elsewhere."""
    edges: dict[Edge, list[int]] = {}
    elsewhere: dict[str, Elsewhere] = {}
    for index, call in enumerate(graph.calls):
        dashed = call.kind == "send"
        for target in _targets(call, elsewhere):
            edges.setdefault(Edge(handler_id(*call.caller), target, _label(call), dashed), []).append(index)
    return edges, list(elsewhere.values())


def _targets(call: GraphCall, elsewhere: dict[str, Elsewhere]) -> list[str]:
    known = [handler_id(*target) for target in call.targets if target[1] is not None]
    if known and len(known) == len(call.targets):
        return known
    service, handler = call.service or UNKNOWN, call.handler or UNKNOWN
    title = f"{service} / {handler}" if call.service or call.handler else "(target not constant)"
    if call.targets and call.handler:
        title += " (no such handler)"
    found = elsewhere.setdefault(title, Elsewhere(f"x{len(elsewhere)}", visible(title)))
    return [*known, found.id]


def _label(call: GraphCall) -> str:
    words = [call.kind]
    if call.kind == "future" and not call.awaited:
        words.append("not awaited")
    if call.key == "own":
        words.append("own key")
    return ", ".join(words)
