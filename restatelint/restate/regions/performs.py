"""Which code performs durable operations, itself or through the functions it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.budget import Answers
from restatelint.golang.declarations import Function
from restatelint.restate.links import Link
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.restate.regions.regions import Regions

# building a client, asking for a key or a random number writes nothing to the journal
_SILENT = frozenset({"client", "context", "random"})


class Performs:
    """Answers about operations over a program."""

    def __init__(self, program: Program, regions: Regions) -> None:
        self._program = program
        self._regions = regions
        self._functions = Answers["Link | None"](program.budget, None)  # recursion adds nothing

    def first(self, file: File, start: int, end: int) -> Link | None:
        """Return the first call in a byte range that writes to the journal or compares with it."""
        for call in file.calls_in(start, end):
            target = self._program.calls.target(file, call)
            if target is None:
                continue
            operation = sdk().operation(target)
            if operation is not None:
                if operation.group not in _SILENT:
                    return Link(file, call, operation.title)
            elif isinstance(target, Function) and self.function(target) is not None:
                return Link(file, call, target.title)
        return None

    def function(self, function: Function) -> Link | None:
        """Return the first operation in the body of a function that is replayed, or None."""
        return self._functions.of(function.key, lambda: self._inside(function))

    def _inside(self, function: Function) -> Link | None:
        body = function.body
        region = self._regions.at(function.file, function.node.start_byte)
        if body is None or region is None:
            return None
        return self.first(function.file, body.start_byte, body.end_byte)
