"""Every rule over every fixture: each finding is expected, and each expectation is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from restatelint.engine.expectations import Kind, expectations_of
from restatelint.engine.rule import Where
from tests.harness.fixtures import FIXTURES, Fixture, fixtures, report_of, rules
from tests.harness.hygiene import next_step
from tests.harness.verdict import problems

if TYPE_CHECKING:
    from restatelint.engine.expectations import Expectation
    from restatelint.engine.rule import Rule


@pytest.mark.parametrize("fixture", fixtures(), ids=lambda fixture: fixture.name)
def test_findings_are_those_expected(fixture: Fixture) -> None:
    found = problems(fixture, report_of(fixture, rules()))

    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_is_complete(rule: Rule) -> None:
    step = next_step(rule, FIXTURES)

    if step:
        pytest.fail(f"{rule.id} is not complete, next: {step}", pytrace=False)


def test_what_the_engine_itself_reports_is_expected_somewhere() -> None:
    wanted = {each.rule for _, each in all_expectations() if each.kind is Kind.WANT}
    silent = [rule.id for rule in rules() if rule.where is Where.ENGINE and rule.id not in wanted]

    # An internal error is a rule that raises, which no Go code makes it do.
    assert [each for each in silent if each != "internal-error"] == []


def test_expectations_name_rules_that_are_there() -> None:
    known = {rule.id for rule in rules()}
    unknown = [
        f"{path}:{each.written}: no rule is called {each.rule}"
        for path, each in all_expectations()
        if each.rule not in known
    ]

    assert unknown == []


def all_expectations() -> list[tuple[str, Expectation]]:
    return [
        (name, each)
        for fixture in fixtures()
        for path in fixture.expecting
        for name in (path.relative_to(FIXTURES.parent).as_posix(),)
        for each in expectations_of(name, path.read_text(encoding="utf-8"))[0]
    ]
