"""What plain functions count in the process, in package variables and fields of services, and give back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.syntax import field, text
from restatelint.restate.ends.access import access, is_made_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.ends.access import Access
    from restatelint.restate.ends.below import Below
    from restatelint.restate.ends.ends import End
    from restatelint.restate.kept.globals import Globals
    from restatelint.restate.kept.kept_flow import KeptFlow
    from restatelint.restate.kept.receivers import Receivers


@dataclass(frozen=True, slots=True)
class KeptBelow:
    """A variable that a function below a call counts in, and the end of what the call gives back of it."""

    name: str
    function: Function
    end: End


@dataclass(frozen=True, slots=True)
class _Held:
    name: str
    is_field: bool
    accesses: tuple[Access, ...]


class KeptBelows:
    """Answers about calls over a program."""

    def __init__(
        self, program: Program, below: Below, globals_: Globals, receivers: Receivers, kept_flow: KeptFlow
    ) -> None:
        self._program = program
        self._below = below
        self._globals = globals_
        self._receivers = receivers
        self._kept_flow = kept_flow
        self._held: dict[tuple[str, int], list[_Held]] = {}

    def of_call(self, file: File, call: Node, *, fields: bool) -> KeptBelow | None:
        """Return what a call gives back of a count that a replay finds changed, and compares; or None.

        What only keeps what it is given, such as a cache, gives the same again and does not count. With
        ``fields`` it is about fields of services, else about package variables.
        """
        for function, frames in self._below.of_call(file, call):
            if function.key not in self._held:
                self._held[function.key] = list(self._counted(function))
            for held in self._held[function.key]:
                if held.is_field is fields:
                    end = self._kept_flow.compared(function.file, held.accesses, frames)
                    if end is not None:
                        return KeptBelow(held.name, function, end)
        return None

    def _counted(self, function: Function) -> Iterator[_Held]:
        body = function.body
        if body is None:
            return
        file = function.file
        found: dict[tuple[str, bool], list[Access]] = {}
        for name in self._globals.names(file):
            for each in file.identifiers(name, body.start_byte, body.end_byte):
                if each.type == "identifier" and self._globals.declared(file, each) is not None:
                    self._add(found, file, each, is_field=False)
        receiver = function.receiver_parameter
        if receiver is not None and receiver.name:
            for each in file.identifiers(receiver.name, body.start_byte, body.end_byte):
                selector = each.parent
                if selector is not None and field(selector, "operand") == each:
                    self._add(found, file, selector, is_field=True)
        for (name, is_field), accesses in found.items():
            if self._kept_flow.counts(accesses):
                yield _Held(name, is_field, tuple(accesses))

    def _add(
        self, found: dict[tuple[str, bool], list[Access]], file: File, node: Node, *, is_field: bool
    ) -> None:
        used = access(self._program, file, node)
        if used.writes and is_made_once(self._program, file, node, used.path):
            return
        if used.writes and is_field and self._receivers.write(file, node) is None:
            return
        found.setdefault((used.path or text(node), is_field), []).append(used)
