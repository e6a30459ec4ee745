"""The services of some files and the calls between them: the one place that others ask."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.services.calls import HandlerCalls
from restatelint.restate.services.defined.defined import Definer
from restatelint.restate.services.found_effects import FoundEffect, found_effects
from restatelint.restate.services.model import Call, Definition, Handler, Reached, ServiceKind
from restatelint.restate.services.value import Text
from restatelint.restate.services.values import Values
from restatelint.restate.services.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.regions.regions import Regions
    from restatelint.restate.services.defined.defined import Found


_PACKAGES = 1_000  # how many packages that a program imports are looked at


class Target(NamedTuple):
    """What a call may lead to; ``handler`` is None when the definition has none of that name."""

    definition: Definition
    handler: Handler | None


class Services:
    """Definitions and calls over some files of a program, found when asked for.

    ``complete`` says that the files are all there are of their module.
    """

    def __init__(
        self, program: Program, regions: Regions, reach: Reach, files: Sequence[File], *, complete: bool
    ) -> None:
        self._program = program
        self._reach = reach
        self._files = tuple(sorted(files, key=lambda file: file.source.location))
        self._complete = complete
        self._values = Values(program)
        self._definer = Definer(program, self._values, self._files)
        self._calls = HandlerCalls(program, self._values)
        self._walk = Walk(program, regions, self._values)
        self._reached: dict[Handler, tuple[Reached, ...]] = {}
        self._functions: dict[tuple[str, int], tuple[Function, ...]] = {}
        self._programs: dict[tuple[str, str], bool] = {}

    @cached_property
    def _found(self) -> Found:
        return self._definer.found()

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """Every definition, by name and then by place; those whose name is not constant come last."""
        return self._found.definitions

    @cached_property
    def dynamic(self) -> bool:
        """Whether there may be services or handlers that are not known here."""
        return (
            not self._complete
            or not self._found.traced
            or any(each.name is None or not each.complete for each in self.definitions)
            or self._found.binds_foreign
        )

    @cached_property
    def _by_name(self) -> dict[str, list[Definition]]:
        found: dict[str, list[Definition]] = {}
        for definition in self.definitions:
            if definition.name is not None:
                found.setdefault(definition.name, []).append(definition)
        return found

    def named(self, name: str) -> tuple[Definition, ...]:
        """Return the definitions of a name; several where a module holds several programs."""
        return tuple(self._by_name.get(name, ()))

    def targets(self, call: Call) -> tuple[Target, ...]:
        """Return what a call may lead to, () if its target is not constant or not defined here.

        Of several definitions of a name those of the call's own file come first, then those of its package:
        only they count if there are any. One that only another program of the module binds, and that the
        call does not fit, is taken for another service of the same name.
        """
        found = self.named(call.service) if call.service is not None else ()
        own = tuple(each for each in found if each.file is call.file)
        own = own or tuple(each for each in found if _directory(each.file) == _directory(call.file))
        if not own:
            own = tuple(each for each in found if fits(call, each) or self._runs_beside(call.file, each.file))
        name = call.handler
        return tuple(Target(each, each.handler(name) if name is not None else None) for each in own)

    def _runs_beside(self, file: File, bound: File) -> bool:
        """Whether the program that binds a service has the code of a file in it, by what it imports.

        Where a service is bound in a package that is no program, it may run beside all of the module.
        """
        if bound.package_name != "main":
            return True
        key = (_directory(bound), _directory(file))
        if key not in self._programs:
            self._programs[key] = file.package_name != "main" and self._imports(bound, file)
        return self._programs[key]

    def _imports(self, program: File, file: File) -> bool:
        wanted = self._program.package_of(file)
        seen, waiting = set[str](), [self._program.package_of(program)]
        while waiting and len(seen) < _PACKAGES:
            package = waiting.pop()
            if package is wanted:
                return True
            for each in package.files:
                for path in sorted({item.path for item in each.imports.all} - seen):
                    seen.add(path)
                    imported = self._program.imported(each, path)
                    waiting.extend([imported] if imported is not None else ())
        return False

    @cached_property
    def _by_place(self) -> dict[tuple[str, int], list[Definition]]:
        found: dict[tuple[str, int], list[Definition]] = {}
        for each in self.definitions:
            found.setdefault((each.file.source.location, each.node.end_byte), []).append(each)
        return found

    def made_at(self, file: File, node: Node) -> tuple[Definition, ...]:
        """Return the definitions that a call begins: several for a Reflect in a loop, () for most calls."""
        return tuple(self._by_place.get((file.source.location, node.end_byte), ()))

    @cached_property
    def _by_directory(self) -> dict[str, list[Definition]]:
        found: dict[str, list[Definition]] = {}
        for each in self.definitions:
            functions = (handler.function for handler in each.handlers)
            for directory in {f.file.source.directory for f in functions if f is not None}:
                found.setdefault(directory, []).append(each)
        return found

    def with_code_in(self, directory: str) -> tuple[Definition, ...]:
        """Return the definitions of which some handler's code stands in a directory."""
        return tuple(self._by_directory.get(directory, ()))

    @cached_property
    def _by_function(self) -> dict[tuple[str, int], list[tuple[Definition, Handler]]]:
        found: dict[tuple[str, int], list[tuple[Definition, Handler]]] = {}
        for definition in self.definitions:
            for handler in definition.handlers:
                if handler.function is not None:
                    found.setdefault(handler.function.key, []).append((definition, handler))
        return found

    def handlers_of(self, function: Function) -> tuple[tuple[Definition, Handler], ...]:
        """Return the handlers whose code a function is, each with its definition."""
        return tuple(self._by_function.get(function.key, ()))

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Every call of a handler, by place, wherever it stands.

        A target that a helper is handed by its caller is not constant here; see `reached`.
        """
        found = []
        for file in self._files:
            for node in self._calls.sites(file):
                call = self._calls.call(file, node)
                if call is not None:
                    found.append(call)
        return tuple(found)

    def call_at(self, file: File, node: Node) -> Call | None:
        """Return the call of a handler that a call node is, or None."""
        return self._calls.call(file, node)

    def reached(self, handler: Handler) -> tuple[Reached, ...]:
        """Return the calls that a handler makes, itself and through helpers, the nearest first.

        What a helper is handed is known here, so that one of its calls may appear with several targets.
        Calls inside Run are left out: they do not work.
        """
        if handler not in self._reached:
            self._reached[handler] = self._find(handler)
        return self._reached[handler]

    def _find(self, handler: Handler) -> tuple[Reached, ...]:
        if handler.function is None:
            return ()
        found: dict[tuple[object, ...], Reached] = {}
        visits = tuple(self._walk.visits(handler.function))
        self._functions[handler.function.key] = tuple(visit.function for visit in visits)
        for visit in visits:
            function, file, body = visit.function, visit.function.file, visit.function.body
            if visit.kind is RegionKind.RUN or body is None:
                continue
            for node in self._calls.sites(file, body.start_byte, body.end_byte):
                if self._walk.kind_at(file, node) is RegionKind.RUN:
                    continue
                call = self._calls.call(function.file, node, visit.frame)
                if call is not None:
                    key = (file.source.location, node.end_byte, call.service, call.handler, call.key)
                    found.setdefault(key, Reached(call, visit.chain))
        return tuple(found.values())

    def functions(self, function: Function) -> tuple[Function, ...]:
        """Return what runs when a handler's function does: itself, and what it reaches with a context."""
        if function.key not in self._functions:
            self._functions[function.key] = tuple(each.function for each in self._walk.visits(function))
        return self._functions[function.key]

    @cached_property
    def _running(self) -> dict[str, list[Definition]]:
        found: dict[str, list[Definition]] = {}
        for definition in self.definitions:
            functions = (handler.function for handler in definition.handlers)
            run = (
                each for function in functions if function is not None for each in self.functions(function)
            )
            for location in {each.file.source.location for each in run}:
                found.setdefault(location, []).append(definition)
        return found

    def running(self, file: File) -> tuple[Definition, ...]:
        """Return the definitions whose handlers run some function of a file, or reach one."""
        return tuple(self._running.get(file.source.location, ()))

    def effects(self, handler: Handler) -> tuple[FoundEffect, ...]:
        """Return what a handler does to determinism, outside Run and inside it."""
        if handler.function is None:
            return ()
        return found_effects(self._walk, self._reach, handler.function)


def suits(call: Call, definition: Definition) -> bool:
    """Whether a call is of the kind of a definition; an object with the key "" is the same as a service."""
    without_key = definition.kind is ServiceKind.SERVICE and call.key == Text("")
    return definition.kind in (None, call.to) or without_key


def fits(call: Call, definition: Definition) -> bool:
    """Whether a call is of the kind of a definition, and names one of its handlers, or a method."""
    methods = {each.function.name for each in definition.methods}
    name = call.handler
    is_there = name is None or name in methods or definition.handler(name) is not None
    return suits(call, definition) and is_there


def _directory(file: File) -> str:
    return file.source.directory
