"""`restatelint mcp`: the linter as tools for language models, by the Model Context Protocol."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import click

from restatelint.cli.judging import given_request, judging_options, judging_terms, timeout_option
from restatelint.cli.main import INTERRUPTED
from restatelint.cli.standard_input import need_standard_input

if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

_PACKAGES = ("mcp", "mcp_types")


@click.command(context_settings={"auto_envvar_prefix": "RESTATELINT"})
@click.option(
    "--root",
    "roots",
    multiple=True,
    default=(os.curdir,),
    metavar="DIRECTORY",
    help="Read files below here only; may be repeated. Unless given the current directory.",
)
@judging_options("The SDK's version, instead of the nearest go.mod's.")
@click.option("--tasks", metavar="DIRECTORY", help="Take the tasks from here.")
@timeout_option(30.0, "How long one call may take to judge.")
def mcp(
    roots: tuple[str, ...],
    tasks: str | None,
    timeout: float,
) -> None:
    """Serve tools by the Model Context Protocol, over standard input and output.

    The tools are check_go, explain_rule, list_rules and verify_answer. They change nothing, and no
    directive in the code and no settings file counts unless asked for.
    """
    for root in roots:
        if not os.path.isdir(root):
            message = f"`{root}` is no directory"
            raise click.BadParameter(message, param_hint="'--root'")
    try:
        from restatelint.cli.mcp_server import server
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in _PACKAGES:
            raise
        message = "`restatelint mcp` needs the package mcp, release 2: pip install 'restatelint[mcp]'"
        raise click.ClickException(message) from error
    need_standard_input()
    from restatelint.cli.mcp_tools import Tools
    from restatelint.judge.workers import Bounds
    from restatelint.source.limits import Limits

    # the protocol's own end waits for the call that is judged, and then for a line to read
    signal.signal(signal.SIGINT, _leave)
    resolved = tuple(os.path.realpath(root).replace(os.sep, "/") for root in roots)
    terms = judging_terms(given_request(), Limits(max_findings=200), tests=False)
    server(Tools(terms, resolved, tasks or "", Bounds(seconds=timeout))).run("stdio")


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    os._exit(INTERRUPTED)
