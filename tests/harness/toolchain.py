"""Runs Go on what tests have; a test that needs Go and cannot have it is skipped, and says why.

`make test` fetches the modules that Go builds with beforehand, in a step that says so. Whoever starts pytest
alone may have Go fetch them meanwhile: what it says of that is no complaint.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

UNREACHABLE = re.compile(r"dial tcp|no such host|proxyconnect|i/o timeout|requires go >=|GOPROXY=off")
_FETCHING = re.compile(r"go: (?:downloading|finding|extracting) .*\n?")
_SECONDS = 600


def go(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Return what Go did in a directory, without what it said of fetching modules.

    Skips the test without Go, and where modules cannot be fetched, except in CI.
    """
    ran = _run("go", directory, *arguments)
    found = UNREACHABLE.search(ran.stderr)
    if ran.returncode and found and "CI" not in os.environ:
        pytest.skip(f"go {arguments[0]} said: {found[0]}")
    return subprocess.CompletedProcess(ran.args, ran.returncode, ran.stdout, _FETCHING.sub("", ran.stderr))


def gofmt(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Return what gofmt did; without it the test is skipped."""
    return _run("gofmt", directory, *arguments)


def _run(program: str, directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed")
    return subprocess.run(
        [path, *arguments],
        cwd=directory,
        env={**os.environ, "GOFLAGS": "-mod=readonly", "GOTOOLCHAIN": "local", "GOWORK": "off"},
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
    )
