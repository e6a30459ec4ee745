"""The page of exit codes: for each a command that ends with it, and all that it says, from running it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

_CLOCK = """package shop

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

type Shop struct{}

func (Shop) Open(ctx restate.ObjectContext) error {
	restate.Set(ctx, "opened", time.Now())
	return nil
}
"""
_PLAIN = "package shop\n\nfunc Open() {}\n"
_DEEP = f'package shop\n\nimport _ "github.com/restatedev/sdk-go"\n\nvar deep = {"(" * 600}1{")" * 600}\n'


@dataclass(frozen=True, slots=True)
class Case:
    """An exit code, what it means, and a command with the files that it is run on."""

    code: int
    meaning: str
    arguments: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


CASES = (
    Case(
        0, "everything was checked, and nothing is at or above `--fail-on`", ("check",), (("a.go", _PLAIN),)
    ),
    Case(1, "findings at or above `--fail-on`", ("check", "--format", "concise"), (("a.go", _CLOCK),)),
    Case(2, "wrong usage: a misspelt rule", ("check", "--select", "wall-clok"), (("a.go", _CLOCK),)),
    Case(2, "wrong usage: a path that is not there", ("check", "shop"), ()),
    Case(
        2,
        "wrong settings",
        ("check",),
        (("a.go", _CLOCK), ("restatelint.toml", 'presset = "strict"\n')),
    ),
    Case(3, "there was nothing to check", ("check",), ()),
    Case(
        4, "something could not be checked, and nothing was found in the rest", ("check",), (("a.go", _DEEP),)
    ),
)


def exit_codes() -> str:
    """Return the page. Ends the program if a command ends with another code than it says."""
    parts = [
        "# Exit codes\n\nWhat a command ends with, and what it says then. The output is that\n"
        "of the commands. The code never depends on the format.\n",
    ]
    parts += [_section(case) for case in CASES]
    parts.append("\n## 130\n\nInterrupted from the keyboard.\n")
    return "".join(parts)


def _section(case: Case) -> str:
    with tempfile.TemporaryDirectory() as directory:
        for name, text in case.files:
            Path(directory, name).write_text(text, encoding="utf-8")
        ran = subprocess.run(
            [sys.executable, "-m", "restatelint", *case.arguments],
            cwd=directory,
            env={**os.environ, "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
    command = " ".join(("restatelint", *case.arguments))
    if ran.returncode != case.code:
        sys.exit(f"{command} ended with {ran.returncode}, not with {case.code}: {ran.stdout}")
    return f"\n## {case.code}: {case.meaning}\n\n```console\n$ {command}\n{ran.stdout.rstrip()}\n```\n"
