"""`restatelint prompt`: what to tell a model before it writes, and the tasks."""

from __future__ import annotations

import click

from restatelint.cli.judging import given_request, judging_options, judging_terms
from restatelint.cli.options import choice


@click.command(context_settings={"auto_envvar_prefix": "RESTATELINT"})
@click.argument("task", required=False)
@click.option("--list", "listed", is_flag=True, help="List the tasks.")
@click.option("--tasks", metavar="DIRECTORY", help="Take the tasks from here.")
@choice("--format", ("text", "json"), "The form of what is printed.", "text")
@judging_options("The release of the SDK to write for.")
def prompt(
    task: str | None,
    listed: bool,
    tasks: str | None,
    format: str,  # noqa: A002 - click names the parameter after the option
) -> None:
    """Print what to tell a model that is to write Restate code, and a TASK if one is named.

    It is made from the rules that are on, which are those that `restatelint verify` judges by.
    """
    from restatelint.cli.output import print_pieces
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
    terms = judging_terms(given_request())
    asked = task_named(task, tasks or "") if task is not None else None
    text = written(terms.chosen(), asked, terms.settings.sdk_version)
    if format == "json":
        text = (
            json_text({"version": 1, "task": asked.id if asked is not None else "", "prompt": text}, 2) + "\n"
        )
    print_pieces([text], "utf-8")
