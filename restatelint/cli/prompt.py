"""`restatelint prompt`: what to tell a model before it writes, and the tasks."""

from __future__ import annotations

import os

import click

from restatelint.cli.options import as_setting, choice, split_names
from restatelint.engine.settings_keys import SDK_VERSION


@click.command(context_settings={"auto_envvar_prefix": "RESTATELINT"})
@click.argument("task", required=False)
@click.option("--list", "listed", is_flag=True, help="List the tasks.")
@click.option("--tasks", metavar="DIRECTORY", help="Take the tasks from here.")
@choice("--format", ("text", "json"), "The form of what is printed.", "text")
@click.option(
    "--sdk-version",
    type=as_setting(SDK_VERSION),
    metavar="VERSION",
    help="The release of the SDK to write for.",
)
@click.option("--select", multiple=True, metavar="NAME,...", help="Name these rules and no others.")
@click.option("--ignore", multiple=True, metavar="NAME,...", help="Do not name these rules.")
@choice("--preset", ("default", "strict"), "The rules to start from.")
@click.option("--config", metavar="FILE", help="Use this settings file.")
@click.option("--isolated", is_flag=True, help="Use no settings file.")
def prompt(
    task: str | None,
    listed: bool,
    tasks: str | None,
    format: str,  # noqa: A002 - click names the parameter after the option
    sdk_version: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preset: str | None,
    config: str | None,
    isolated: bool,
) -> None:
    """Print what to tell a model that is to write Restate code, and a TASK if one is named.

    It is made from the rules that are on, which are those that `restatelint verify` judges by.
    """
    from restatelint.cli.output import print_pieces
    from restatelint.cli.request import Request
    from restatelint.cli.settings_files import SettingsFiles
    from restatelint.judge.prompt import prompt as written
    from restatelint.judge.task import load_tasks, task_named
    from restatelint.report.json_text import json_text

    if listed:
        known = load_tasks(tasks or "")
        if format == "json":
            pieces = json_text(
                [
                    {"id": each.id, "title": each.title, "statement": each.statement}
                    for each in known.values()
                ],
                2,
            )
            print_pieces([f"{pieces}\n"], "utf-8")
        else:
            print_pieces(f"{each.id}  {each.title}\n" for each in known.values())
        return
    request = Request(
        select=split_names(select),
        ignore=split_names(ignore),
        preset=preset,
        sdk_version=sdk_version,
        config=config,
        isolated=isolated,
    )
    files = SettingsFiles(request)
    settings = files.settings(files.closest(os.path.realpath(os.curdir)))
    asked = task_named(task, tasks or "") if task is not None else None
    text = written(files.on(settings), asked, settings.sdk_version)
    if format == "json":
        text = (
            json_text({"version": 1, "task": asked.id if asked is not None else "", "prompt": text}, 2) + "\n"
        )
    print_pieces([text], "utf-8")
