"""Every rule over every fixture: each finding is expected, and each expectation is met."""

from __future__ import annotations

import pytest

from tests.harness.fixtures import Fixture, fixtures, report_of, rules
from tests.harness.verdict import problems


@pytest.mark.parametrize("fixture", fixtures(), ids=lambda fixture: fixture.name)
def test_findings_are_those_expected(fixture: Fixture) -> None:
    found = problems(fixture, report_of(fixture, rules()))

    if found:
        pytest.fail("\n".join(found), pytrace=False)
