"""Who decides about colour, in order."""

from __future__ import annotations

import pytest

from restatelint.report.color import Style, color_wanted, painted


@pytest.mark.parametrize(
    ("flag", "environment", "is_terminal", "wanted"),
    [
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0", "CLICOLOR_FORCE": ""}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"TERM": "xterm"}, True, True),
        ("auto", {}, False, False),
    ],
)
def test_flag_then_environment_then_terminal(
    flag: str, environment: dict[str, str], is_terminal: bool, wanted: bool
) -> None:
    assert color_wanted(flag, environment, is_terminal) is wanted


def test_paint_ends_where_the_text_ends() -> None:
    assert painted("x", Style.ERROR, True) == "\x1b[1;31mx\x1b[0m"
    assert painted("x", Style.ERROR, False) == "x"
