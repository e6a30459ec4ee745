"""The kinds of options that several commands have; a wrong value is refused with the nearest right one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from restatelint.engine.fields import Texts
from restatelint.engine.toml import DataError, Table, did_you_mean
from restatelint.report.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from click.decorators import FC

    from restatelint.engine.fields import Field

STDIN = "-"
"""The path that is standard input."""


def one_of(values: Iterable[str]) -> Callable[[str], str]:
    """Return what lets a value through if it is one of those, and refuses any other."""
    known = tuple(values)

    def checked(value: str) -> str:
        if value not in known:
            expected = ", ".join(known)
            message = f"`{value}` is none of {expected}{did_you_mean(value, known)}"
            raise click.BadParameter(message)
        return value

    return checked


def as_setting(field: Field[object]) -> Callable[[str], str]:
    """Return what lets a value through if a settings file may say it under a key, alone or in a list."""
    key = field.names[-1]
    is_list = isinstance(field.kind, Texts)

    def checked(value: str) -> str:
        try:
            field.kind.read(Table("", "", (), {key: [value] if is_list else value}), key)
        except DataError as error:
            raise click.BadParameter(error.message) from error
        return value

    return checked


def choice(name: str, values: Iterable[str], text: str, default: str | None = None) -> Callable[[FC], FC]:
    """Return the decorator for an option that takes one of some values."""
    known = tuple(values)
    return click.option(
        name,
        type=one_of(known),
        metavar="|".join(known),
        default=default,
        show_default=default is not None,
        help=text,
        shell_complete=lambda _context, _parameter, begun: [each for each in known if each.startswith(begun)],
    )


class Seconds(click.FloatRange):
    """A time that can be waited for: nan and what a system cannot count in milliseconds are none."""

    def __init__(self) -> None:
        super().__init__(min=0.1, max=1_000_000)

    def convert(self, value: float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number, or raise click.BadParameter."""
        seconds = super().convert(value, param, ctx)
        if seconds != seconds:
            self.fail("nan is no time", param, ctx)
        return seconds


def split_names(given: Iterable[str]) -> tuple[str, ...]:
    """Return the names of a repeated option, each of which may hold several with commas between."""
    return tuple(name.strip() for each in given for name in each.split(",") if name.strip())


def output_files(
    _context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]
) -> dict[str, str]:
    """Return the format of each file, by its path, for the values of --output."""
    outputs: dict[str, str] = {}
    for each in given:
        name, sign, path = each.partition("=")
        if not sign or not path:
            message = f"`{each}` is not FORMAT=PATH, like sarif=findings.sarif"
            raise click.BadParameter(message)
        if path in outputs:
            message = f"two reports cannot both be written to `{path}`"
            raise click.BadParameter(message)
        if not os.path.isdir(os.path.dirname(path) or os.curdir):
            message = f"`{path}` cannot be written, its directory does not exist"
            raise click.BadParameter(message)
        outputs[path] = one_of(FORMATS)(name)
    return outputs
