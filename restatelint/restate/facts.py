"""Everything the rules may ask about a program, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.file import Function
from restatelint.golang.program import Program
from restatelint.golang.syntax import arguments, callee, captures, compiled
from restatelint.restate.contexts import Contexts
from restatelint.restate.errors import Errors, LostError
from restatelint.restate.flow import Flow
from restatelint.restate.history import Status, status
from restatelint.restate.maporder import MapOrders
from restatelint.restate.origins import Origins
from restatelint.restate.performs import Performs
from restatelint.restate.reach import Reach
from restatelint.restate.regions import RegionKind, Regions
from restatelint.restate.sdk import Operation, is_sdk_module, sdk
from restatelint.restate.sleeping import ExclusiveSleep, exclusive_sleep

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.restate.library import Knowledge
    from restatelint.source.tree import SourceTree

_NAMES = compiled("[(identifier) (selector_expression) (call_expression)] @name")


class Facts:
    """Facts about a program of Go files, found when asked for.

    ``sdk_version`` overrides what go.mod files require; ``max_exclusive_sleep`` is in nanoseconds.
    """

    def __init__(
        self,
        tree: SourceTree,
        knowledge: Knowledge,
        refuses: Callable[[Node], bool],
        *,
        sdk_version: str = "",
        max_exclusive_sleep: int = 1_000_000_000,
    ) -> None:
        self.program = Program(tree, knowledge, refuses)
        self.contexts = Contexts(self.program, knowledge)
        self.regions = Regions(self.program, knowledge, self.contexts)
        self.reach = Reach(self.program, knowledge, self.regions)
        self.origins = Origins(self.program)
        self.errors = Errors(self.program)
        self.performs = Performs(self.program, self.regions)
        self.flow = Flow(self.program, knowledge, self.regions, self.performs)
        self.map_orders = MapOrders(self.program, self.performs, self.flow)
        self._sdk_version = sdk_version
        self._max_exclusive_sleep = max_exclusive_sleep

    def in_sdk(self, file: File) -> bool:
        """Whether a file is part of the SDK itself, and not of its examples or services for tests."""
        module = self.program.modules.nearest(file.source.directory)
        if module is None or not is_sdk_module(module.path):
            return False
        below = file.source.directory[len(module.directory) :].strip("/").split("/")[0]
        return below not in ("examples", "test-services")

    def operation(self, file: File, call: Node) -> Operation | None:
        """Return the SDK operation that a call is, or None."""
        return sdk().operation(self.program.calls.target(file, call))

    def exclusive_sleep(self, file: File, call: Node) -> ExclusiveSleep | None:
        """Return the sleep that a call makes while it holds an object's key, or None."""
        return exclusive_sleep(
            self.program, self.regions, self.reach, self.origins, file, call, self._max_exclusive_sleep
        )

    def status(self, file: File, node: Node) -> Status | None:
        """Return what became of the SDK name that an expression is, or None."""
        return status(self.program, file, node, self._sdk_version)

    def lost_error(self, file: File, call: Node) -> LostError | None:
        """Return the terminal error that a call turns into a plain one, or None."""
        return self.errors.lost(file, call)

    def reaches_held_context(self, file: File, call: Node) -> str | None:
        """Return the name of the replayed method that a call leads to by way of a held context, or None.

        The method's receiver keeps a handler context, so the caller does not name one.
        """
        target = self.program.calls.target(file, call)
        if not isinstance(target, Function) or not target.receiver:
            return None
        region = self.regions.of_function(target)
        if region is None or region.kind is not RegionKind.REPLAYED or region.own:
            return None
        return target.title

    def names_context(self, file: File, call: Node) -> bool:
        """Whether an argument or the receiver of a call is itself a handler context."""
        called = file.callee(call)
        operand = called.operand if called is not None else None
        given = arguments(call) if operand is None else [operand, *arguments(call)]
        return any(self.is_handler_context(file, each) for each in given)

    def is_handler_context(self, file: File, node: Node) -> bool:
        """Whether an expression is a handler context."""
        kind = self.contexts.of(file, node)
        return kind is not None and kind.replayed

    def durable_use(self, file: File, node: Node) -> Node | None:
        """Return the first thing inside a node that uses a handler context, a future or a client."""
        found = captures(_NAMES, file.root, node.start_byte, node.end_byte).get("name", [])
        for each in sorted(found, key=lambda each: (each.start_byte, -each.end_byte)):
            region = self.regions.at(file, each.start_byte)
            if region is None or region.kind is not RegionKind.REPLAYED:
                continue
            if callee(each) is not None:
                operation = self.operation(file, each)
                if operation is not None:
                    return each
            elif self.is_handler_context(file, each):
                return each
        return None
