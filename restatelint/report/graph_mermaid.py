"""The ``mermaid`` format of a graph; nothing in a name can act, be it quote, directive or markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.report.graph_words import (
    drawn_edges,
    handler_id,
    handler_lines,
    is_replayed,
    service_id,
    service_title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from restatelint.restate.services.graph import Graph

# everything but letters, digits and what no version of Mermaid gives a meaning inside quotes
_ACTING = re.compile(r"(?!(?<=\w)-(?=\w))[^\w .,:/·→()]|\.(?= )|\b_|_\b")


def mermaid(graph: Graph) -> Iterator[str]:
    """Yield a Mermaid flow chart: requests are solid lines, sends dashed ones.

    A handler with an effect outside Run has a red frame.
    """
    yield "flowchart LR\n"
    replayed: list[str] = []
    for index, service in enumerate(graph.services):
        yield f"  subgraph {service_id(index)}[{_quoted([service_title(graph, service)])}]\n"
        for number, handler in enumerate(service.handlers):
            node = handler_id(index, number)
            yield f"    {node}[{_quoted(handler_lines(handler))}]\n"
            if is_replayed(handler):
                replayed.append(node)
        yield "  end\n"
    edges, elsewhere = drawn_edges(graph)
    for each in elsewhere:
        yield f"  {each.id}([{_quoted([each.title])}])\n"
    for edge in edges:
        line = "-.->" if edge.dashed else "-->"
        yield f"  {edge.source} {line}|{_quoted([edge.label])}| {edge.target}\n"
    if replayed:
        yield "  classDef replayed stroke:#c00,stroke-width:2px\n"
        yield f"  class {','.join(replayed)} replayed\n"


def _quoted(lines: Iterable[str]) -> str:
    return '"' + "<br/>".join(_ACTING.sub(_entity, line) for line in lines) + '"'


def _entity(match: re.Match[str]) -> str:
    return f"#{ord(match.group())};"
