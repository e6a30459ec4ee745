"""What some files define, file by file: services built call by call, and those that are reflected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.callee import arguments
from restatelint.golang.types import External
from restatelint.restate.sdk import is_sdk
from restatelint.restate.services.defined.built import Builder
from restatelint.restate.services.defined.reflected import reflected
from restatelint.restate.services.defined.registered import Registered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.restate.services.defined.built import Built
    from restatelint.restate.services.model import Definition
    from restatelint.restate.services.values import Values


class Found(NamedTuple):
    """What some files define, sorted by name and then by place.

    ``traced`` says that no handler was added to something unknown, ``binds_foreign`` that a file binds what a
    package made that is not at hand.
    """

    definitions: tuple[Definition, ...]
    traced: bool
    binds_foreign: bool


class Definer:
    """Finds definitions in some files of a program."""

    def __init__(self, program: Program, values: Values, files: Sequence[File]) -> None:
        self._program = program
        self._values = values
        self._registered = Registered(program)
        self._files = files

    def found(self) -> Found:
        """Return what the files define."""
        built = Builder(self._program, self._values, self._registered).built(self._files)
        found = [*built.definitions]
        for file in self._files:
            found.extend(self._reflected(file, built))
        binds_foreign = any(self._binds_foreign(file) for file in self._files)
        return Found(tuple(sorted(found, key=_by_name)), built.traced, binds_foreign)

    def _reflected(self, file: File, built: Built) -> list[Definition]:
        found: list[Definition] = []
        for call in file.calls if file.says("Reflect") else ():
            called = file.callee(call)
            if called is None or called.name != "Reflect":
                continue
            if self._registered.sdk_name(file, call) == "Reflect":
                configured = built.configured.get((file.source.location, call.end_byte), ())
                found.extend(
                    replace(each, configured=configured)
                    for each in reflected(self._program, self._values, file, call)
                )
        return found

    def _binds_foreign(self, file: File) -> bool:
        """Whether a file binds what a package made that is not at hand."""
        for call in file.calls if file.says("Bind") else ():
            called, given = file.callee(call), arguments(call)
            if called is None or called.name != "Bind" or called.operand is None or len(given) != 1:
                continue
            if self._registered.beginning(file, given[0]) is None and file.callee(given[0]) is not None:
                target = self._program.calls.target(file, given[0])
                if isinstance(target, External) and not is_sdk(target.path):
                    return True
        return False


def _by_name(definition: Definition) -> tuple[bool, str, str, int]:
    place = (definition.file.source.location, definition.node.start_byte)
    return (definition.name is None, definition.name or "", *place)
