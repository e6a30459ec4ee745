"""`restatelint rule`: what rules say and why, as text, JSON or Markdown."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from restatelint.cli.options import choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from restatelint.engine.rule import Rule
    from restatelint.report.json_text import Json


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--all", "every", is_flag=True, help="Every rule there is.")
@choice("--format", ("text", "json", "markdown"), "The form of what is printed.", "text")
@click.option("--config", metavar="FILE", help="Use this settings file, for rules of your own.")
@click.option("--isolated", is_flag=True, help="Use no settings file.")
def rule(
    names: tuple[str, ...],
    every: bool,
    format: str,  # noqa: A002 - click names the parameter after the option
    config: str | None,
    isolated: bool,
) -> None:
    """Explain rules, named by themselves, their family or a preset.

    As Markdown, named rules are their pages one after another, and --all is an index.
    """
    if every == bool(names):
        message = "name a rule or give --all" if not names else "names and --all exclude each other"
        raise click.UsageError(message)
    from restatelint.cli.output import print_pieces, say
    from restatelint.cli.request import Request
    from restatelint.cli.settings_files import SettingsFiles
    from restatelint.engine.selection import named_rules
    from restatelint.engine.standing import outdated
    from restatelint.report.display import visible

    files = SettingsFiles(Request(config=config, isolated=isolated))
    known = files.known(files.settings(files.closest(os.path.realpath(os.curdir))))
    wanted = {each for name in names for each in named_rules(known, name)}
    rules = [each for each in known if every or each.id in wanted]
    printers = {"text": rule_text, "json": _json, "markdown": _index if every else _pages}
    for words in outdated(known, names).values():
        say(visible(words))
    print_pieces(printers[format](rules), "utf-8" if format != "text" else None)


def rule_text(rules: Sequence[Rule]) -> Iterator[str]:
    """Yield a rule with its page, or of several a line each."""
    from restatelint.report.display import visible

    if len(rules) > 1:
        width = max(len(each.id) for each in rules)
        for each in rules:
            standing = f" ({visible(each.standing.words)})" if each.standing.words else ""
            yield f"{each.id:<{width}}  {visible(each.title)}{standing}\n"
        return
    from restatelint.engine.standing import Status
    from restatelint.report.options import rule_page

    for each in rules:
        severity = each.severity.value if each.severity else "by flow"
        yield f"{each.id}: {visible(each.title)}\n"
        if each.formerly:
            yield f"formerly {', '.join(each.formerly)}\n"
        if each.standing.words:
            yield f"{visible(each.standing.words)}\n"
        if each.standing.status is Status.REMOVED:
            continue
        yield f"family {each.family}, severity {severity}, confidence {each.confidence.value}, "
        yield f"preset {each.preset.value}, since {each.since}\n"
        yield f"{each.url}\n\n" if each.url else "\n"
        yield "".join(f"{visible(line)}\n" for line in rule_page(each).splitlines())


def _index(rules: Sequence[Rule]) -> Iterator[str]:
    from restatelint.report.rule_index import rule_index

    return rule_index(rules)


def _pages(rules: Sequence[Rule]) -> Iterator[str]:
    from restatelint.report.options import rule_page

    yield "\n".join(rule_page(each).rstrip("\n") + "\n" for each in rules)


def _json(rules: Sequence[Rule]) -> Iterator[str]:
    from restatelint.report.json_text import json_text

    yield json_text({"version": 1, "rules": [described(each) for each in rules]}, indent=2) + "\n"


def described(rule: Rule) -> dict[str, Json]:
    """Return a rule as JSON holds it, with its page."""
    from restatelint.report.options import rule_page

    return {
        "id": rule.id,
        "family": rule.family,
        "title": rule.title,
        "message": rule.message,
        "help": rule.help,
        "where": rule.where.value,
        "severity": rule.severity.value if rule.severity else "by-flow",
        "confidence": rule.confidence.value,
        "preset": rule.preset.value,
        "since": rule.since,
        "references": rule.references,
        "formerly": rule.formerly,
        "status": rule.standing.status.value,
        "status_since": rule.standing.since,
        "instead": rule.standing.instead,
        "url": rule.url,
        "page": rule_page(rule),
    }
