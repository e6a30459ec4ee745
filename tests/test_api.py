"""The public names: they are there, cost nothing until used, and check what is in memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

import restatelint
from restatelint import Finding, MemoryTree, Settings, UnknownNameError, check, check_source, load_rules
from tests.cli.conftest import BAD, GOOD
from tests.test_layers import ROOT


def test_every_public_name_is_there() -> None:
    for name in restatelint.__all__:
        assert getattr(restatelint, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        getattr(restatelint, "chek")  # noqa: B009 - the type checker knows that it is not there


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys, restatelint\nprint([name for name in sys.modules if name.startswith('restatelint.')])"

    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )

    assert ran.stdout == "[]\n"


def test_a_text_is_checked_from_memory() -> None:
    report = check_source(BAD, path="orders.go")

    (finding,) = report.findings
    assert isinstance(finding, Finding)
    assert (finding.rule, finding.place.path, finding.place.start.line) == ("wall-clock", "orders.go", 10)
    assert check_source(GOOD.encode()).findings == ()


def test_settings_choose_the_rules() -> None:
    assert check_source(BAD, settings=Settings(ignore=("wall-clock",))).findings == ()
    assert check_source(BAD, rules=()).findings == ()
    with pytest.raises(UnknownNameError, match="wall-clock"):
        check_source(BAD, settings=Settings(ignore=("wall-clok",)))


def test_it_is_silenced_by_settings_of_the_caller_only() -> None:
    text = BAD.replace("time.Now())", "time.Now()) //restatelint:ignore wall-clock no harm")

    assert len(check_source(text).active) == 1
    assert check_source(text, suppressions=True).active == ()


def test_a_check_takes_any_tree() -> None:
    tree = MemoryTree({"a/x.go": BAD.encode(), "b/y.go": GOOD.encode()})

    report = check(tree.sources(), load_rules(), tree=tree)

    assert [finding.place.path for finding in report.findings] == ["a/x.go"]
    assert (report.files, report.checked) == (2, 2)
