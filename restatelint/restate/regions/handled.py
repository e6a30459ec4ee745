"""Which handlers run the code at a node, themselves or by way of helpers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.declarations import Function
from restatelint.restate.services.defined.signatures import handler_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from restatelint.golang.file import File
    from restatelint.golang.package import Package
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.regions.regions import Regions
    from restatelint.restate.services.model import HandlerKind
    from restatelint.restate.services.services import Services


class Runner(NamedTuple):
    """A handler that runs some code; ``name`` is "" and ``kind`` None where they cannot be told."""

    function: Function
    name: str
    kind: HandlerKind | None


class _Running:
    """The handlers that run each function."""

    def __init__(self, runners: Iterable[Runner], services: Services) -> None:
        self.runners = tuple(runners)
        self._numbers: dict[tuple[File, int], list[int]] = {}
        for number, runner in enumerate(self.runners):
            for each in services.functions(runner.function):
                self._numbers.setdefault((each.file, each.node.start_byte), []).append(number)

    def at(self, places: Iterable[tuple[File, Node]]) -> tuple[Runner, ...]:
        """Return the handlers that run any of some nodes, in order."""
        found: set[int] = set()
        for file, node in places:
            function = file.function_at(node.start_byte)
            while function is not None:
                start = function.node.start_byte
                if node.end_byte <= function.node.end_byte:
                    found.update(self._numbers.get((file, start), ()))
                function = file.function_at(start - 1) if start else None
        return tuple(self.runners[number] for number in sorted(found))


class Handled:
    """Answers about code and its handlers over a program."""

    def __init__(self, program: Program, regions: Regions, services: Callable[[File], Services]) -> None:
        self._program = program
        self._regions = regions
        self._services = services
        self._modules: dict[Services, _Running] = {}
        self._packages: dict[Package, _Running] = {}

    def by(self, file: File, node: Node) -> tuple[Runner, ...]:
        """Return the handlers that run a node.

        Those that are registered, and where not all of that is known also functions that take a handler
        context and that no handler runs.
        """
        services = self._services(file)
        places = [(file, node), *self._run_of(file, node)]
        return (*self._registered(services).at(places), *self._others(file, services).at(places))

    def _registered(self, services: Services) -> _Running:
        """Return what the registered handlers of a module run."""
        if services not in self._modules:
            runners = (
                Runner(handler.function, handler.name or "", handler.kind)
                for definition in services.definitions
                for handler in definition.handlers
                if handler.function is not None
            )
            self._modules[services] = _Running(runners, services)
        return self._modules[services]

    def _run_of(self, file: File, node: Node) -> list[tuple[File, Node]]:
        """Return the call of Run whose block holds a node, which a function elsewhere may have made."""
        region = self._regions.at(file, node.start_byte)
        call = region.call if region is not None else None
        if call is None:
            return []
        files = self._program.package_of(file).files
        return [(each, call) for each in files if call in each.calls_in(call.start_byte, call.end_byte)]

    def _others(self, file: File, services: Services) -> _Running:
        """Return what the functions of a package run that take a handler context and that no handler runs."""
        package = self._program.package_of(file)
        if package not in self._packages:
            known = not services.dynamic and services.definitions
            runners = () if known else self._unregistered(package, services)
            self._packages[package] = _Running(runners, services)
        return self._packages[package]

    def _unregistered(self, package: Package, services: Services) -> list[Runner]:
        registered = {each.function.key: each for each in self._registered(services).runners}
        candidates = [
            Runner(declared, declared.name, kind)
            for each in package.files
            for declared in each.declarations
            if isinstance(declared, Function) and (kind := handler_kind(self._program, declared)) is not None
        ]
        run = {
            each.key
            for runner in (*registered.values(), *candidates)
            for each in services.functions(runner.function)
            if each.key != runner.function.key
        }
        known = run | registered.keys()
        return [runner for runner in candidates if runner.function.key not in known]
