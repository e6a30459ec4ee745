"""What a page for a browser shows beside findings: the code around them, and the services it belongs to."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING

from restatelint import __version__
from restatelint.cli.graph_files import graph_of_files
from restatelint.cli.judge import report_on_files
from restatelint.report.html.service_map import map_page
from restatelint.report.options import Options
from restatelint.source.limits import Limits
from restatelint.source.tree import DiskTree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from restatelint.cli.request import Request
    from restatelint.restate.services.graph import Graph


def with_sources(options: Options, paths: Sequence[str], request: Request) -> Options:
    """Return options that read files as they are on disk now, and find services when they are asked for."""
    tree = DiskTree(os.curdir, max_file_bytes=request.max_file_bytes or Limits().max_file_bytes)
    return dataclasses.replace(
        options,
        text=lambda path: tree.read(tree.location(path)),
        graph=lambda: graph_of_files(paths, request).graph,
    )


def service_map(graph: Graph, paths: Sequence[str], request: Request) -> Iterator[str]:
    """Yield the page of a graph, with what a check of the same paths finds."""
    options = with_sources(Options(version=__version__), paths, request)
    return map_page(graph, report_on_files(paths, request), options)
