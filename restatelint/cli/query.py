"""`restatelint query`: tries a query on code, before it is a rule."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from restatelint.cli.options import choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.cli.trying import Found
    from restatelint.engine.trying import Tried
    from restatelint.report.json_text import Json

_MOST = 100


@click.command()
@click.argument("query", metavar="QUERY")
@click.argument("paths", nargs=-1, type=click.UNPROCESSED, metavar="[PATHS]...")
@choice("--where", ("replayed", "run", "file"), "The code to look at: replayed, inside Run, or all.", "file")
@click.option("--all", "every", is_flag=True, help="Show also where a predicate says no, and which.")
@choice("--format", ("text", "json"), "The form of what is printed.", "text")
@click.option("--config", metavar="FILE", help="Use this settings file for every file.")
@click.option("--isolated", is_flag=True, help="Use no settings file.")
def query(
    query: str,
    paths: tuple[str, ...],
    where: str,
    every: bool,
    format: str,  # noqa: A002 - click names the parameter after the option
    config: str | None,
    isolated: bool,
) -> int:
    """Find what a query finds: the code, what is captured, and in which kind of code it stands.

    QUERY is the text of a query or a file that ends in `.scm`. Where a shape is found but a predicate says
    no, that is counted, and shown with --all. Exit codes: 0 found, 1 not found, 2 a mistake in the query or
    the command line, 3 nothing to look at, 4 some of it could not be looked at.
    """
    from restatelint.cli.outcome import Outcome
    from restatelint.cli.output import print_pieces, say
    from restatelint.cli.request import Request
    from restatelint.cli.trying import found_by_query
    from restatelint.report.summary import note_line

    request = Request(config=config, isolated=isolated, tests=True)
    found = found_by_query(query, paths or (os.curdir,), where, request)
    printers = {"text": _text, "json": _json}
    print_pieces(printers[format](found, every), None if format == "text" else "utf-8")
    for note in found.notes:
        say(note_line(note))
    if any(each.holds for each in found.tried):
        return Outcome.CLEAN
    if found.notes:
        return Outcome.INCOMPLETE
    return Outcome.FINDINGS if found.files else Outcome.NOTHING


def _text(found: Found, every: bool) -> Iterator[str]:
    from restatelint.report.summary import counted

    held = [each for each in found.tried if each.holds]
    shown = found.tried if every else held
    for each in shown[:_MOST]:
        yield from _lines(each)
    if len(shown) > _MOST:
        yield f"{len(shown) - _MOST} more are not shown\n"
    refused: dict[str, int] = {}
    for each in found.tried:
        if not each.holds:
            refused[each.asked[-1].text] = refused.get(each.asked[-1].text, 0) + 1
    for text, number in sorted(refused.items(), key=lambda entry: (-entry[1], entry[0])):
        yield f"{counted(number, 'shape')} refused by {text}\n"
    matches = "1 match" if len(held) == 1 else f"{len(held)} matches"
    yield f"found {matches} in {counted(found.files, 'file')}\n"


def _lines(tried: Tried) -> Iterator[str]:
    from restatelint.report.concise import where
    from restatelint.report.display import visible

    yield f"{where(tried.place)}: {'match' if tried.holds else 'no match'} ({tried.region})\n"
    for line in tried.place.lines[:1]:
        yield f"  {visible(line.strip())}\n"
    width = max((len(name) for name in tried.captures), default=0)
    for name, code in tried.captures.items():
        yield f"  @{name:<{width}}  {visible(code)}\n"
    for asked in tried.asked:
        values = "".join(
            f"; {{{name}}} is `{visible(value)}`" for name, value in asked.values.items() if value
        )
        yield f"  {'yes' if asked.holds else 'no '}  {visible(asked.text)}{values if asked.holds else ''}\n"
    yield "\n"


def _json(found: Found, every: bool) -> Iterator[str]:
    from restatelint.report.json_text import json_text

    matches: list[Json] = [_entry(each) for each in found.tried if every or each.holds]
    yield json_text({"version": 1, "files": found.files, "matches": matches}, indent=2) + "\n"


def _entry(tried: Tried) -> Json:
    start, end = tried.place.start, tried.place.end
    return {
        "path": tried.place.path,
        "start": {"line": start.line, "column": start.column, "byte": start.byte},
        "end": {"line": end.line, "column": end.column, "byte": end.byte},
        "region": tried.region,
        "pattern": tried.line,
        "match": tried.holds,
        "captures": {**tried.captures},
        "predicates": [
            {"predicate": each.text, "holds": each.holds, "values": {**each.values}} for each in tried.asked
        ],
    }
