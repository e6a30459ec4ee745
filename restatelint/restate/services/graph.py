"""Services, handlers, calls and effects as plain data to show; nothing of the program's trees is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.types import described
from restatelint.restate.services.deadlocks import deadlocks
from restatelint.restate.services.defined.signatures import VOID
from restatelint.restate.services.value import OwnKey, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from restatelint.golang.declarations import Function
    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.golang.types import Type
    from restatelint.restate.links import Link
    from restatelint.restate.services.model import Call, Definition, Handler, Reached
    from restatelint.restate.services.services import Services


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to show, its line 1-based, and what it is called there."""

    title: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Extent:
    """The lines of a function, 1-based, the last one included."""

    path: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class GraphEffect:
    """An effect of a handler; ``chain`` leads from the handler to the cause, which is its last spot."""

    effect: str
    inside_run: bool
    chain: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class GraphHandler:
    """A handler; ``name`` and ``kind`` are "" when they cannot be told, types "?".

    ``code`` is what runs when it does: its function, and those that it reaches with a context.
    """

    name: str
    kind: str
    input: str
    output: str
    spot: Spot
    effects: tuple[GraphEffect, ...]
    code: tuple[Extent, ...] = ()


@dataclass(frozen=True, slots=True)
class GraphService:
    """A service as it is registered at ``spot``; ``name`` and ``kind`` are "" when they cannot be told."""

    name: str
    kind: str
    module: str
    spot: Spot
    handlers: tuple[GraphHandler, ...]


@dataclass(frozen=True, slots=True)
class GraphCall:
    """A call by a handler, which is given by the index of its service and its own.

    ``service``, ``handler`` and ``to`` (the kind of service) are "" when they are not constant, ``key`` is
    ``own``, ``constant: TEXT`` or "". ``targets`` are the indices of what it may lead to, the handler's
    None where the service has none of that name; () where nothing of that name is defined here.
    """

    caller: tuple[int, int]
    kind: str
    awaited: bool
    to: str
    service: str
    handler: str
    key: str
    spot: Spot
    chain: tuple[Spot, ...]
    targets: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True, slots=True)
class GraphDeadlock:
    """Exclusive handlers that wait for each other in a ring: the indices of the calls that make it.

    ``certain`` says that every key is that of the caller; otherwise the keys may differ.
    """

    calls: tuple[int, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything there is to show, in an order that depends on names and places alone."""

    services: tuple[GraphService, ...]
    calls: tuple[GraphCall, ...]
    deadlocks: tuple[GraphDeadlock, ...] = ()


def graph(modules: Sequence[tuple[str, Services]], keep: Callable[[File], bool] = lambda _: True) -> Graph:
    """Return the graph of some modules, each with its name, in the order given.

    Only services are in it that stand in a file to keep, or have a handler there. A call to a service
    that its own module does not define leads to another module's, if all of them define one of that name.
    """
    kept = [(name, services, each) for name, services in modules for each in _kept(services, keep)]
    indices = {definition: index for index, (_, _, definition) in enumerate(kept)}
    by_name: dict[str, list[Definition]] = {}
    for definition in indices:
        by_name.setdefault(definition.name or "", []).append(definition)
    shown: list[GraphService] = []
    found: list[tuple[GraphCall, Reached]] = []
    for name, services, definition in kept:
        handlers = [_handler(each, services) for each in definition.handlers]
        spot = Spot(definition.name or "", *_place(definition.file, definition.node))
        kind = definition.kind.value if definition.kind is not None else ""
        shown.append(GraphService(definition.name or "", kind, name, spot, tuple(handlers)))
        for index, handler in enumerate(definition.handlers):
            caller = (indices[definition], index)
            for reached in services.reached(handler):
                targets = _targets(services, reached.call, by_name)
                found.append((_call(caller, reached, targets, indices), reached))
    found.sort(key=lambda each: _order(each[0]))
    places = {id(reached): index for index, (_, reached) in enumerate(found)}
    rings = [ring for _, services in modules for ring in _rings(services, places)]
    return Graph(tuple(shown), tuple(call for call, _ in found), tuple(rings))


def _order(call: GraphCall) -> tuple[tuple[int, int], str, int, str, str]:
    return (call.caller, call.spot.path, call.spot.line, call.service, call.handler)


def _rings(services: Services, places: Mapping[int, int]) -> Iterator[GraphDeadlock]:
    """Yield the deadlocks all of whose calls are shown."""
    for each in deadlocks(services):
        if all(id(step.reached) in places for step in each.steps):
            yield GraphDeadlock(tuple(places[id(step.reached)] for step in each.steps), each.certain)


def _kept(services: Services, keep: Callable[[File], bool]) -> Iterator[Definition]:
    for each in services.definitions:
        if keep(each.file) or any(h.function is not None and keep(h.function.file) for h in each.handlers):
            yield each


def _handler(handler: Handler, services: Services) -> GraphHandler:
    functions = services.functions(handler.function) if handler.function is not None else ()
    return GraphHandler(
        handler.name or "",
        handler.kind.value if handler.kind is not None else "",
        _type(handler.input),
        _type(handler.output),
        Spot(handler.name or "", *_place(handler.file, handler.node)),
        tuple(
            GraphEffect(each.effect, each.inside, _spots(each.links)) for each in services.effects(handler)
        ),
        tuple(dict.fromkeys(_extent(each) for each in functions)),
    )


def _extent(function: Function) -> Extent:
    lines, node = function.file.source.lines, function.node
    first, last = (lines.position(byte).line for byte in (node.start_byte, node.end_byte))
    return Extent(function.file.source.path, first, last)


def _type(type_: Type | None) -> str:
    return "Void" if type_ == VOID else described(type_)


def _targets(
    services: Services, call: Call, by_name: Mapping[str, list[Definition]]
) -> list[tuple[Definition, Handler | None]]:
    own = services.targets(call)
    if own:
        return [(each.definition, each.handler) for each in own]
    elsewhere = by_name.get(call.service, []) if call.service else []
    if len(elsewhere) != 1:
        return []
    return [(elsewhere[0], elsewhere[0].handler(call.handler) if call.handler is not None else None)]


def _call(
    caller: tuple[int, int],
    reached: Reached,
    targets: list[tuple[Definition, Handler | None]],
    indices: Mapping[Definition, int],
) -> GraphCall:
    call = reached.call
    key = "own" if isinstance(call.key, OwnKey) else ""
    if isinstance(call.key, Text):
        key = f"constant: {call.key.value}"
    return GraphCall(
        caller,
        call.kind.value,
        call.awaited,
        call.to.value if call.to is not None else "",
        call.service or "",
        call.handler or "",
        key,
        Spot("", *_place(call.file, call.node)),
        _spots(reached.chain),
        tuple(
            (indices[definition], definition.handlers.index(handler) if handler is not None else None)
            for definition, handler in targets
            if definition in indices
        ),
    )


def _spots(links: Iterable[Link]) -> tuple[Spot, ...]:
    return tuple(Spot(_said(link), link.file.source.path, link.line) for link in links)


def _said(link: Link) -> str:
    return f"... {link.skipped} more → {link.title}" if link.skipped else link.title


def _place(file: File, node: Node) -> tuple[str, int]:
    return file.source.path, file.source.lines.position(node.start_byte).line
