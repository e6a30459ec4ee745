"""Which handlers run the code at a node, themselves or by way of helpers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.declarations import Function
from restatelint.restate.services.signatures import handler_kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.regions import Regions
    from restatelint.restate.services.model import HandlerKind
    from restatelint.restate.services.services import Services


class Runner(NamedTuple):
    """A handler that runs some code; ``name`` is "" and ``kind`` None where they cannot be told."""

    function: Function
    name: str
    kind: HandlerKind | None


class _Running(NamedTuple):
    """A function that a handler runs, and the handler's place among all of them."""

    number: int
    runner: Runner
    function: Function


class Handled:
    """Answers about code and its handlers over a program."""

    def __init__(self, program: Program, regions: Regions, services: Callable[[File], Services]) -> None:
        self._program = program
        self._regions = regions
        self._services = services
        self._modules: dict[Services, dict[str, list[_Running]]] = {}

    def by(self, file: File, node: Node) -> tuple[Runner, ...]:
        """Return the handlers that run a node.

        Those that are registered, and where not all of that is known also functions that take a handler
        context and that no handler runs.
        """
        services = self._services(file)
        places = [(file, node), *self._run_of(file, node)]
        registered = {
            each.number: each.runner
            for where, inside in places
            for each in self._registered(services).get(where.source.location, ())
            if _holds(each.function, where, inside)
        }
        others = (
            runner
            for runner in self._others(file, services)
            if any(_holds(each, *place) for each in services.functions(runner.function) for place in places)
        )
        return (*(registered[number] for number in sorted(registered)), *others)

    def _registered(self, services: Services) -> dict[str, list[_Running]]:
        """Return what the registered handlers of a module run, by the file it stands in."""
        if services not in self._modules:
            found: dict[str, list[_Running]] = {}
            runners = (
                Runner(handler.function, handler.name or "", handler.kind)
                for definition in services.definitions
                for handler in definition.handlers
                if handler.function is not None
            )
            for number, runner in enumerate(runners):
                for function in services.functions(runner.function):
                    running = _Running(number, runner, function)
                    found.setdefault(function.file.source.location, []).append(running)
            self._modules[services] = found
        return self._modules[services]

    def _run_of(self, file: File, node: Node) -> list[tuple[File, Node]]:
        """Return the call of Run whose block holds a node, which a function elsewhere may have made."""
        region = self._regions.at(file, node.start_byte)
        call = region.call if region is not None else None
        if call is None:
            return []
        files = self._program.package_of(file).files
        return [(each, call) for each in files if call in each.calls_in(call.start_byte, call.end_byte)]

    def _others(self, file: File, services: Services) -> list[Runner]:
        if services.definitions and not services.dynamic:
            return []
        registered = {
            each.runner.function.key: each.runner
            for running in self._registered(services).values()
            for each in running
        }
        candidates = [
            Runner(declared, declared.name, kind)
            for each in self._program.package_of(file).files
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


def _holds(function: Function, file: File, node: Node) -> bool:
    whole = function.node
    return function.file is file and whole.start_byte <= node.start_byte and node.end_byte <= whole.end_byte
