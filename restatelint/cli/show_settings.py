"""`restatelint check --show-settings`: which settings file holds for a file, and what comes of it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING

from restatelint.cli.files import missing_path
from restatelint.cli.output import print_pieces
from restatelint.cli.settings_files import SettingsFiles
from restatelint.engine.settings import Glob, attribute_of
from restatelint.engine.settings_keys import EXTEND, FIELDS, MAX_EXCLUSIVE_SLEEP, OFF, RULE_PACKAGES, RULES
from restatelint.report.display import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.cli.request import Request
    from restatelint.engine.settings import Settings
    from restatelint.report.json_text import Json

_UNITS = (("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("ns", 1))


def print_settings(path: str, request: Request) -> None:
    """Print the settings file that wins for a file, what it says in effect, and the rules that are on.

    Between the comments it is a settings file that says the same. The file need not exist, which is said.
    Raises DataError and click.BadParameter as a check would.
    """
    files = SettingsFiles(request)
    settings_file = files.closest(os.path.realpath(os.path.dirname(path) or os.curdir))
    settings = files.settings(settings_file)
    on = [rule.id for rule in files.on(settings)]
    print_pieces(_lines(path, settings_file, settings, on))


def _lines(path: str, settings_file: str, settings: Settings, on: list[str]) -> Iterator[str]:
    source = visible(os.path.relpath(settings_file)) if settings_file else "the defaults, no settings file"
    yield f"# {visible(path)}: {source}\n"
    if not os.path.lexists(path):
        yield f"# {visible(missing_path(path))}; this would hold for it\n"
    for field in FIELDS:
        key = ".".join(field.names)
        value = None if field is EXTEND else _plain(getattr(settings, attribute_of(field)))
        if field is RULE_PACKAGES and settings.rule_packages:  # whose directories only are known here
            yield f"# {key}: {visible(', '.join(map(os.path.relpath, settings.rule_packages)))}\n"
        elif field is RULES:
            yield f"{key} = {_toml([os.path.relpath(each) for each in settings.rules])}\n"
        elif field is MAX_EXCLUSIVE_SLEEP:
            yield f"{key} = {_toml(_duration(settings.max_exclusive_sleep))}\n"
        elif value is not None and value != "":
            yield f"{key} = {_toml(value)}\n"
    yield f"# {len(on)} rules are on: {', '.join(on)}\n"


def _duration(nanoseconds: int) -> str:
    unit, size = next(each for each in _UNITS if nanoseconds % each[1] == 0)
    return f"{nanoseconds // size}{unit}"


def _plain(value: object) -> Json:
    if isinstance(value, Glob):
        return os.path.normpath(os.path.join(os.path.relpath(value.directory), value.pattern))
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Mapping):
        return {str(key): _plain(OFF if each is None else each) for key, each in value.items()}
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return {str(_plain(key)): _plain(each) for key, each in value}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if value is None:
        return None
    return value if isinstance(value, (str, bool, int)) else str(value)


def _toml(value: Json) -> str:
    """Return a value as TOML writes it, on one line."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{json.dumps(key)} = {_toml(each)}" for key, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=True)
