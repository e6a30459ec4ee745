"""What a handler does to determinism, outside Run and inside it, each with the calls that lead there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.restate.links import Link, bounded, length
from restatelint.restate.packages import EFFECTS
from restatelint.restate.regions.regions import RegionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint.golang.declarations import Function
    from restatelint.restate.effects.reach import Reach
    from restatelint.restate.services.walk import Visit, Walk

# what says nothing of a handler's dealings with the world
_QUIET = frozenset({"context-deadline", "synchronise", "exit", "log", "metric"})
_RANK = {effect: rank for rank, effect in enumerate(EFFECTS) if effect not in _QUIET}


@dataclass(frozen=True, slots=True)
class FoundEffect:
    """An effect of a handler; ``inside`` says that it happens inside Run.

    ``links`` is the shortest way found from the handler down to the foreign function.
    """

    effect: str
    inside: bool
    links: tuple[Link, ...]


def found_effects(walk: Walk, reach: Reach, handler: Function) -> tuple[FoundEffect, ...]:
    """Return the effects of a handler, those outside Run first, the gravest first."""
    found: dict[tuple[bool, str], FoundEffect] = {}
    for visit in walk.visits(handler):
        for each in _in_function(walk, reach, visit):
            before = found.get((each.inside, each.effect))
            if before is None or length(each.links) < length(before.links):
                found[each.inside, each.effect] = each
    return tuple(sorted(found.values(), key=lambda each: (each.inside, _RANK[each.effect])))


def _in_function(walk: Walk, reach: Reach, visit: Visit) -> Iterator[FoundEffect]:
    function, file = visit.function, visit.function.file
    for call, kind in walk.calls(function):
        inside = RegionKind.RUN in (kind, visit.kind)
        for witness in reach.effects(file, call):
            if witness.effect in _RANK:
                yield FoundEffect(witness.effect, inside, bounded((*visit.chain, *witness.links)))
    body = function.body
    for node in file.nodes("go", body.start_byte, body.end_byte) if body is not None else ():
        inside = RegionKind.RUN in (walk.kind_at(file, node), visit.kind)
        yield FoundEffect("goroutine", inside, bounded((*visit.chain, Link(file, node, "go statement"))))
