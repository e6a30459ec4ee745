"""The commands and how a command line finds its own; what a command does is in its module."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from restatelint import __version__
from restatelint.cli.check import check
from restatelint.cli.completion import completion
from restatelint.cli.config import config
from restatelint.cli.rule import rule
from restatelint.cli.version import version

if TYPE_CHECKING:
    from collections.abc import Sequence

_OWN_OPTIONS = ("--help", "-h", "--version")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def commands() -> None:
    """Find code in Restate Go services that breaks on replay.

    `restatelint PATH` is short for `restatelint check PATH`.
    """


for _command in (check, rule, config, version, completion):
    commands.add_command(_command)


def with_command(arguments: Sequence[str]) -> list[str]:
    """Return arguments that begin with a command, which is `check` unless they say another.

    Nothing at all stays nothing, which click answers with the help and an error.
    """
    if not arguments or arguments[0] in commands.commands or arguments[0] in _OWN_OPTIONS:
        return list(arguments)
    return ["check", *arguments]
