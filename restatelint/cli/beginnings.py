"""What a repository needs to use restatelint: the text of each file, made of what is there already."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint import __version__
from restatelint.engine.settings import FILE_NAMES, settings_file_in
from restatelint.source.opening import UnreadableError, read_found

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_BYTES = 256_000
_NAME = "restatelint"
_HOOKS = ".pre-commit-config.yaml"
_WORKFLOWS = ".github/workflows"
_SETTINGS = """\
# what each key says: https://github.com/restatelint/restatelint/blob/main/docs/settings.md

# preset = "strict"                # more rules, some of them matters of opinion
# ignore = ["replayed-logging"]    # rules or families that are off
# extend-exclude = ["gen/"]        # files not to check, beside vendor and the like
# rules = ["tools/rules"]          # rules of your own: restatelint rule new tools/rules/family/name

# [severities]
# goroutine = "warning"            # error, warning, info or off
"""
_HOOK = """\
{indentation}- repo: https://github.com/restatelint/restatelint
{indentation}  rev: v{version}
{indentation}  hooks:
{indentation}    - id: restatelint
"""
_WORKFLOW = """\
name: restatelint

on:
  pull_request:
  push:
    branches: [{branch}]

permissions:
  contents: read

jobs:
  restatelint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0                # diff-base asks for the history
          persist-credentials: false
      - uses: restatelint/restatelint@v{version}
        with:
          # a pull request answers for what it brings, a push for everything
          diff-base: ${{{{ github.base_ref && format('origin/{{0}}', github.base_ref) }}}}
"""
_LIST = re.compile(r"repos:[ \t]*(#.*)?")
_MAIN_BRANCH = re.compile(r"ref: refs/(?:remotes/origin|heads)/(main|master|trunk|develop)")
_ITEM = re.compile(r"^(?P<indentation>[ ]*)- ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Beginning:
    """A file, by its path in the repository, with ``what`` it is for, and the text that it is to hold.

    ``adds`` says that it is there and is added to. Without a text nothing is to be done, or nothing can be,
    and ``what`` says which.
    """

    name: str
    what: str
    text: str | None
    adds: bool = False


def beginnings(top: str) -> Iterator[Beginning]:
    """Yield what a repository needs, in the order in which to ask."""
    yield _settings(top)
    yield _hook(top)
    yield _workflow(top)


def _settings(top: str) -> Beginning:
    there = settings_file_in(top)
    if there is not None:
        return Beginning(os.path.basename(there), "holds settings already", None)
    return Beginning(FILE_NAMES[0], "settings, with the most common keys as comments", _SETTINGS)


def _hook(top: str) -> Beginning:
    what = "the pre-commit hook"
    text = _text(os.path.join(top, _HOOKS))
    if text is None:
        return Beginning(_HOOKS, what, f"repos:\n{_HOOK.format(indentation='  ', version=__version__)}")
    if _NAME in text:
        return Beginning(_HOOKS, "names restatelint already", None)
    ends = text if text.endswith("\n") else f"{text}\n"
    items = _items_at_end(ends.splitlines())
    if items is None or "\t" in items:
        return Beginning(_HOOKS, f"add the hook by hand: id {_NAME}, as the README shows", None)
    item = _ITEM.search(items)
    indentation = item["indentation"] if item is not None else "  "
    added = f"{ends.rstrip()}\n{_HOOK.format(indentation=indentation, version=__version__)}"
    return Beginning(_HOOKS, what, added, adds=True)


def _items_at_end(lines: list[str]) -> str | None:
    """Return the items of the list of hooks, or None where something else ends the file."""
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        is_item = line.startswith((" ", "\t", "- ", "#")) or not line
        if not is_item:
            return "\n".join(lines[index + 1 :]) if _LIST.fullmatch(line) else None
    return None


def _workflow(top: str) -> Beginning:
    directory = os.path.join(top, *_WORKFLOWS.split("/"))
    names = sorted(os.listdir(directory)) if os.path.isdir(directory) else []
    for name in names:
        if name.endswith((".yml", ".yaml")) and _NAME in (_text(os.path.join(directory, name)) or ""):
            return Beginning(f"{_WORKFLOWS}/{name}", "names restatelint already", None)
    if not os.path.isdir(os.path.join(top, ".github")) and os.path.lexists(
        os.path.join(top, ".gitlab-ci.yml")
    ):
        command = "restatelint check --output gitlab=gl-code-quality.json"
        return Beginning(".gitlab-ci.yml", f"add by hand, with the report as an artifact: {command}", None)
    text = _WORKFLOW.format(branch=_branch(top), version=__version__)
    return Beginning(f"{_WORKFLOWS}/{_NAME}.yml", "a GitHub workflow that checks pull requests", text)


def _branch(top: str) -> str:
    """Return the main branch, as the repository says where it was cloned from, or what most are called."""
    for name in ("refs/remotes/origin/HEAD", "HEAD"):
        text = _text(os.path.join(top, ".git", *name.split("/"))) or ""
        found = _MAIN_BRANCH.fullmatch(text.strip())
        if found is not None:
            return found[1]
    return "main"


def _text(path: str) -> str | None:
    """Return the text of a file, or None where there is none; what cannot be read holds nothing for us."""
    if not os.path.lexists(path):
        return None
    try:
        return read_found(path, _MAX_BYTES).decode("utf-8", "replace").replace("\r\n", "\n")
    except UnreadableError:
        return ""
