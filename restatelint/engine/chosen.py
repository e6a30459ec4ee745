"""The rules that some settings turn on, with the severities they give; knows no command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.engine.selection import UnknownNameError, named_rules, select, with_severities
from restatelint.engine.settings import settings_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.engine.rule import Rule
    from restatelint.engine.settings import Settings


def chosen_rules(settings: Settings, known: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return those of the known rules that are on.

    Raises a DataError at the line of a name in the settings that is no rule, or UnknownNameError where the
    settings come from no file.
    """
    try:
        on = select(
            known,
            select=settings.select,
            ignore=settings.ignore,
            extend_select=settings.extend_select,
            preset=settings.preset,
            preview=settings.preview,
        )
        # asked of all rules, so that a severity for one that is off is no mistake
        severities = {rule.id: rule for rule in with_severities(known, settings.severities)}
        for _, names in settings.per_path_ignores:
            for name in names:
                named_rules(known, name)
    except UnknownNameError as error:
        if not settings.path:
            raise
        raise settings_error(settings, error.name, str(error)) from error
    return tuple(severities[rule.id] for rule in on if rule.id in severities)
