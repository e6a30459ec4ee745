"""What code does although the SDK does it already: keys on calls of a handler, foreign contexts in Run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.syntax import enclosing, text
from restatelint.golang.tree import kinds
from restatelint.golang.types import External
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.sdk import is_sdk, sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.effects.origins import Origins
    from restatelint.restate.regions.regions import Regions

_EMPTY = frozenset({"Background", "TODO"})
_FIELDS = kinds("field_identifier")
_GAUGED = frozenset({"Set", "SetToCurrentTime", "Update", "Gauge"})


class Redundant:
    """Answers about calls over a program."""

    def __init__(self, program: Program, regions: Regions, origins: Origins) -> None:
        self._program = program
        self._regions = regions
        self._origins = origins

    def key(self, file: File, call: Node) -> bool | None:
        """Return whether an idempotency key on a call to a handler is one of this invocation alone.

        None for what is no such key. A key of the invocation alone can be the same for no other call.
        """
        called = file.callee(call)
        if called is None or called.name != "WithIdempotencyKey":
            return None
        target = self._program.calls.target(file, call)
        outer = call.parent.parent if call.parent is not None else None
        if outer is None or not isinstance(target, External) or not is_sdk(target.path):
            return None
        operation = sdk().operation(self._program.calls.target(file, outer))
        if operation is None or operation.group != "method":
            return None
        return any(self._is_own(file, each) for each in arguments(call))

    def _is_own(self, file: File, key: Node) -> bool:
        made = self._origins.value(file, key)
        node = made if made is not None else key
        for call in file.calls_in(node.start_byte, node.end_byte):
            operation = sdk().operation(self._program.calls.target(file, call))
            if operation is not None and operation.group == "random":
                return True
        names = node.descendants(_FIELDS)
        called = file.callee(node)
        if called is not None and called.operand is not None and called.operand != node:
            inner = self._origins.value(file, called.operand)
            if inner is not None and inner != called.operand and self._is_own(file, inner):
                return True
        return [text(each) for each in names][-2:] == ["Request", "ID"]

    def empty_context(self, file: File, call: Node) -> tuple[str, str] | None:
        """Return the empty context that a call makes in Run, and the name of the Run context at hand.

        What a deferred call uses is meant to outlive the context.
        """
        called = file.callee(call)
        if called is None or called.name not in _EMPTY:
            return None
        target = self._program.calls.target(file, call)
        region = self._regions.at(file, call.start_byte)
        if not isinstance(target, External) or target.path != "context" or region is None:
            return None
        if region.kind is not RegionKind.RUN or region.parameter in ("", "_"):
            return None
        if enclosing(call, {"defer_statement", "go_statement"}) is not None:
            return None
        return target.title, region.parameter

    def counts(self, file: File, call: Node) -> bool:
        """Whether a call of a metric adds to it; setting it to the same value again changes nothing."""
        called = file.callee(call)
        return called is not None and called.name not in _GAUGED
