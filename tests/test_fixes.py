"""Every fix of the rule book as its fixtures show it, and as Go itself sees what comes out."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from restatelint.engine.finding import Severity
from restatelint.engine.fixing import fixable, fixed_files
from tests.harness.fixed import (
    after,
    cases,
    fixed_tree,
    location,
    module_of,
    report,
    report_after,
    report_before,
    results,
    without_comments,
)
from tests.harness.fixtures import ROOT, Fixture, rules
from tests.harness.toolchain import go, gofmt

if TYPE_CHECKING:
    from pathlib import Path

    from restatelint.engine.finding import Report
    from tests.harness.fixed import FixedFile

CASES = cases()
WITH_CASES = tuple({case.fixture.name: case.fixture for case in CASES}.values())
MODULES = tuple(dict.fromkeys(module_of(fixture) for fixture in WITH_CASES))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fixed_file_is_as_expected(case: FixedFile) -> None:
    assert without_comments(after(case).decode()) == case.after.read_text(encoding="utf-8"), (
        "run make accept and read the diff"
    )


def test_every_rule_with_a_fix_shows_what_it_makes_of_its_bad_code() -> None:
    shown = {case.fixture.name for case in CASES if case.before.name == "bad.go"}

    fixing = {f"{rule.family}/{rule.id}" for rule in rules() if rule.fixes}
    assert fixing <= shown, "make an empty fixtures/FAMILY/RULE/fixed/bad.go.fixed, then run make accept"


@pytest.mark.parametrize("fixture", WITH_CASES, ids=lambda fixture: fixture.name)
def test_what_is_fixed_is_gone_and_nothing_else_appears(fixture: Fixture) -> None:
    before, then = report_before(fixture), report_after(fixture)
    own = fixture.name.rpartition("/")[2]

    assert results(fixture), "nothing is fixed"
    # an info may take the place of what was worse: a block of Run whose retries have no bound
    assert not graver(then) - graver(before)
    assert graver(then, own).total() < graver(before, own).total() or own == "replayed-logging"


@pytest.mark.parametrize("fixture", WITH_CASES, ids=lambda fixture: fixture.name)
def test_fixing_again_changes_nothing(fixture: Fixture) -> None:
    tree = fixed_tree(fixture)

    again = fixed_files(
        report_after(fixture),
        tree,
        location,
        lambda seen, only: report(fixture, seen, only),
        unsafe=True,
    )

    assert dict(again) == {}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT).as_posix())
def test_go_formats_and_accepts_what_is_fixed(module: Path, tmp_path: Path) -> None:
    own = [fixture for fixture in WITH_CASES if module_of(fixture) == module]
    replaced: dict[str, str] = {}
    for fixture in own:
        for place, (_, data) in results(fixture).items():
            path = tmp_path / f"{len(replaced)}.go"
            path.write_bytes(data)
            replaced[f"{ROOT}{place}"] = str(path)
    overlay = tmp_path / "overlay.json"
    overlay.write_text(json.dumps({"Replace": replaced}), encoding="utf-8")
    packages = [f"./{fixture.directory.relative_to(module).as_posix()}" for fixture in own]

    was, now = gofmt(module, "-l", *replaced.keys()), gofmt(module, "-l", *replaced.values())
    vet = go(module, "vet", f"-overlay={overlay}", *packages)

    names = {path: place for place, path in replaced.items()}
    assert now.stderr == ""
    assert {names[each] for each in now.stdout.split()} <= {*was.stdout.split()}
    assert vet.stderr == ""


def graver(found: Report, rule: str = "") -> Counter[str]:
    # of all rules but infos, or of one whatever its severity
    return Counter(
        each.rule
        for each in found.active
        if each.rule == rule or (not rule and each.severity is not Severity.INFO)
    )


def test_a_fix_is_safe_or_made_only_if_asked_for() -> None:
    found = [each for fixture in WITH_CASES for each in report_before(fixture).active if each.fix]
    kinds = {(each.rule, each.fix.safety.value) for each in found if each.fix is not None}

    assert ("unique-id", "safe") in kinds
    assert ("wall-clock", "unsafe") in kinds
    assert not any(fixable(each, unsafe=False) for each in found if each.rule == "wall-clock")
    assert all(
        "invocations in flight" in each.fix.description
        for each in found
        if each.fix is not None and "restate.Run" in each.fix.edits[-1].replacement
    )
