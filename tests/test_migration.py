"""A service that uses every name that v1 lacks is moved there by its fixes, and both compile."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from restatelint.restate.api.advice import renames
from tests.harness.toolchain import go

SERVICES = Path(__file__).resolve().parent / "migration"
ROOT = SERVICES.parent.parent
CHECK = ("check", ".", "--isolated", "--select", "sdk", "--sdk-version", "1.0", "--format", "concise")


def restatelint(directory: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "restatelint", *CHECK, *options],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def build(directory: Path) -> None:
    vet = go(directory, "vet", ".")
    assert vet.stderr == ""
    assert vet.returncode == 0


def test_the_service_uses_every_name_that_has_another_now() -> None:
    text = (SERVICES / "before" / "main.go").read_text(encoding="utf-8")
    wanted = {name.rpartition(".")[2] for name in renames()} | {"TerminalError", "ErrorCode", "WithErrorCode"}

    assert sorted(name for name in wanted if not re.search(rf"\.{name}\b", text)) == []


def test_fixes_move_a_service_to_the_newest_release(tmp_path: Path) -> None:
    service = tmp_path / "service"
    shutil.copytree(SERVICES / "before", service)

    found = restatelint(service)
    fixed = restatelint(service, "--fix", "--unsafe-fixes")

    assert found.returncode == 1
    assert fixed.returncode == 0, fixed.stderr
    assert "go.mod:5:38: info[unsupported-version]: SDK v0.24.0 is required" in fixed.stdout
    assert "found 1 problem (1 info)" in fixed.stdout
    build(SERVICES / "before")
    for name in ("go.mod", "go.sum"):
        shutil.copy(SERVICES / "after" / name, service)
    build(service)


def test_safe_fixes_leave_what_somebody_has_to_look_at(tmp_path: Path) -> None:
    service = tmp_path / "service"
    shutil.copytree(SERVICES / "before", service)

    left = restatelint(service, "--fix").stdout

    for name in ("Select", "ErrorCode", "WithErrorCode", "WithMaxAttempts", "PayloadCodec"):
        assert f".{name} " in left
    assert "Headers" not in left
    assert "WithAuthKey" not in left
