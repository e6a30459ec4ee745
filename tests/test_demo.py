"""The sample service: what the README says of it is so, and Go compiles it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter

import pytest

from tests.test_layers import ROOT


def findings() -> list[tuple[str, str]]:
    """Return the rule and the function of everything that is found in the sample service."""
    ran = subprocess.run(
        [sys.executable, "-m", "restatelint", "check", "--isolated", "--format", "json", "demo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 1, ran.stderr
    return [(one["rule"], one["function"]) for one in json.loads(ran.stdout)["findings"]]


def test_every_fault_is_found_once_and_nothing_else_is() -> None:
    found = findings()

    assert Counter(rule for rule, _ in found) == {
        "goroutine": 1,
        "handler-context-in-run": 1,
        "network-io": 1,
        "random": 1,
        "replayed-logging": 1,
        "terminal-error-lost": 1,
        "unique-id": 1,
        "wall-clock": 1,
    }
    assert not [function for _, function in found if "Durably" in function]


def run_go(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Go in the sample service."""
    return subprocess.run(
        ["go", *arguments],
        cwd=ROOT / "demo",
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.skipif(shutil.which("go") is None, reason="go is not installed")
def test_go_accepts_it() -> None:
    modules = run_go("mod", "download")
    if modules.returncode != 0:
        pytest.skip(f"go cannot fetch the SDK: {modules.stderr.strip()}")

    ran = run_go("vet", "./...")

    assert ran.returncode == 0, ran.stderr
