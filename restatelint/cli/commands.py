"""The commands and how a command line finds its own; what a command does is in its module."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

import click

from restatelint import __version__
from restatelint.engine.toml import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_OWN_OPTIONS = ("--help", "-h", "--version")

COMMANDS: Mapping[str, str] = {
    "check": "check",
    "init": "init",
    "rule": "rule",
    "rule new": "rule_new",
    "rule test": "rule_test",
    "query": "query",
    "verify": "verify",
    "prompt": "prompt",
    "batch": "batch",
    "hook": "hook",
    "mcp": "mcp",
    "server": "server",
    "graph": "graph",
    "config": "config",
    "cache": "cache",
    "version": "version",
    "completion": "completion",
}
"""The module of each command, in which it has the same name; only the one that is run is imported."""


def command_group(names: Iterable[str] = COMMANDS) -> click.Group:
    """Return the group of some commands, or of all of them."""
    group = click.Group(
        "restatelint",
        help=_HELP,
        context_settings={"help_option_names": ["-h", "--help"]},
        no_args_is_help=False,
    )
    click.version_option(__version__, message="%(prog)s %(version)s")(group)
    for name in names:
        command: object = getattr(import_module(f"restatelint.cli.{COMMANDS[name]}"), COMMANDS[name])
        assert isinstance(command, click.Command)
        group.add_command(command, name)
    return group


_HELP = """Find code in Restate Go services that breaks on replay.

`restatelint PATH` is short for `restatelint check PATH`.
"""


def group_of(words: Sequence[str]) -> click.Group:
    """Return the group in which a command line, as ``with_command`` gives it, finds what it asks for."""
    return command_group(words[:1]) if words and words[0] in COMMANDS else command_group()


def with_command(arguments: Sequence[str]) -> list[str]:
    """Return arguments that begin with a command, which is `check` unless they say another.

    Nothing at all stays nothing, which click refuses. Raises click.UsageError for what is no path but
    looks like a command. An option whose value may be left out is given one, as click would take the next
    argument for it.
    """
    if "--add-ignore" in arguments:
        from restatelint.cli.check import NO_REASON

        arguments = [f"{each}={NO_REASON}" if each == "--add-ignore" else each for each in arguments]
    arguments = [*arguments]
    two = " ".join(arguments[:2])
    if two in COMMANDS:  # a word of its own cannot be said apart from the name of a rule
        return [two, *arguments[2:]]
    first = arguments[0] if arguments else ""
    if not arguments or first in COMMANDS or first in _OWN_OPTIONS:
        return arguments
    meant = nearest(first, COMMANDS)
    if meant and not os.path.lexists(first):
        message = f"`{first}` is neither a command nor a path (did you mean `{meant}`?)"
        raise click.UsageError(message)
    return ["check", *arguments]
