"""`restatelint graph`: the services of Go files, who calls whom, and what their handlers do."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from restatelint.cli.options import choice
from restatelint.cli.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from restatelint.restate.services.graph import Graph


@click.command(context_settings={"auto_envvar_prefix": "RESTATELINT"})
@click.argument("paths", nargs=-1, type=click.UNPROCESSED, metavar="[PATHS]...")
@choice("--format", ("mermaid", "dot", "json", "html"), "The form of the graph.", "mermaid")
@click.option("--config", metavar="FILE", help="Use this settings file for every file.")
@click.option("--isolated", is_flag=True, help="Use no settings file.")
def graph(
    paths: tuple[str, ...],
    format: str,  # noqa: A002 - click names the parameter after the option
    config: str | None,
    isolated: bool,
) -> int:
    """Draw the services of Go files: handlers, the calls between them, and their effects.

    Requests are solid lines, sends dashed ones. The html form is a page for a browser, and has what a check
    finds as well. Exit codes: 0 drawn, 2 wrong usage or a bug, 3 no Go file,
    4 something could not be read.
    """
    if config is not None and isolated:
        message = "--config and --isolated exclude each other"
        raise click.UsageError(message)
    from restatelint.cli.graph_files import graph_of_files
    from restatelint.cli.output import print_pieces, say
    from restatelint.cli.request import Request
    from restatelint.report.display import visible

    given, request = paths or (os.curdir,), Request(config=config, isolated=isolated)
    found = graph_of_files(given, request)
    if format == "html":
        from restatelint.cli.pages import service_map

        print_pieces(service_map(found.graph, given, request), "utf-8")
    else:
        print_pieces(_printer(format)(found.graph), "utf-8")
    for note in found.notes:
        say(f"not checked: {visible(note.path)}: {visible(note.message)}")
    if not found.files:
        say("nothing to draw: no Go file, or every one left out")
        return Outcome.NOTHING
    if not found.graph.services:
        say("no service is defined in these files")
    return Outcome.INCOMPLETE if found.notes else Outcome.CLEAN


def _printer(form: str) -> Callable[[Graph], Iterator[str]]:
    if form == "dot":
        from restatelint.report.graph_dot import dot

        return dot
    if form == "json":
        from restatelint.report.graph_json import graph_json

        return graph_json
    from restatelint.report.graph_mermaid import mermaid

    return mermaid
