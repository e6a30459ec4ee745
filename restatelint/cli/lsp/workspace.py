"""The code that an editor works on: files on disk, seen through the texts that are open, and what is found.

The one place that asks the engine. What it keeps between two questions is kept here and nowhere else, so
that an engine that remembers more can stand under the same methods.
"""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.cli.settings_files import SettingsFiles
from restatelint.engine.check import check
from restatelint.engine.fixing import fixed_files
from restatelint.engine.ignoring import with_ignores
from restatelint.restate.facts import Facts
from restatelint.restate.library import knowledge
from restatelint.source.limits import Limits
from restatelint.source.overlay import OverlayTree
from restatelint.source.tree import DiskTree, source_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.cli.request import Request
    from restatelint.engine.finding import Finding, Report
    from restatelint.engine.rule import Rule
    from restatelint.restate.regions import Region
    from restatelint.source.text import Source
    from restatelint.source.tree import SourceTree


@dataclass(frozen=True, slots=True)
class Checked:
    """An open text with what is found in it."""

    source: Source
    report: Report


class Workspace:
    """Open texts by location over the files on disk; every question is answered for the texts as they are."""

    def __init__(self, root: str, request: Request) -> None:
        self._root = root
        self._request = request
        self._texts: dict[str, bytes] = {}
        self._checked: dict[str, Checked] = {}
        self._settings = SettingsFiles(request)

    @property
    def open(self) -> tuple[str, ...]:
        """The locations of the open texts, in the order in which they were opened."""
        return tuple(self._texts)

    def put(self, location: str, data: bytes) -> None:
        """Take the text of a file as it is in the editor."""
        if self._texts.get(location) != data:
            self._texts[location] = data
            self._checked.clear()

    def close(self, location: str) -> None:
        """Forget the text of a file: what is on disk counts again."""
        self._texts.pop(location, None)
        self._checked.clear()

    def reload(self, request: Request | None = None) -> None:
        """Read settings and files on disk anew, with other wishes of the editor if they are given."""
        self._request = request or self._request
        self._settings = SettingsFiles(self._request)
        self._checked.clear()

    def checked(self, location: str) -> Checked | None:
        """Return what is found in a file, or None if there is no such file.

        Raises DataError and click.BadParameter for settings that cannot be used.
        """
        if location not in self._checked:
            tree = self._tree()
            source = source_at(tree, location)
            if source is None:
                return None
            self._checked[location] = Checked(source, self._report(tree, [source]))
        return self._checked[location]

    def fixed(self, location: str) -> bytes | None:
        """Return the text of a file with every safe fix made, or None if there is none to make."""
        found = self.checked(location)
        if found is None:
            return None
        made = fixed_files(found.report, self._tree(), lambda _: location, self._judge, unsafe=False)
        return made[location][1] if location in made else None

    def ignoring(self, location: str, finding: Finding, reason: str) -> bytes | None:
        """Return the text of a file with a directive for a finding, or None if it cannot be suppressed."""
        found = self.checked(location)
        if found is None:
            return None
        only = dataclasses.replace(found.report, findings=(finding,))
        none = dataclasses.replace(found.report, findings=())
        made = with_ignores(only, self._tree(), lambda _: location, lambda *_: none, reason)
        return made[location][1] if location in made else None

    def regions(self, location: str) -> tuple[Region, ...]:
        """Return the code of a file that is replayed or runs inside Run, by where it starts."""
        tree = self._tree()
        source = source_at(tree, location)
        if source is None:
            return ()
        settings = self._settings.settings(self._settings.closest(source.directory))
        known = knowledge().with_settings(settings.effects_add, settings.effects_remove, settings.wrappers)
        facts = Facts(tree, known, sdk_version=settings.sdk_version)
        file = facts.program.add(source)
        return facts.regions.of(file).all if file is not None else ()

    def rules(self) -> tuple[Rule, ...]:
        """Return every rule there is in the workspace."""
        return self._settings.known(self._settings.settings(self._settings.closest(self._root)))

    def _tree(self) -> SourceTree:
        disk = DiskTree(self._root)
        return OverlayTree(disk, self._texts)

    def _judge(self, tree: SourceTree, locations: frozenset[str]) -> Report:
        sources = [source for each in sorted(locations) if (source := source_at(tree, each)) is not None]
        return self._report(tree, sources)

    def _report(self, tree: SourceTree, sources: Sequence[Source]) -> Report:
        settings = self._settings.settings(self._settings.closest(sources[0].directory))
        return check(
            sources,
            self._settings.on(settings),
            # a file that is open is wanted, be it a test or generated
            dataclasses.replace(settings, tests=True),
            tree=tree,
            known=self._settings.known(settings),
            limits=Limits(),
            generated=True,
        )


def location_of(path: str) -> str:
    """Return the location of a path on disk; links are resolved."""
    return os.path.realpath(path).replace(os.sep, "/")
