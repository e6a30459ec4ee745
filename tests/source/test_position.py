from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from restatelint.source.position import LineIndex, decoded, encoded

PIECES = st.sampled_from(
    [b"a", b"\n", b"\r\n", b"\r", b"\t", b"\xef\xbb\xbf", b"\xff", b"\xc3", b"\0"]
    + [text.encode() for text in ("é", "漢", "😀", "e\u0301", "\u2028", "\u202e")]
)
TEXTS = st.one_of(st.binary(), st.lists(PIECES).map(b"".join), st.text().map(str.encode))


def boundaries(data: bytes) -> list[int]:
    """Return the byte offsets at which a character starts, and the end."""
    offsets = [0]
    for character in decoded(data):
        offsets.append(offsets[-1] + len(encoded(character)))
    return offsets


@given(TEXTS)
def test_no_byte_is_lost_in_text(data: bytes) -> None:
    assert encoded(decoded(data)) == data


@given(TEXTS)
def test_a_line_and_a_column_lead_back_to_the_byte(data: bytes) -> None:
    index = LineIndex(data)
    for offset in boundaries(data):
        position = index.position(offset)
        assert position.byte == offset
        assert index.byte(position.line, position.column) == offset
        assert index.line_start(position.line) + position.byte_column - 1 == offset


@given(TEXTS)
def test_every_offset_has_a_position_and_they_go_up(data: bytes) -> None:
    index = LineIndex(data)
    positions = [index.position(offset) for offset in range(len(data) + 1)]
    keys = [(position.line, position.byte_column) for position in positions]
    assert keys == sorted(set(keys))
    assert positions[-1].line == index.line_count
    assert all(min(p.line, p.column, p.utf16_column, p.byte_column) >= 1 for p in positions)


@given(TEXTS)
def test_utf16_columns_are_those_of_an_utf16_encoder(data: bytes) -> None:
    index = LineIndex(data)
    for offset in boundaries(data):
        position = index.position(offset)
        before = decoded(data[index.line_start(position.line) : offset])
        units = len(before.encode("utf-16-le", "surrogatepass")) // 2
        assert position.utf16_column == units + 1


@given(TEXTS)
def test_lines_and_line_ends_make_the_text_again(data: bytes) -> None:
    index = LineIndex(data)
    lines = [index.line(number) for number in range(1, index.line_count + 1)]
    expected = [decoded(line).rstrip("\r") for line in data.split(b"\n")]
    assert lines == expected


@given(TEXTS, st.integers())
def test_offsets_outside_are_moved_to_the_nearest_end(data: bytes, offset: int) -> None:
    index = LineIndex(data)
    assert index.position(offset) == index.position(max(0, min(offset, len(data))))


def test_columns_after_an_emoji() -> None:
    position = LineIndex("a\n😀é x".encode()).position(2 + 4 + 2 + 1)
    assert (position.line, position.column) == (2, 4)
    assert (position.utf16_column, position.byte_column) == (5, 8)


def test_lines_that_are_not_there_are_empty() -> None:
    index = LineIndex(b"a\r\nb")
    assert [index.line(number) for number in (-1, 0, 1, 2, 3)] == ["", "", "a", "b", ""]
