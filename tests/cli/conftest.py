"""A command line in an empty directory, run in this process, and what it said."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from restatelint.cli.main import exit_code

if TYPE_CHECKING:
    from pathlib import Path

CLOCK = """package shop

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

func {name}(ctx restate.Context) error {{
	return sleepTo(ctx, 1, time.Now())
}}

func sleepTo(ctx restate.Context, hours int, t time.Time) error {{
	return restate.Sleep(ctx, t.Sub(time.Time{{}})*time.Duration(hours))
}}
"""
BAD = CLOCK.format(name="Place")
"""A handler that reads the clock, at line 10 and column 25."""

GOOD = BAD.replace("time.Now()", "time.Unix(0, 0)")


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command line ended and what it printed."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Shell:
    """A directory to run in."""

    directory: Path
    monkeypatch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def write(self, name: str, text: str = BAD) -> Path:
        """Write a file below the directory."""
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments: str, stdin: bytes | str = b"") -> Ran:
        """Run a command line; `check` prints one line a finding unless a format is given."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        self.capture.readouterr()
        code = exit_code(arguments)
        printed = self.capture.readouterr()
        return Ran(int(code), printed.out, printed.err)

    def check(self, *arguments: str, stdin: bytes | str = b"") -> Ran:
        """Run `check` with one line a finding; a later --format wins."""
        return self.run("check", "--format", "concise", *arguments, stdin=stdin)


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """An empty directory that is the current one, and an environment that says nothing to us."""
    for name in list(os.environ):
        if name.startswith(("RESTATELINT_", "CLICOLOR", "FORCE_COLOR", "NO_COLOR")):
            monkeypatch.delenv(name)
    directory = tmp_path / "work"
    (directory / ".git").mkdir(parents=True)  # so that no settings file above it counts
    monkeypatch.chdir(directory)
    return Shell(directory, monkeypatch, capsys)
