from __future__ import annotations

import time

import pytest

from restatelint.engine.finding import Confidence, Finding, Place, Severity
from restatelint.engine.rule import Preset, Rule, Where
from restatelint.engine.suppress import suppressed
from restatelint.golang.tree import parsed
from restatelint.source.text import Source


def rule(name: str, where: Where = Where.REPLAYED, formerly: tuple[str, ...] = ()) -> Rule:
    return Rule(
        id=name,
        family="family",
        title=name,
        message="{problem}",
        help="help",
        where=where,
        severity=Severity.WARNING,
        confidence=Confidence.HIGH,
        preset=Preset.DEFAULT,
        since="0.1.0",
        references=(),
        formerly=formerly,
        patterns=(),
        directory="",
    )


RULES = {
    each.id: each
    for each in (
        rule("clock", formerly=("old-clock",)),
        rule("random"),
        rule("off"),
        rule("unused-suppression", Where.ENGINE),
        rule("malformed-suppression", Where.ENGINE),
    )
}
ON = frozenset(RULES) - {"off"}


def judged(code: str, *, on: frozenset[str] = ON) -> tuple[Source, tuple[Finding, ...]]:
    """Suppress in a file where every `clock()` and `random()` is a finding of that name."""
    source = Source("a.go", "/a.go", code.encode())
    findings = []
    for name in ("clock", "random"):
        at = source.data.find(f"{name}()".encode())
        while at >= 0:
            place = Place("a.go", source.lines.position(at), source.lines.position(at + 7), ("",))
            where = (Severity.WARNING, Confidence.HIGH, "", "", place)
            findings.append(Finding(name, "family", *where))
            at = source.data.find(f"{name}()".encode(), at + 1)
    return source, suppressed(parsed(source.data).root, source, findings, RULES, on)


def outcome(code: str, *, on: frozenset[str] = ON) -> list[tuple[int, str, str | None]]:
    """Return (line, rule, reason or what is said about a directive), sorted."""
    found = judged(code, on=on)[1]
    return sorted((f.place.start.line, f.rule, f.suppressed or f.message or None) for f in found)


def body(*lines: str) -> str:
    """Return a file whose line 3 is the first of the given lines, inside a function."""
    return "\n".join(("package p", "func f() {", *lines, "}", ""))


def test_a_directive_after_code_covers_what_starts_on_its_line() -> None:
    code = body("x := clock() //restatelint:ignore clock shown only", "y := clock()")
    assert outcome(code) == [(3, "clock", "shown only"), (4, "clock", None)]


def test_and_not_what_starts_on_an_earlier_line() -> None:
    code = body("run(clock(),", ") //restatelint:ignore clock why")
    assert outcome(code) == [
        (3, "clock", None),
        (4, "unused-suppression", "`clock` reports nothing that starts on this line"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("x := clock()",),
        ("if x {", "clock()", "} else {", "clock()", "}"),
        ("x.", "then(clock()).", "then(clock())"),
        ("switch clock() {", "case 1:", "}"),
        ("go func() {", "clock()", "}()"),
        ("{", "clock()", "}"),
        ("label:", "clock()"),
    ],
)
@pytest.mark.parametrize("between", [(), ("",), ("// why it is so", "/* and", "so */")])
def test_a_directive_alone_covers_the_next_statement_whole(
    lines: tuple[str, ...], between: tuple[str, ...]
) -> None:
    directive = ("before()", "//restatelint:ignore clock why", *between)
    found = outcome(body("clock()", *directive, *lines, "clock()"))
    assert [reason for _, _, reason in found] == [None, *["why"] * (len(found) - 2), None]
    assert len(found) == 2 + sum("clock" in line for line in lines)


def test_the_first_statement_of_a_block_does_not_stand_for_the_block() -> None:
    code = body("//restatelint:ignore clock why", "clock()", "clock()")
    assert outcome(code) == [(4, "clock", "why"), (5, "clock", None)]


def test_a_directive_alone_covers_an_argument_and_a_case() -> None:
    argument = body("run(clock(),", "//restatelint:ignore clock why", "clock(),", "clock())")
    assert [reason for _, _, reason in outcome(argument)] == [None, "why", None]
    case = ["case 1:", "clock()", "//restatelint:ignore clock why", "case 2:", "clock()"]
    code = body("switch x {", *case, "clock()", "default:", "clock()", "}")
    assert [reason for _, _, reason in outcome(code)] == [None, "why", "why", None]


@pytest.mark.parametrize("position", [0, 1, 2])
def test_anywhere_in_the_comment_above_a_declaration(position: int) -> None:
    comment = ["// F does.", "//", "//go:noinline"]
    comment.insert(position, "//restatelint:ignore clock why")
    code = "\n".join(["package p", *comment, "func f() {", "clock()", "}", "var x = clock()", ""])
    assert outcome(code) == [(7, "clock", "why"), (9, "clock", None)]


def test_before_the_package_clause_a_file_is_covered() -> None:
    code = "//restatelint:file-ignore clock made by a template\n" + body("clock()", "random()")
    assert outcome(code) == [(4, "clock", "made by a template"), (5, "random", None)]


def test_several_rules_share_a_reason() -> None:
    code = body("g(clock(), random()) //restatelint:ignore clock,random why", "clock(); random()")
    assert [reason for _, _, reason in outcome(code)] == ["why", "why", None, None]


def test_the_reason_of_the_closest_directive_is_kept() -> None:
    inner = ["//restatelint:ignore clock inner", "g(clock(),", "clock()) //restatelint:ignore clock line"]
    code = body("//restatelint:ignore clock outer", "if x {", *inner, "clock()", "}")
    code = "//restatelint:file-ignore clock file\n" + code + "var x = clock()\n"
    reasons = [reason for _, _, reason in outcome(code)]
    assert reasons == ["inner", "line", "outer", "file"]


def test_an_old_name_of_a_rule_works() -> None:
    assert outcome(body("clock() //restatelint:ignore old-clock why")) == [(3, "clock", "why")]


@pytest.mark.parametrize(
    "comment",
    [
        "//nolint:restatelint // why",
        "//nolint:gosec,restatelint // why",
        "// nolint:restatelint,gosec // why",
        "//nolint: restatelint , gosec //why // and a remark",
    ],
)
def test_nolint_with_a_reason_is_honoured_for_every_rule(comment: str) -> None:
    same_line = outcome(body(f"g(clock(), random()) {comment}", "clock()"))
    assert [reason for _, _, reason in same_line] == ["why", "why", None]
    above = outcome(body(comment, "if x {", "clock()", "}", "clock()"))
    assert [reason for _, _, reason in above] == ["why", None]
    top = outcome(f"{comment}\n" + body("clock()", "random()"))
    assert [reason for _, _, reason in top] == ["why", "why"]


@pytest.mark.parametrize(
    "comment",
    [
        "//nolint",
        "//nolint:all",
        "//nolint:gosec // restatelint",
        "// see //restatelint:ignore clock why",
        "// restatelint: a tool",
        "// about restatelint",
        "/* x //restatelint:ignore clock why */",
        "//restatelints:ignore clock why",
    ],
)
def test_other_comments_are_just_comments(comment: str) -> None:
    assert outcome(body(f"clock() {comment}")) == [(3, "clock", None)]


def test_text_that_is_no_comment_is_not_read() -> None:
    code = body("x(clock(), `//restatelint:ignore clock why", "//restatelint:ignore`)", 'y("//restatelint:")')
    assert outcome(code) == [(3, "clock", None)]


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        ("//restatelint:ignore", "expected a rule and a reason after `restatelint:ignore`"),
        ("//restatelint:ignore // why", "expected a rule and a reason after `restatelint:ignore`"),
        ("//restatelint:ignore clock", "expected a reason after `clock`"),
        ("//restatelint:ignore clock --", "expected a reason after `clock`"),
        (
            "//restatelint:ignore clock // why",
            "expected a reason after `clock`, and not after another `//`",
        ),
        (
            "//restatelint:ignore clock, random why",
            "expected names of rules with commas and no spaces between them",
        ),
        ("//restatelint:ignore " + "clock," * 50 + "clock why", "expected at most 50 rules"),
        (
            "// restatelint:ignore clock why",
            "a space after `//` makes it an ordinary comment, expected `//restatelint:`",
        ),
        (
            "/*restatelint:ignore clock why*/",
            "expected a comment that begins with `//restatelint:`",
        ),
        (
            "//restatelint:disable clock why",
            "unknown directive `restatelint:disable`, "
            "expected `restatelint:ignore` or `restatelint:file-ignore`",
        ),
        (
            "//restatelint: ignore clock why",
            "unknown directive `restatelint:`, expected `restatelint:ignore` or `restatelint:file-ignore`",
        ),
        (
            "//restatelint:file-ignore clock why",
            "expected `restatelint:file-ignore` before the package clause",
        ),
        ("//nolint:restatelint", "expected a reason, as in `//nolint:restatelint // reason`"),
        ("//nolint:gosec,restatelint //", "expected a reason, as in `//nolint:restatelint // reason`"),
        ("//nolint:restatelint why", "expected `// ` before the reason"),
    ],
)
def test_a_malformed_directive_suppresses_nothing_and_is_reported(comment: str, problem: str) -> None:
    assert outcome(body(f"clock() {comment}")) == [
        (3, "clock", None),
        (3, "malformed-suppression", problem),
    ]
    assert outcome(body(f"clock() {comment}\r")) == outcome(body(f"clock() {comment}"))


def test_a_misspelt_rule_is_reported_with_the_nearest_name() -> None:
    found = outcome(body("clock() //restatelint:ignore clokc,random why", "random()"))
    assert found == [
        (3, "clock", None),
        (3, "unused-suppression", "`random` reports nothing that starts on this line"),
        (3, "unused-suppression", "there is no rule `clokc` (did you mean `clock`?)"),
        (4, "random", None),
    ]


def test_a_directive_that_covers_nothing_of_its_rule_is_unused() -> None:
    code = "//restatelint:file-ignore random why\n"
    code += body("//restatelint:ignore clock why", "x()", "//restatelint:ignore clock why")
    assert outcome(code + "//restatelint:ignore clock why") == [
        (1, "unused-suppression", "`random` reports nothing in this file"),
        (4, "unused-suppression", "`clock` reports nothing in what follows"),
        (6, "unused-suppression", "`clock` reports nothing in what follows"),
        (8, "unused-suppression", "`clock` reports nothing in what follows"),
    ]


def test_a_directive_for_a_rule_that_is_off_is_neither_used_nor_unused() -> None:
    assert outcome(body("x() //restatelint:ignore off why")) == []


def test_nothing_is_said_about_directives_when_those_rules_are_off() -> None:
    code = body("clock() //restatelint:ignore random why", "//restatelint:ignore", "x()")
    assert outcome(code, on=frozenset({"clock", "random"})) == [(3, "clock", None)]


def test_what_is_said_about_directives_cannot_be_suppressed() -> None:
    code = "//restatelint:file-ignore unused-suppression why\n//nolint:restatelint // why\n"
    assert outcome(code + body("x() //restatelint:ignore clock why", "clock()")) == [
        (1, "malformed-suppression", "`unused-suppression` cannot be suppressed"),
        (5, "unused-suppression", "`clock` reports nothing that starts on this line"),
        (6, "clock", "why"),
    ]


def mended(code: str) -> str:
    """Return the code with the fixes of unused directives applied, until there are none."""
    while True:
        source, found = judged(code)
        fixes = [f.fix for f in found if f.rule == "unused-suppression" and f.fix is not None]
        if not fixes:
            return code
        (edit,) = fixes[0].edits
        data = source.data
        code = (data[: edit.start.byte] + data[edit.end.byte :]).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x()  //restatelint:ignore clock why\ny()", "x()\ny()"),
        ("x() //restatelint:ignore clock why\r\ny()", "x()\r\ny()"),
        ("\t//restatelint:ignore clock why\nx()", "x()"),
        ("clock() //restatelint:ignore random,clock why", "clock() //restatelint:ignore clock why"),
        ("clock() //restatelint:ignore clock,random why", "clock() //restatelint:ignore clock why"),
        (
            "clock() //restatelint:ignore nope,clock,random why",
            "clock() //restatelint:ignore clock why",
        ),
        ("x() //restatelint:ignore clock,random why", "x()"),
        ("x() //nolint:restatelint // why", "x()"),
        ("x() //nolint:restatelint,gosec // why", "x() //nolint:gosec // why"),
        ("x() //nolint:gosec,restatelint // why", "x() //nolint:gosec // why"),
    ],
)
def test_the_fix_removes_what_suppresses_nothing_and_no_more(before: str, after: str) -> None:
    assert mended(body(before)) == body(after)


def test_a_directive_on_a_last_line_without_newline_can_be_removed() -> None:
    assert mended("package p\n//restatelint:ignore clock why") == "package p\n"


def test_findings_of_other_files_are_left_alone() -> None:
    source, found = judged(body("clock() //restatelint:ignore clock why"))
    other = Place("b.go", found[0].place.start, found[0].place.end, ("",))
    finding = Finding("clock", "family", Severity.WARNING, Confidence.HIGH, "", "", other)
    assert suppressed(parsed(source.data).root, source, [finding], RULES, ON)[0] == finding


@pytest.mark.parametrize(
    "flood",
    [
        "//restatelint:ignore clock why\n" * 3_000,
        "//restatelint:ignore unknown-{} why\n" * 3_000,
        "//restatelint:ignore clock why\nx()\n" * 3_000,
        "x() //restatelint:ignore clock why\n" * 3_000,
        "//restatelint:ignore " + "clock," * 100_000 + "clock why\n",
        "x() //nolint:" + "restatelint," * 80_000 + " // why\n",
    ],
    ids=["above", "unknown", "statements", "lines", "names", "nolint"],
)
def test_a_flood_of_directives_takes_no_longer_than_reading_them(flood: str) -> None:
    started = time.process_time()
    source = Source("a.go", "/a.go", body(flood, "clock()").encode())
    place = Place("a.go", source.lines.position(30), source.lines.position(31), ("",))
    finding = Finding("clock", "family", Severity.WARNING, Confidence.HIGH, "", "", place)
    suppressed(parsed(source.data).root, source, [finding] * 5_000, RULES, ON)
    assert time.process_time() - started < 2
