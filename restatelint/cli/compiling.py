"""The options by which Go itself is asked whether an answer compiles, and what they ask for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from restatelint.cli.options import Seconds, split_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.decorators import FC

    from restatelint.judge.go_compiler import GoCompiler
    from restatelint.judge.workers import Bounds

_KEPT = "restatelint.compiling."
_MEMORY = 2_000_000_000
_GO_MEMORY = 6_000_000_000  # of addresses, of which go reserves more than it uses


def compile_options() -> Callable[[FC], FC]:
    """Return the decorator for --compile and what goes with it; `asked_compiler` reads them."""
    kept = partial(click.option, expose_value=False, callback=_keep)
    options = (
        kept("--compile", is_flag=True, help="Ask Go as well whether it compiles; Go must be installed."),
        kept("--compile-network", is_flag=True, help="Let Go download modules that are not in its cache."),
        kept(
            "--compile-modules", multiple=True, metavar="PATH,...", help="Let answers use these modules too."
        ),
        kept(
            "--compile-timeout",
            type=Seconds(),
            default=120.0,
            show_default=True,
            metavar="SECONDS",
            help="How long Go may take for one answer.",
        ),
    )

    def decorated(function: FC) -> FC:
        for option in reversed(options):
            function = option(function)
        return function

    return decorated


def asked_compiler() -> GoCompiler | None:
    """Return how Go is to be asked by the running command, None if it is not.

    Raises click.UsageError where Go is wanted and not installed.
    """
    kept = click.get_current_context().meta
    if not kept[f"{_KEPT}compile"]:
        return None
    import shutil

    from restatelint.judge.go_compiler import ALLOWED, GoCompiler

    if shutil.which("go") is None:
        message = "--compile needs Go, and there is no `go` on the PATH"
        raise click.UsageError(message)
    return GoCompiler(
        (*ALLOWED, *split_names(kept[f"{_KEPT}compile_modules"])),
        kept[f"{_KEPT}compile_network"],
        kept[f"{_KEPT}compile_timeout"],
    )


def bounds_of(compiler: GoCompiler | None, seconds: float) -> Bounds:
    """Return the bounds of a judge: one that asks Go needs the time and the memory that go takes, too."""
    from restatelint.judge.workers import Bounds

    if compiler is None:
        return Bounds(seconds)
    return Bounds(seconds + compiler.seconds, _MEMORY + _GO_MEMORY)


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> None:
    context.meta[f"{_KEPT}{parameter.name}"] = value
