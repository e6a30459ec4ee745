"""Reads standard input for every command, which may be closed, a directory, or more than anybody wants."""

from __future__ import annotations

import sys

import click


def need_standard_input() -> None:
    """Raise click.ClickException if whoever started this closed its standard input."""
    if sys.stdin is None:
        message = "standard input is closed"
        raise click.ClickException(message)


def standard_input(most: int) -> bytes:
    """Return standard input, cut off after ``most`` bytes. Raises click.ClickException if there is none."""
    need_standard_input()
    try:
        return sys.stdin.buffer.read(most)
    except OSError as error:
        message = f"standard input cannot be read: {(error.strerror or str(error)).lower()}"
        raise click.ClickException(message) from error
