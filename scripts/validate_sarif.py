"""Validate a SARIF file with Microsoft's multitool and GitHub's rules; fetches the tool through npm.

Usage: ``python scripts/validate_sarif.py FILE``. Exit code 0: no error and no warning. 1: there is
one, or the file cannot be validated. 3: the tool is not to be had here.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = "5.7.0"
PLATFORMS = {"linux": "linux", "darwin": "darwin", "win32": "win32"}
CACHE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), ".cache")
INVALID, MISSING = 1, 3


class ToolMissingError(Exception):
    """The multitool cannot be fetched; the message says why."""


def multitool() -> str:
    """Return the path of the multitool's program, fetched into the cache if it is not there."""
    name = "Sarif.Multitool.exe" if sys.platform == "win32" else "Sarif.Multitool"
    home = os.path.join(CACHE, f"sarif-multitool-{VERSION}")
    program = os.path.join(home, "package", name)
    if os.path.exists(program):
        return program
    npm = shutil.which("npm")
    if npm is None:
        raise ToolMissingError("npm is not installed, and the sarif-multitool comes from it")
    if sys.platform not in PLATFORMS:
        raise ToolMissingError(f"the sarif-multitool has no program for {sys.platform}")
    os.makedirs(CACHE, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as directory:
        package = f"@microsoft/sarif-multitool-{PLATFORMS[sys.platform]}@{VERSION}"
        packed = subprocess.run(
            [npm, "pack", package, "--silent"], cwd=directory, capture_output=True, text=True
        )
        if packed.returncode:
            raise ToolMissingError(f"npm cannot fetch {package}: {packed.stderr.strip()}")
        unpacked = os.path.join(directory, "unpacked")
        archive = os.path.join(directory, packed.stdout.split()[-1])
        shutil.unpack_archive(archive, unpacked, "gztar")
        os.chmod(os.path.join(unpacked, "package", name), 0o700)
        os.replace(unpacked, home)
    return program


def complaints(program: str, path: str) -> Iterator[str]:
    """Yield a line for each error and warning that the multitool has about a file."""
    with tempfile.TemporaryDirectory() as directory:
        output = os.path.join(directory, "report.sarif")
        run = subprocess.run(
            [program, "validate", path, "--rule-kind", "Sarif;Ghas", "--output", output],
            capture_output=True,
            text=True,
            env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        )
        if not os.path.exists(output):
            yield f"the sarif-multitool made no report: {run.stdout}{run.stderr}".strip()
            return
        with open(output, encoding="utf-8-sig") as report:
            log = json.load(report)
    for checked in log["runs"]:
        for result in checked.get("results", []):
            level = result.get("level", "warning")
            if level in ("error", "warning"):
                region = result["locations"][0]["physicalLocation"].get("region", {})
                words = " ".join(result["message"].get("arguments", []))
                yield f"{path}:{region.get('startLine', 1)}: {level} {result['ruleId']}: {words}"
        for invocation in checked.get("invocations", []):
            for notification in invocation.get("toolExecutionNotifications", []):
                if notification.get("level", "warning") in ("error", "warning"):
                    yield f"{path}: the sarif-multitool says: {notification['message']['text']}"


def main(arguments: list[str]) -> int:
    """Validate the file that the arguments name and return the exit code."""
    if len(arguments) != 1:
        print("usage: validate_sarif.py FILE", file=sys.stderr)
        return 2
    if not os.path.isfile(arguments[0]):
        print(f"no file {arguments[0]}", file=sys.stderr)
        return INVALID
    try:
        program = multitool()
    except ToolMissingError as error:
        print(f"not validated: {error}", file=sys.stderr)
        return MISSING
    lines = list(complaints(program, arguments[0]))
    print("\n".join(lines) or f"{arguments[0]}: valid, no error and no warning")
    return INVALID if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
