"""The one call everything else makes: sources, rules and settings in, a report out. Nothing is printed."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from restatelint.engine.build import by_place, drafts_of, grouped, with_fingerprints
from restatelint.engine.finding import Note, NoteKind, Report
from restatelint.engine.fix import repair_of
from restatelint.engine.module_rules import module_findings
from restatelint.engine.relevance import is_relevant, marks
from restatelint.engine.reports import narrowed
from restatelint.engine.rule import Where
from restatelint.engine.search import search_of
from restatelint.engine.settings import Settings
from restatelint.engine.suppress import suppressed
from restatelint.golang.budget import TooComplexError
from restatelint.golang.tree import parsed
from restatelint.restate.again import PutOffError
from restatelint.restate.facts import Facts
from restatelint.restate.library import knowledge
from restatelint.source.discover import is_generated
from restatelint.source.limits import Limits
from restatelint.source.tree import source_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from restatelint.engine.compiling import Compiling
    from restatelint.engine.finding import Finding
    from restatelint.engine.fix import Repair
    from restatelint.engine.rule import Rule
    from restatelint.engine.search import Match, Search
    from restatelint.golang.file import File
    from restatelint.golang.tree import Query
    from restatelint.restate.again import Again
    from restatelint.source.text import Source
    from restatelint.source.tree import SourceTree

_ALLOCATIONS = 200_000  # how many objects are made before Python looks for cycles among them
_DEFAULT_LIMITS = Limits()
_DEFAULT_SETTINGS = Settings()


def check(
    sources: Iterable[Source],
    rules: Sequence[Rule],
    settings: Settings = _DEFAULT_SETTINGS,
    *,
    tree: SourceTree,
    known: Iterable[Rule] = (),
    limits: Limits = _DEFAULT_LIMITS,
    suppressions: bool = True,
    generated: bool = False,
    every: bool = False,
    again: Again | None = None,
    compiling: Compiling | None = None,
) -> Report:
    """Check Go files and return what was found.

    ``sources`` is read once, in order of location, a directory at a time. ``rules`` are those that are
    on, ``known`` all that a directive may name. ``tree`` gives the files beside the sources, about which
    nothing is reported. Without ``suppressions`` no directive counts; with ``generated`` a generated
    file is checked as any other; with ``every`` those too that do not mention Restate, or whose go.mod says
    that they are part of the SDK. ``again`` has what checks of nearly the same code before this one found;
    rules that it puts off find nothing, and the report names them. With ``compiling`` the report says as well
    what would not compile.
    """
    run = _Run(
        rules, settings, tree, tuple(known) or tuple(rules), limits, suppressions, generated, every, again
    )
    run.compiling = compiling
    with _few_collections():
        for _, group in groupby(sources, key=lambda source: source.directory):
            run.directory(list(group))
    return run.report()


ASSUMED_VERSION = "no go.mod says which release of the SDK is used, so v{} is taken, the newest that is known"
"""The note that says so, once in a report, where a finding depends on it."""


@contextmanager
def _few_collections() -> Iterator[None]:
    """Have Python look for cycles seldom: facts are many small objects that are all still needed."""
    before = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Run:
    """One check: the facts of its program, and what it has found so far."""

    def __init__(
        self,
        rules: Sequence[Rule],
        settings: Settings,
        tree: SourceTree,
        known: tuple[Rule, ...],
        limits: Limits,
        suppressions: bool,
        generated: bool,
        every: bool,
        again: Again | None,
    ) -> None:
        self._rules = tuple(sorted(rules, key=lambda rule: rule.id))
        self._known = {rule.id: rule for rule in known}
        self._search = search_of(rule for rule in self._rules if rule.where.searched)
        self._tree = tree
        self._limits = limits
        self._suppressions = suppressions
        self._generated = generated
        self._every = every
        self._again = again
        self._put_off: set[str] = set()
        self._knowledge = knowledge().with_settings(
            settings.effects_add, settings.effects_remove, settings.wrappers
        )
        self._marks = marks(self._knowledge)
        self._settings = settings
        self._locations: dict[str, str] = {}
        self._too_complex: set[str] = set()
        self._facts = self._no_facts()
        self._modules: set[str] = set()
        self._relevant: dict[str, bool] = {}
        self._findings: list[Finding] = []
        self._notes: list[Note] = []
        self._is_assumed = False
        self._files = self._checked = self._skipped = 0
        self.compiling: Compiling | None = None
        self._faults: list[Finding] = []

    def _no_facts(self) -> Facts:
        return Facts(
            self._tree,
            self._knowledge,
            self._limits,
            sdk_version=self._settings.sdk_version,
            max_exclusive_sleep=self._settings.max_exclusive_sleep,
            policy=self._settings.policy,
            queries=self._queries,
            too_complex=frozenset(self._too_complex),
            again=self._again,
        )

    @cached_property
    def _outside(self) -> Search:
        """What to look for in tests, which run no handlers."""
        return search_of(rule for rule in self._rules if rule.where is Where.FILE)

    def directory(self, sources: list[Source]) -> None:
        """Check the files of one directory."""
        self._files += len(sources)
        if not self._is_relevant(sources[0].directory, sources):
            self._checked += len(sources)
            return
        for source in sorted(sources, key=lambda source: source.location):
            self._source(source)

    def _is_relevant(self, directory: str, sources: Sequence[Source] = ()) -> bool:
        """Whether any file of a directory may concern Restate; without one, none is even parsed."""
        if directory not in self._relevant or sources:
            self._relevant[directory] = self._every or self._mentions_restate(directory, sources)
        return self._relevant[directory]

    def _mentions_restate(self, directory: str, sources: Sequence[Source]) -> bool:
        if any(is_relevant(source.data, self._marks) for source in sources):
            return True
        given = {source.location for source in sources}
        for location in self._tree.go_files(directory):
            if location not in given and not location.endswith("_test.go"):
                data = self._tree.read(location)
                if data is not None and is_relevant(data, self._marks):
                    return True
        return False

    def _queries(self, file: File) -> list[Query]:
        """Return what will be looked for in a file, if it is to be checked."""
        return self._search_in(file).queries(file) if self._is_relevant(file.source.directory) else []

    def _search_in(self, file: File) -> Search:
        return self._outside if file.is_test and not self._settings.tests else self._search

    def _source(self, source: Source) -> None:
        if len(source.data) > self._limits.max_file_bytes:
            size = f"{len(source.data)} bytes, the limit is {self._limits.max_file_bytes}"
            self._not_checked(source, f"too large: {size}")
            return
        if not self._generated and is_generated(source.data):
            self._skipped += 1
            self._notes.append(Note(NoteKind.SKIPPED, source.path, "generated code"))
            return
        self._facts.program.budget.renew()
        file = self._facts.program.add(source)
        if file is None:
            self._not_checked(source, f"nested deeper than {self._limits.max_depth} levels")
            return
        if self._facts.in_sdk(file) and not self._every:
            self._skipped += 1
            self._notes.append(Note(NoteKind.SKIPPED, source.path, "part of the SDK itself"))
            return
        try:
            found = self._in_file(file)
            if self.compiling is not None:
                self._faults.extend(self.compiling.findings(self._facts.program, file))
        except (TooComplexError, RecursionError):
            self._not_checked(source, "too complex")
            self._too_complex.add(source.location)
            self._facts = self._no_facts()  # what was half found is of no use, and this file is left out
            return
        self._checked += 1
        self._locations[source.path] = source.location
        self._findings.extend(found)
        if any(each.family == "sdk" for each in found):
            self._is_assumed |= self._facts.api.is_version_assumed(file)
        self._findings.extend(self._in_module(source.directory))

    def _not_checked(self, source: Source, why: str) -> None:
        self._skipped += 1
        self._notes.append(Note(NoteKind.NOT_CHECKED, source.path, why))

    def _in_file(self, file: File) -> tuple[Finding, ...]:
        search = self._search_in(file)
        drafts = drafts_of(
            file,
            search.matches(file, self._facts, lambda rule, error: self._failed(file, rule, error)),
            lambda match: self._repair(file, match),
        )
        drafts = tuple(each for each in drafts if each.finding.rule not in self._put_off)
        if not self._suppressions:
            return grouped(drafts)
        ids = frozenset(rule.id for rule in self._rules) - self._put_off
        single = [draft.finding for draft in drafts]
        found = suppressed(file.root, file.source, single, self._known, ids)
        kept = [draft._replace(finding=each) for draft, each in zip(drafts, found, strict=False)]
        return (*grouped(kept), *found[len(drafts) :])

    def _in_module(self, directory: str) -> tuple[Finding, ...]:
        """Return the findings in the go.mod of a directory that was not asked about before."""
        module = self._facts.program.modules.nearest(directory)
        if module is None or module.go_mod in self._modules:
            return ()
        self._modules.add(module.go_mod)
        source = source_at(self._tree, module.go_mod)
        if source is None:
            return ()
        self._locations[source.path] = source.location
        found = module_findings(self._rules, module, source, self._settings.sdk_version)
        if not self._suppressions:
            return found
        # comments are what they are in Go, and nothing else of the file is looked at
        root = parsed(source.data).root
        return suppressed(root, source, found, self._known, frozenset(rule.id for rule in self._rules))

    def _repair(self, file: File, match: Match) -> Repair | None:
        try:
            return repair_of(self._facts, file, match)
        except (TooComplexError, RecursionError):
            raise
        except Exception as error:  # a fix that raises costs only itself
            self._failed(file, match.rule, error)
            return None

    def _failed(self, file: File, rule: Rule, error: Exception) -> None:
        if isinstance(error, PutOffError):
            self._put_off.add(rule.id)
            return
        message = f"rule {rule.id} raised {type(error).__name__}: {error}"
        note = Note(NoteKind.INTERNAL_ERROR, file.source.path, message)
        if note not in self._notes:
            self._notes.append(note)

    def report(self) -> Report:
        """Return everything found."""
        findings = with_fingerprints(sorted(self._findings, key=by_place))
        if len(findings) > self._limits.max_findings:
            kept = sorted(findings, key=lambda each: (each.severity.rank, by_place(each)))
            findings = tuple(sorted(kept[: self._limits.max_findings], key=by_place))
            message = f"more than {self._limits.max_findings} findings, the rest is not shown"
            self._notes.append(Note(NoteKind.NOT_CHECKED, "", message))
        if self._is_assumed:
            self._notes.append(Note(NoteKind.ASSUMED, "", ASSUMED_VERSION.format(self._facts.api.newest)))
        report = Report(
            findings=findings,
            notes=tuple(sorted(self._notes, key=lambda n: (n.kind.value, n.path, n.message))),
            rules=self._rules,
            files=self._files,
            checked=self._checked,
            skipped=self._skipped,
            put_off=frozenset(self._put_off),
            faults=tuple(sorted(self._faults, key=by_place)),
        )
        known = tuple(self._known.values())
        return narrowed(report, self._settings, known, self._locations.__getitem__)
