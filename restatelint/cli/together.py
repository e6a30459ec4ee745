"""Options of a check that make no sense together, and what is said of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from restatelint.cli.options import STDIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from restatelint.cli.request import Request


def check_together(
    request: Request,
    paths: tuple[str, ...],
    *,
    changing: Collection[str],
    unsafe_fixes: bool,
    add_ignore: str | None,
) -> None:
    """Raise click.UsageError for options that exclude each other; ``changing`` are those that write code."""
    for message in _mistakes(request, paths, [*changing], unsafe_fixes, add_ignore):
        raise click.UsageError(message)


def _mistakes(
    request: Request, paths: tuple[str, ...], changing: list[str], unsafe_fixes: bool, add_ignore: str | None
) -> Iterator[str]:
    if request.config is not None and request.isolated:
        yield "--config and --isolated exclude each other"
    if STDIN in paths and len(paths) > 1:
        yield "`-` is standard input and takes no other path beside it"
    if paths == (STDIN,) and changing:
        yield f"{changing[0]} changes files, and `-` is none"
    if "--diff" in changing and (missing := [each for each in paths if not os.path.lexists(each)]):
        yield (
            f"`{missing[0]}` does not exist, and --diff takes no value: it prints what --fix would change, "
            f"--diff-base REV reports only what is new"
        )
    if "--add-ignore" in changing and len(changing) > 1:
        yield f"--add-ignore and {changing[0]} exclude each other"
    if unsafe_fixes and not {"--fix", "--diff"} & {*changing}:
        yield "--unsafe-fixes says which fixes are made, it needs --fix or --diff"
    if add_ignore is not None and not _is_reason(add_ignore):
        yield "--add-ignore needs a reason of one line, without `//`"
    yield from _about_new(request, paths, changing)


def _about_new(request: Request, paths: tuple[str, ...], changing: list[str]) -> Iterator[str]:
    given = [
        name
        for name, value in (
            ("--diff-base", request.diff_base),
            ("--diff-from-patch", request.patch),
            ("--baseline", request.baseline),
            ("--write-baseline", request.write_baseline),
        )
        if value is not None
    ]
    if given and paths == (STDIN,):
        yield f"{given[0]} is for files, and `-` is none"
    if given[:2] == ["--diff-base", "--diff-from-patch"]:
        yield "--diff-base and --diff-from-patch exclude each other"
    if request.write_baseline is None:
        return
    if given[0].startswith("--diff-"):
        yield f"--write-baseline writes all that is found, {given[0]} would leave most of it out"
    if changing:
        yield f"--write-baseline and {changing[0]} exclude each other"
    if request.baseline not in (None, request.write_baseline):
        yield "--baseline and --write-baseline name two files; the same, and what is gone is pruned from it"


def _is_reason(given: str) -> bool:
    return any(character.isalnum() for character in given) and "//" not in given and given.isprintable()
