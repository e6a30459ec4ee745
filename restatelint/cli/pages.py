"""What a page for a browser shows beside findings: the code around them, and the services it belongs to."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING

from restatelint.cli.graph_files import graph_of_files
from restatelint.source.limits import Limits
from restatelint.source.tree import DiskTree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.cli.request import Request
    from restatelint.report.options import Options


def with_sources(options: Options, paths: Sequence[str], request: Request) -> Options:
    """Return options that read files as they are on disk now, and find services when they are asked for."""
    tree = DiskTree(os.curdir, max_file_bytes=request.max_file_bytes or Limits().max_file_bytes)
    return dataclasses.replace(
        options,
        text=lambda path: tree.read(tree.location(path)),
        graph=lambda: graph_of_files(paths, request).graph,
    )
