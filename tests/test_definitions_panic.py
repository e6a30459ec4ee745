"""What fixtures of services are said to do is what the real SDK does: Go tests beside them show it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

from tests.harness.fixtures import FIXTURES

MODULE = FIXTURES / "services"
PACKAGES = sorted({path.parent for path in MODULE.rglob("*_test.go")})
UNREACHABLE = re.compile(r"dial tcp|no such host|proxyconnect|i/o timeout|requires go >=|GOPROXY=off")


def test_go_agrees_with_what_is_said_of_definitions(capsys: pytest.CaptureFixture[str]) -> None:
    go = shutil.which("go")
    if go is None:
        with capsys.disabled():
            print("\nnot done: go is not installed, no definition is made")
        pytest.skip("go is not installed")
    names = [f"./{path.relative_to(MODULE).as_posix()}" for path in PACKAGES]

    done = subprocess.run(
        [go, "test", *names],
        cwd=MODULE,
        env={**os.environ, "GOFLAGS": "-mod=readonly", "GOTOOLCHAIN": "local", "GOWORK": "off"},
        capture_output=True,
        text=True,
    )

    if done.returncode and "CI" not in os.environ and (found := UNREACHABLE.search(done.stderr)):
        with capsys.disabled():
            print(f"\nnot done: go test said: {found[0]}")
        pytest.skip(found[0])
    assert len(names) == 6
    assert done.returncode == 0, done.stdout + done.stderr
