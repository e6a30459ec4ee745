"""How long an attempt of a handler may do nothing: the timeouts of its service, or the server's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.types import External
from restatelint.restate.definitions.service_options import options_of
from restatelint.restate.waiting.durations import constant_duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.site import Site
    from restatelint.golang.tree import Node
    from restatelint.restate.services.model import Definition
    from restatelint.restate.services.services import Services

_MINUTE = 60_000_000_000
_DEFAULTS = {"WithInactivityTimeout": _MINUTE, "WithAbortTimeout": 10 * _MINUTE}
"""The server waits for an entry, asks the handler to suspend, waits once more, and ends the attempt."""


class Timeouts:
    """Answers about the timeouts of handlers over a program."""

    def __init__(self, program: Program, services: Callable[[File], Services]) -> None:
        self._program = program
        self._services = services
        self._named: dict[str, bool] = {}

    def are_set(self, file: File, node: Node) -> bool:
        """Whether the service of a handler has a timeout, or any of the module where no service is known."""
        definition = self._definition(file, node)
        if definition is None:
            return self._are_named(file)
        return any(self._may_set(each) for each in options_of(definition))

    def patience(self, file: File, node: Node) -> int | None:
        """Return for how many nanoseconds an attempt may do nothing at a node, None if that is not known."""
        definition = self._definition(file, node)
        if definition is None:
            return None if self._are_named(file) else sum(_DEFAULTS.values())
        waits, own = dict(_DEFAULTS), set(definition.options)
        for option in options_of(definition):
            if not self._may_set(option):
                continue
            target = self._program.calls.target(option.file, option.node)
            given = arguments(option.node)
            wait = constant_duration(self._program, option.file, given[0]) if len(given) == 1 else None
            if not isinstance(target, External) or wait is None:
                return None
            # one of a handler may be another handler's, so it only adds to the patience
            waits[target.name] = wait if option in own else max(waits[target.name], wait)
        return sum(waits.values())

    def _definition(self, file: File, node: Node) -> Definition | None:
        holder = _declared_at(file, node)
        for definition in self._services(file).with_code_in(file.source.directory):
            if any(_is_of(each.function, holder) for each in definition.handlers):
                return definition
        return None

    def _are_named(self, file: File) -> bool:
        """Whether the module says the name of a timeout anywhere."""
        module = self._program.modules.nearest(file.source.directory)
        key = module.directory if module is not None else file.source.directory
        if key not in self._named:
            found = (self._program.packages_that_say(file, name.encode()) for name in _DEFAULTS)
            self._named[key] = any(found)
        return self._named[key]

    def _may_set(self, option: Site) -> bool:
        """Whether an option sets a timeout or cannot be told."""
        file, node = option.file, option.node
        target = self._program.calls.target(file, node) if file.callee(node) is not None else None
        return not isinstance(target, External) or target.name in _DEFAULTS


def _declared_at(file: File, node: Node) -> Function | None:
    """Return the declared function or method that a node stands in."""
    top = file.top_level_at(node.start_byte)
    return file.function_of(top) if top is not None else None


def _is_of(handler: Function | None, holder: Function | None) -> bool:
    """Whether a function is a handler, a method of the same service, or where the handler is written."""
    if handler is None or holder is None:
        return False
    inside = holder.node.start_byte <= handler.node.start_byte < holder.node.end_byte
    if handler.file is holder.file and inside:
        return True
    beside = handler.file.source.directory == holder.file.source.directory
    return beside and bool(holder.receiver) and handler.receiver == holder.receiver
