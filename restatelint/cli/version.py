"""`restatelint version`: which restatelint this is, and with what it works."""

from __future__ import annotations

import click

from restatelint import __version__


@click.command()
@click.option("-v", "--verbose", is_flag=True, help="Print the versions of Python and tree-sitter as well.")
def version(verbose: bool) -> None:
    """Print the version."""
    click.echo(f"restatelint {__version__}")
    if verbose:
        import platform
        from importlib.metadata import version as version_of

        click.echo(f"python {platform.python_version()}")
        for name in ("tree-sitter", "tree-sitter-go"):
            click.echo(f"{name} {version_of(name)}")
