"""No predicate of a rule is idle: without it, or without a whole pattern, some fixture has other findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.harness.fixtures import fixture_of, rules
from tests.harness.mutants import likeliest, undetected

if TYPE_CHECKING:
    from restatelint.engine.rule import Rule

SEARCHED = [rule for rule in rules() if rule.where.searched and fixture_of(rule).files]


@pytest.mark.parametrize("rule", SEARCHED, ids=lambda rule: rule.id)
def test_every_part_of_a_query_is_needed(rule: Rule) -> None:
    found = undetected(rule, likeliest(rule))

    if found:
        words = (
            f"no fixture notices when rules/{rule.family}/{rule.id} loses one of these; add a case that does"
        )
        pytest.fail("\n".join([f"{words}:", *(f"  {part}" for part in found)]), pytrace=False)
