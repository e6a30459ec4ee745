"""Promises of one name whose ends are of types that do not fit: what resolves one, nobody can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.restate.calls.json_types import JsonTypes
from restatelint.restate.sdk import sdk
from restatelint.restate.services.values import Values

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type

_OPTIONS = 2  # the arguments before the options, one of which may be a codec


class PromiseTypes:
    """Answers about promises over a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._values = Values(program)
        self._json = JsonTypes(program)

    def differ(self, file: File, call: Node) -> bool:
        """Whether a promise has another type than one of the same name in the package.

        Only what JSON cannot bridge counts, and names that are constant.
        """
        own = self._promise(file, call)
        if own is None:
            return False
        name, type_ = own
        for each in self._program.package_of(file).files:
            for other in each.calls_in(0, each.root.end_byte):
                found = self._promise(each, other)
                if found is not None and found[0] == name and not self._json.fits(type_, found[1]):
                    return True
        return False

    def _promise(self, file: File, call: Node) -> tuple[str, Type | None] | None:
        called = file.callee(call)
        if called is None or called.name != "Promise" or not called.type_arguments:
            return None
        operation = sdk().operation(self._program.calls.target(file, call))
        given = arguments(call)
        if operation is None or operation.receiver or len(given) != _OPTIONS:
            return None
        name = self._values.text(file, given[1])
        if name is None:
            return None
        return name, self._program.typenames.type(file, called.type_arguments[0])
