"""Rules that an installed package holds, found by the entry point it declares. Nothing of it is imported.

The group is ``restatelint.rules``; the name is what settings say, the value the package below which the
rules stand, as ``acme_rules`` or ``acme_rules.go``.
"""

from __future__ import annotations

import os
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import TYPE_CHECKING

from restatelint.engine.toml import did_you_mean

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from restatelint.engine.toml import Table

GROUP = "restatelint.rules"


class NoRulesError(Exception):
    """Why there are no rules by a name, for people."""

    def __init__(self, name: str, why: str) -> None:
        """Take the name and the reason."""
        super().__init__(why)
        self.name = name


def rules_of_packages(table: Table, key: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the directories of the rules of packages; raise a DataError at the name of one that has none."""
    try:
        return tuple(rules_of_package(each) for each in names)
    except NoRulesError as error:
        raise table.error(key, str(error), error.name) from error


def rules_of_package(name: str) -> str:
    """Return the directory of the rules that an entry point names, or raise a NoRulesError."""
    known = entry_points(group=GROUP)
    found = [each for each in known if each.name == name]
    if not found:
        hint = did_you_mean(name, {each.name for each in known})
        message = f"no installed package has rules by the name `{name}`{hint}"
        raise NoRulesError(name, message)
    for directory in _places(found[0]):
        if os.path.isdir(directory):
            return directory
    message = f"the package with the rules `{name}` has no directory `{found[0].value}`"
    raise NoRulesError(name, message)


def _places(entry: EntryPoint) -> list[str]:
    first, *others = entry.module.split(".")
    places: list[str] = []
    if entry.dist is not None:
        places.append(str(entry.dist.locate_file("/".join([first, *others]))))
    specification = find_spec(first)  # looks for the package, and imports none of it
    if specification is not None:
        searched = specification.submodule_search_locations or ()
        places.extend(os.path.join(each, *others) for each in searched)
    return places
