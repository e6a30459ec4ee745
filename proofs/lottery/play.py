"""Has a real server run drawn programs, cut off between their operations, and says what became of each."""

from __future__ import annotations

import json
import shutil
import time
import urllib.request
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from proofs.harness.client import Client, Invocation
from proofs.harness.endpoint import Endpoint
from proofs.harness.outcome import MISMATCH_CODE, Outcome, Sight, outcome_of
from proofs.harness.server import ServerError, running
from proofs.lottery.recipe import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from proofs.lottery.module import Module
    from proofs.lottery.recipe import Program

EVERYWHERE = -1
_AT_ONCE = 40
_SECONDS = 60.0
_PAUSE = 0.05
_MISMATCH = 570
_NOBODY = Invocation(status="", retries=0, failure="", code="", error="")
_ROUNDS = 4
"""So often a program that survives is tried again, if its source is one of two values."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the stage saw of an invocation: attempts, cuts, acts on the world, codes of errors."""

    attempts: int
    cuts: int
    acts: int
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a program: the worst of its invocations, with the evidence.

    ``places`` is how many places between operations it was cut off at, ``runs`` how many invocations there
    were.
    """

    outcome: Outcome
    evidence: str
    places: int
    runs: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Where an invocation is cut off, and whether it suspends wherever it waits."""

    place: int
    suspends: bool


def fates(module: Module, programs: Sequence[Program], server: Path) -> dict[str, Fate]:
    """Return what became of each program, by name.

    Each is invoked, suspended at every wait and cut off at every place between two operations, one after the
    other. What survives that is invoked again for each place, cut off there alone and never suspended: so
    each operation is also replayed that was made by the attempt that made the one before. What may have
    survived by the fall of a coin is tried several times.
    """
    found: dict[str, Fate] = {}
    with running(server) as place:
        endpoint = Endpoint(module.endpoint, "lottery", "all")
        folder = module.folder.parent / "outside"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            table = _Table(Client(place), endpoint, str(folder))
            for trial in range(_ROUNDS):
                left = [one for one in programs if _may_break(found.get(one.name), one, trial)]
                table.round(left, found)
        finally:
            endpoint.close()
            shutil.rmtree(folder, ignore_errors=True)
    return found


def _may_break(fate: Fate | None, program: Program, trial: int) -> bool:
    if fate is None:
        return True
    return fate.outcome is Outcome.SURVIVES and program.chancy and trial < _ROUNDS


class _Table:
    """A server and an endpoint at which programs are played."""

    def __init__(self, client: Client, endpoint: Endpoint, folder: str) -> None:
        if endpoint.announcement is None:
            message = f"the endpoint did not start: {endpoint.said()[-1000:]}"
            raise ServerError(message)
        self._client = client
        self._endpoint = endpoint
        self._folder = folder
        self._port = endpoint.announcement.port
        self._waves = 0
        client.register(endpoint.announcement.url)

    def round(self, programs: Sequence[Program], found: dict[str, Fate]) -> None:
        """Cut programs off at every place, and then at each; put down what became of them."""
        self._played(programs, {one.name: Cut(EVERYWHERE, suspends=True) for one in programs}, found)
        number = 0
        while left := [
            one
            for one in programs
            if found[one.name].outcome is Outcome.SURVIVES and found[one.name].places > number
        ]:
            self._played(left, {one.name: Cut(number, suspends=False) for one in left}, found)
            number += 1

    def _played(self, programs: Sequence[Program], cuts: Mapping[str, Cut], found: dict[str, Fate]) -> None:
        """Invoke each program once, and put down what became of it."""
        for name, fate in self._wave(programs, cuts):
            before = found.get(name)
            runs = before.runs + 1 if before else 1
            places = max(fate.places, before.places) if before else fate.places
            found[name] = Fate(fate.outcome, fate.evidence, places, runs)

    def _wave(self, programs: Sequence[Program], cuts: Mapping[str, Cut]) -> Iterator[tuple[str, Fate]]:
        """Invoke each program once, and give what became of it as soon as that is known."""
        self._waves += 1
        plan = {name: {"place": cut.place, "suspends": cut.suspends} for name, cut in cuts.items()}
        self._asked("POST", {"folder": self._folder, "cuts": plan})
        waiting = list(reversed(programs))
        open_: dict[str, tuple[Program, float]] = {}
        while waiting or open_:
            while waiting and len(open_) < _AT_ONCE:
                program = waiting.pop()
                open_[self._begun(program)] = (program, time.monotonic() + _SECONDS)
            states = self._client.invocations(open_)
            seen = self._seen()
            for identifier, (program, deadline) in list(open_.items()):
                state = states.get(identifier, _NOBODY)
                late = time.monotonic() > deadline
                differed = _MISMATCH in seen[program.name].codes
                if late or differed or state.status in ("completed", "paused"):
                    yield program.name, self._fate(identifier, program, state, seen[program.name])
                    del open_[identifier]
            if self._endpoint.has_ended():
                message = f"the endpoint ended: {self._endpoint.said()[-2000:]}"
                raise ServerError(message)
            time.sleep(_PAUSE)

    def _begun(self, program: Program) -> str:
        key = "" if program.kind is Kind.SERVICE else f"/{program.name}-{self._waves}"
        handler = "Run" if program.kind is Kind.WORKFLOW else "Try"
        world = f"http://127.0.0.1:{self._port}/world/{program.name}"
        payload = {"world": world, "file": str(Path(self._folder, "turn")), "number": 7, "text": "pear"}
        return self._client.send(f"{program.name}{key}/{handler}", payload)

    def _fate(self, identifier: str, program: Program, state: Invocation, seen: Seen) -> Fate:
        """Return what became of an invocation; that it did not fit its journal once is enough."""
        if _MISMATCH in seen.codes:
            self._client.kill(identifier)
            state = replace(state, code=MISMATCH_CODE)
        done = state.status == "completed"
        output = self._client.output(identifier) if done else ""
        sight = Sight(
            started=True, ended=False, blocked=False, invocation=state, output=output, acts=seen.acts
        )
        if not done:
            self._client.kill(identifier)
        failure = " ".join(state.failure.split())[:300]
        evidence = (
            f"answered {output}, acted {seen.acts} times, {seen.attempts} attempts, cut {seen.cuts} times"
            if done
            else f"{state.status} after {seen.attempts} attempts: {failure}"
        )
        return Fate(outcome_of(sight, program.result, program.acts), evidence, seen.cuts, 1)

    def _seen(self) -> dict[str, Seen]:
        table = json.loads(self._asked("GET"))
        return {
            name: Seen(one["attempts"], one["cuts"], one["acts"], tuple(one["codes"] or ()))
            for name, one in table.items()
        }

    def _asked(self, method: str, body: object = None) -> str:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}/stage",
            method=method,
            data=json.dumps(body).encode() if body is not None else None,
        )
        with closing(urllib.request.urlopen(request, timeout=30)) as answer:
            return str(answer.read().decode())
