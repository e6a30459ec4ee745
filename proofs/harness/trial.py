"""Tries one side of one proof: serves it, calls it, and watches until it has ended or time is up."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from proofs.harness.client import Invocation
from proofs.harness.endpoint import Endpoint
from proofs.harness.outcome import RETRIES, Outcome, Sight, is_mismatch, outcome_of

if TYPE_CHECKING:
    from pathlib import Path

    from proofs.harness.client import Client
    from proofs.harness.proof import Proof

SECONDS = 12.0
_BESIDE_SECONDS = 3.0
_PAUSE = 0.05
_SUSPENDED_SECONDS = 5.0
_NOBODY = Invocation(status="", retries=0, failure="", code="", error="")


@dataclass(frozen=True, slots=True)
class Trial:
    """How one side of a proof went, with the evidence: the server's words, or the process's."""

    outcome: Outcome
    evidence: str
    seconds: float


def tried(program: Path, client: Client, proof: Proof, side: str) -> Trial:
    """Try one side, ``bad`` or ``good``, of a proof; it takes SECONDS and a few at the most."""
    began = time.monotonic()
    endpoint = Endpoint(program, proof.name, side)
    try:
        sight = _sight(endpoint, client, proof)
        said = endpoint.said()
    finally:
        endpoint.close()
    return Trial(
        outcome=outcome_of(sight, proof.result, proof.acts),
        evidence=_evidence(sight, said),
        seconds=time.monotonic() - began,
    )


def _sight(endpoint: Endpoint, client: Client, proof: Proof) -> Sight:
    announced = endpoint.announcement
    if announced is None:
        return Sight(started=False, ended=True, blocked=False, invocation=None, output="", acts=0)
    client.register(announced.url)
    base = f"{announced.service}/one" if announced.keyed else announced.service
    place = {"world": f"http://127.0.0.1:{announced.port}/world", "ingress": client.server.ingress}
    payload = place if proof.payload is None else proof.payload

    def call(handler: str) -> str:
        return client.send(f"{base}/{handler}", payload if handler in announced.takes else None)

    first = call(proof.handler)
    begun = [first]
    blocked = False
    try:
        if proof.restart or proof.beside:
            _wait(endpoint, client, first, {"suspended", "running", "completed"}, _SUSPENDED_SECONDS)
        if proof.restart:
            _wait(endpoint, client, first, {"suspended", "completed"}, _SUSPENDED_SECONDS)
            endpoint.restart()
        if proof.beside:
            second = call(proof.beside)
            begun.append(second)
            state = _wait(endpoint, client, second, {"completed"}, _BESIDE_SECONDS)
            blocked = state.status != "completed" and client.invocation(first).status != "completed"
        state = (
            client.invocation(first) if blocked else _wait(endpoint, client, first, {"completed"}, SECONDS)
        )
        return Sight(
            started=True,
            ended=endpoint.has_ended(),
            blocked=blocked,
            invocation=state,
            output=client.output(first) if state.status == "completed" else "",
            acts=endpoint.acts(),
        )
    finally:
        for each in begun:
            client.kill(each)


def _wait(
    endpoint: Endpoint, client: Client, identifier: str, wanted: set[str], seconds: float
) -> Invocation:
    """Return what an invocation is like when its status is wanted, it cannot get there, or time is up."""
    deadline = time.monotonic() + seconds
    state = _NOBODY
    while time.monotonic() < deadline:
        state = client.invocation(identifier)
        hopeless = is_mismatch(state) or state.retries > RETRIES
        if state.status in wanted or hopeless or endpoint.has_ended():
            break
        time.sleep(_PAUSE)
    return state


def _evidence(sight: Sight, said: str) -> str:
    """Return in a line what shows the outcome."""
    last = [line for line in said.splitlines() if line.startswith(("panic:", "fatal error:"))]
    if not sight.started or sight.ended:
        return last[0] if last else (said.strip().splitlines() or ["the process ended"])[-1]
    state = sight.invocation or _NOBODY
    if state.status != "completed":
        failure = " ".join(state.failure.split())[:300]
        return f"{state.status} after {state.retries} attempts{': ' if failure else ''}{failure}"
    failed = " ".join(state.failure.split())[:300] if is_mismatch(state) else ""
    return failed or f"answered {sight.output}, acted {sight.acts} times"
