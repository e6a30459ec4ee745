"""Who decides about colour, in order."""

from __future__ import annotations

import pytest

from restatelint.report.color import Style, color_wanted, linked, links_wanted, painted


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


@pytest.mark.parametrize(
    ("environment", "is_terminal", "wanted"),
    [
        ({"TERM_PROGRAM": "WezTerm"}, True, True),
        ({"TERM_PROGRAM": "WezTerm"}, False, False),
        ({"TERM_PROGRAM": "WezTerm", "CI": "true"}, True, False),
        ({"TERM_PROGRAM": "WezTerm", "TERM": "dumb"}, True, False),
        ({"TERM_PROGRAM": "WezTerm", "FORCE_HYPERLINK": "0"}, True, False),
        ({"FORCE_HYPERLINK": "1"}, False, True),
        ({"TERM": "xterm-kitty"}, True, True),
        ({"VTE_VERSION": "7600"}, True, True),
        ({"VTE_VERSION": "7600", "TERM": "screen-256color"}, True, False),
        ({"VTE_VERSION": "4205"}, True, False),
        ({"VTE_VERSION": "new"}, True, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, True, False),
        ({}, True, False),
    ],
)
def test_links_are_for_terminals_that_show_them(
    environment: dict[str, str], is_terminal: bool, wanted: bool
) -> None:
    assert links_wanted(environment, is_terminal) is wanted


def test_a_link_leads_to_an_address_that_cannot_act() -> None:
    assert linked("x", "https://a/b", True) == "\x1b]8;;https://a/b\x1b\\x\x1b]8;;\x1b\\"
    for address in ("https://a/\x1b\\", "https://a/\u202e", "https://a\x07", ""):
        assert linked("x", address, True) == "x"
    assert linked("x", "https://a/b", False) == "x"
