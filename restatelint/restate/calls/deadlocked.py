"""The calls by which exclusive handlers wait for themselves, by where they are to be mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.golang.site import Site
from restatelint.restate.links import Link
from restatelint.restate.services.deadlocks import PossibleRings, deadlocks
from restatelint.restate.services.value import OwnKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.golang.file import File
    from restatelint.golang.tree import Node
    from restatelint.restate.services.deadlocks import Deadlock, Step
    from restatelint.restate.services.services import Services

_Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Ring:
    """A deadlock in words: ``names`` are its handlers, the one at the end being the first one called.

    ``links`` are the calls from each handler to the next, helpers between them included. ``key`` is what
    the last call says about the key: that it is the same one, or may be.
    """

    names: tuple[str, ...]
    links: tuple[Link, ...]
    certain: bool


class Deadlocked:
    """Answers about deadlocks over a program; those of a module are found once."""

    def __init__(self, services: Callable[[File], Services]) -> None:
        self._services = services
        self._modules: dict[Services, dict[_Place, tuple[Deadlock, Ring]]] = {}
        self._possible: dict[Services, PossibleRings] = {}

    def begins(self, file: File, call: Node) -> bool:
        """Whether a call begins a ring of any kind."""
        return self._at(file, call) is not None

    def self_call(self, file: File, call: Node) -> Ring | None:
        """Return the ring of a handler that awaits a call of its own object and key, or None."""
        found = self._at(file, call)
        return found[1] if found is not None and found[0].is_self_call else None

    def cycle(self, file: File, call: Node) -> Ring | None:
        """Return the ring of several handlers that a call begins, or None."""
        found = self._at(file, call)
        return found[1] if found is not None and not found[0].is_self_call else None

    def _at(self, file: File, call: Node) -> tuple[Deadlock, Ring] | None:
        services, place = self._services(file), _place(Site(file, call))
        if services not in self._modules:
            possible = self._possible.setdefault(services, PossibleRings(services))
            if not possible.may_begin(file, call):  # most calls: not all handlers need to be followed
                return None
            found: dict[_Place, tuple[Deadlock, Ring]] = {}
            for each in deadlocks(services, file.budget.spend):
                found.setdefault(_start(services, each.steps[0]), (each, _ring(each)))
            self._modules[services] = found
        return self._modules[services].get(place)


def _start(services: Services, step: Step) -> _Place:
    """Return where a ring is reported: at the call, if it alone names its target, or at that of a helper."""
    call, chain = step.reached.call, step.reached.chain
    if not chain:
        return _place(Site(call.file, call.node))
    alone = services.call_at(call.file, call.node)
    names_target = alone is not None and alone.handler is not None and alone.service is not None
    names_key = alone is not None and (isinstance(alone.key, OwnKey) or not isinstance(call.key, OwnKey))
    if names_target and names_key:
        return _place(Site(call.file, call.node))
    return _place(Site(chain[0].file, chain[0].node))


def _ring(deadlock: Deadlock) -> Ring:
    names: list[str] = []
    links: list[Link] = []
    for step, following in zip(
        deadlock.steps, [*(each.handler for each in deadlock.steps[1:]), deadlock.handler], strict=True
    ):
        names.append(f"{step.definition.name}.{step.handler.name}")
        call = step.reached.call
        title = f"{call.service}.{following.name}"
        links.extend((*step.reached.chain, Link(call.file, call.node, title, f"awaits {title}")))
    first = deadlock.steps[0].definition.name
    return Ring((*names, f"{first}.{deadlock.handler.name}"), tuple(links), deadlock.certain)


def _place(site: Site) -> _Place:
    return site.file.source.location, site.start, site.end
