"""Nothing in foreign text acts on a terminal or a log, and all of it shows."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restatelint.report.display import display_width, path_label, visible

BIDIRECTIONAL = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = "\u061c\u200e\u200f"


def test_no_control_or_bidirectional_character_of_unicode_gets_through() -> None:
    for code in range(0x110000):
        character = chr(code)
        acts = (
            unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
            or unicodedata.bidirectional(character) in BIDIRECTIONAL
            or character in MARKS
            or 0xE0000 <= code <= 0xE007F
        )
        if acts:
            shown = visible(character)
            assert character not in shown
            assert shown.isprintable()
            assert display_width(shown) == len(shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("\x1b]8;;http://x\x07link\x1b]8;;\x07", "␛]8;;http://x␇link␛]8;;␇"),
        ("is\u202eAdmin", "is<U+202E>Admin"),
        ("\x9b31m", "<U+009B>31m"),
        ("tab\there\r\n", "tab␉here␍␊"),
        ("delete\x7f", "delete␡"),
        ("not utf-8: \udcff", "not utf-8: <FF>"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("x ##[error]y", "x ##<U+005B>error]y"),
    ],
)
def test_what_acts_is_a_symbol(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["map[string]any", "größe 大きさ 🎉", "a # [b]", "👩\u200d👩\u200d👧"])
def test_what_does_not_act_stays(text: str) -> None:
    assert visible(text) == text


@given(st.text(st.characters(), max_size=20), st.text(st.characters(), max_size=20))
def test_what_stands_before_a_place_looks_the_same_with_what_follows(head: str, tail: str) -> None:
    assert visible(head + tail).startswith(visible(head))


@pytest.mark.parametrize("path", ["::error::x.go", " ::error::x.go", "\u3000::error::x.go"])
def test_a_path_never_begins_a_line_as_a_workflow_command(path: str) -> None:
    assert path_label(path) == f"./{path}"


def test_other_paths_are_labels_as_they_are() -> None:
    assert path_label("a,line=1::error::x.go") == "a,line=1::error::x.go"


@pytest.mark.parametrize(
    ("text", "width"), [("go", 2), ("大き", 4), ("🎉", 2), ("e\u0301", 1), ("👩\u200d", 2)]
)
def test_width_is_that_of_a_terminal(text: str, width: int) -> None:
    assert display_width(text) == width
