"""Draws programs: the same ones for the same seed."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, TypeVar

from proofs.lottery.carriers import CARRIERS
from proofs.lottery.deeds import AROUND, EFFECTS, FAULTS
from proofs.lottery.recipe import Deed, Home, Journal, Kind, Program, Strand, Wrap
from proofs.lottery.sinks import SINKS
from proofs.lottery.sources import SAFE, UNSAFE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from proofs.lottery.recipe import Carrier, Type

_A = TypeVar("_A")
_CLEAN = 1 / 3
_JOURNALED = 0.5
_CARRIERS = ((0, 2), (1, 5), (2, 5), (3, 3), (4, 1))
_DEPTHS = ((0, 5), (1, 3), (2, 2), (3, 1))
_WRAPS = (
    (Wrap.PLAIN, 8),
    (Wrap.IF, 2),
    (Wrap.LOOP, 1),
    (Wrap.SWITCH, 1),
    (Wrap.CLOSURE, 2),
    (Wrap.HELPER, 4),
)
_KINDS = ((Kind.SERVICE, 2), (Kind.OBJECT, 4), (Kind.WORKFLOW, 1))


def programs(seed: int, count: int) -> list[Program]:
    """Return so many programs; the first are the same whatever the count."""
    return [_program(Random(f"{seed}/{number}"), f"P{number:05}") for number in range(count)]


def _program(dice: Random, name: str) -> Program:
    """Return a program that fits together; whether it is clean is drawn first."""
    clean = dice.random() < _CLEAN
    while True:
        program = Program(name, _weighed(dice, _KINDS), tuple(_items(dice, clean=clean)))
        if program.fits() and program.clean == clean:
            return program


def _items(dice: Random, *, clean: bool) -> list[Strand | Deed]:
    items: list[Strand | Deed] = [*_around(dice)]
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3))):
        items.append(_item(dice, clean=clean or dice.random() < _JOURNALED))
        items.extend(_around(dice))
    tells = [item for item in items if isinstance(item, Strand) and item.sink.result]
    return [item for item in items if item not in tells] + tells[:1]


def _around(dice: Random) -> list[Deed]:
    return [dice.choice(AROUND) for _ in range(dice.choice((0, 1, 1, 2)))]


def _item(dice: Random, *, clean: bool) -> Strand | Deed:
    at = dice.random()
    if at < 0.1:
        return dice.choice([one for one in EFFECTS if one.safe == clean])
    if at < 0.2:
        return dice.choice([one for one in FAULTS if one.safe == clean])
    while True:
        strand = _strand(dice, clean=clean)
        if strand.fits() and strand.clean == clean:
            return strand


def _strand(dice: Random, *, clean: bool) -> Strand:
    source = dice.choice(SAFE) if clean and dice.random() < 0.5 else dice.choice(UNSAFE)
    journals = (Journal.RUN, Journal.RUN, Journal.ASYNC) if clean else (*[Journal.NONE] * 9, Journal.CAPTURED)
    journal = Journal.NONE if source.safe else dice.choice(journals)
    carriers, type_ = _carriers(dice, source.type)
    sink = dice.choice([one for one in SINKS if one.takes in (None, type_)])
    depth = _weighed(dice, _DEPTHS)
    strand = Strand(source, sink, carriers, journal, depth)
    if depth:
        homes = (Home.METHOD,) if source.local else (Home.FUNCTION, Home.FUNCTION, Home.METHOD, Home.FAR)
        strand = replace(strand, home=dice.choice(homes), fallible=source.durable or dice.random() < 0.4)
    wraps = [(wrap, weight) for wrap, weight in _WRAPS if replace(strand, wrap=wrap).fits()]
    wraps = [(wrap, weight) for wrap, weight in wraps if not (sink.workflow and wrap is Wrap.LOOP)]
    return replace(strand, wrap=_weighed(dice, wraps)) if wraps else strand


def _carriers(dice: Random, type_: Type) -> tuple[tuple[Carrier, ...], Type]:
    chosen: list[Carrier] = []
    for _ in range(_weighed(dice, _CARRIERS)):
        carrier = dice.choice([one for one in CARRIERS if one.takes in (None, type_)])
        chosen.append(carrier)
        type_ = carrier.given(type_)
    return tuple(chosen), type_


def _weighed(dice: Random, among: Sequence[tuple[_A, int]]) -> _A:
    return dice.choices([one for one, _ in among], [weight for _, weight in among])[0]
