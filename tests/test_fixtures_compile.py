"""The fixtures are Go as Go itself sees it: they compile against the real SDK and are formatted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.harness.fixtures import FIXTURES, ROOT, UNBUILDABLE, fixtures, is_compilable
from tests.harness.toolchain import go, gofmt

if TYPE_CHECKING:
    from pathlib import Path

MODULES = sorted(
    path.parent
    for path in FIXTURES.rglob("go.mod")
    if not path.relative_to(FIXTURES).parts[0].startswith("_")
    and not path.read_text(encoding="utf-8").startswith(UNBUILDABLE)
)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT).as_posix())
def test_go_accepts_every_fixture(module: Path) -> None:
    vet = go(module, "vet", "./...")

    if vet.returncode:
        pytest.fail(f"go vet ./... in {module.relative_to(ROOT).as_posix()}:\n{vet.stderr}", pytrace=False)


def test_every_fixture_is_formatted() -> None:
    files = [str(path) for fixture in fixtures() for path in fixture.files if is_compilable(path)]

    listed = gofmt(ROOT, "-l", *files)

    assert listed.stderr == ""
    assert listed.stdout.splitlines() == [], "run gofmt -w on these"
