"""`restatelint check --show-settings`: which settings file holds for a file, and what comes of it."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING

from restatelint.cli.output import print_pieces
from restatelint.cli.settings_files import SettingsFiles
from restatelint.engine.settings import Glob
from restatelint.report.display import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.cli.request import Request
    from restatelint.engine.settings import Settings
    from restatelint.report.json_text import Json


def print_settings(path: str, request: Request) -> None:
    """Print the settings file that wins for a file, what it says in effect, and the rules that are on.

    The file itself need not exist. Raises DataError and click.BadParameter as a check would.
    """
    files = SettingsFiles(request)
    settings_file = files.closest(os.path.realpath(os.path.dirname(path) or os.curdir))
    settings = files.settings(settings_file)
    on = [rule.id for rule in files.on(settings)]
    print_pieces(_lines(path, settings_file, settings, on))


def _lines(path: str, settings_file: str, settings: Settings, on: list[str]) -> Iterator[str]:
    source = visible(os.path.relpath(settings_file)) if settings_file else "the defaults, no settings file"
    yield f"# {visible(path)}: {source}\n"
    for field in dataclasses.fields(settings):
        value = getattr(settings, field.name)
        if field.name != "path" and value is not None:
            yield f"{field.name.replace('_', '-')} = {json.dumps(_plain(value), ensure_ascii=True)}\n"
    yield f"# {len(on)} rules are on: {', '.join(on)}\n"


def _plain(value: object) -> Json:
    if isinstance(value, Glob):
        return os.path.join(os.path.relpath(value.directory), value.pattern)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, (str, bool, int)) else str(value)
