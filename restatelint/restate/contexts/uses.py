"""Where code uses a handler's context, and where the context comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.budget import Answers
from restatelint.golang.callee import arguments, callee
from restatelint.golang.declarations import Function
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import field, root_of, text
from restatelint.golang.tree import kinds
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.sdk import sdk

if TYPE_CHECKING:
    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.regions.regions import Regions

_NAMES = kinds("identifier", "selector_expression", "call_expression")


class ContextUses:
    """Answers about uses of handler contexts over a program."""

    def __init__(self, program: Program, contexts: Contexts, regions: Regions) -> None:
        self._program = program
        self._contexts = contexts
        self._regions = regions
        # recursion adds nothing
        self._methods = Answers[bool](program.budget, False)
        self._literals = Answers[bool](program.budget, False)

    def reaches_held_context(self, file: File, call: Node) -> str | None:
        """Return the name of a replayed method that uses the context its receiver keeps, or None.

        The caller does not name the context, so nothing at the call shows that it is used.
        """
        target = self._program.calls.target(file, call)
        if not isinstance(target, Function) or not target.receiver:
            return None
        region = self._regions.of_function(target)
        if region is None or region.kind is not RegionKind.REPLAYED or region.own:
            return None
        if self._contexts.receiver(target) is None:
            return None  # it asks its own parameter for a context
        return target.title if self._uses_context(target) else None

    def _uses_context(self, method: Function) -> bool:
        """Whether a method touches the context its receiver keeps, itself or by another such method."""
        return self._methods.of(method.key, lambda: self._finds_use(method))

    def _finds_use(self, method: Function) -> bool:
        body = method.body
        if body is None:
            return False
        if self.durable_use(method.file, body) is not None:
            return True
        for call in method.file.calls_in(body.start_byte, body.end_byte):
            target = self._program.calls.target(method.file, call)
            if isinstance(target, Function) and target.receiver and target.key != method.key:
                region = self._regions.of_function(target)
                held = region is not None and region.kind is RegionKind.REPLAYED and not region.own
                if held and self._uses_context(target):
                    return True
        return False

    def is_captured(self, file: File, node: Node) -> bool:
        """Whether what an expression starts from is declared outside the region it stands in."""
        region = self._regions.at(file, node.start_byte)
        called = file.callee(node)
        root = root_of(called.operand if called is not None and called.operand is not None else node)
        binding = binding_of(file, root) if root.type == "identifier" else None
        if region is None or binding is None or binding.outside(region.function.node):
            return True
        receiver = field(region.function.node, "receiver")
        return receiver is not None and receiver == binding.statement.parent

    def is_plain_part(self, file: File, node: Node) -> bool:
        """Whether an expression is only the way to a field that is no context, or to a constant of one."""
        parent = node.parent
        if parent is None or parent.type != "selector_expression" or field(parent, "operand") != node:
            return False
        outer = parent.parent
        if outer is not None and file.callee(outer) is not None and field(outer, "function") == parent:
            return False
        fields = self._program.members.fields(self._program.expressions.type(file, node))
        name = field(parent, "field")
        return any(
            name is not None and each.name == text(name) and self._contexts.kind(each.type) is None
            for each in fields
        )

    def names_context(self, file: File, call: Node) -> bool:
        """Whether an argument or the receiver of a call is itself a handler context."""
        called = file.callee(call)
        operand = called.operand if called is not None else None
        given = arguments(call) if operand is None else [operand, *arguments(call)]
        return any(self.is_handler_context(file, each) for each in given)

    def is_handler_context(self, file: File, node: Node) -> bool:
        """Whether an expression is a handler context."""
        kind = self._contexts.of(file, node)
        return kind is not None and kind.replayed

    def _uses_durably(self, file: File, call: Node) -> bool:
        """Whether a call leads to a method that uses a held context, or to a closure that uses one."""
        if self.reaches_held_context(file, call) is not None:
            return True
        called = file.callee(call)
        target = self._program.calls.target(file, call) if called is not None else None
        if not isinstance(target, Function) or target.node.type != "func_literal" or target.file is not file:
            return False
        inside = call.start_byte <= target.node.start_byte < call.end_byte
        if inside:
            return False
        return self._literals.of(target.key, lambda: self.durable_use(file, target.node) is not None)

    def durable_use(self, file: File, node: Node) -> Node | None:
        """Return the first thing inside a node that uses a handler context, a future or a client."""
        found = node.descendants(_NAMES)
        file.budget.spend(len(found))
        before = _evaluated_before(node)
        for each in found:
            if any(start <= each.start_byte and each.end_byte <= end for start, end in before):
                continue
            region = self._regions.at(file, each.start_byte)
            if region is None or region.kind is not RegionKind.REPLAYED:
                continue
            if callee(each) is not None:
                if self._is_operation(file, each) or self._uses_durably(file, each):
                    return each
            elif self.is_handler_context(file, each):
                return each
        return None

    def _is_operation(self, file: File, call: Node) -> bool:
        return sdk().operation(self._program.calls.target(file, call)) is not None


def _evaluated_before(node: Node) -> list[tuple[int, int]]:
    """Return the byte ranges of a go statement that run before the goroutine starts: calls in arguments."""
    if node.type != "go_statement" or not node.named_children:
        return []
    return [
        (argument.start_byte, argument.end_byte)
        for argument in arguments(node.named_children[0])
        if callee(argument) is not None
    ]
