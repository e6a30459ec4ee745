"""However the harness of the proofs ends, no server, no endpoint and no file of it is left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from proofs.harness.tools import CACHE
from tests.test_layers import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("go") is None or shutil.which("npm") is None, reason="go or npm is not installed"
    ),
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked for in /proc"),
]


def commands(folder: Path) -> list[str]:
    """Return the command lines of the processes that know the folder, from their environment."""
    mark = f"TMPDIR={folder}".encode()
    return [
        part(process, "cmdline").replace(b"\0", b" ").decode()
        for process in Path("/proc").glob("[0-9]*")
        if mark in part(process, "environ").split(b"\0")
    ]


def part(process: Path, name: str) -> bytes:
    """Return what a process says of itself, or nothing when it is not ours or has ended."""
    try:
        return (process / name).read_bytes()
    except OSError:
        return b""


def settled(folder: Path, wanted: str, *, there: bool) -> bool:
    """Tell whether a process with this in its command is there, or none is any more, within a minute."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        running = commands(folder)
        if any(wanted in each for each in running) if there else not running:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_of_a_harness_that_is_ended(number: signal.Signals) -> None:
    folder = Path(tempfile.mkdtemp())
    harness = subprocess.Popen(
        [sys.executable, "-m", "proofs.harness.deadlock"],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert settled(folder, f"{CACHE / 'endpoint'} deadlock bad", there=True)
        harness.send_signal(number)
        harness.wait(timeout=60)

        assert settled(folder, "", there=False), commands(folder)
        assert list(folder.iterdir()) == []
    finally:
        harness.kill()
        harness.wait()
        shutil.rmtree(folder)
