"""One side of one proof, served by a process of its own. Knows nothing of the Restate server.

The process ends when its standard input does, so it also ends when the harness is killed.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ENDING_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Announcement:
    """What an endpoint serves, and where: the service to call, and whether that is called by key.

    ``takes`` are the handlers that want a payload.
    """

    url: str
    port: int
    service: str
    keyed: bool
    takes: tuple[str, ...]


class Endpoint:
    """A process that serves a side of a proof; it can end by itself, and be started again."""

    def __init__(self, program: Path, proof: str, side: str) -> None:
        """Take the program, the proof's name and ``bad`` or ``good``, and start the process."""
        self._command = [str(program), proof, side]
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - close() closes it
        self._process = self._started(0)
        line = self._first_line()
        self.announcement = self._read(line) if line else None
        """None when the process ended before it served anything."""

    def _started(self, port: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self._command, str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            start_new_session=True,
        )

    def _first_line(self) -> bytes:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    @staticmethod
    def _read(line: bytes) -> Announcement:
        read = json.loads(line)
        return Announcement(
            url=read["url"],
            port=read["port"],
            service=read["service"],
            keyed=read["keyed"],
            takes=tuple(read["takes"]),
        )

    def restart(self) -> None:
        """End the process and start another on the same port, as a deploy of the same code does."""
        assert self.announcement is not None
        self._end()
        deadline = time.monotonic() + _ENDING_SECONDS
        while True:
            self._process = self._started(self.announcement.port)
            if self._first_line() or time.monotonic() > deadline:
                return
            self._end()

    def has_ended(self) -> bool:
        """Tell whether the process ended by itself."""
        return self._process.poll() is not None

    def acts(self) -> int:
        """Return how often the world was acted on, as far as this process knows; 0 if it has ended."""
        assert self.announcement is not None
        url = f"http://127.0.0.1:{self.announcement.port}/world"
        try:
            with closing(urllib.request.urlopen(url, timeout=5)) as answer:
                return int(answer.read())
        except OSError:
            return 0

    def said(self) -> str:
        """Return what the process printed as errors."""
        self._said.seek(0)
        return self._said.read().decode("utf-8", "replace")

    def close(self) -> None:
        """End the process, if it has not ended yet."""
        self._end()
        self._said.close()

    def _end(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()
