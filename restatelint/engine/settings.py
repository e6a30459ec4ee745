"""Settings: finds the file that applies, reads it, and gives the JSON Schema of such files.

Settings are data: no code, no regular expression. What the keys are is in settings_keys.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from restatelint.engine import settings_keys as keys
from restatelint.engine.fields import TableOf, check_keys, object_schema
from restatelint.engine.finding import Confidence, Severity
from restatelint.engine.toml import DataError, file_text, read_table
from restatelint.engine.toml_lines import line_of_string
from restatelint.restate.policy import Policy
from restatelint.source.repository import repository_top

if TYPE_CHECKING:
    from collections.abc import Mapping

    from restatelint.engine.fields import Field
    from restatelint.engine.toml import Table

FILE_NAMES = ("restatelint.toml", ".restatelint.toml", "pyproject.toml")
"""The names of settings files, the first that is there wins within a directory."""

_PYPROJECT = FILE_NAMES[2]
_ATTRIBUTES = {
    "wrappers.run": "wrappers",
    "options.sleep-in-exclusive-handler.max-sleep": "max_exclusive_sleep",
}
_NANOSECONDS = {
    "ns": 1,
    "us": 1_000,
    "µs": 1_000,
    "ms": 1_000_000,
    "s": 1_000_000_000,
    "m": 60_000_000_000,
    "h": 3_600_000_000_000,
}


@dataclass(frozen=True, slots=True)
class Glob:
    """A pattern as in .gitignore, relative to the directory of the file that gave it."""

    directory: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What a settings file says, with the defaults for what it does not say.

    ``path`` is the file, or "" for the defaults alone. ``select`` is None unless given, and so is
    ``exclude``: then discovery's own list holds. A severity of None is "off". ``rules`` and
    ``rule_packages`` are directories, usable as they stand. ``sdk_version`` is "" when go.mod decides.
    Functions are named ``path.Name`` or ``path.Type.Method``. ``max_exclusive_sleep`` is in nanoseconds.
    """

    path: str = ""
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preset: str = "default"
    preview: bool = False
    severities: Mapping[str, Severity | None] = field(default_factory=dict, hash=False)
    min_severity: Severity = Severity.INFO
    min_confidence: Confidence = Confidence.LOW
    per_path_ignores: tuple[tuple[Glob, tuple[str, ...]], ...] = ()
    exclude: tuple[Glob, ...] | None = None
    extend_exclude: tuple[Glob, ...] = ()
    generated: str = "strict"
    tests: bool = False
    markdown: bool = False
    rules: tuple[str, ...] = ()
    rule_packages: tuple[str, ...] = ()
    effects_add: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    effects_remove: tuple[str, ...] = ()
    wrappers: tuple[str, ...] = ()
    sdk_version: str = ""
    max_exclusive_sleep: int = 1_000_000_000
    public_endpoint: bool = False
    require_retention: bool = False
    slow_functions: tuple[str, ...] = ()

    @property
    def rule_directories(self) -> tuple[str, ...]:
        """The directories of rules that do not come with restatelint."""
        return self.rules + self.rule_packages

    @property
    def policy(self) -> Policy:
        """What the team wants of its services, for the facts."""
        return Policy(self.public_endpoint, self.require_retention, frozenset(self.slow_functions))


def json_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a settings file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of restatelint",
        **object_schema(keys.FIELDS, {each.names: default_of(each) for each in keys.FIELDS}),
    }


def default_of(field: Field[object]) -> object:
    """Return what a settings file would say for what holds without a key; None if it cannot say that."""
    value: object = getattr(Settings(), attribute_of(field), None)
    if field is keys.MAX_EXCLUSIVE_SLEEP and isinstance(value, int):
        return f"{value // _NANOSECONDS['s']}s"
    if isinstance(value, Enum):
        return value.value
    if isinstance(field.kind, TableOf):
        assert not value, "a table that is not empty has to be written as one"
        return {}
    if isinstance(value, tuple):
        return list(value)
    return None if value == "" else value


def settings_file_in(directory: str) -> str | None:
    """Return the settings file that stands in a directory, an absolute path, or None.

    A pyproject.toml counts only if it has a ``[tool.restatelint]`` table.
    """
    beneath = directory.rstrip(os.sep) + os.sep
    for name in FILE_NAMES:
        path = beneath + name
        # what is no file is no other's business than ours, unless it is a pyproject.toml
        is_there = name != _PYPROJECT and os.path.lexists(path) and not os.path.isdir(path)
        if (is_there or os.path.isfile(path)) and _has_settings(path):
            return path
    return None


def read_settings(path: str, root: str | None = None) -> Settings:
    """Return what a settings file and those it extends say, or raise a DataError.

    What it names must be inside ``root``: by default the repository (the directory above with a
    ``.git``), or else the file's own directory.
    """
    root = os.path.realpath(root or repository_top(os.path.dirname(path)) or os.path.dirname(path))
    tables = [_settings_table(path)]
    read = {os.path.realpath(path)}
    while "extend" in tables[-1]:
        last = tables[-1]
        given = keys.EXTEND.read(last, str, "")
        target = _path_inside(last, "extend", given, root)
        if os.path.realpath(target) in read:
            raise last.error("extend", f"`extend` of `{given}` comes back to a file it started from")
        if not os.path.isfile(target):
            raise last.error("extend", f"`extend` names `{given}`, which is not a file")
        read.add(os.path.realpath(target))
        tables.append(_settings_table(target))
    settings = Settings()
    for table in reversed(tables):
        settings = _overlaid(table, settings, root)
    return settings


def attribute_of(field: Field[object]) -> str:
    """Return what `Settings` call the value of a key."""
    name = ".".join(field.names)
    return _ATTRIBUTES.get(name, name.replace(".", "_").replace("-", "_"))


def settings_error(settings: Settings, name: str, message: str) -> DataError:
    """Return an error at the line of the settings file that holds a name in quotes, or at line 1."""
    line = line_of_string(file_text(settings.path), name) if settings.path else None
    return DataError(settings.path, line or 1, message)


def _settings_table(path: str) -> Table:
    table = read_table(path)
    if os.path.basename(path) == _PYPROJECT:
        if not _has_settings(path):
            raise DataError(path, 1, "has no [tool.restatelint] table")
        table = table.table("tool").table("restatelint")
    check_keys(table, keys.FIELDS)
    return table


def _has_settings(path: str) -> bool:
    if os.path.basename(path) != _PYPROJECT:
        return True
    # Another tool's broken pyproject.toml is not this one's business.
    if "restatelint" not in file_text(path):
        return False
    tool = read_table(path).values.get("tool")
    return isinstance(tool, dict) and "restatelint" in tool


def _overlaid(table: Table, base: Settings, root: str) -> Settings:
    directory = os.path.dirname(table.path)

    def globs(patterns: tuple[str, ...]) -> tuple[Glob, ...]:
        return tuple(Glob(directory, pattern) for pattern in patterns)

    def ignores(given: Mapping[str, tuple[str, ...]]) -> tuple[tuple[Glob, tuple[str, ...]], ...]:
        return tuple((Glob(directory, pattern), names) for pattern, names in given.items())

    def directories(given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_path_inside(table, "rules", each, root) for each in given)

    def of_packages(names: tuple[str, ...]) -> tuple[str, ...]:
        from restatelint.engine.rule_packages import rules_of_packages  # few have such rules

        return rules_of_packages(table, keys.RULE_PACKAGES.names[-1], names)

    return Settings(
        path=table.path,
        select=keys.SELECT.read(table, tuple, base.select),
        extend_select=keys.EXTEND_SELECT.read(
            table, lambda given: base.extend_select + given, base.extend_select
        ),
        ignore=keys.IGNORE.read(table, tuple, base.ignore),
        preset=keys.PRESET.read(table, str, base.preset),
        preview=keys.PREVIEW.read(table, bool, base.preview),
        severities=keys.SEVERITIES.read(table, _severities, base.severities),
        min_severity=keys.MIN_SEVERITY.read(table, Severity, base.min_severity),
        min_confidence=keys.MIN_CONFIDENCE.read(table, Confidence, base.min_confidence),
        per_path_ignores=keys.PER_PATH_IGNORES.read(table, ignores, base.per_path_ignores),
        exclude=keys.EXCLUDE.read(table, globs, base.exclude),
        extend_exclude=keys.EXTEND_EXCLUDE.read(
            table, lambda given: base.extend_exclude + globs(given), base.extend_exclude
        ),
        generated=keys.GENERATED.read(table, str, base.generated),
        tests=keys.TESTS.read(table, bool, base.tests),
        markdown=keys.MARKDOWN.read(table, bool, base.markdown),
        rules=keys.RULES.read(table, directories, base.rules),
        rule_packages=keys.RULE_PACKAGES.read(table, of_packages, base.rule_packages),
        effects_add=keys.EFFECTS_ADD.read(table, dict, base.effects_add),
        effects_remove=keys.EFFECTS_REMOVE.read(table, tuple, base.effects_remove),
        wrappers=keys.WRAPPERS_RUN.read(table, tuple, base.wrappers),
        sdk_version=keys.SDK_VERSION.read(table, str, base.sdk_version),
        max_exclusive_sleep=keys.MAX_EXCLUSIVE_SLEEP.read(table, _nanoseconds, base.max_exclusive_sleep),
        public_endpoint=keys.PUBLIC_ENDPOINT.read(table, bool, base.public_endpoint),
        require_retention=keys.REQUIRE_RETENTION.read(table, bool, base.require_retention),
        slow_functions=keys.SLOW_FUNCTIONS.read(table, tuple, base.slow_functions),
    )


def _severities(given: Mapping[str, str]) -> Mapping[str, Severity | None]:
    return {name: None if severity == keys.OFF else Severity(severity) for name, severity in given.items()}


def _nanoseconds(duration: str) -> int:
    from fractions import Fraction  # which imports decimal, and few settings have durations

    parts = re.findall(keys.DURATION_PART, duration)
    return int(sum(Fraction(number) * _NANOSECONDS[unit] for number, unit in parts))


def _path_inside(table: Table, key: str, given: str, root: str) -> str:
    path = os.path.normpath(os.path.join(os.path.dirname(table.path), given))
    if not _is_inside(os.path.realpath(path), root):
        raise table.error(key, f"`{given}` in `{key}` is outside the repository", given)
    return path


def _is_inside(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)
