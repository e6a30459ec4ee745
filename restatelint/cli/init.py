"""`restatelint init`: begins to use restatelint in a repository, asking before it writes anything."""

from __future__ import annotations

import os

import click


@click.command()
@click.argument("directory", default=os.curdir)
@click.option("--yes", is_flag=True, help="Write everything that is not there yet, and ask nothing.")
def init(directory: str, yes: bool) -> None:
    """Write settings, a pre-commit hook and a GitHub workflow into the repository of DIRECTORY.

    Each is asked about first, and what is there already is never written over.
    """
    from restatelint.cli.beginnings import Beginning, beginnings
    from restatelint.cli.output import say
    from restatelint.report.display import visible
    from restatelint.source.repository import repository_top
    from restatelint.source.writing import UnwritableError, write_whole

    if not os.path.isdir(directory):
        message = f"`{directory}` is no directory"
        raise click.BadParameter(message, param_hint="DIRECTORY")
    top = repository_top(os.path.realpath(directory)) or os.path.realpath(directory)

    def is_wanted(beginning: Beginning) -> bool:
        verb = "add to" if beginning.adds else "write"
        question = f"{verb} {visible(beginning.name)} ({beginning.what})?"
        try:
            return yes or click.confirm(question, default=True, err=True)
        except click.Abort as error:
            message = "nobody answers: --yes writes everything that is not there yet"
            raise click.UsageError(message) from error

    for beginning in beginnings(top):
        if beginning.text is None:
            say(f"{visible(beginning.name)}: {beginning.what}")
            continue
        if not is_wanted(beginning):
            continue
        path = os.path.join(top, *beginning.name.split("/"))
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write_whole(path, [beginning.text.encode()])
        except (OSError, UnwritableError) as error:
            raise click.FileError(path, str(error).lower()) from error
        click.echo(f"wrote {visible(beginning.name)}")
    say("next: restatelint check")
