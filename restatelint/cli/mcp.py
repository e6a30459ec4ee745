"""`restatelint mcp`: the linter as tools for language models, by the Model Context Protocol."""

from __future__ import annotations

import os

import click

from restatelint.cli.options import Seconds, as_setting, choice, split_names
from restatelint.engine.settings_keys import SDK_VERSION

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
@click.option("--select", multiple=True, metavar="NAME,...", help="Judge by these rules and no others.")
@click.option("--extend-select", multiple=True, metavar="NAME,...", help="Judge by these rules as well.")
@click.option("--ignore", multiple=True, metavar="NAME,...", help="Do not judge by these rules.")
@choice("--preset", ("default", "strict"), "The rules to start from.")
@click.option("--config", metavar="FILE", help="Use this settings file; none is looked for.")
@click.option("--suppressions", is_flag=True, help="Let directives in the code count.")
@click.option(
    "--sdk-version",
    type=as_setting(SDK_VERSION),
    metavar="VERSION",
    help="The SDK's version, instead of the nearest go.mod's.",
)
@click.option("--tasks", metavar="DIRECTORY", help="Take the tasks from here.")
@click.option(
    "--timeout",
    type=Seconds(),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="How long one call may take to judge.",
)
def mcp(
    roots: tuple[str, ...],
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    preset: str | None,
    config: str | None,
    suppressions: bool,
    sdk_version: str | None,
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
    from restatelint.cli.mcp_tools import Tools
    from restatelint.cli.request import Request
    from restatelint.cli.trial import trial_terms
    from restatelint.judge.workers import Bounds
    from restatelint.source.limits import Limits

    request = Request(
        select=split_names(select),
        extend_select=split_names(extend_select),
        ignore=split_names(ignore),
        preset=preset,
        config=config,
        suppressions=suppressions,
        sdk_version=sdk_version,
    )
    resolved = tuple(os.path.realpath(root).replace(os.sep, "/") for root in roots)
    terms = trial_terms(request, Limits(max_findings=200))
    server(Tools(terms, resolved, tasks or "", Bounds(seconds=timeout))).run("stdio")
