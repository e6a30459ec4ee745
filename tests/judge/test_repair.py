"""What a model is told suffices: a script that knows no more than that mends every rejected answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.repair import items, mended, repaired, tokens
from tests.test_tasks import REJECTED, name_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("task", "path"), REJECTED, ids=name_of)
def test_a_rejected_answer_is_mended_by_what_is_said_of_it(task: str, path: Path) -> None:
    repair = repaired(task, path)

    assert repair.accepted, repair.feedback[-1]


def test_the_script_takes_only_what_it_is_led_to() -> None:
    answer, right = "one\n" * 9 + "two\nthree\n", "one\n" * 9 + "Two\nThree\n"

    assert mended(answer, "1. error x, line 10: bad\n", right) == right
    assert mended("a\nb\nc\nd\ne\nf\ng\n", "1. error x, line 1: bad\n", "A\nb\nc\nd\ne\nf\nG\n")[:1] == "A"
    assert mended("a\nb\nc\nd\ne\nf\ng\n", "1. error x, line 1: bad\n", "A\nb\nc\nd\ne\nf\nG\n")[-2:] == "g\n"
    assert mended(answer, "1. missing: z\n   Write nothing of it.\n", right) == answer


def test_items_and_tokens_are_counted() -> None:
    assert len(items("verdict\n\n1. a\n   b\n\n2. c\n")) == 2
    assert tokens("restate.Run(ctx)") == 2 + 1 + 1 + 1 + 1 + 1
