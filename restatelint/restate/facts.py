"""Everything the rules may ask about a program, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restatelint.golang.file import Function
from restatelint.golang.program import Program
from restatelint.golang.scope import binding_of
from restatelint.golang.syntax import arguments, callee, captures, compiled, field, root_of, text
from restatelint.restate.api_facts import ApiFacts
from restatelint.restate.attempts import Attempts
from restatelint.restate.captures import Captures
from restatelint.restate.classification import Classification, Classifications
from restatelint.restate.contexts import Contexts
from restatelint.restate.defers import Defers
from restatelint.restate.defining import Defining
from restatelint.restate.errors import Errors, LostError
from restatelint.restate.failures import Failures
from restatelint.restate.flow import Flow
from restatelint.restate.futures import Futures
from restatelint.restate.globals import Globals
from restatelint.restate.ignored import Ignored, IgnoredError
from restatelint.restate.journaled import JournalErrors
from restatelint.restate.maporder import MapOrders
from restatelint.restate.objects import Objects
from restatelint.restate.operating import Operating
from restatelint.restate.origins import Origins
from restatelint.restate.panics import Panics
from restatelint.restate.performs import Performs
from restatelint.restate.policy import Policy
from restatelint.restate.reach import Reach
from restatelint.restate.receivers import Receivers
from restatelint.restate.regions import RegionKind, Regions
from restatelint.restate.repairs.repairs import Repairs
from restatelint.restate.results import Results
from restatelint.restate.run_names import RunNames
from restatelint.restate.sdk import Operation, is_sdk, is_sdk_module, sdk
from restatelint.restate.services.services import ModuleServices, Services
from restatelint.restate.sleeping import ExclusiveSleep, exclusive_sleep
from restatelint.restate.stored import StoredContexts
from restatelint.restate.strange import Strangers
from restatelint.source.limits import Limits

if TYPE_CHECKING:
    from tree_sitter import Node

    from restatelint.golang.file import File
    from restatelint.restate.library import Knowledge
    from restatelint.restate.links import Link
    from restatelint.source.tree import SourceTree

_MAX_DEPTH = Limits().max_depth
_NO_POLICY = Policy()
_METHODS = 4  # how deep methods that call methods are followed
_NAMES = compiled("[(identifier) (selector_expression) (call_expression)] @name")


class Facts:
    """Facts about a program of Go files, found when asked for.

    ``sdk_version`` overrides what go.mod files require; ``max_exclusive_sleep`` is in nanoseconds, and
    ``policy`` is what the settings ask of services.
    """

    def __init__(
        self,
        tree: SourceTree,
        knowledge: Knowledge,
        max_depth: int = _MAX_DEPTH,
        *,
        sdk_version: str = "",
        max_exclusive_sleep: int = 1_000_000_000,
        policy: Policy = _NO_POLICY,
    ) -> None:
        self.program = Program(tree, knowledge, max_depth)
        self.api = ApiFacts(self.program, sdk_version)
        self.contexts = Contexts(self.program, knowledge)
        self.regions = Regions(self.program, knowledge, self.contexts)
        self.reach = Reach(self.program, knowledge, self.regions, self.contexts)
        self.origins = Origins(self.program)
        self.errors = Errors(self.program)
        journaled = JournalErrors(self.program)
        self._ignored = Ignored(self.program, knowledge, journaled)
        self._classifications = Classifications(self.program, journaled)
        self._defers = Defers(self.program, knowledge, self.regions)
        self.performs = Performs(self.program, self.regions)
        self._panics = Panics(self.program, knowledge, self.regions, self.contexts, self.performs)
        self.objects = Objects(
            self.program,
            self.regions,
            self.contexts,
            self.reach,
            self.origins,
            self.performs,
            self.services,
        )
        self.failures = Failures(
            self.program,
            knowledge,
            self.regions,
            self.contexts,
            self.reach,
            self.errors,
            journaled,
            self._panics,
            self.services,
            sdk_version,
        )
        self.flow = Flow(self.program, knowledge, self.regions, self.performs)
        self.map_orders = MapOrders(self.program, self.performs, self.flow)
        self.captures = Captures(self.regions, self.flow)
        self.futures = Futures(self.program, self.regions, self.flow, self.services)
        self.results = Results(self.program)
        self.run_names = RunNames(self.program, self.regions, self.reach)
        self._tree = tree
        self._services = ModuleServices(self.program, self.regions, self.reach)
        self.globals = Globals(self.program, self.regions)
        self.receivers = Receivers(self.program, self.regions)
        self.stored_contexts = StoredContexts(
            self.program, self.contexts, self.origins, self.globals, self.receivers
        )
        self.attempts = Attempts(self.program, self.contexts, self.origins, self.flow)
        self.strangers = Strangers(
            self.program, knowledge, self.contexts, self.regions, self.reach, self.origins
        )
        self.operating = Operating(
            self.program, self.regions, self.reach, self.origins, self.flow, journaled, self.services, policy
        )
        self.defining = Defining(self.program, self.contexts, self.services)
        self.repairs = Repairs(self.program, self.regions, self.contexts, sdk_version)
        self._max_exclusive_sleep = max_exclusive_sleep
        self._kinds: dict[str, str] = {}

    def in_sdk(self, file: File) -> bool:
        """Whether a file is part of the SDK itself, and not of its examples or services for tests."""
        module = self.program.modules.nearest(file.source.directory)
        if module is None or not is_sdk_module(module.path):
            return False
        below = file.source.directory[len(module.directory) :].strip("/").split("/")[0]
        return below not in ("examples", "test-services")

    def services(self, file: File) -> Services:
        """Return the services of the module that a file belongs to, and the calls between them."""
        return self._services.of(self._tree, file)

    def target_kind(self, file: File, call: Node) -> str:
        """Return where what a call calls is from.

        ``sdk``, ``standard`` (Go's library), ``foreign``, ``module`` (the code at hand), or ``unknown``.
        """
        target = self.program.calls.target(file, call)
        if target is None:
            return "unknown"
        if isinstance(target, Function):
            return "module"
        path = target.path
        if path not in self._kinds:
            standard = "." not in path.partition("/")[0]
            self._kinds[path] = "sdk" if is_sdk(path) else "standard" if standard else "foreign"
        return self._kinds[path]

    def operation(self, file: File, call: Node) -> Operation | None:
        """Return the SDK operation that a call is, or None."""
        return sdk().operation(self.program.calls.target(file, call))

    def exclusive_sleep(self, file: File, call: Node) -> ExclusiveSleep | None:
        """Return the sleep that a call makes while it holds an object's key, or None."""
        return exclusive_sleep(
            self.program, self.regions, self.reach, self.origins, file, call, self._max_exclusive_sleep
        )

    def lost_error(self, file: File, call: Node) -> LostError | None:
        """Return the terminal error that a call turns into a plain one, or None."""
        return self.errors.lost(file, call)

    def dropped_error(self, file: File, call: Node) -> IgnoredError | None:
        """Return the error of an operation that a call gives and nobody reads, or None."""
        return self._ignored.dropped(file, call)

    def passed_over_error(self, file: File, error: Node, statement: Node) -> IgnoredError | None:
        """Return the error of an operation that a branch skips by ``continue`` or only logs, or None."""
        return self._ignored.passed_over(file, error, statement)

    def classification(self, file: File, node: Node) -> Classification | None:
        """Return the comparison of a journaled error with what never crosses the journal, or None."""
        return self._classifications.of(file, node)

    def swallowed_panic(self, file: File, node: Node) -> str | None:
        """Return what can suspend under a ``recover()``, or a ``defer`` of one, that is for good, or None."""
        return self._panics.swallowed(file, node)

    def unguarded_defer(self, file: File, statement: Node) -> tuple[Link, ...]:
        """Return the chain to the effect that a ``defer`` has on success and suspension too, or ()."""
        return self._defers.unguarded(file, statement)

    def reaches_held_context(self, file: File, call: Node) -> str | None:
        """Return the name of a replayed method that uses the context its receiver keeps, or None.

        The caller does not name the context, so nothing at the call shows that it is used.
        """
        target = self.program.calls.target(file, call)
        if not isinstance(target, Function) or not target.receiver:
            return None
        region = self.regions.of_function(target)
        if region is None or region.kind is not RegionKind.REPLAYED or region.own:
            return None
        if self.contexts.receiver(target) is None:
            return None  # it asks its own parameter for a context
        return target.title if self._uses_context(target) else None

    def _uses_context(self, method: Function, depth: int = 0) -> bool:
        """Whether a method touches the context its receiver keeps, itself or by another such method."""
        body = method.body
        if body is None or depth > _METHODS:
            return False
        if self.durable_use(method.file, body) is not None:
            return True
        for call in method.file.calls_in(body.start_byte, body.end_byte):
            target = self.program.calls.target(method.file, call)
            if isinstance(target, Function) and target.receiver and target.key != method.key:
                region = self.regions.of_function(target)
                held = region is not None and region.kind is RegionKind.REPLAYED and not region.own
                if held and self._uses_context(target, depth + 1):
                    return True
        return False

    def is_captured(self, file: File, node: Node) -> bool:
        """Whether what an expression starts from is declared outside the region it stands in."""
        region = self.regions.at(file, node.start_byte)
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
        fields = self.program.members.fields(self.program.expressions.type(file, node))
        name = field(parent, "field")
        return any(
            name is not None and each.name == text(name) and self.contexts.kind(each.type) is None
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
        kind = self.contexts.of(file, node)
        return kind is not None and kind.replayed

    def _uses_durably(self, file: File, call: Node) -> bool:
        """Whether a call leads to a method that uses a held context, or to a closure that uses one."""
        if self.reaches_held_context(file, call) is not None:
            return True
        called = file.callee(call)
        target = self.program.calls.target(file, call) if called is not None else None
        if not isinstance(target, Function) or target.node.type != "func_literal" or target.file is not file:
            return False
        inside = call.start_byte <= target.node.start_byte < call.end_byte
        return not inside and self.durable_use(file, target.node) is not None

    def durable_use(self, file: File, node: Node) -> Node | None:
        """Return the first thing inside a node that uses a handler context, a future or a client."""
        found = captures(_NAMES, file.root, node.start_byte, node.end_byte).get("name", [])
        before = _evaluated_before(node)
        for each in sorted(found, key=lambda each: (each.start_byte, -each.end_byte)):
            if any(start <= each.start_byte and each.end_byte <= end for start, end in before):
                continue
            region = self.regions.at(file, each.start_byte)
            if region is None or region.kind is not RegionKind.REPLAYED:
                continue
            if callee(each) is not None:
                if self.operation(file, each) is not None or self._uses_durably(file, each):
                    return each
            elif self.is_handler_context(file, each):
                return each
        return None


def _evaluated_before(node: Node) -> list[tuple[int, int]]:
    """Return the byte ranges of a go statement that run before the goroutine starts: calls in arguments."""
    if node.type != "go_statement" or not node.named_children:
        return []
    return [
        (argument.start_byte, argument.end_byte)
        for argument in arguments(node.named_children[0])
        if callee(argument) is not None
    ]
