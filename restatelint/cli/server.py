"""`restatelint server`: the linter in editors, by the Language Server Protocol."""

from __future__ import annotations

import os

import click

from restatelint.cli.standard_input import need_standard_input

_PACKAGES = ("pygls", "lsprotocol")


@click.command()
def server() -> None:
    """Serve editors by the Language Server Protocol, over standard input and output.

    Texts are checked as they stand in the editor, with the settings files of their directories. Editors find
    it described in docs/editors.md.
    """
    try:
        from restatelint.cli.lsp.language_server import language_server
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in _PACKAGES:
            raise
        message = "`restatelint server` needs the package pygls, release 2: pip install 'restatelint[lsp]'"
        raise click.ClickException(message) from error
    need_standard_input()
    # the protocol closes what it is given in the end, and the process has still to end
    language_server().start_io(os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb"))
