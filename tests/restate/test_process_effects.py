"""How grave it is to ask or to change the process: its own is worse than what all replicas share."""

from __future__ import annotations

import pytest

from restatelint.engine.check import check
from restatelint.engine.settings import Settings
from restatelint.source.tree import MemoryTree
from tests.harness.fixtures import rules

ON = [rule for rule in rules() if rule.id in ("process-environment", "file-io")]


@pytest.mark.parametrize(
    ("imported", "value", "wanted"),
    [
        ("os", 'os.Getenv("MODE")', ("process-environment", "warning")),
        ("flag", "flag.Arg(0)", ("process-environment", "warning")),
        ("github.com/spf13/viper", 'viper.GetString("mode")', ("process-environment", "warning")),
        ("runtime", "runtime.NumCPU()", ("process-environment", "warning")),
        ("runtime", "runtime.NumGoroutine()", ("process-environment", "error")),
        ("os", "os.Getpid()", ("process-environment", "error")),
        ("os", 'os.Getenv("MODE") + strconv.Itoa(os.Getpid())', ("process-environment", "error")),
        ("os", 'os.Chdir("parcels")', ("file-io", "warning")),
    ],
)
def test_what_replicas_share_is_a_warning_at_most(imported: str, value: str, wanted: tuple[str, str]) -> None:
    code = f"""package a

import (
    "strconv"
    "{imported}"

    restate "github.com/restatedev/sdk-go"
)

func Note(ctx restate.ObjectContext) {{
    restate.Set(ctx, "noted", {value})
}}
"""
    tree = MemoryTree({"m/a.go": code.encode()})
    report = check(tree.sources(), ON, Settings(), tree=tree)

    assert wanted in [(each.rule, each.severity.value) for each in report.active]
