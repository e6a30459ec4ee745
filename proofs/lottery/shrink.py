"""Makes programs smaller, as long as the linter and the server disagree about them in the same way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from proofs.lottery.compare import Opinion
from proofs.lottery.recipe import Deed, Home, Journal, Kind, Program, Strand, Wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from proofs.lottery.compare import Result

    Trial = Callable[[Sequence[Program]], Sequence[Result]]

_ROUNDS = 6
_CLASSES = 40


def shrunk(results: Sequence[Result], trial: Trial) -> list[tuple[Result, int]]:
    """Return the disagreements among results, each as small as it gets, and how many came to it.

    ``trial`` lints and runs programs. At first only what a program does at once is looked at, so that alike
    ones become one; at most so many are made smaller in earnest.
    """
    disagreed = [one for one in results if one.opinion is not Opinion.AGREED]
    singles = _merged([(one, 1) for one in _smaller(disagreed, _alone, trial)])
    chosen, rest = singles[:_CLASSES], singles[_CLASSES:]
    for _ in range(_ROUNDS):
        small = _smaller([one for one, _ in chosen], _steps, trial)
        if all(new.program == old.program for new, (old, _) in zip(small, chosen, strict=True)):
            break
        chosen = _merged([(new, count) for new, (_, count) in zip(small, chosen, strict=True)])
    return [*chosen, *rest]


def _smaller(
    results: Sequence[Result], steps: Callable[[Program], Iterator[Program]], trial: Trial
) -> list[Result]:
    """Return each result, or that of the smallest program one step away about which opinions are the same."""
    candidates: list[Program] = []
    owners: list[int] = []
    for at, result in enumerate(results):
        for program in steps(result.program):
            if program.fits():
                candidates.append(replace(program, name=f"S{len(candidates):05}"))
                owners.append(at)
    best = list(results)
    if candidates:
        for owner, tried in zip(owners, trial(candidates), strict=True):
            if tried.opinion is results[owner].opinion and _size(tried.program) < _size(best[owner].program):
                best[owner] = tried
    return best


def _merged(counted: Sequence[tuple[Result, int]]) -> list[tuple[Result, int]]:
    """Return results without those whose program does as an earlier one's, the frequent ones first."""
    merged: dict[object, tuple[Result, int]] = {}
    for result, count in counted:
        key = (result.program.kind, result.program.items, result.opinion)
        first, so_far = merged.get(key, (result, 0))
        merged[key] = (first, so_far + count)
    return sorted(merged.values(), key=lambda one: -one[1])


def _alone(program: Program) -> Iterator[Program]:
    """Give programs that do only one of the things that a program does."""
    for item in program.items:
        yield replace(program, items=(item,))


def _steps(program: Program) -> Iterator[Program]:
    """Give programs that are simpler in one respect."""
    for kind in (Kind.SERVICE, Kind.OBJECT):
        if kind is not program.kind:
            yield replace(program, kind=kind)
    for at, item in enumerate(program.items):
        if len(program.items) > 1:
            yield replace(program, items=(*program.items[:at], *program.items[at + 1 :]))
        if isinstance(item, Strand):
            for simpler in _simpler(item):
                yield replace(program, items=(*program.items[:at], simpler, *program.items[at + 1 :]))


def _simpler(strand: Strand) -> Iterator[Strand]:
    for at in range(len(strand.carriers)):
        yield replace(strand, carriers=(*strand.carriers[:at], *strand.carriers[at + 1 :]))
    if len(strand.carriers) > 1:
        yield replace(strand, carriers=())
    if strand.depth:
        yield replace(strand, depth=0, fallible=False, home=Home.FUNCTION)
        yield replace(strand, depth=1)
        yield replace(strand, home=Home.FUNCTION)
        yield replace(strand, fallible=False)
    if strand.journal is not Journal.NONE:
        yield replace(strand, journal=Journal.NONE)
        yield replace(strand, journal=Journal.RUN)
    for wrap in (Wrap.PLAIN, Wrap.CLOSURE):
        yield replace(strand, wrap=wrap)


def _size(program: Program) -> tuple[int, ...]:
    """Return how large a program is, to be compared."""
    strands = [item for item in program.items if isinstance(item, Strand)]
    return (
        len(program.items),
        sum(len(one.carriers) for one in strands),
        sum(one.depth for one in strands),
        sum(one.journal is not Journal.NONE for one in strands),
        sum(one.wrap is not Wrap.PLAIN for one in strands),
        sum(one.wrap is not Wrap.CLOSURE for one in strands),
        sum(one.home is not Home.FUNCTION for one in strands),
        sum(one.fallible for one in strands),
        list(Kind).index(program.kind),
        sum(isinstance(item, Deed) for item in program.items),
    )
