"""The fixtures are Go as Go itself sees it: they compile against the real SDK and are formatted."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.harness.fixtures import FIXTURES, ROOT, UNBUILDABLE, fixtures, is_compilable

if TYPE_CHECKING:
    from pathlib import Path

MODULES = sorted(
    path.parent
    for path in FIXTURES.rglob("go.mod")
    if not path.relative_to(FIXTURES).parts[0].startswith("_")
    and not path.read_text(encoding="utf-8").startswith(UNBUILDABLE)
)
UNREACHABLE = re.compile(r"dial tcp|no such host|proxyconnect|i/o timeout|requires go >=|GOPROXY=off")


def skip(capsys: pytest.CaptureFixture[str], reason: str) -> None:
    with capsys.disabled():
        print(f"\nnot done: {reason}")
    pytest.skip(reason)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT).as_posix())
def test_go_accepts_every_fixture(module: Path, capsys: pytest.CaptureFixture[str]) -> None:
    go = shutil.which("go")
    if go is None:
        skip(capsys, "go is not installed, the fixtures are not compiled")
    assert go is not None

    vet = subprocess.run(
        [go, "vet", "./..."],
        cwd=module,
        env={**os.environ, "GOFLAGS": "-mod=readonly", "GOTOOLCHAIN": "local", "GOWORK": "off"},
        capture_output=True,
        text=True,
    )

    if vet.returncode and "CI" not in os.environ and (found := UNREACHABLE.search(vet.stderr)):
        skip(capsys, f"go vet of {module.relative_to(ROOT).as_posix()} said: {found[0]}")
    if vet.returncode:
        pytest.fail(f"go vet ./... in {module.relative_to(ROOT).as_posix()}:\n{vet.stderr}", pytrace=False)


def test_every_fixture_is_formatted(capsys: pytest.CaptureFixture[str]) -> None:
    gofmt = shutil.which("gofmt")
    if gofmt is None:
        skip(capsys, "gofmt is not installed, the format of fixtures is not looked at")
    assert gofmt is not None
    files = [str(path) for fixture in fixtures() for path in fixture.files if is_compilable(path)]

    listed = subprocess.run([gofmt, "-l", *files], cwd=ROOT, capture_output=True, text=True)

    assert listed.stderr == ""
    assert listed.stdout.splitlines() == [], "run gofmt -w on these"
