"""Findings in go.mod files: where they stand, how often, and how they are suppressed."""

from __future__ import annotations

import pytest

from restatelint.engine.check import check
from restatelint.engine.finding import Severity
from restatelint.engine.settings import Settings
from restatelint.source.tree import MemoryTree
from tests.harness.fixtures import rules

GO = b'package a\n\nimport _ "github.com/restatedev/sdk-go"\n'
SDK = "github.com/restatedev/sdk-go"
ON = [rule for rule in rules() if rule.family in ("sdk", "meta")]


def found(go_mod: str, settings: Settings | None = None, **files: bytes) -> list[tuple[int, str, str]]:
    given = {
        "m/go.mod": go_mod.encode(),
        "m/a.go": GO,
        **{f"m/{name}.go": data for name, data in files.items()},
    }
    tree = MemoryTree(given)
    report = check(tree.sources(), ON, settings or Settings(), tree=tree)
    assert report.notes == ()
    assert all(each.place.path == "m/go.mod" for each in report.active)
    return [(each.place.start.line, each.severity.value, each.message) for each in report.active]


def test_a_release_that_servers_refuse_is_said_once_at_its_line() -> None:
    go_mod = f"module m\n\nrequire (\n\tgithub.com/google/uuid v1.6.0\n\t{SDK} v0.15.0\n)\n"

    ((line, severity, message),) = found(go_mod, b=GO, c=GO)

    assert (line, severity) == (5, "warning")
    assert message.startswith("servers no longer accept SDK v0.15.0")


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("v0.8.0", "SDK v0.8.0 does not exist"),
        ("v0.26.0", "SDK v0.26.0 does not exist"),
        ("v3.0.0", "SDK v3.0.0 does not exist"),
        ("v1.99.0", "SDK v1.99.0 is newer than"),
        ("v0.16.0", ""),
        ("v1.2.0", ""),
        ("v0.24.1-0.20260101000000-abcdefabcdef", ""),
        ("nonsense", ""),
    ],
)
def test_a_release_that_does_not_exist_is_said(version: str, said: str) -> None:
    messages = [message for _, _, message in found(f"module m\n\nrequire {SDK} {version}\n")]

    assert [message[: len(said)] for message in messages] == ([said] if said else [])


def test_what_replaces_a_release_counts() -> None:
    required = f"module m\n\nrequire {SDK} v0.26.0\n\nreplace {SDK} => "

    assert found(required + f"{SDK} v1.2.0\n") == []
    assert found(required + "../sdk-go\n") == []


def test_modules_beside_the_root_have_releases_of_their_own() -> None:
    messages = [message for _, _, message in found(f"module m\n\nrequire {SDK}/x/mocks v0.24.0\n")]

    assert messages == ["x/mocks v0.24.0 does not exist"]


def test_a_version_that_is_judged_by_instead_is_named() -> None:
    go_mod = f"module m\n\nrequire {SDK} v0.24.0\n"

    ((line, severity, message),) = found(go_mod, Settings(sdk_version="1.0"))

    assert (line, severity) == (3, Severity.INFO.value)
    assert message == "SDK v0.24.0 is required, and code is judged by v1.0"
    assert found(go_mod, Settings(sdk_version="0.20.0")) == []


def test_a_directive_in_a_go_mod_suppresses() -> None:
    reason = "//restatelint:ignore unsupported-version we run an old server"

    assert found(f"module m\n\nrequire {SDK} v0.15.0 {reason}\n") == []


def test_a_directive_that_does_nothing_there_is_reported() -> None:
    reason = "//restatelint:ignore unsupported-version no longer so"
    messages = [message for _, _, message in found(f"module m\n\nrequire {SDK} v1.2.0 {reason}\n")]

    assert len(messages) == 1
    assert "unsupported-version" in messages[0]


CALL = b'package a\n\nimport restate "github.com/restatedev/sdk-go"\n\nvar chosen = restate.Select\n'


def said(files: dict[str, bytes], settings: Settings | None = None) -> list[str]:
    tree = MemoryTree(files)
    report = check(tree.sources(), ON, settings or Settings(), tree=tree)
    return [note.message for note in report.notes]


def test_the_version_that_is_assumed_is_said_once() -> None:
    (message,) = said({"m/a.go": CALL, "m/b.go": CALL, "n/c.go": CALL})

    assert message.startswith("no go.mod says which release of the SDK is used, so v1.")


def test_nothing_is_assumed_that_is_given_or_without_effect() -> None:
    assert said({"m/a.go": GO}) == []
    assert said({"m/a.go": CALL}, Settings(sdk_version="0.24.0")) == []
    assert said({"m/a.go": CALL, "m/go.mod": f"module m\n\nrequire {SDK} v0.24.0\n".encode()}) == []
