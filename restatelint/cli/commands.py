"""The commands and how a command line finds its own; what a command does is in its module."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from restatelint import __version__
from restatelint.cli.batch import batch
from restatelint.cli.cache import cache
from restatelint.cli.check import NO_REASON, check
from restatelint.cli.completion import completion
from restatelint.cli.config import config
from restatelint.cli.graph import graph
from restatelint.cli.hook import hook
from restatelint.cli.mcp import mcp
from restatelint.cli.prompt import prompt
from restatelint.cli.query import query
from restatelint.cli.rule import rule
from restatelint.cli.rule_new import rule_new
from restatelint.cli.rule_test import rule_test
from restatelint.cli.verify import verify
from restatelint.cli.version import version
from restatelint.engine.toml import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

_OWN_OPTIONS = ("--help", "-h", "--version")


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=False)
@click.version_option(__version__, message="%(prog)s %(version)s")
def commands() -> None:
    """Find code in Restate Go services that breaks on replay.

    `restatelint PATH` is short for `restatelint check PATH`.
    """


for _command in (
    check,
    rule,
    query,
    verify,
    prompt,
    batch,
    hook,
    mcp,
    graph,
    config,
    cache,
    version,
    completion,
):
    commands.add_command(_command)
for _name, _command in (("rule new", rule_new), ("rule test", rule_test)):
    commands.add_command(_command, _name)


def with_command(arguments: Sequence[str]) -> list[str]:
    """Return arguments that begin with a command, which is `check` unless they say another.

    Nothing at all stays nothing, which click refuses. Raises click.UsageError for what is no path but
    looks like a command. An option whose value may be left out is given one, as click would take the next
    argument for it.
    """
    arguments = [f"{each}={NO_REASON}" if each == "--add-ignore" else each for each in arguments]
    two = " ".join(arguments[:2])
    if two in commands.commands:  # a word of its own cannot be said apart from the name of a rule
        return [two, *arguments[2:]]
    first = arguments[0] if arguments else ""
    if not arguments or first in commands.commands or first in _OWN_OPTIONS:
        return arguments
    meant = nearest(first, commands.commands)
    if meant and not os.path.lexists(first):
        message = f"`{first}` is neither a command nor a path (did you mean `{meant}`?)"
        raise click.UsageError(message)
    return ["check", *arguments]
