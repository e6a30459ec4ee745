"""A Restate server on free loopback ports that replays whenever it can, in a folder that goes with it.

``python -m proofs.harness.server BINARY`` keeps one until its own input ends, for whatever reason: that is
how it also ends when the harness is killed. It prints a line of JSON when the server can be called.
"""

from __future__ import annotations

import ctypes
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

STARTING_SECONDS = 60
_ATTEMPTS = 3
_DIE_WITH_PARENT = 1
_SETTINGS = """\
node-name = "proofs"
cluster-name = "proofs"
default-num-partitions = 1
base-dir = "{folder}/data"
listen-mode = "tcp"
bind-ip = "127.0.0.1"
bind-port = {node}
advertised-host = "127.0.0.1"
disable-telemetry = true
rocksdb-total-memory-size = "256 MiB"
log-filter = "error"
log-disable-ansi-codes = true
shutdown-timeout = "1s"

[default-retry-policy]
initial-interval = "400ms"
exponentiation-factor = 1.0
max-interval = "400ms"
max-attempts = "unlimited"

[worker.invoker]
inactivity-timeout = "0s"
abort-timeout = "3s"

[ingress]
bind-ip = "127.0.0.1"
bind-port = {ingress}

[admin]
bind-ip = "127.0.0.1"
bind-port = {admin}
disable-web-ui = true
"""


class ServerError(Exception):
    """The server did not start: what it said about that."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a running server is called: the URLs of its ingress and its admin API."""

    ingress: str
    admin: str


@contextmanager
def running(binary: Path) -> Iterator[Server]:
    """Give a server that runs until the block ends, however it does; raise a ServerError if none starts."""
    keeper = subprocess.Popen(
        [sys.executable, "-m", "proofs.harness.server", str(binary)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    assert keeper.stdin is not None
    assert keeper.stdout is not None
    try:
        line = keeper.stdout.readline()
        if not line:
            message = "the Restate server did not start"
            raise ServerError(message)
        place = json.loads(line)
        yield Server(ingress=place["ingress"], admin=place["admin"])
    finally:
        keeper.stdin.close()
        keeper.wait()
        keeper.stdout.close()


def keep(binary: str) -> int:
    """Keep a server until standard input ends; return the exit code."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _leave)
    folder = tempfile.mkdtemp(prefix="restatelint-proofs-")
    try:
        return _keep_in(folder, binary)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _keep_in(folder: str, binary: str) -> int:
    for _ in range(_ATTEMPTS):
        node, ingress, admin = free_ports(3)
        settings = Path(folder, "restate.toml")
        settings.write_text(
            _SETTINGS.format(folder=folder, node=node, ingress=ingress, admin=admin), encoding="utf-8"
        )
        with Path(folder, "log").open("wb") as log:
            child = subprocess.Popen(
                [binary, "--config-file", str(settings), "--no-logo"],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        try:
            place = {"ingress": f"http://127.0.0.1:{ingress}", "admin": f"http://127.0.0.1:{admin}"}
            if _answers(child, f"{place['ingress']}/restate/health", f"{place['admin']}/health"):
                print(json.dumps(place), flush=True)
                _until_input_ends(child)
                return 0
        finally:
            child.kill()
            child.wait()
    print(Path(folder, "log").read_text(encoding="utf-8", errors="replace")[-2000:], file=sys.stderr)
    return 1


def free_ports(count: int) -> list[int]:
    """Return as many loopback ports as asked for that nobody listens on just now."""
    taken = [socket.socket() for _ in range(count)]
    try:
        for each in taken:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in taken]
    finally:
        for each in taken:
            each.close()


def _answers(child: subprocess.Popen[bytes], *urls: str) -> bool:
    """Tell whether a starting server answers at all its URLs in time."""
    deadline = time.monotonic() + STARTING_SECONDS
    left = list(urls)
    while left and child.poll() is None and time.monotonic() < deadline and not _input_ended(0.1):
        left = [url for url in left if not _is_answered(url)]
    return not left


def _is_answered(url: str) -> bool:
    try:
        with closing(urllib.request.urlopen(url, timeout=2)):
            return True
    except OSError:
        return False


def _until_input_ends(child: subprocess.Popen[bytes]) -> None:
    while child.poll() is None and not _input_ended(0.5):
        pass


def _input_ended(seconds: float) -> bool:
    ready, _, _ = select.select([sys.stdin], [], [], seconds)
    return bool(ready) and os.read(sys.stdin.fileno(), 4096) == b""


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _die_with_parent() -> None:
    """Have Linux end the server even if its keeper is killed; elsewhere that is left to the keeper."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1]))
