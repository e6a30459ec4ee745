"""What fixtures of services are said to do is what the real SDK does: Go tests beside them show it."""

from __future__ import annotations

from tests.harness.fixtures import FIXTURES
from tests.harness.toolchain import go

MODULE = FIXTURES / "services"
PACKAGES = sorted({path.parent for path in MODULE.rglob("*_test.go")})


def test_go_agrees_with_what_is_said_of_definitions() -> None:
    names = [f"./{path.relative_to(MODULE).as_posix()}" for path in PACKAGES]

    done = go(MODULE, "test", *names)

    assert len(names) == 6
    assert done.returncode == 0, done.stdout + done.stderr
