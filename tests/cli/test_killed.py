"""Whatever ends a command, nothing that it started is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import BAD
from tests.test_layers import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import IO

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there are no signals")

ENDLESS = ROOT / "tests" / "harness" / "endless.py"
CALL = {"name": "verify_answer", "arguments": {"answer": BAD}}
HELLO = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
EVENT = {
    "hook_event_name": "PostToolUse",
    "tool_name": "Edit",
    "cwd": "",
    "tool_input": {"file_path": "a.go"},
}
RUNS = {
    "verify": (["verify", "a.go"], ""),
    "check": (["check", "-"], BAD),
    "batch": (["batch", "in.jsonl", "--jobs", "2", "--out", "out.jsonl"], ""),
    "hook": (["hook", "claude"], json.dumps(EVENT)),
    "mcp": (
        ["mcp"],
        "".join(
            json.dumps({"jsonrpc": "2.0", **each}) + "\n"
            for each in (
                {"id": 1, "method": "initialize", "params": HELLO},
                {"method": "notifications/initialized"},
                {"id": 2, "method": "tools/call", "params": CALL},
            )
        ),
    ),
}


@contextmanager
def started(directory: Path, arguments: list[str], given: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command whose judges come to no end, with something on its standard input, which stays open."""
    (directory / "judges").mkdir()
    (directory / "a.go").write_text(BAD, encoding="utf-8")
    rows = [json.dumps({"id": str(number), "answer": BAD}) + "\n" for number in range(4)]
    (directory / "in.jsonl").write_text("".join(rows), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(ENDLESS), str(directory / "judges"), *arguments],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdin is not None
    try:
        process.stdin.write(given.encode())
        process.stdin.flush()
        if arguments[0] != "mcp":
            process.stdin.close()
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def settles(holds: Callable[[], bool]) -> bool:
    """Return whether something comes true within half a minute."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.02)
    return False


def ends(stream: IO[bytes] | None) -> bool:
    """Return whether what a command wrote comes to an end, as it does when nobody could write more."""
    assert stream is not None
    os.set_blocking(stream.fileno(), False)
    return settles(lambda: stream.read(1 << 20) == b"")


def lives(process: int) -> bool:
    """Return whether a process is there, and is more than what is left of one that nobody waited for."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True)
    return state.stdout.strip()[:1] not in ("", "Z")


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *((name, signal.SIGKILL) for name in RUNS),
        *(("verify", number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)),
        ("mcp", signal.SIGINT),
    ],
)
def test_no_judge_outlives_the_command(tmp_path: Path, name: str, number: signal.Signals) -> None:
    if name == "mcp":
        pytest.importorskip("mcp")
    arguments, given = RUNS[name]
    wanted = 2 if name == "batch" else 1
    with started(tmp_path, arguments, given) as process:
        assert settles(lambda: len([*(tmp_path / "judges").iterdir()]) == wanted), name
        judges = [int(path.name) for path in (tmp_path / "judges").iterdir()]
        assert all(map(lives, judges))

        process.send_signal(number)
        assert settles(lambda: not any(map(lives, judges)))
        assert process.wait(30) != 0
        assert ends(process.stdout), "somebody else holds the output open"


def test_without_help_of_the_kernel_a_judge_sees_that_its_parent_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNAIDED", "1")
    for name in ("batch", "hook"):
        home = tmp_path / name
        home.mkdir()
        test_no_judge_outlives_the_command(home, name, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_of_an_attempt_outlives_the_command(tmp_path: Path, number: signal.Signals) -> None:
    script = "sleep 300 & echo $! >first; echo $$ >second; mv second third; wait"
    with started(tmp_path, ["verify", "--attempts", "2", "--", "sh", "-c", script], "") as process:
        assert settles((tmp_path / "third").exists)
        children = [int((tmp_path / name).read_text()) for name in ("first", "third")]
        assert all(map(lives, children))

        process.send_signal(number)
        assert settles(lambda: not any(map(lives, children)))
        assert process.wait(30) != 0
        assert ends(process.stdout), "somebody else holds the output open"
