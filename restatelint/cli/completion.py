"""`restatelint completion`: the script that lets a shell complete our command lines, and its answers."""

from __future__ import annotations

import click

from restatelint.cli.options import one_of

_VARIABLE = "_RESTATELINT_COMPLETE"
_SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=one_of(_SHELLS), metavar="SHELL")
def completion(shell: str) -> None:
    """Print the completion script of bash, zsh or fish, to be read by its start-up file."""
    from click.shell_completion import get_completion_class

    from restatelint.cli.commands import command_group

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(command_group(), {}, "restatelint", _VARIABLE).source())


def complete(instruction: str) -> int:
    """Print what a shell asks for through its script, and return the exit code."""
    from click.shell_completion import shell_complete

    from restatelint.cli.commands import command_group

    return shell_complete(command_group(), {}, "restatelint", _VARIABLE, instruction)
