"""Options of Run: whether a block has a name and a bound on its retries, as far as they can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.elision import elides
from restatelint.golang.syntax import field, named_children
from restatelint.golang.types import External
from restatelint.restate.sdk import is_sdk, sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.origins import Origins

RUNS = frozenset(name for name, group in sdk().operations.items() if group == "run")
"""The names of the functions that run a block."""
# the last is what the first was called before v0.25
_BOUNDS = frozenset({"WithMaxRetryAttempts", "WithMaxRetryDuration", "WithMaxAttempts"})
_DEPTH = 3  # how many functions that hand on an error are looked into


class RunOptions:
    """Answers about the options of Run calls over a program."""

    def __init__(self, program: Program, origins: Origins) -> None:
        self._program = program
        self._origins = origins

    def is_run(self, file: File, call: Node) -> bool:
        """Whether a call is the SDK's Run, RunAsync or RunVoid."""
        called = file.callee(call)
        if called is None or called.name not in RUNS:
            return False
        operation = sdk().operation(self._program.calls.target(file, call))
        return operation is not None and operation.group == "run"

    def unnamed(self, file: File, call: Node) -> bool:
        """Whether a call is a Run that is surely given no name."""
        return self._surely_without(file, call, frozenset({"WithName"}))

    def unbounded(self, file: File, call: Node) -> bool:
        """Whether a call is a Run that is surely retried for ever."""
        return self._surely_without(file, call, _BOUNDS)

    def unbounded_result(self, file: File, call: Node, depth: int = 0) -> Node | None:
        """Return the Run whose error a call gives, if it surely has no bound; None for other calls.

        The call is Run itself, ``Result`` of the future of a RunAsync, or a function all of whose
        Runs have no bound.
        """
        called = file.callee(call)
        if called is None:
            return None
        if called.name == "Result" and called.operand is not None:
            made = self._origins.value(file, called.operand)
            return made if made is not None and self.unbounded(file, made) else None
        if self.is_run(file, call):
            return call if called.name != "RunAsync" and self.unbounded(file, call) else None
        target = self._program.calls.target(file, call)
        if not isinstance(target, Function) or target.body is None or depth >= _DEPTH:
            return None
        body = target.body
        inside = target.file.calls_in(body.start_byte, body.end_byte)
        runs = [each for each in inside if self.is_run(target.file, each)]
        if runs and all(self.unbounded(target.file, each) for each in runs):
            return runs[0]
        return None

    def _surely_without(self, file: File, call: Node, names: frozenset[str]) -> bool:
        if not self.is_run(file, call):
            return False
        list_ = field(call, "arguments")
        given = named_children(list_) if list_ is not None else []
        if list_ is None or not given:
            return False
        behind, options = given[:2][-1].end_byte, given[2:]
        if elides(file, behind, list_.end_byte):
            return False
        return all(self._is_other(file, each, names) for each in options)

    def _is_other(self, file: File, option: Node, names: frozenset[str]) -> bool:
        """Whether an option is surely none of some; what is handed in or spread out is not known."""
        made = self._origins.value(file, option)
        target = self._program.calls.target(file, made) if made is not None else None
        return isinstance(target, External) and is_sdk(target.path) and target.name not in names


def block_of(program: Program, file: File, call: Node) -> Function | None:
    """Return the function that a Run call runs, if its code is at hand."""
    given = arguments(call)
    function = program.calls.function(file, given[1]) if len(given) > 1 else None
    return function if isinstance(function, Function) else None
