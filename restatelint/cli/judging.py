"""What all commands have in common that judge code from elsewhere: options, and the terms they ask for."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING

import click

from restatelint.cli.options import Seconds, as_setting, one_of, split_names
from restatelint.cli.request import Request
from restatelint.engine.settings_keys import SDK_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.decorators import FC

    from restatelint.judge.answer import Terms
    from restatelint.source.limits import Limits

_KEPT = "restatelint.judging."
_PRESETS = ("default", "strict")


def judging_options(version: str) -> Callable[[FC], FC]:
    """Return the decorator for the options that say by which rules is judged; `given_request` reads them.

    ``version`` is what the help says of --sdk-version.
    """
    kept = partial(click.option, expose_value=False, callback=_keep)
    names = partial(kept, multiple=True, metavar="NAME,...")
    options: tuple[Callable[[FC], FC], ...] = (
        names("--select", help="Judge by these rules and no others."),
        names("--extend-select", help="Judge by these rules as well."),
        names("--ignore", help="Do not judge by these rules."),
        kept("--preset", type=one_of(_PRESETS), metavar="|".join(_PRESETS), help="The rules to start from."),
        kept("--config", metavar="FILE", help="Use this settings file; none is looked for."),
        kept("--sdk-version", type=as_setting(SDK_VERSION), metavar="VERSION", help=version),
        kept("--suppressions", is_flag=True, help="Let directives in the code count."),
    )

    def decorated(function: FC) -> FC:
        for option in reversed(options):
            function = option(function)
        return function

    return decorated


def timeout_option(seconds: float, text: str) -> Callable[[FC], FC]:
    """Return the decorator for --timeout, with its default and what its help says."""
    return click.option(
        "--timeout", type=Seconds(), default=seconds, show_default=True, metavar="SECONDS", help=text
    )


def given_request() -> Request:
    """Return what the judging options of the running command ask for."""
    kept = click.get_current_context().meta
    return Request(
        select=split_names(kept[f"{_KEPT}select"]),
        extend_select=split_names(kept[f"{_KEPT}extend_select"]),
        ignore=split_names(kept[f"{_KEPT}ignore"]),
        preset=kept[f"{_KEPT}preset"],
        config=kept[f"{_KEPT}config"],
        sdk_version=kept[f"{_KEPT}sdk_version"],
        suppressions=kept[f"{_KEPT}suppressions"],
    )


def judging_terms(request: Request, limits: Limits | None = None, *, tests: bool = True) -> Terms:
    """Return the terms that a request asks for, with every rule loaded; no settings file is looked for.

    With ``tests`` code is judged as any other if its name says that it is a test. Raises click.BadParameter
    and DataError for what is wrong with the request and the settings.
    """
    from restatelint.cli.settings_files import SettingsFiles
    from restatelint.judge.answer import Terms
    from restatelint.judge.units import Shape

    files = SettingsFiles(dataclasses.replace(request, isolated=request.config is None))
    settings = files.settings(files.closest(""))
    terms = Terms(
        settings=dataclasses.replace(settings, tests=tests or settings.tests),
        rules=files.on(settings),
        known=files.known(settings),
        shape=Shape(request.shape),
        merge_fences=request.merge_fences,
        suppressions=request.suppressions is True,
        generated=request.generated != "strict",
    )
    return terms if limits is None else dataclasses.replace(terms, limits=limits)


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> None:
    context.meta[f"{_KEPT}{parameter.name}"] = value
