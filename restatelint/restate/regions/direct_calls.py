"""Handlers that are called as plain functions, past the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.declarations import Function
from restatelint.golang.types import Named, pointed
from restatelint.restate.services.defined.signatures import handler_kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.services.model import Definition
    from restatelint.restate.services.services import Services


class DirectCalls:
    """Answers about calls over a program."""

    def __init__(self, program: Program, services: Callable[[File], Services]) -> None:
        self._program = program
        self._services = services

    def of(self, file: File, call: Node) -> str | None:
        """Return the service and handler whose code a call runs in place, or None.

        Of several calls in one function, with its closures, the first counts.
        """
        target = self._program.calls.target(file, call)
        if not isinstance(target, Function) or not target.name:
            return None
        if handler_kind(self._program, target) is None:
            return None
        handlers = self._services(file).handlers_of(target)
        if not handlers or not self._is_first(file, call, target):
            return None
        own = [each for each in handlers if _type_name(each[0]) == target.receiver]
        definition, handler = (own or handlers)[0]
        return f"{definition.name}/{handler.name}" if definition.name and handler.name else target.title

    def _is_first(self, file: File, call: Node, target: Function) -> bool:
        top = file.top_level_at(call.start_byte)
        if top is None:
            return True
        for other in file.calls_in(top.start_byte, call.start_byte):
            called = self._program.calls.target(file, other)
            if isinstance(called, Function) and called.key == target.key:
                return False
        return True


def _type_name(definition: Definition) -> str:
    type_ = pointed(definition.type)
    return type_.name if isinstance(type_, Named) else ""
