"""The ``html`` format: a report that is read in a browser, in one file that needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.report.display import visible
from restatelint.report.graph_words import UNKNOWN
from restatelint.report.html.assembly import assembled
from restatelint.report.html.findings import findings_json, rule_templates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.engine.finding import Report
    from restatelint.report.json_text import Json
    from restatelint.report.options import Options
    from restatelint.restate.services.graph import GraphService

STYLES = ("base.css", "finding.css", "report.css")
SCRIPTS = ("base.js", "finding.js", "report.js")


def html_report(report: Report, options: Options) -> Iterator[str]:
    """Yield a page of the findings, by service, file or rule, with the code they stand in."""
    graph = options.graph()
    data = findings_json(report, graph, options)
    services: list[Json] = [_service(each) for each in (graph.services if graph is not None else ())]
    data["services"] = services
    yield from assembled("report.html", STYLES, SCRIPTS, data, rule_templates(report, options))


def _service(service: GraphService) -> Json:
    return {
        "name": visible(service.name or UNKNOWN),
        "kind": service.kind,
        "handlers": [visible(each.name or UNKNOWN) for each in service.handlers],
    }
