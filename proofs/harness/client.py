"""Talks to a Restate server: registers endpoints, sends calls, and asks SQL what became of them."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proofs.harness.server import Server

_SECONDS = 20
_PAUSE = 0.1
_COLUMNS = (
    "id, status, retry_count, completion_result, completion_failure, last_failure, last_failure_error_code, "
    "journal_size"
)


class RefusedError(Exception):
    """The server did not do what it was asked to: its answer."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """What the server says of an invocation.

    ``status`` is one of the server's words: pending, ready, running, suspended, backing-off, paused,
    completed. ``failure`` and ``code`` are of the last failed attempt, "" when none failed; ``retries``
    counts attempts. ``error`` is why a completed invocation failed, "" when it succeeded.
    """

    status: str
    retries: int
    failure: str
    code: str
    error: str


@dataclass(frozen=True, slots=True)
class Client:
    """What a harness asks of a server. Everything raises RefusedError when the server says no."""

    server: Server

    def version(self) -> str:
        """Return the version of the server."""
        return str(json.loads(_answer("GET", f"{self.server.admin}/version"))["version"])

    def register(self, url: str) -> None:
        """Have the server find the services of an endpoint."""
        _answer("POST", f"{self.server.admin}/deployments", {"uri": url})

    def send(self, target: str, payload: object) -> str:
        """Send a call to ``Service/Handler`` or ``Object/key/Handler`` and return its identifier.

        There is no body where the payload is None. The ingress learns of a service a moment after it was
        registered, so for a while it is asked again.
        """
        answer = self._sent(target, payload)
        deadline = time.monotonic() + _SECONDS
        while answer is None:
            if time.monotonic() > deadline:
                message = f"the ingress does not know {target}"
                raise RefusedError(message)
            time.sleep(_PAUSE)
            answer = self._sent(target, payload)
        return str(json.loads(answer)["invocationId"])

    def _sent(self, target: str, payload: object) -> str | None:
        """Return the answer to a call, or None when the ingress does not know the target."""
        try:
            return _answer("POST", f"{self.server.ingress}/{target}/send", payload)
        except RefusedError as refused:
            if "not found" in str(refused):
                return None
            raise

    def invocation(self, identifier: str) -> Invocation:
        """Return what the server says of an invocation now."""
        found = self.invocations([identifier])
        if identifier not in found:
            message = f"the server does not know {identifier}"
            raise RefusedError(message)
        return found[identifier]

    def invocations(self, identifiers: Iterable[str]) -> dict[str, Invocation]:
        """Return what the server says of invocations now, by identifier; it may not know some yet."""
        wanted = ", ".join(f"'{each}'" for each in identifiers)
        query = f"SELECT {_COLUMNS} FROM sys_invocation WHERE id IN ({wanted})"  # noqa: S608 - from the server
        rows = json.loads(_answer("POST", f"{self.server.admin}/query", {"query": query}))["rows"]
        return {row["id"]: _invocation(row) for row in rows}

    def output(self, identifier: str) -> str:
        """Return what a completed invocation answered, or why it failed after ``error: ``."""
        try:
            return _answer("GET", f"{self.server.ingress}/restate/invocation/{identifier}/output")
        except RefusedError as refused:
            return f"error: {refused}"

    def kill(self, identifier: str) -> None:
        """End an invocation, if it has not ended."""
        try:
            _answer("PATCH", f"{self.server.admin}/invocations/{identifier}/kill")
        except RefusedError:
            return


def _invocation(row: Mapping[str, object]) -> Invocation:
    retries = row.get("retry_count")
    failed = row.get("completion_result") == "failure"
    return Invocation(
        status=str(row["status"]),
        retries=retries if isinstance(retries, int) else 0,
        failure=str(row.get("last_failure") or ""),
        code=str(row.get("last_failure_error_code") or ""),
        error=str(row.get("completion_failure") or "unknown") if failed else "",
    )


def _answer(method: str, url: str, body: object = None) -> str:
    sent = {} if body is None else {"content-type": "application/json"}
    request = urllib.request.Request(
        url,
        method=method,
        data=json.dumps(body).encode() if body is not None else None,
        headers={"accept": "application/json", **sent},
    )
    try:
        with closing(urllib.request.urlopen(request, timeout=_SECONDS)) as answer:
            return str(answer.read().decode("utf-8", "replace"))
    except urllib.error.HTTPError as error:
        with error:
            raise RefusedError(_message(error.read().decode("utf-8", "replace"))) from error
    except OSError as error:
        raise RefusedError(str(error)) from error


def _message(answer: str) -> str:
    try:
        return str(json.loads(answer)["message"])
    except (ValueError, KeyError, TypeError):
        return answer
