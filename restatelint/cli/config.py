"""`restatelint config`: what a settings file may hold."""

from __future__ import annotations

import click


@click.group(no_args_is_help=False)
def config() -> None:
    """Print what settings files may hold."""


@config.command()
def schema() -> None:
    """Print the JSON Schema of a settings file."""
    import json

    from restatelint.engine.settings import json_schema

    click.echo(json.dumps(json_schema(), indent=2))
