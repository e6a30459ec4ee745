"""The ``dot`` format of a graph, for Graphviz."""

from __future__ import annotations

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

# Graphviz reads a backslash as the start of an escape, and an ampersand as that of an HTML entity
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;"})


def dot(graph: Graph) -> Iterator[str]:
    """Yield a Graphviz digraph: requests are solid lines, sends dashed ones.

    A handler with an effect outside Run has a red frame.
    """
    yield "digraph services {\n  rankdir=LR;\n  node [shape=box];\n"
    for index, service in enumerate(graph.services):
        title = _quoted([service_title(graph, service)])
        yield f"  subgraph cluster_{service_id(index)} {{\n    label={title};\n"
        if not service.handlers:
            yield f"    {service_id(index)} [style=invis];\n"  # a cluster without a node is not drawn
        for number, handler in enumerate(service.handlers):
            color = ", color=red" if is_replayed(handler) else ""
            yield f"    {handler_id(index, number)} [label={_quoted(handler_lines(handler))}{color}];\n"
        yield "  }\n"
    edges, elsewhere = drawn_edges(graph)
    for each in elsewhere:
        yield f"  {each.id} [label={_quoted([each.title])}, shape=ellipse];\n"
    for edge in edges:
        style = "dashed" if edge.dashed else "solid"
        yield f"  {edge.source} -> {edge.target} [label={_quoted([edge.label])}, style={style}];\n"
    yield "}\n"


def _quoted(lines: Iterable[str]) -> str:
    return '"' + "\\n".join(line.translate(_ESCAPES) for line in lines) + '"'
