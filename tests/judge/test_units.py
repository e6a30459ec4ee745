"""Answers of every shape: what becomes a unit, what is added to it, and that positions are the answer's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restatelint.engine.finding import NoteKind
from restatelint.judge.answer import Terms, report_on_answer, taken
from restatelint.judge.units import Shape, taken_apart
from restatelint.source.limits import Limits
from restatelint.source.origin import Origin, OriginLines, Part

HANDLER = """func (s Shop) Order(ctx restate.Context, id string) error {
	restate.Set(ctx, "at", time.Now())
	return nil
}
"""
FILE = f"""package shop

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

type Shop struct{{}}

{HANDLER}"""


def units(text: str, *, shape: Shape = Shape.AUTO, merge_fences: bool = False) -> list[tuple[str, str]]:
    """Return the location and the text of the units of an answer."""
    answer = taken_apart(text.encode(), "a.md", Limits(), shape=shape, merge_fences=merge_fences)
    return [(unit.source.location, unit.source.data.decode()) for unit in answer.units]


def found(text: str) -> list[tuple[str, int, int]]:
    """Return rule, line and column of what is found in an answer."""
    report = report_on_answer(text.encode())
    return [(each.rule, each.place.start.line, each.place.start.column) for each in report.findings]


def test_a_whole_file_is_left_as_it_is() -> None:
    assert units(FILE) == [("/piece-0/source.go", FILE)]
    assert taken(FILE.encode(), "a.go", Terms()).notes == ()


def test_a_method_gets_a_package_and_its_imports() -> None:
    [(_, text)] = units(HANDLER)

    assert text.startswith("package fragment\n")
    assert 'import restate "github.com/restatedev/sdk-go"\n' in text
    assert 'import time "time"\n' in text
    assert text.endswith(HANDLER)
    assert ("wall-clock", 2, 25) in found(HANDLER)


@pytest.mark.parametrize(
    ("statements", "handler"),
    [
        ("time.Sleep(1)\nrestate.Run(ctx, f)\n", "ctx restate.Context"),
        ('restate.Set(c, "k", 1)\n', "c restate.ObjectContext"),
        ('p := restate.Promise[int](ctx, "k")\n', "ctx restate.WorkflowContext"),
        ('ctx.Log().Info("x")\n', "ctx restate.Context"),
        ("fmt.Println(1)\n", ""),
        ("ctx := make()\nrestate.Run(ctx, f)\n", ""),
    ],
)
def test_statements_get_the_handler_that_they_belong_in(statements: str, handler: str) -> None:
    [(_, text)] = units(statements)

    assert f"func _({handler}) {{\n{statements.rstrip()}" in text


def test_statements_beside_functions_are_wrapped_and_functions_are_not() -> None:
    [(_, text)] = units("func f() {}\nx := 1\nf()\nfunc g() {}\n")

    assert "func f() {}\nfunc _() {\nx := 1\nf()\n}\n\nfunc g() {}\n" in text


def test_a_name_that_the_code_declares_is_no_package() -> None:
    [(_, text)] = units("func f(http Client) { http.Get(); url.Parse() }\n")

    assert "net/http" not in text
    assert 'import url "net/url"' in text


def test_imports_that_a_file_lacks_are_added_behind_its_package_clause() -> None:
    [(_, text)] = units("package shop\n\nfunc f() { time.Now() }\n")

    assert text.startswith('package shop\nimport time "time"\n')


def test_go_alone_is_taken_as_it_is() -> None:
    assert units("x := 1\n", shape=Shape.GO) == [("/piece-0/source.go", "x := 1\n")]


def test_only_fences_of_go_count() -> None:
    text = f"Do this:\n```bash\ngo build\n```\n```go\n{FILE}```\n~~~golang\nx := 1\n~~~\n```\ny := 2\n```\n"

    assert [location for location, _ in units(text)] == ["/piece-0/source.go", "/piece-1/source.go"]


def test_named_fences_are_one_program_and_others_are_alone() -> None:
    text = (
        '```go title="shop/a.go"\npackage shop\n```\n```go shop/b.go\npackage shop\n```\n'
        "```go\npackage c\n```\n```go\n// file: ../../etc/d.go\npackage d\n```\n"
    )

    assert [location for location, _ in units(text)] == [
        "/answer/shop/a.go",
        "/answer/shop/b.go",
        "/piece-2/source.go",
        "/answer/etc/d.go",
    ]


def test_several_files_in_one_text() -> None:
    assert units("// file: a.go\npackage a\n// file: b/b.go\npackage b\n") == [
        ("/answer/a.go", "// file: a.go\npackage a\n"),
        ("/answer/b/b.go", "// file: b/b.go\npackage b\n"),
    ]


def test_merged_fences_are_one_package() -> None:
    text = "```go\nfunc stamp() time.Time { return time.Now() }\n```\n```go\npackage shop\n```\n"
    text += f"```go\n{HANDLER.replace('time.Now()', 'stamp()')}```\n"

    names = [text.partition("\n")[0] for _, text in units(text, merge_fences=True)]

    assert names == ["package shop"] * 3
    apart = report_on_answer(text.encode())
    merged = report_on_answer(text.encode(), terms=Terms(merge_fences=True))
    assert [each.rule for each in apart.findings if each.rule == "wall-clock"] == []
    [clock] = [each for each in merged.findings if each.rule == "wall-clock"]
    assert (clock.place.start.line, [step.place.start.line for step in clock.chain]) == (9, [9, 2, 9])


@pytest.mark.parametrize(
    ("before", "mark", "column"),
    [("", "", 25), ("1. this:\n\n", "   ", 28), ("> so:\n", "> ", 27), ("é\n", "", 25)],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_positions_are_those_of_the_document(before: str, mark: str, column: int, end: str) -> None:
    lines = [f"{mark}{line}" for line in ("```go", *HANDLER.splitlines(), "```")]
    text = end.join([*before.splitlines(), *lines, ""])

    finding = next(each for each in report_on_answer(text.encode()).findings if each.rule == "wall-clock")

    start = finding.place.start
    assert (start.line, start.column) == (before.count("\n") + 3, column)
    assert text.encode()[start.byte : finding.place.end.byte] == b"time.Now()"
    assert finding.place.lines == (f'{mark}\trestate.Set(ctx, "at", time.Now())',)
    assert finding.fence is not None
    assert (finding.fence.index, finding.fence.line) == (0, before.count("\n") + 1)


def test_what_is_no_go_has_no_units() -> None:
    for text in ("", "Use restate, please.\n", "```python\nx = 1\n```\n"):
        assert units(text) == []


def test_what_is_too_deep_too_large_or_too_much_is_said() -> None:
    limits = Limits(max_file_bytes=200, max_fences=2)

    def notes(text: str) -> list[str]:
        found = taken_apart(text.encode(), "a", limits).notes
        return [note.message for note in found if note.kind is NoteKind.NOT_CHECKED]

    assert notes("x := " + "(" * 150 + "\n") == []
    assert notes("x := 1 // " + "a" * 299 + "\n") == ["too large: 310 bytes, the limit is 200"]
    assert notes("```go\nfunc a() {}\n```\n" * 3)[0] == "more than 2 fences of Go, the rest is not looked at"
    deep = taken_apart(b"f(" * 100_000, "a", Limits())
    assert [note.message for note in deep.notes] == ["nested deeper than 500 levels"]


def test_a_fix_that_would_change_what_was_added_is_left_out() -> None:
    report = report_on_answer(b'func F(ctx restate.Context) { fmt.Println("x") }\n')

    for finding in report.findings:
        for edit in finding.fix.edits if finding.fix is not None else ():
            assert edit.start.byte < 50
            assert not edit.replacement.startswith("import")


@given(st.lists(st.tuples(st.binary(max_size=8), st.booleans()), max_size=6), st.integers(0, 60))
def test_every_copied_byte_is_found_in_the_document(pieces: list[tuple[bytes, bool]], at: int) -> None:
    document = b"".join(text for text, _ in pieces)
    parts: list[Part] = []
    offset = 0
    for text, kept in pieces:
        if kept:
            parts.append(Part(text, offset))
        offset += len(text)
    origin = Origin(document, tuple(parts))
    changed = origin.with_insertions([(min(at, len(origin.text)), b"added"), (0, b"first")])

    for byte in range(len(changed.text)):
        if changed.is_copied(byte, byte + 1):
            there = changed.offset(byte)
            assert document[there : there + 1] == changed.text[byte : byte + 1]
            assert OriginLines(changed).position(byte).byte == there
    assert changed.sliced(0, len(changed.text)).text == changed.text
