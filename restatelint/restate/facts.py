"""Everything the rules may ask about a program, in one place."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from restatelint.golang.budget import Budget
from restatelint.golang.declarations import Function
from restatelint.golang.program import Program
from restatelint.restate.again import Again, PutOffError
from restatelint.restate.api.facts import ApiFacts
from restatelint.restate.compensations.defers import Defers
from restatelint.restate.compensations.undoing import Undoing
from restatelint.restate.contexts.attempts import Attempts
from restatelint.restate.contexts.contexts import Contexts
from restatelint.restate.contexts.stored import StoredContexts
from restatelint.restate.contexts.strange import Strangers
from restatelint.restate.contexts.uses import ContextUses
from restatelint.restate.definitions.option_takers import OptionTakers
from restatelint.restate.effects.ingredients import Ingredients
from restatelint.restate.effects.origins import Origins
from restatelint.restate.effects.reach import Reach
from restatelint.restate.effects.request_headers import RequestHeaders
from restatelint.restate.effects.stability import Stability
from restatelint.restate.ends.below import Below
from restatelint.restate.ends.flow import Flow
from restatelint.restate.ends.selected_below import SelectedBelow
from restatelint.restate.errors.kinds import ErrorKinds, LostError
from restatelint.restate.failing.classification import Classification, Classifications
from restatelint.restate.failing.ignored import Ignored, IgnoredError
from restatelint.restate.failing.panics import Panics, SwallowedPanic
from restatelint.restate.kept.captures import Captures
from restatelint.restate.kept.globals import Globals
from restatelint.restate.kept.kept_below import KeptBelows
from restatelint.restate.kept.kept_flow import KeptFlow
from restatelint.restate.kept.receivers import Receivers
from restatelint.restate.policy import Policy
from restatelint.restate.regions.handled import Handled
from restatelint.restate.regions.leading import Leading
from restatelint.restate.regions.performs import Performs
from restatelint.restate.regions.regions import Regions
from restatelint.restate.runs.names import RunNames
from restatelint.restate.runs.results import Results
from restatelint.restate.sdk import Operation, is_sdk, is_sdk_module, sdk
from restatelint.restate.services.module_services import ModuleServices
from restatelint.restate.services.values import Values
from restatelint.restate.waiting.futures import Futures
from restatelint.restate.waiting.sleeping import ExclusiveSleep, exclusive_sleep
from restatelint.restate.waiting.unread import Unread
from restatelint.source.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from restatelint.golang.file import File
    from restatelint.golang.tree import Node, Query
    from restatelint.restate.calls.objects import Objects
    from restatelint.restate.definitions.defining import Defining
    from restatelint.restate.definitions.operating import Operating
    from restatelint.restate.failing.failures import Failures
    from restatelint.restate.library import Knowledge
    from restatelint.restate.links import Link
    from restatelint.restate.order.maporder import MapOrders
    from restatelint.restate.repairs.repairs import Repairs
    from restatelint.restate.services.services import Services
    from restatelint.source.tree import SourceTree

_LIMITS = Limits()
_NO_POLICY = Policy()


class Facts:
    """Facts about a program of Go files, found when asked for.

    ``sdk_version`` overrides what go.mod files require; ``max_exclusive_sleep`` is in nanoseconds, and
    ``policy`` is what the settings ask of services. Files at the locations ``too_complex`` count as empty.
    """

    def __init__(
        self,
        tree: SourceTree,
        knowledge: Knowledge,
        limits: Limits = _LIMITS,
        *,
        sdk_version: str = "",
        max_exclusive_sleep: int = 1_000_000_000,
        policy: Policy = _NO_POLICY,
        queries: Callable[[File], Iterable[Query]] = lambda _: (),
        too_complex: frozenset[str] = frozenset(),
        again: Again | None = None,
    ) -> None:
        again = Again(budget=Budget(limits.max_steps)) if again is None else again
        self.program = Program(tree, knowledge, limits, queries, too_complex, again.budget, again.kept)
        self._is_whole = again.whole
        self.api = ApiFacts(self.program, sdk_version)
        self.contexts = Contexts(self.program, knowledge)
        self.regions = Regions(self.program, knowledge, self.contexts)
        self.context_uses = ContextUses(self.program, self.contexts, self.regions)
        self.reach = Reach(self.program, knowledge, self.regions, self.contexts)
        self.origins = Origins(self.program)
        self._stability = Stability(self.program, knowledge, self.contexts, self.regions)
        self.errors = ErrorKinds(self.program, self._stability, self.regions)
        self._ignored = Ignored(self.program, knowledge, self.errors)
        self._classifications = Classifications(self.program, self.errors)
        self._defers = Defers(self.program, knowledge, self.regions)
        self.undoing = Undoing(self.program, self._defers)
        self.performs = Performs(self.program, self.regions)
        self._panics = Panics(self.program, knowledge, self.regions, self.contexts, self.performs, self.reach)
        self.flow = Flow(self.program, knowledge, self.regions, self.performs)
        self._below = Below(self.program, self.regions)
        self.selected_below = SelectedBelow(self.flow, self._below)
        self.captures = Captures(self.program, self.regions, self.flow, self.performs)
        self.futures = Futures(self.program, self.regions, self.flow, self.services)
        self.unread = Unread(self.program)
        self.results = Results(self.program)
        self.run_names = RunNames(self.program, self.regions, self.reach)
        self._tree = tree
        self._services = ModuleServices(self.program, self.regions, self.reach)
        self.handled = Handled(self.program, self.regions, self.services)
        self.values = Values(self.program)
        self.ingredients = Ingredients(self.program, self.contexts)
        self.leading = Leading(self.program, self.origins)
        self.globals = Globals(self.program, self.regions)
        self.receivers = Receivers(self.program, self.regions)
        self.kept_flow = KeptFlow(self.flow)
        self.kept_below = KeptBelows(self.program, self._below, self.globals, self.receivers, self.kept_flow)
        self.stored_contexts = StoredContexts(
            self.program, self.contexts, self.origins, self.globals, self.receivers
        )
        self.attempts = Attempts(self.program, self.contexts, self.origins, self.flow)
        self.strangers = Strangers(
            self.program, knowledge, self.contexts, self.regions, self.reach, self.origins
        )
        self.option_takers = OptionTakers(self.program, self.origins, self.services)
        self.request_headers = RequestHeaders(self.program, self.origins)
        self._max_exclusive_sleep = max_exclusive_sleep
        self._policy, self._sdk_version = policy, sdk_version
        self._kinds: dict[str, str] = {}

    # imported when they are first asked, which is never for most code without a fault

    @cached_property
    def objects(self) -> Objects:
        """Virtual objects and workflows: what waits, deadlocks or leaves state behind."""
        from restatelint.restate.calls.objects import Objects

        return Objects(
            self.program,
            self.regions,
            self.contexts,
            self.reach,
            self.origins,
            self.performs,
            self.services,
        )

    @cached_property
    def failures(self) -> Failures:
        """How code fails: sends, errors, exits, compensations and abandoned calls."""
        from restatelint.restate.failing.failures import Failures

        return Failures(
            self.program,
            self.regions,
            self.reach,
            self.errors,
            self._stability,
            self._panics,
            self.services,
            self._sdk_version,
        )

    @cached_property
    def map_orders(self) -> MapOrders:
        """What is in the order of a map, where a replay notices."""
        from restatelint.restate.order.maporder import MapOrders

        return MapOrders(self.program, self.performs, self.flow, self._below)

    @cached_property
    def operating(self) -> Operating:
        """How services are operated."""
        from restatelint.restate.definitions.operating import Operating

        return Operating(
            self.program,
            self.regions,
            self.reach,
            self.origins,
            self.flow,
            self.errors,
            self.services,
            self._policy,
        )

    @cached_property
    def defining(self) -> Defining:
        """Definitions, and who names them."""
        from restatelint.restate.definitions.defining import Defining

        return Defining(self.program, self.contexts, self.services)

    @cached_property
    def repairs(self) -> Repairs:
        """What code could say instead."""
        from restatelint.restate.repairs.repairs import Repairs

        return Repairs(self.program, self.regions, self.contexts, self.errors, self._sdk_version)

    def in_sdk(self, file: File) -> bool:
        """Whether a file is part of the SDK itself, and not of its examples or services for tests."""
        module = self.program.modules.nearest(file.source.directory)
        if module is None or not is_sdk_module(module.path):
            return False
        below = file.source.directory[len(module.directory) :].strip("/").split("/")[0]
        return below not in ("examples", "test-services")

    def services(self, file: File) -> Services:
        """Return the services of the module that a file belongs to, and the calls between them.

        Raises PutOffError where that is not to be asked now.
        """
        if not self._is_whole:
            raise PutOffError("all services of the module")
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

    def keeps_error(self, file: File, call: Node) -> bool:
        """Whether the last result of a call, its error, is read, returned or handed on."""
        return self._ignored.keeps_last(file, call)

    def passed_over_error(self, file: File, error: Node, statement: Node) -> IgnoredError | None:
        """Return the error of an operation that a branch skips by ``continue`` or only logs, or None."""
        return self._ignored.passed_over(file, error, statement)

    def classification(self, file: File, node: Node) -> Classification | None:
        """Return the comparison of a journaled error with what never crosses the journal, or None."""
        return self._classifications.of(file, node)

    def swallowed_panic(self, file: File, node: Node) -> SwallowedPanic | None:
        """Return the recover for good of what can suspend that a node stands for, or None."""
        return self._panics.swallowed(file, node)

    def unguarded_defer(self, file: File, statement: Node) -> tuple[Link, ...]:
        """Return the chain to the effect that a ``defer`` has on success and suspension too, or ()."""
        return self._defers.unguarded(file, statement)
