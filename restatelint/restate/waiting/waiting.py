"""Waiting in exclusive handlers: awakeables and signals awaited while an object's key is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.callee import arguments
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import FUNCTIONS, enclosing, field, named_children, text
from restatelint.golang.types import Named, Slice
from restatelint.restate.regions.chains import Chains
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.sdk import ContextKind, is_sdk, sdk

if TYPE_CHECKING:
    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type
    from restatelint.restate.effects.origins import Origins
    from restatelint.restate.links import Link
    from restatelint.restate.regions.regions import Regions

# a promise is not to be had with the context of an object, whether it is awaited or not
_AWAITED = {"AwakeableFuture": "an awakeable", "SignalFuture": "a signal"}


@dataclass(frozen=True, slots=True)
class ExclusiveWait:
    """What is waited for with the key held, and the calls that lead there."""

    awaited: str
    links: tuple[Link, ...]


class ExclusiveWaits:
    """Answers about waits over a program."""

    def __init__(self, program: Program, regions: Regions, origins: Origins) -> None:
        self._program = program
        self._regions = regions
        self._chains = Chains(program, origins, self._title, self._follows)

    def at(self, file: File, call: Node) -> ExclusiveWait | None:
        """Return the wait that a call makes while it holds the key of a virtual object, or None.

        The call stands in a function with an ``ObjectContext``, and no function further down the chain
        has one of its own. An awaited future that a Wait looked at before is that Wait's.
        """
        region = self._regions.at(file, call.start_byte)
        if region is None or region.context is not ContextKind.OBJECT:
            return None
        links = self._chains.of(file, call)
        if not links:
            return None
        awaited = self._awaited(links[-1].file, links[-1].node)
        return ExclusiveWait(awaited, links) if awaited is not None else None

    def _follows(self, function: Function) -> bool:
        region = self._regions.at(function.file, function.node.start_byte)
        if region is None:
            return True
        return region.kind is RegionKind.REPLAYED and region.context is not ContextKind.OBJECT

    def _title(self, file: File, call: Node) -> str | None:
        if self._awaited(file, call) is None:
            return None
        operation = sdk().operation(self._program.calls.target(file, call))
        return operation.title if operation is not None else None

    def _awaited(self, file: File, call: Node) -> str | None:
        """Return what a call of the SDK waits for, in words, or None."""
        called = file.callee(call)
        if called is None or not (called.name == "Result" or called.name.startswith(("Wait", "Select"))):
            return None
        operation = sdk().operation(self._program.calls.target(file, call))
        if operation is None:
            return None
        if operation.group == "wait":
            kinds = (self._future(file, each) for each in arguments(call)[1:])
            return next((kind for kind in kinds if kind is not None), None)
        if operation.receiver not in _AWAITED or called.operand is None:
            return None
        return None if self._waited_before(file, called.operand) else _AWAITED[operation.receiver]

    def _future(self, file: File, node: Node) -> str | None:
        """Return what a future given to a Wait stands for, also as one of a slice made in the function."""
        type_ = self._program.expressions.type(file, node)
        kind = _kind(type_)
        binding = binding_of(file, node) if node.type == "identifier" else None
        if kind is not None or binding is None or not isinstance(type_, Slice):
            return kind
        kind = _kind(type_.element)
        if kind is not None:
            return kind
        for call in file.calls_in(binding.start, binding.end):
            called, given = file.callee(call), arguments(call)
            if called is not None and called.name == "append" and text(given[0]) == binding.name:
                for each in given[1:]:
                    kind = kind or _kind(self._program.expressions.type(file, each))
        value = field(binding.statement, "right") or field(binding.statement, "value")
        for literal in named_children(value) if value is not None else []:
            body = field(literal, "body") if literal.type == "composite_literal" else None
            for element in named_children(body) if body is not None else []:
                inner = named_children(element)
                kind = kind or (_kind(self._program.expressions.type(file, inner[0])) if inner else None)
        return kind

    def _waited_before(self, file: File, future: Node) -> bool:
        """Whether a future went through a Wait: handed to one earlier, or got from one."""
        if future.type == "type_assertion_expression":
            return True
        binding = binding_of(file, future) if future.type == "identifier" else None
        function = enclosing(future, FUNCTIONS)
        if binding is None or function is None:
            return False
        for use in file.identifiers(binding.name, binding.visible, future.start_byte):
            call = use.parent.parent if use.parent is not None else None
            called = file.callee(call) if call is not None else None
            if call is None or called is None or binding_of(file, use) is not binding:
                continue
            operation = sdk().operation(self._program.calls.target(file, call))
            if called.name == "append" or (operation is not None and operation.group == "wait"):
                return True
        return False


def _kind(type_: Type | None) -> str | None:
    is_future = isinstance(type_, Named) and is_sdk(type_.path)
    return _AWAITED.get(type_.name) if is_future and isinstance(type_, Named) else None
