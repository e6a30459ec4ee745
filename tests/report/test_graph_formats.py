"""The drawings of a graph: what they say, and that no name in them can act."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restatelint.report.graph_dot import dot
from restatelint.report.graph_json import graph_json
from restatelint.report.graph_mermaid import mermaid
from restatelint.restate.services.graph import (
    Graph,
    GraphCall,
    GraphEffect,
    GraphHandler,
    GraphService,
    Spot,
)

MERMAID_LINE = re.compile(
    r"""
    flowchart\ LR
    | \ \ subgraph\ s\d+\["[^"\[\]{}<>%`;&]*(\#\d+;[^"\[\]{}<>%`;&]*)*"\]
    | \ \ \ \ s\d+h\d+\["([^"\[\]{}<>%`;&]|\#\d+;|<br/>)*"\]
    | \ \ end
    | \ \ x\d+\(\["([^"\[\]{}<>%`;&]|\#\d+;)*"\]\)
    | \ \ s\d+h\d+\ (-->|-\.->)\|"[a-z, ]*"\|\ (s\d+h\d+|x\d+)
    | \ \ classDef\ replayed\ .*
    | \ \ class\ [s\dh,]+\ replayed
    """,
    re.VERBOSE,
)
DOT_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def graph_with(service: str, handler: str = "Place", title: str = "time.Now", called: str = "Pay") -> Graph:
    """Return a graph of one service whose handler calls itself, something known, and something unknown."""
    spot = Spot(title, "shop.go", 7)
    effects = (GraphEffect("wall-clock", False, (spot,)), GraphEffect("network", True, (spot, spot)))
    placed = GraphHandler(handler, "exclusive", "Order", "Void", spot, effects)
    other = GraphHandler("Show", "shared", "Void", "int", spot, ())
    call = GraphCall((0, 0), "request", True, "object", service, handler, "own", spot, (), ((0, 0),))
    return Graph(
        (GraphService(service, "object", "example.com/shop", spot, (placed, other)),),
        (
            call,
            GraphCall(
                (0, 0), "send", False, "object", service, "Show", "constant: a", spot, (spot,), ((0, 1),)
            ),
            GraphCall((0, 0), "future", False, "service", called, "Now", "", spot, (), ()),
            GraphCall((0, 1), "request", True, "object", service, "Gone", "", spot, (), ((0, None),)),
            GraphCall((0, 1), "request", True, "", "", "", "", spot, (), ()),
        ),
    )


def test_mermaid_draws_requests_solid_and_sends_dashed() -> None:
    assert "".join(mermaid(graph_with("Till"))) == (
        "flowchart LR\n"
        '  subgraph s0["Till · object"]\n'
        '    s0h0["Place<br/>exclusive<br/>wall-clock outside Run: time.Now'
        '<br/>network in Run: time.Now → time.Now"]\n'
        '    s0h1["Show<br/>shared"]\n'
        "  end\n"
        '  x0(["Pay / Now"])\n'
        '  x1(["Till / Gone (no such handler)"])\n'
        '  x2(["(target not constant)"])\n'
        '  s0h0 -->|"request, own key"| s0h0\n'
        '  s0h0 -.->|"send"| s0h1\n'
        '  s0h0 -->|"future, not awaited"| x0\n'
        '  s0h1 -->|"request"| x1\n'
        '  s0h1 -->|"request"| x2\n'
        "  classDef replayed stroke:#c00,stroke-width:2px\n"
        "  class s0h0 replayed\n"
    )


def test_dot_draws_the_same() -> None:
    text = "".join(dot(graph_with("Till")))

    assert text.startswith("digraph services {\n")
    assert '    s0h0 [label="Place\\nexclusive\\nwall-clock outside Run: time.Now\\nnetwork' in text
    assert 'time.Now", color=red];\n    s0h1 [label="Show\\nshared"];\n' in text
    assert '  s0h0 -> s0h0 [label="request, own key", style=solid];\n' in text
    assert '  s0h0 -> s0h1 [label="send", style=dashed];\n' in text
    assert text.endswith("}\n")


def test_a_service_without_handlers_is_drawn() -> None:
    spot = Spot("", "shop.go", 1)
    empty = Graph((GraphService("Till", "", "", spot, ()),), ())

    assert 'subgraph s0["Till · unknown kind"]\n  end\n' in "".join(mermaid(empty))
    assert "s0 [style=invis];" in "".join(dot(empty))


def test_several_modules_are_told_apart() -> None:
    spot = Spot("", "shop.go", 1)
    services = tuple(GraphService("Till", "service", module, spot, ()) for module in ("a", "b"))

    text = "".join(mermaid(Graph(services, ())))
    assert "Till · service · a" in text
    assert "Till · service · b" in text


def test_json_says_everything() -> None:
    document = json.loads("".join(graph_json(graph_with("Till"))))

    assert document["version"] == 1
    (service,) = document["services"]
    assert (service["name"], service["kind"], service["module"]) == ("Till", "object", "example.com/shop")
    assert service["handlers"][0] == {
        "name": "Place",
        "kind": "exclusive",
        "input": "Order",
        "output": "Void",
        "path": "shop.go",
        "line": 7,
        "effects": [
            {
                "effect": "wall-clock",
                "insideRun": False,
                "chain": [{"title": "time.Now", "path": "shop.go", "line": 7}],
            },
            {
                "effect": "network",
                "insideRun": True,
                "chain": [{"title": "time.Now", "path": "shop.go", "line": 7}] * 2,
            },
        ],
    }
    assert document["calls"][1] == {
        "from": {"service": 0, "handler": 0},
        "kind": "send",
        "awaited": False,
        "targetKind": "object",
        "service": "Till",
        "handler": "Show",
        "key": "constant: a",
        "path": "shop.go",
        "line": 7,
        "chain": [{"title": "time.Now", "path": "shop.go", "line": 7}],
        "targets": [{"service": 0, "handler": 1}],
    }
    assert document["calls"][4]["service"] is None


HOSTILE = [
    'a"]\nend\n%%{init: {"theme": "x"}}%%',
    "<script>alert(1)</script>",
    "`**bold**`",
    "1. list",
    "_italic_",
    "#quot;",
    "&quot;",
    '\\"; x -> y; //',
    "\\N\\G",
    "click s0h0 href",
    "\u202eevil",
    "\x1b[31m",
    "a\\",
]
HOSTILE_TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20))


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_acts_in_mermaid(name: str) -> None:
    lines = "".join(mermaid(graph_with(name, name, name, name))).splitlines()

    assert len(lines) == 15
    assert [line for line in lines if not MERMAID_LINE.fullmatch(line)] == []


@given(HOSTILE_TEXT, HOSTILE_TEXT, HOSTILE_TEXT)
def test_whatever_a_name_holds_the_drawings_keep_their_lines(service: str, handler: str, title: str) -> None:
    graph = graph_with(service, handler, title, handler)

    flow = "".join(mermaid(graph)).splitlines()
    assert [line for line in flow if not MERMAID_LINE.fullmatch(line)] == []
    plain = [DOT_STRING.sub("S", line) for line in "".join(dot(graph)).split("\n")]
    assert [line for line in plain if line.count('"') or "\\" in line] == []
    assert {re.sub(r"[sx]\d+(h\d+)?", "N", line) for line in plain} <= {
        "",
        "digraph services {",
        "  rankdir=LR;",
        "  node [shape=box];",
        "  subgraph cluster_N {",
        "    label=S;",
        "    N [label=S];",
        "    N [label=S, color=red];",
        "  }",
        "  N [label=S, shape=ellipse];",
        "  N -> N [label=S, style=solid];",
        "  N -> N [label=S, style=dashed];",
        "}",
    }
    json.loads("".join(graph_json(graph)))
