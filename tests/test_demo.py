"""The sample service: what the README says of it is so, and Go compiles it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

from tests.harness.toolchain import go
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


def test_go_accepts_it() -> None:
    vet = go(ROOT / "demo", "vet", "./...")

    assert vet.returncode == 0, vet.stderr
