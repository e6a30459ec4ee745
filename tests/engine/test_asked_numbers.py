"""What tasks ask of numbers: by value, whatever they are called, in lists and as parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.test_asked import holds, of_argument

if TYPE_CHECKING:
    from pathlib import Path

CODE = """package a

import (
	"net/http"
	"time"
)

const refused = http.StatusPaymentRequired

var done = []int{http.StatusOK, 0620 + 2}

func f(status int) {
	own := int64(402)
	changed := 402
	changed = status
	g(EXPRESSION)
}

func wait(minutes int, other int, rest ...int) { h(time.Duration(minutes)*time.Minute, other, rest) }

func starts() {
	wait(5, 1)
	wait(5, 2)
}
"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("402", True),
        ("http.StatusPaymentRequired", True),
        ("refused", True),
        ("own", True),
        ("done", True),
        ("[]int{refused}", True),
        ("changed", False),
        ("status", False),
        ("http.StatusConflict", False),
        ("http.MethodPost", False),
        ("[]int{http.StatusOK}", False),
    ],
)
def test_a_number_is_known_by_its_value(tmp_path: Path, expression: str, expected: bool) -> None:
    assert (
        holds(tmp_path, of_argument('#number? @_given "402"'), CODE.replace("EXPRESSION", expression))
        is expected
    )


@pytest.mark.parametrize(
    ("place", "bound", "expected"), [(0, "5m", True), (1, "1ms", False), (2, "1ms", False)]
)
def test_a_parameter_lasts_as_long_as_every_call_says(
    tmp_path: Path, place: int, bound: str, expected: bool
) -> None:
    before = ". (_) " * place
    call = f"(call_expression function: (identifier) @_name arguments: (argument_list {before}. (_) @_given))"
    query = f'({call} @construct (#eq? @_name "h") (#lasts? @_given "{bound}"))'

    assert holds(tmp_path, query, CODE) is expected
