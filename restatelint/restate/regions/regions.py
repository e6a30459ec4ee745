"""Regions: which code runs again on replay, which runs once inside Run, and which is neither."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.scope import binding_of
from restatelint.golang.site import Site
from restatelint.golang.syntax import text
from restatelint.restate.contexts.held_contexts import asserted_range
from restatelint.restate.kept.kept import calls_of_kept
from restatelint.restate.regions.importers import Importers
from restatelint.restate.regions.run_calls import RunCalls
from restatelint.restate.sdk import ContextKind, sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.package import Package
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.library import Knowledge

_FUNCTION_VALUES = frozenset({"func_literal", "identifier", "selector_expression", "call_expression"})
_EXEMPT = frozenset({"main", "init"})


class RegionKind(Enum):
    """What happens to code on a replay."""

    REPLAYED = "replayed"
    RUN = "run"


@dataclass(frozen=True)
class Region:
    """A byte range of a file whose code is replayed, or runs inside Run.

    ``context`` is the kind of context the code has, ``parameter`` the name it has there ("" if none).
    ``own`` says that the function takes the context itself. ``at`` is where ``call`` stands.
    """

    kind: RegionKind
    start: int
    end: int
    context: ContextKind
    parameter: str
    own: bool
    function: Function
    at: Site | None = None

    @property
    def call(self) -> Node | None:
        """The Run call of a run region whose operation stands in it, or None."""
        return self.at.node if self.at is not None else None


class FileRegions:
    """The regions of one file, by byte."""

    def __init__(self, regions: list[Region]) -> None:
        self.all = tuple(sorted(regions, key=lambda region: (region.start, -region.end)))
        self._starts: list[int] = []
        self._inner: list[Region | None] = []
        open_regions: list[Region] = []
        for region in self.all:
            self._close(open_regions, region.start)
            open_regions.append(region)
            self._mark(region.start, region)
        self._close(open_regions, None)

    def _close(self, open_regions: list[Region], before: int | None) -> None:
        while open_regions and (before is None or open_regions[-1].end <= before):
            ended = open_regions.pop()
            self._mark(ended.end, open_regions[-1] if open_regions else None)

    def _mark(self, byte: int, region: Region | None) -> None:
        if self._starts and self._starts[-1] == byte:
            self._inner[-1] = region
        else:
            self._starts.append(byte)
            self._inner.append(region)

    def at(self, byte: int) -> Region | None:
        """Return the innermost region that holds a byte; None for plain code."""
        index = bisect_right(self._starts, byte) - 1
        return self._inner[index] if index >= 0 else None

    def outermost(self, kind: RegionKind) -> list[tuple[int, int]]:
        """Return the disjoint byte ranges that hold every region of a kind."""
        ranges: list[tuple[int, int]] = []
        for region in self.all:
            if region.kind is kind and (not ranges or region.start >= ranges[-1][1]):
                ranges.append((region.start, region.end))
        return ranges


class Regions:
    """Regions of the files of a program; found a package at a time."""

    def __init__(self, program: Program, knowledge: Knowledge, contexts: Contexts) -> None:
        self._program = program
        self._run_calls = RunCalls(program, knowledge)
        self._importers = Importers(program, knowledge)
        self._contexts = contexts
        self._files: dict[str, FileRegions] = {}
        self._of_functions: dict[tuple[str, int], Region] = {}

    def of(self, file: File) -> FileRegions:
        """Return the regions of a file."""
        location = file.source.location
        known = self._files.get(location)
        if known is not None:
            return known
        self._files[location] = FileRegions([])  # what its package does not hold has none
        try:
            self._find(self._program.package_of(file))
        except BaseException:
            del self._files[location]
            raise
        return self._files[location]

    def of_function(self, function: Function) -> Region | None:
        """Return the region that a function itself makes, None if it is plain or inside another one."""
        self.of(function.file)
        return self._of_functions.get(function.key)

    def at(self, file: File, byte: int) -> Region | None:
        """Return the innermost region that holds a byte of a file."""
        return self.of(file).at(byte)

    def _find(self, package: Package) -> None:
        if not self._importers.has(package):
            self._files.update((file.source.location, FileRegions([])) for file in package.files)
            return
        found: dict[str, dict[int, Region]] = {file.source.location: {} for file in package.files}
        for file in package.files:
            for function in file.functions:
                region = self._by_signature(function)
                if region is not None:
                    found[file.source.location][function.node.start_byte] = region
        for file in package.files:
            for region in self._operations_of_run(file):
                own = found.get(region.function.file.source.location)
                if own is None:
                    continue  # a function of another package: its own file says what it is
                before = own.get(region.start)
                if before is None or not before.own or region.at is not None:
                    own[region.start] = region
        for file in package.files:
            regions = found[file.source.location]
            for region in self._obtained(file, FileRegions(list(regions.values()))):
                regions.setdefault(region.start, region)
            for region in self._kept(file, FileRegions(list(regions.values()))):
                regions.setdefault(region.start, region)
            self._files[file.source.location] = FileRegions(list(regions.values()))
            self._of_functions.update({r.function.key: r for r in regions.values()})

    def _by_signature(self, function: Function) -> Region | None:
        node = function.node
        found = self._contexts.parameter(function)
        if found is not None:
            kind = RegionKind.REPLAYED if found[0].replayed else RegionKind.RUN
            return Region(
                kind, node.start_byte, node.end_byte, found[0], found[1], own=True, function=function
            )
        if function.receiver:
            held = self._contexts.receiver(function)
            if held is not None:
                kind = RegionKind.REPLAYED if held.replayed else RegionKind.RUN
                return Region(kind, node.start_byte, node.end_byte, held, "", own=False, function=function)
        return None

    def _operations_of_run(self, file: File) -> list[Region]:
        """Return a run region for each function that is handed to Run in a file."""
        found: list[Region] = []
        for call in self._run_calls.possible(file):
            for argument in self._run_calls.handed(file, call):
                if argument.type not in _FUNCTION_VALUES:
                    continue
                function = self._program.calls.function(file, argument)
                if not isinstance(function, Function):
                    continue
                node = function.node
                parameter = self._contexts.parameter(function)
                if parameter is not None and parameter[0].replayed:
                    continue
                name = parameter[1] if parameter is not None else ""
                start, end = node.start_byte, node.end_byte
                at = Site(file, call)
                found.append(Region(RegionKind.RUN, start, end, ContextKind.RUN, name, True, function, at))
        return found

    def runs(self, file: File, call: Node, argument: Node) -> bool:
        """Whether a call runs a function that it is given as an argument inside Run."""
        return argument in self._run_calls.handed(file, call)

    def is_run(self, file: File, call: Node) -> bool:
        """Whether a call runs the function it is given inside Run."""
        return self._run_calls.is_run(file, call)

    def _obtained(self, file: File, regions: FileRegions) -> list[Region]:
        """Return regions of plain functions that get hold of a handler context some other way."""
        found: list[Region] = []
        for call in file.calls:
            if regions.at(call.start_byte) is not None:
                continue
            called = file.callee(call)
            if called is None or called.name not in sdk().operations:
                continue
            function = file.function_at(call.start_byte)
            given = arguments(call)
            if function is None or not given or function.name in _EXEMPT:
                continue
            if sdk().operation(self._program.calls.target(file, call)) is None:
                continue
            kind = self._contexts.of(file, given[0]) or ContextKind.SERVICE
            start, end = self._reach(file, given[0], function)
            found.append(Region(RegionKind.REPLAYED, start, end, kind, text(given[0]), False, function))
        return found

    def _kept(self, file: File, regions: FileRegions) -> list[Region]:
        """Return regions for literals that are kept, and called only on the other side of Run."""
        found: list[Region] = []
        for function in file.functions:
            node = function.node
            around = regions.at(node.start_byte) if node.type == "func_literal" else None
            if around is None or around.start == node.start_byte:
                continue
            there = [regions.at(call.start_byte) for call in calls_of_kept(file, node)]
            other = there[0] if there else None
            if other is None or any(each is None or each.kind is around.kind for each in there):
                continue
            is_run = other.kind is RegionKind.RUN
            context, parameter = (ContextKind.RUN, "") if is_run else (other.context, other.parameter)
            start, end = node.start_byte, node.end_byte
            found.append(Region(other.kind, start, end, context, parameter, own=False, function=function))
        return found

    def _reach(self, file: File, context: Node, function: Function) -> tuple[int, int]:
        """Return the range in which a function has a context it obtained by itself."""
        body = function.body
        whole = function.node if body is None else body
        binding = binding_of(file, context) if context.type == "identifier" else None
        if binding is None or binding.outside(function.node):
            return whole.start_byte, whole.end_byte
        asserted = asserted_range(self._program, self._contexts, function, context)
        if asserted is not None:
            return asserted
        return max(binding.visible, whole.start_byte), min(binding.end, whole.end_byte)
