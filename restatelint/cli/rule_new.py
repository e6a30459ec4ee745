"""`restatelint rule new`: begins a rule of one's own, which works and finds something."""

from __future__ import annotations

import os

import click


@click.command()
@click.argument("directory", metavar="DIR/FAMILY/NAME")
def rule_new(directory: str) -> None:
    """Begin a rule of your own: DIR holds your rules, a directory for each family in it.

    What is written is a small rule that works, with the Go code it is tested on. Make it yours, try its query
    with `restatelint query`, and run `restatelint rule test DIR --accept`.
    """
    from restatelint.cli.output import say
    from restatelint.cli.request import Request
    from restatelint.cli.settings_files import SettingsFiles
    from restatelint.engine.load import may_be_name
    from restatelint.engine.starting import files_of_rule
    from restatelint.engine.toml import KEBAB
    from restatelint.report.display import visible
    from restatelint.source.writing import UnwritableError, write_whole

    root, family, name = _parts(directory)
    for part in (family, name):
        if not may_be_name(part):
            message = f"`{part}` is no name for a rule or family, expected {KEBAB.words}"
            raise click.UsageError(message)
    settings_files = SettingsFiles(Request())
    settings = settings_files.settings(settings_files.closest(os.path.realpath(os.curdir)))
    known = settings_files.known(settings)
    taken = {each: rule for rule in known for each in (rule.id, rule.family, *rule.formerly)}
    if name in taken:
        message = f"the name `{name}` is taken by a rule or family"
        raise click.UsageError(message)
    if any(family in (rule.id, *rule.formerly) for rule in known):
        message = f"the name `{family}` is that of a rule"
        raise click.UsageError(message)
    if os.path.lexists(directory):
        message = f"`{directory}` is there already"
        raise click.UsageError(message)
    for relative, text in files_of_rule(name).items():
        path = os.path.join(directory, *relative.split("/"))
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write_whole(path, [text.encode()])
        except (OSError, UnwritableError) as error:
            raise click.FileError(path, str(error).lower()) from error
        click.echo(f"wrote {visible(path)}")
    if os.path.realpath(root) not in map(os.path.realpath, settings.rules):
        say(f'next: have it loaded by rules = ["{visible(root)}"] in restatelint.toml')


def _parts(directory: str) -> tuple[str, str, str]:
    head, name = os.path.split(directory.rstrip("/"))
    root, family = os.path.split(head)
    if not name or not family or not root:
        message = f"`{directory}` is not DIR/FAMILY/NAME, like tools/rules/orders/no-printing"
        raise click.UsageError(message)
    return root, family, name
