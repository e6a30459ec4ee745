"""The contexts that a repair can use: the handler's and that of a Run block, by the names they have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.callee import arguments
from restatelint.golang.declarations import Function
from restatelint.golang.scope import BindingKind, binding_at, binding_of
from restatelint.golang.syntax import field, root_of, text
from restatelint.golang.types import External, Named
from restatelint.golang.uses import uses
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.sdk import ContextKind, is_sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.regions.regions import Regions

_PLAIN = Named("context", "Context")
# what a Run context has as well
_SHARED = frozenset({"Deadline", "Done", "Err", "Log", "Request", "Value"})


class RunContext(NamedTuple):
    """The context of a Run block: its name, and the type of the parameter if it has no name there yet."""

    name: str
    unnamed: Node | None


class ContextNames:
    """Names of contexts over a program."""

    def __init__(self, program: Program, regions: Regions, contexts: Contexts) -> None:
        self._program = program
        self._regions = regions
        self._contexts = contexts

    def handler(self, file: File, byte: int) -> str | None:
        """Return the name that a handler's context of the SDK has at a byte, or None."""
        region = self._regions.at(file, byte)
        if region is None or region.kind is not RegionKind.REPLAYED or region.parameter in ("", "_"):
            return None
        binding = binding_at(file, region.parameter, byte)
        if binding is None:
            return None
        type_ = self._program.expressions.binding(file, binding, binding.identifier)
        kind = self._contexts.kind(type_)
        is_own = isinstance(type_, Named) and is_sdk(type_.path)
        return region.parameter if is_own and kind is not None and kind.replayed else None

    def run(self, file: File, byte: int) -> RunContext | None:
        """Return the context of the Run block that holds a byte, or None."""
        region = self._regions.at(file, byte)
        if region is None or region.kind is not RegionKind.RUN or region.function.file is not file:
            return None
        for parameter in region.function.parameters:
            if self._contexts.spelled(file, parameter.type) is not ContextKind.RUN:
                continue
            if parameter.name not in ("", "_"):
                binding = binding_at(file, parameter.name, byte)
                own = binding is not None and binding.identifier == parameter.identifier
                return RunContext(parameter.name, None) if own else None
            declaration = parameter.type.parent
            top = file.top_level_at(byte)
            if declaration is None or top is None:
                return None
            taken = file.identifier_count("runCtx", top.start_byte, top.end_byte)
            return None if taken else RunContext("runCtx", declaration)
        return None

    def is_plain_use(self, file: File, node: Node) -> bool:
        """Whether a context stands where any ``context.Context`` would do, so a Run context too.

        Not if a variable would have no other use, which Go does not accept.
        """
        parent = node.parent
        if parent is None or _is_only_use(file, node):
            return False
        if parent.type == "selector_expression" and field(parent, "operand") == node:
            name, call = field(parent, "field"), parent.parent
            called = call is not None and call.type == "call_expression" and field(call, "function") == parent
            return called and name is not None and text(name) in _SHARED
        call = parent.parent if parent.type == "argument_list" else None
        return call is not None and self.takes_plain(file, call, node)

    def takes_plain(self, file: File, call: Node, argument: Node) -> bool:
        """Whether a call takes an argument as a ``context.Context``; foreign code outside the SDK does."""
        target = self._program.calls.target(file, call)
        if isinstance(target, External):
            return not is_sdk(target.path)
        if not isinstance(target, Function):
            return False
        for parameter, given in zip(target.parameters, arguments(call), strict=False):
            if given == argument:
                return self._program.typenames.type(target.file, parameter.type) == _PLAIN
        return False


def _is_only_use(file: File, node: Node) -> bool:
    root = root_of(node)
    binding = binding_of(file, root) if root.type == "identifier" else None
    if binding is None or binding.kind is BindingKind.PARAMETER:
        return False
    return len(uses(file, binding, binding.visible)) < 2
