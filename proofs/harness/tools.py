"""Finds Go and Node, installs the server and builds the endpoint; both go to ``.cache/proofs``."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / ".cache" / "proofs"
SERVER_VERSION = "1.7.12"
_SECONDS = 300


class MissingToolsError(Exception):
    """Something that proofs need is not on this machine: what, and where it comes from."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The programs that proofs run: a Restate server and the endpoint with all handlers."""

    server: Path
    endpoint: Path


def tools() -> Tools:
    """Return the programs, installed and built where they are not yet; raise MissingToolsError."""
    return Tools(server=server_program(), endpoint=_endpoint())


def server_program() -> Path:
    """Return the Restate server, installed if it is not yet; raise MissingToolsError, for Go, too."""
    missing = [
        f"{name} is not installed ({where})"
        for name, where in (("go", "https://go.dev/dl"), ("node", "https://nodejs.org"), ("npm", "with Node"))
        if shutil.which(name) is None
    ]
    if missing:
        message = "; ".join(missing)
        raise MissingToolsError(message)
    CACHE.mkdir(parents=True, exist_ok=True)
    return _server()


def sdk_version() -> str:
    """Return the version of the SDK that the proofs are built with."""
    found = re.search(r"restatedev/sdk-go v(\S+)", (ROOT / "proofs" / "go.mod").read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def _server() -> Path:
    modules = CACHE / "node_modules" / "@restatedev"
    package = modules / "restate-server" / "package.json"
    if not package.exists() or json.loads(package.read_text(encoding="utf-8"))["version"] != SERVER_VERSION:
        name = f"@restatedev/restate-server@{SERVER_VERSION}"
        quiet = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        ran(["npm", "install", *quiet, "--prefix", str(CACHE), name], "npm cannot install the Restate server")
    found = sorted(modules.glob("restate-server-*/bin/restate-server"))
    if not found:
        message = "npm has no Restate server for this machine"
        raise MissingToolsError(message)
    return found[0]


def _endpoint() -> Path:
    program = CACHE / "endpoint"
    ran(["go", "build", "-o", str(program), "./endpoint"], "go cannot build the endpoint")
    return program


def ran(command: list[str], problem: str, folder: Path = ROOT / "proofs") -> None:
    """Run a tool in a folder, or raise MissingToolsError with what it said."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "GOWORK": "off", "GOFLAGS": "-mod=readonly", "GOTOOLCHAIN": "local"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        message = f"{problem}: it took more than {_SECONDS} seconds"
        raise MissingToolsError(message) from error
    if done.returncode:
        message = f"{problem}: {done.stderr.strip()[-2000:]}"
        raise MissingToolsError(message)
