"""`restatelint cache`: where what was found out is kept between runs, and how to be rid of it."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from restatelint import __version__

if TYPE_CHECKING:
    from restatelint.engine.cached import Keeping

CACHE_DIR = "RESTATELINT_CACHE_DIR"
"""The variable that names another directory, as --cache-dir does."""


@click.group(no_args_is_help=False)
def cache() -> None:
    """Show or remove what is kept between runs to save time."""


@cache.command("dir")
def print_directory() -> None:
    """Print the directory in which it is kept."""
    click.echo(cache_directory(""))


@cache.command("clean")
def clean() -> None:
    """Remove what is kept."""
    from restatelint.source.store import Store

    directory = cache_directory("")
    removed = Store(directory).clean()
    click.echo(f"removed {removed} {'entry' if removed == 1 else 'entries'} from {directory}", err=True)


def cache_directory(given: str) -> str:
    """Return the directory of the cache: the one given, that of the environment, or the user's own."""
    named = given or os.environ.get(CACHE_DIR, "")
    if named:
        return os.path.abspath(named)
    from platformdirs import user_cache_dir

    return user_cache_dir("restatelint", appauthor=False)


def kept_in(given: str) -> Keeping:
    """Return where a run keeps its reports; ``given`` is the directory of the command line, or ""."""
    from restatelint.engine.cached import Keeping
    from restatelint.source.store import Store

    return Keeping(Store(cache_directory(given)), _own_version())


def _own_version() -> bytes:
    """Return bytes that differ whenever restatelint, its rules, its parser or Python do."""
    from restatelint.engine.cached import version_of
    from restatelint.engine.load import built_in_rules_directory

    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    # to ask for the versions of packages takes longer than to look at their files
    parsers = (find_spec(name) for name in ("tree_sitter", "tree_sitter_go"))
    places = (place for each in parsers if each for place in each.submodule_search_locations or ())
    return f"{__version__} {sys.version}".encode() + version_of(
        (package, built_in_rules_directory(), *places)
    )
