"""Carets stand under what they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restatelint.report.display import display_width
from restatelint.report.snippet import Snippet, snippet
from restatelint.source.position import LineIndex, encoded
from tests.report.samples import place_of

CUT_WIDTH = 170


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("\tx := now()", "now()", Snippet("    x := now()", 9, 5)),
        ("a\tb\tnow()", "now()", Snippet("a   b   now()", 8, 5)),
        ("a\tnow()", "now()", Snippet("a   now()", 4, 5)),
        ('f("大きさ", now())', "now()", Snippet('f("大きさ", now())', 12, 5)),
        ('f("🎉", now())', "now()", Snippet('f("🎉", now())', 8, 5)),
        ("\x1b[2Jnow()", "now()", Snippet("␛[2Jnow()", 4, 5)),
        ("\u202enow()", "now()", Snippet("<U+202E>now()", 8, 5)),
        ("\udcffnow()", "now()", Snippet("<FF>now()", 4, 5)),
        ("##[now()]", "[now()]", Snippet("##<U+005B>now()]", 2, 14)),
        ("go func() {\n}", "func() {\n}", Snippet("go func() {", 3, 8)),
    ],
)
def test_offset_and_width_are_in_columns_of_the_terminal(text: str, part: str, expected: Snippet) -> None:
    assert snippet(place_of(text, part)) == expected


def test_an_empty_range_has_one_caret() -> None:
    assert snippet(place_of("ab", "")) == Snippet("ab", 0, 1)


def test_a_place_without_lines_has_no_snippet() -> None:
    place = place_of("ab", "a")
    assert snippet(type(place)(place.path, place.start, place.end, ())) is None


def test_a_very_long_line_is_cut_around_its_carets() -> None:
    shown = snippet(place_of("a" * 5000 + "now()" + "b" * 5000, "now()"))
    assert shown is not None
    assert shown.line.startswith("…a")
    assert shown.line.endswith("b…")
    assert len(shown.line) < CUT_WIDTH
    assert shown.line[shown.offset : shown.offset + shown.carets] == "now()"


def test_carets_end_where_a_cut_line_ends() -> None:
    shown = snippet(place_of("a" * 5000, "a" * 5000))
    assert shown is not None
    assert shown.carets <= CUT_WIDTH


@given(st.text(st.characters(exclude_characters="\n\r", codec="utf-8"), max_size=300), st.data())
def test_carets_lie_within_any_line(text: str, data: st.DataObject) -> None:
    size = len(encoded(text))
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    index = LineIndex(encoded(text))
    place = type(place_of("a", "a"))("a.go", index.position(start), index.position(end), (text,))
    shown = snippet(place)
    assert shown is not None
    assert shown.carets >= 1
    assert shown.offset + shown.carets <= display_width(shown.line) + 1
