"""Words for what stops a run: a mistake of usage or of the settings, in one line of our own style."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from restatelint.cli.neighbours import flag_hint, option_hint
from restatelint.engine.selection import UnknownNameError
from restatelint.engine.toml import DataError
from restatelint.judge.task import UnknownTaskError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def problem(error: Exception) -> str | None:
    """Return what the user did wrong, or None if it is not the user who did."""
    if isinstance(error, click.ClickException):
        return _usage(error)
    if isinstance(error, DataError):
        # no absolute path where a relative one will do: logs are compared and shared
        near = os.path.relpath(error.path)
        path = error.path if near.startswith("..") else near
        return f"{path}:{error.line}: {error.message}"
    if isinstance(error, (UnknownNameError, UnknownTaskError)):
        return str(error)
    return None


def bug(error: Exception) -> str:
    """Return words for an error that only a fault of this program can explain."""
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    return f"this is a bug in restatelint, -v shows where: {what}"


def is_verbose(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Return whether a command line asks for much, even one that could not be read."""
    short = any(
        each.startswith("-") and not each.startswith("--") and each.strip("-qv") == "" and "v" in each
        for each in arguments
    )
    return short or "--verbose" in arguments or environment.get("RESTATELINT_VERBOSE", "0") not in ("", "0")


def _usage(error: click.ClickException) -> str:
    message = error.format_message()
    if isinstance(error, click.NoSuchOption):
        known: list[str] = []
        if error.ctx is not None:
            known = [name for each in error.ctx.command.params for name in each.opts if name[:2] == "--"]
        message = f"no such option `{error.option_name}`{option_hint(error.option_name, known)}"
    elif isinstance(error, click.BadOptionUsage):
        message = f"{message.removesuffix('.')}{flag_hint(error.option_name)}"
    if isinstance(error, click.BadParameter) and (variable := _variable(error)):
        message += f" (from {variable} in the environment)"
    message = message[:1].lower() + message[1:].removesuffix(".")
    if isinstance(error, click.UsageError) and error.ctx is not None:
        message += f"; `{error.ctx.command_path} --help` lists what there is"
    return message


def _variable(error: click.BadParameter) -> str:
    """Return the environment variable that gave a wrong value, or "" if the command line did."""
    if error.ctx is None or error.param is None or error.param.name is None:
        return ""
    source = error.ctx.get_parameter_source(error.param.name)
    if source is not click.core.ParameterSource.ENVIRONMENT:
        return ""
    return f"{error.ctx.auto_envvar_prefix}_{error.param.name.upper()}"
