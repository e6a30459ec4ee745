"""How long the language server takes from an edit to findings, asked as an editor asks: as a process.

Not a test, since it measures time: `make edits`. A module is generated of 300 files that use the SDK, or
one on disk is given; texts are edited inside the bodies of functions, a few keys and then a pause, so that
what the server does in idle time is under way when the next key comes.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

from benchmarks.generate import generated

_PACKAGES = 100  # of three files that use the SDK
_KEYS = 5
_PAUSE_SECONDS = 0.4
_BODY = re.compile(r"^func [^\n]*\{\n", re.MULTILINE)
_FAULT = "\t_ = time.Now()\n"


class Server:
    """The server as a process, asked one thing after another."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-m", "restatelint", "server"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._number = 0
        capabilities = {"textDocument": {"diagnostic": {}}, "general": {"positionEncodings": ["utf-8"]}}
        folders = [{"uri": root.as_uri(), "name": root.name}]
        self.ask("initialize", {"processId": None, "capabilities": capabilities, "workspaceFolders": folders})
        self.tell("initialized", {})

    def tell(self, method: str, params: object) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: object) -> dict[str, object]:
        """Send a request and return its result."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            answer = _message(self._output)
            if answer.get("id") == self._number:
                if "error" in answer:
                    sys.exit(f"{method} failed: {answer['error']}")
                result = answer.get("result")
                return result if isinstance(result, dict) else {}

    def end(self) -> None:
        """Shut it down."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        self._process.wait()

    @property
    def _output(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def _send(self, content: dict[str, object]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **content}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._process.stdin.flush()


def _message(stream: IO[bytes]) -> dict[str, object]:
    length = 0
    while line := stream.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    found = json.loads(stream.read(length) or b"null")
    if not isinstance(found, dict):
        sys.exit("the server has ended")
    return found


class Document:
    """A text that is edited in the editor."""

    def __init__(self, server: Server, path: Path) -> None:
        self._server = server
        self._uri = path.as_uri()
        self._version = 1
        self._result = ""
        self.text = path.read_text(encoding="utf-8")
        item = {"uri": self._uri, "languageId": "go", "version": 1, "text": self.text}
        server.tell("textDocument/didOpen", {"textDocument": item})

    def insert(self, at: int, added: str) -> None:
        """Put some text in at an offset."""
        before = self.text[:at]
        line, character = before.count("\n"), len(before) - before.rfind("\n") - 1
        place = {"line": line, "character": character}
        self._version += 1
        self.text = before + added + self.text[at:]
        change = {"range": {"start": place, "end": place}, "text": added}
        document = {"uri": self._uri, "version": self._version}
        self._server.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def findings(self) -> list[str]:
        """Return the rules that report in it."""
        report = self._server.ask("textDocument/diagnostic", {"textDocument": {"uri": self._uri}})
        items = report.get("items")
        return [str(each.get("code")) for each in items] if isinstance(items, list) else []


def _measured(server: Server, paths: list[Path], edits: int, seed: int) -> tuple[list[float], list[float]]:
    """Return the seconds that opening took, by file, and those that findings took, by edit."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    opening: list[float] = []
    times: list[float] = []
    for number, path in enumerate(paths):
        begun = time.perf_counter()
        document = Document(server, path)
        document.findings()
        opening.append(time.perf_counter() - begun)
        share = edits // len(paths) + (number < edits % len(paths))
        faults = 0
        for key in range(share):
            if key % _KEYS == 0:
                time.sleep(_PAUSE_SECONDS)
                body = chance.choice([match.end() for match in _BODY.finditer(document.text)])
            is_fault = key % _KEYS == _KEYS - 1
            added = _FAULT if is_fault else chance.choice(["\t// typing\n", "\tif false {\n\t}\n", "\n"])
            begun = time.perf_counter()
            document.insert(body, added)
            found = document.findings()
            times.append(time.perf_counter() - begun)
            faults += is_fault
        if faults and "wall-clock" not in found and '"time"' in document.text:
            sys.exit(f"{path}: what was typed is not found: {found}")
    return opening, times


def main() -> int:
    """Measure, and say it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--files", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--module", type=Path, help="a module on disk instead of a generated one")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        root = given.module or generated(Path(directory) / "shop", _PACKAGES)
        using = [each for each in sorted(root.rglob("*.go")) if _uses_restate(each)]
        picked = random.Random(given.seed).sample(using, given.files)  # noqa: S311 - not a secret
        server = Server(root.resolve())
        opening, times = _measured(server, [each.resolve() for each in picked], given.edits, given.seed)
        server.end()
    times.sort()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"{len(using)} files that use the SDK, {len(times)} edits in {len(picked)} of them, seed {given.seed}"
    )
    print(f"opening: first {opening[0]:.2f} s, median {statistics.median(opening):.2f} s")
    print(
        f"edit to findings: median {statistics.median(times) * 1000:.0f} ms, "
        f"99th percentile {times[int(len(times) * 0.99) - 1] * 1000:.0f} ms, most {times[-1] * 1000:.0f} ms"
    )
    print(f"memory of the server: {peak} MB at most")
    return 0


def _uses_restate(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return (
        '"github.com/restatedev/sdk-go"' in text and not path.name.endswith("_test.go") and "\nfunc " in text
    )


if __name__ == "__main__":
    sys.exit(main())
