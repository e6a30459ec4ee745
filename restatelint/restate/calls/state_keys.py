"""The constant keys that the handlers of an object or workflow read and write in its state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from restatelint.golang.callee import arguments
from restatelint.golang.elision import is_excerpt
from restatelint.golang.types import External
from restatelint.restate.near_names import nearest
from restatelint.restate.regions.regions import RegionKind
from restatelint.restate.sdk import is_sdk_module, sdk
from restatelint.restate.services.values import Values
from restatelint.restate.services.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from restatelint.golang.file import File
    from restatelint.golang.program import Program
    from restatelint.golang.tree import Node
    from restatelint.restate.contexts.contexts import Contexts
    from restatelint.restate.regions.regions import Regions
    from restatelint.restate.services.model import Definition
    from restatelint.restate.services.services import Services
    from restatelint.restate.services.walk import Visit


@dataclass(frozen=True, slots=True)
class UnwrittenKey:
    """A key that is read and never set: by whom, and what is set instead; ``nearest`` may be ""."""

    key: str
    service: str
    written: tuple[str, ...]
    nearest: str


class _Keys(NamedTuple):
    """The keys of a definition: every one that is set, and the places of what reads or clears one."""

    written: frozenset[str]
    in_order: tuple[str, ...]
    reads: dict[tuple[str, int], str]


class StateKeys:
    """Answers about state over a program."""

    def __init__(
        self,
        program: Program,
        regions: Regions,
        contexts: Contexts,
        services: Callable[[File], Services],
    ) -> None:
        self._program = program
        self._contexts = contexts
        self._services = services
        self._values = Values(program)
        self._walk = Walk(program, regions, self._values)
        self._keys: dict[Definition, _Keys | None] = {}

    def unwritten(self, file: File, call: Node, operation_name: str = "Get") -> UnwrittenKey | None:
        """Return the key of a Get, or a Clear, that no handler of its service sets, or None.

        Only where the whole service is at hand, every key it sets is constant, and it sets one at all.
        """
        called = file.callee(call)
        operation = sdk().operation(self._program.calls.target(file, call)) if called is not None else None
        if called is None or called.name != operation_name or operation is None or operation.receiver:
            return None
        key = self._values.text(file, arguments(call)[1] if len(arguments(call)) > 1 else None)
        if key is None or is_excerpt(file):
            return None
        place = (file.source.location, call.end_byte)
        readers = [
            (definition, keys)
            for definition in self._services(file).running(file)
            if (keys := self._of(definition)) is not None and place in keys.reads
        ]
        if not readers or any(key in keys.written for _, keys in readers):
            return None
        definition, keys = readers[0]
        near = nearest(key, keys.in_order)
        return UnwrittenKey(key, definition.name or "the service", keys.in_order, near)

    def _of(self, definition: Definition) -> _Keys | None:
        """Return the keys of a definition, None where not all of them can be told."""
        if definition not in self._keys:
            self._keys[definition] = self._found(definition) if definition.complete else None
        return self._keys[definition]

    def _found(self, definition: Definition) -> _Keys | None:
        written: set[str] = set()
        reads: dict[tuple[str, int], str] = {}
        for handler in definition.handlers:
            if handler.function is None:
                return None
            for visit in self._walk.visits(handler.function):
                if visit.kind is RegionKind.RUN:
                    continue
                for call, name in self._state_calls(visit):
                    given = arguments(call)
                    key = (
                        self._values.text(visit.function.file, given[1], visit.frame)
                        if len(given) > 1
                        else None
                    )
                    if name == "Set":
                        if key is None:
                            return None
                        written.add(key)
                    elif key is not None:
                        reads[visit.function.file.source.location, call.end_byte] = key
                if self._hands_out_context(visit):
                    return None
        return _Keys(frozenset(written), tuple(sorted(written)), reads) if written else None

    def _state_calls(self, visit: Visit) -> Iterator[tuple[Node, str]]:
        for call, kind in self._walk.calls(visit.function):
            if kind is RegionKind.RUN:
                continue
            operation = sdk().operation(self._program.calls.target(visit.function.file, call))
            if operation is not None and operation.name in ("Clear", "Get", "Set") and not operation.receiver:
                yield call, operation.name

    def _hands_out_context(self, visit: Visit) -> bool:
        """Whether a function hands a context to code that is not at hand, which may set what it likes."""
        file = visit.function.file
        for call, kind in self._walk.calls(visit.function):
            if kind is RegionKind.RUN or not any(self._contexts.of(file, each) for each in arguments(call)):
                continue
            target = self._program.calls.target(file, call)
            if target is None or (isinstance(target, External) and not _is_harmless(target.path)):
                return True
        return False


def _is_harmless(path: str) -> bool:
    """Whether functions of a package set no state: the SDK's own, and those of Go's standard library."""
    return is_sdk_module(path) or "." not in path.split("/")[0]
