"""Which settings hold for a file: the closest settings file's, as the command line changes them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from restatelint.cli.request import with_request
from restatelint.engine.api import load_rules
from restatelint.engine.chosen import chosen_rules
from restatelint.engine.finding import Note, NoteKind
from restatelint.engine.selection import UnknownNameError, named_rules
from restatelint.engine.settings import Settings, read_settings, settings_file_in
from restatelint.engine.standing import outdated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.cli.request import Request
    from restatelint.engine.rule import Rule


class SettingsFiles:
    """The settings files that a run has met, each looked for and read once.

    Every method raises a DataError for a settings file or a rule that cannot be used, and
    click.BadParameter for a name on the command line that is no rule.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self._closest: dict[str, str] = {}
        self._settings: dict[str, Settings] = {}
        self._known: dict[tuple[str, ...], tuple[Rule, ...]] = {}

    def closest(self, directory: str) -> str:
        """Return the settings file for the files of a directory, or "" for the defaults."""
        request = self._request
        if request.config is not None:
            return os.path.realpath(request.config)
        if request.isolated:
            return ""
        passed: list[str] = []
        found = ""
        while directory not in self._closest:
            passed.append(directory)
            found = settings_file_in(directory) or ""
            parent = os.path.dirname(directory)
            # what stands above a repository belongs to someone else
            if found or parent == directory or os.path.lexists(f"{directory.rstrip('/')}/.git"):
                break
            directory = parent
        else:
            found = self._closest[directory]
        self._closest.update(dict.fromkeys(passed, found))
        return found

    def settings(self, path: str) -> Settings:
        """Return what a settings file, or with "" nothing, says together with the command line."""
        if path not in self._settings:
            given = read_settings(path) if path else Settings()
            self._settings[path] = with_request(given, self._request)
        return self._settings[path]

    def known(self, settings: Settings) -> tuple[Rule, ...]:
        """Return every rule there is with some settings."""
        directories = settings.rule_directories
        if directories not in self._known:
            self._known[directories] = load_rules(*directories)
        return self._known[directories]

    def outdated(self, settings: Settings) -> tuple[Note, ...]:
        """Return a note for each rule that is named, here or on the command line, and is not what it was."""
        given = (
            *(settings.select or ()),
            *settings.extend_select,
            *settings.ignore,
            *settings.severities,
            *(name for _, names in settings.per_path_ignores for name in names),
        )
        said = outdated(self.known(settings), dict.fromkeys(given))
        option = {name for _, names in self._request.names for name in names}
        where = os.path.relpath(settings.path) if settings.path else ""
        return tuple(
            Note(NoteKind.OUTDATED, "" if name in option else where, words) for name, words in said.items()
        )

    def on(self, settings: Settings) -> tuple[Rule, ...]:
        """Return the rules that are on with some settings."""
        known = self.known(settings)
        for option, names in self._request.names:
            _check_names(known, option, names)
        return chosen_rules(settings, known)


def _check_names(known: Sequence[Rule], option: str, names: tuple[str, ...]) -> None:
    try:
        for name in names:
            named_rules(known, name)
    except UnknownNameError as error:
        raise click.BadParameter(str(error), param_hint=f"'{option}'") from error
