"""Runs that change something outside, told by the effects and the names of what they call."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.syntax import text
from restatelint.golang.types import External
from restatelint.restate.sdk import is_sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.reach import Reach

_OUTSIDE = frozenset({"network", "database", "process-start", "file-write"})
# names of what only looks, so that there is nothing to undo
_READING = re.compile(
    r"(?i:get|head|find|load|fetch|list|read|look_?up|check|valid|query|select|search|count|quote|scan|verify"
    r"|has|is|exists|open|calculate|compute|estimate)(?![a-z])"
)


class OutsideActions:
    """Answers about what Runs do outside, over a program."""

    def __init__(self, program: Program, reach: Reach) -> None:
        self._program = program
        self._reach = reach
        self._acts: dict[tuple[str, int], bool] = {}

    def has_effect(self, file: File, run: Node) -> bool:
        """Whether the block of a Run changes something outside, so that there may be something to undo."""
        key = (file.source.location, run.start_byte)
        if key not in self._acts:
            self._acts[key] = self._finds_effect(file, run)
        return self._acts[key]

    def _finds_effect(self, file: File, run: Node) -> bool:
        """Whether the block of a Run changes something outside, as far as names and effects tell.

        What is not known counts too, if it is called on something and its name is not that of a read.
        """
        given = arguments(run)
        function = self._program.calls.function(file, given[1]) if len(given) > 1 else None
        if isinstance(function, External):
            return not _READING.match(function.name)
        if function is None or function.body is None or _READING.match(function.name):
            return False
        body, inside = function.body, function.file
        for call in inside.calls_in(body.start_byte, body.end_byte):
            called = inside.callee(call)
            if called is None or not called.name or _READING.match(called.name):
                continue
            effects = self._reach.effects(inside, call)
            if effects:
                last = effects[0].cause.rpartition(".")[2]
                if effects[0].effect in _OUTSIDE and not _READING.match(last):
                    return True
                continue
            target = self._program.calls.target(inside, call)
            if target is None and called.operand is not None and text(called.operand)[:3] != "err":
                return True
            if isinstance(target, External) and "." in target.path and not is_sdk(target.path):
                return True
        return False
