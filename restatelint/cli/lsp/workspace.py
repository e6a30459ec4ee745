"""The code that an editor works on: files on disk, seen through the texts that are open, and what is found.

The one place that asks the engine. An edited text is checked at once, with the files that were parsed before
and without the rules that need the services of the whole module; what those said goes along with the text
until `settle` has asked them as well.
"""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING

from restatelint.cli.lsp.checked import Checked, own_part, says_the_same, with_carried
from restatelint.cli.settings_files import SettingsFiles
from restatelint.engine.check import check
from restatelint.engine.fixing import fixed_files
from restatelint.engine.ignoring import with_ignores
from restatelint.golang.budget import Budget
from restatelint.golang.kept_files import KeptFiles
from restatelint.golang.module import Modules
from restatelint.restate.again import Again
from restatelint.restate.facts import Facts
from restatelint.restate.library import knowledge
from restatelint.restate.sdk import PATH
from restatelint.restate.services.graph import Graph, graph
from restatelint.source.discover import discover
from restatelint.source.limits import Limits
from restatelint.source.overlay import OverlayTree
from restatelint.source.remembered import RememberedTree
from restatelint.source.tree import DiskTree, source_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from restatelint.cli.request import Request
    from restatelint.engine.finding import Finding, Report
    from restatelint.engine.rule import Rule
    from restatelint.engine.settings import Settings
    from restatelint.restate.regions.regions import Region
    from restatelint.restate.services.services import Services
    from restatelint.source.text import Source
    from restatelint.source.tree import SourceTree


_SDK = PATH.encode()


class Workspace:
    """Open texts by location over the files on disk below a root, which is what shown paths start from.

    ``texts`` are the open ones, which their owner changes; `changed` has to be called then. ``budget`` is of
    the question that is being answered, and may be replaced before each.
    """

    def __init__(self, root: str, request: Request, texts: Mapping[str, bytes]) -> None:
        self.root = root
        self.budget = Budget()
        self._request = request
        self._texts = texts
        self._state = 0
        self._checked: dict[str, Checked] = {}
        self._everywhere: tuple[int, dict[str, Checked]] | None = None
        self._graph: tuple[int, Graph] | None = None
        self._begin()

    def _begin(self) -> None:
        self._settings = SettingsFiles(self._request)
        self._kept: dict[str, KeptFiles] = {}
        self._disk = RememberedTree(DiskTree(self.root))

    def changed(self) -> None:
        """Take note that some text is another one, or is open no more."""
        self._state += 1

    def look_again(self) -> None:
        """Take note that files on disk may be others."""
        self._state += 1
        self._disk = RememberedTree(DiskTree(self.root))

    def reload(self, request: Request | None = None) -> None:
        """Read settings and files on disk anew, with other wishes of the editor if they are given."""
        self._request = request or self._request
        self._checked.clear()
        self._state += 1
        self._begin()

    def checked(self, location: str) -> Checked | None:
        """Return what is found in a file, or None if there is no such file.

        Raises DataError and click.BadParameter for settings that cannot be used.
        """
        before = self._checked.get(location)
        if before is not None and before.state == self._state:
            return before
        source = source_at(self._tree(), location)
        if source is None:
            self._checked.pop(location, None)
            return None
        report = self._report(self._tree(), [source], whole=before is None)
        if before is not None and report.put_off:
            report = with_carried(report, source, before)
        found = Checked(source, own_part(report, source), self._state, not report.put_off)
        self._checked[location] = found
        return found

    def is_settled(self, locations: Iterable[str]) -> bool:
        """Whether every rule was asked about some files as all texts are now."""
        return all(
            (found := self._checked.get(each)) is not None and found.is_whole and found.state == self._state
            for each in locations
        )

    def settle(self, locations: Sequence[str]) -> list[str]:
        """Ask every rule about some files, over what is on disk by now; return those that differ from before.

        Raises DataError, click.BadParameter, and StoppedError if somebody stops its budget.
        """
        self._disk = RememberedTree(DiskTree(self.root))
        different: list[str] = []
        for report, sources in self._reports(locations):
            for source in sources:
                before = self._checked.get(source.location)
                found = Checked(source, own_part(report, source), self._state, is_whole=True)
                self._checked[source.location] = found
                if (
                    before is None
                    or before.source != source
                    or not says_the_same(before.report, found.report)
                ):
                    different.append(source.location)
        return different

    def everywhere(self) -> dict[str, Checked]:
        """Return what is found in every file that a check of the root looks at, and in go.mod files.

        Raises what `settle` does.
        """
        if self._everywhere is None or self._everywhere[0] != self._state:
            self._everywhere = (self._state, self._found_everywhere())
        return self._everywhere[1]

    def _found_everywhere(self) -> dict[str, Checked]:
        disk = DiskTree(self.root)
        self._disk = RememberedTree(disk)
        found: dict[str, Checked] = {}
        for report, sources in self._reports(discover([self.root], root=self.root).files, tests=False):
            modules = {each.place.path for each in report.findings if each.place.path.endswith("go.mod")}
            beside = (source_at(self._tree(), disk.location(each)) for each in sorted(modules))
            for source in (*sources, *(each for each in beside if each is not None)):
                found[source.location] = Checked(source, own_part(report, source), self._state, is_whole=True)
        return found

    def _reports(
        self, locations: Iterable[str], *, tests: bool = True
    ) -> Iterator[tuple[Report, Sequence[Source]]]:
        """Yield what every rule says of some files, with the files, by the settings that count for them."""
        tree = self._tree()
        groups: dict[str, list[Source]] = {}
        for location in sorted(locations):
            source = source_at(tree, location)
            if source is not None:
                groups.setdefault(self._settings.closest(source.directory), []).append(source)
        for sources in groups.values():
            yield self._report(tree, sources, whole=True, wanted=tests), sources

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
        source = source_at(self._tree(), location)
        if source is None:
            return ()
        facts = self.facts(source)
        file = facts.program.add(source)
        return facts.regions.of(file).all if file is not None else ()

    def graph(self) -> Graph:
        """Return the services in the files that a check of the root looks at, and the calls between them."""
        if self._graph is None or self._graph[0] != self._state:
            self._graph = (self._state, graph(self._modules()))
        return self._graph[1]

    def _modules(self) -> list[tuple[str, Services]]:
        modules: dict[str, tuple[str, Services]] = {}
        for location in discover([self.root], root=self.root).files:
            source = self.source(location)
            module = None if source is None else Modules(self._tree()).nearest(source.directory)
            if source is None or module is None or module.directory in modules or _SDK not in source.data:
                continue
            facts = self.facts(source)
            file = facts.program.add(source)
            if file is not None and not facts.in_sdk(file):
                modules[module.directory] = (module.path, facts.services(file))
        return [modules[each] for each in sorted(modules)]

    def facts(self, source: Source) -> Facts:
        """Return facts about a file and what is beside it, as all texts are now."""
        path = self._settings.closest(source.directory)
        settings = self._settings.settings(path)
        known = knowledge().with_settings(settings.effects_add, settings.effects_remove, settings.wrappers)
        again = Again(self._kept.setdefault(path, KeptFiles()), self.budget)
        return Facts(self._tree(), known, sdk_version=settings.sdk_version, again=again)

    def source(self, location: str) -> Source | None:
        """Return a file as it is now."""
        return source_at(self._tree(), location)

    def settings(self, directory: str) -> Settings:
        """Return the settings for the files of a directory."""
        return self._settings.settings(self._settings.closest(directory))

    def rules(self) -> tuple[Rule, ...]:
        """Return every rule there is in the workspace."""
        return self._settings.known(self.settings(self.root))

    def _tree(self) -> SourceTree:
        return OverlayTree(self._disk, self._texts)

    def _judge(self, tree: SourceTree, locations: frozenset[str]) -> Report:
        sources = [source for each in sorted(locations) if (source := source_at(tree, each)) is not None]
        return self._report(tree, sources, whole=False)

    def _report(
        self, tree: SourceTree, sources: Sequence[Source], *, whole: bool, wanted: bool = True
    ) -> Report:
        """Check some files of the same settings; ones that are ``wanted`` may be tests or generated."""
        path = self._settings.closest(sources[0].directory)
        settings = self._settings.settings(path)
        kept = self._kept.setdefault(path, KeptFiles())
        return check(
            sources,
            self._settings.on(settings),
            dataclasses.replace(settings, tests=True) if wanted else settings,
            tree=tree,
            known=self._settings.known(settings),
            limits=Limits(),
            generated=wanted,
            again=Again(kept, self.budget, whole),
        )


def location_of(path: str) -> str:
    """Return the location of a path on disk; links are resolved."""
    return os.path.realpath(path).replace(os.sep, "/")
