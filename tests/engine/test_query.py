"""Queries are split into shapes and predicates, and nothing that would fail silently gets through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tree_sitter import Query

from restatelint.engine.query import Signature, read_patterns
from restatelint.engine.toml import DataError
from restatelint.golang.tree import LANGUAGE

SIGNATURES = {
    "effect": Signature(
        ("capture", "string"), variadic=True, choices={1: frozenset({"wall-clock", "random"})}
    ),
    "discarded": Signature(("capture",)),
    "related": Signature(("capture", "capture")),
    "named": Signature(("capture", "string")),
}


def refusal(text: str, *, compiled: bool = True) -> tuple[int, str]:
    with pytest.raises(DataError) as caught:
        read_patterns("q.scm", text, SIGNATURES, compiled=compiled)
    assert caught.value.path == "q.scm"
    assert str(caught.value) == f"q.scm:{caught.value.line}: {caught.value.message}"
    return caught.value.line, caught.value.message


def test_a_pattern_is_its_shape_and_its_predicates() -> None:
    first, second = read_patterns(
        "q.scm",
        """; the clock (#effect? @nothing)
((call_expression
   function: (_) @_f)   @report @call
  (#effect? @call "wall-clock" "random") ; why
  (#not-discarded? @_f))

(identifier) @report @related.first
""",
        SIGNATURES,
    )
    assert first.shape == "(call_expression function: (_) @_f) @report @call"
    assert first.captures == {"_f", "report", "call"}
    assert first.line == 2
    assert [(each.name, each.negated, each.arguments, each.line) for each in first.predicates] == [
        ("effect", False, ("@call", "wall-clock", "random"), 4),
        ("discarded", True, ("@_f",), 5),
    ]
    assert (second.shape, second.line, second.predicates) == (
        "(identifier) @report @related.first",
        7,
        (),
    )
    assert second.captures == {"report", "related.first"}


def test_text_predicates_stay_in_the_shape() -> None:
    (pattern,) = read_patterns(
        "q.scm",
        '((identifier) @report (#any-of? @report "a"  "b") (#named? @report "c") (#not-eq? @report "d"))',
        SIGNATURES,
    )
    expected = '((identifier) @report (#any-of? @report "a" "b") (#not-eq? @report "d"))'
    assert pattern.shape == expected
    assert [each.name for each in pattern.predicates] == ["named"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r'"a\"b"', 'a"b'),
        (r'"a\\b"', "a\\b"),
        (r'"a\nb\tc\rd\0"', "a\nb\tc\rd\0"),
        (r'"\q"', "q"),
        ('"; not a comment (#x? @y)"', "; not a comment (#x? @y)"),
        ('"né"', "né"),
        ("bare-word", "bare-word"),
    ],
)
def test_strings_mean_what_tree_sitter_takes_them_for(written: str, value: str) -> None:
    (pattern,) = read_patterns("q.scm", f"((identifier) @report (#named? @report {written}))", SIGNATURES)
    assert pattern.predicates[0].arguments == ("@report", value)


@pytest.mark.parametrize(
    "text",
    [
        "(call_expression function: (identifier) @f . ) @report",
        "((call_expression function : ( identifier ) @f  .) @report)",
        "(((call_expression function: (identifier)@f .)@report (#discarded? @f)))",
        "(call_expression ; words\n function: (identifier) @f .) @report",
    ],
)
def test_rules_with_the_same_shape_have_the_same_text(text: str) -> None:
    (pattern,) = read_patterns("q.scm", text, SIGNATURES)
    assert pattern.shape == "(call_expression function: (identifier) @f .) @report"


@pytest.mark.parametrize(
    "text",
    [
        "((identifier) . (identifier) @report)",
        "(argument_list (identifier)+ @names (_) @report)",
        '(function_declaration name: (_) !type_parameters body: ["{" (block)]) @report',
        '"func" @report',
        "[(identifier) @report (int_literal) @report]",
        "((comment)* @related.doc . (function_declaration) @report (#discarded? @report))",
        "(_expression/identifier) @report",
        '(("go" @report))',
    ],
)
def test_a_shape_finds_what_its_pattern_found(text: str) -> None:
    original = Query(LANGUAGE, text)
    (pattern,) = read_patterns("q.scm", text, SIGNATURES)
    query = Query(LANGUAGE, pattern.shape)
    assert query.pattern_count == original.pattern_count == 1
    assert query.capture_count == original.capture_count
    (again,) = read_patterns("q.scm", pattern.shape, SIGNATURES)
    assert again.shape == pattern.shape


IDENTIFIER = "((identifier) @report @name {})"


@pytest.mark.parametrize(
    ("predicate", "words"),
    [
        ('(#efect? @name "random")', "unknown predicate `#efect?` (did you mean `#effect?`?)"),
        ('(#not-efect? @name "random")', "(did you mean `#not-effect?`?)"),
        ('(#effect? @name "wall-clok")', "`wall-clok`, which is unknown (did you mean `wall-clock`"),
        ('(#effect? @name "random" "rando")', "argument 3 of `#effect?` is `rando`"),
        ("(#effect? @name)", "`#effect?` got 1 of its arguments: capture, string and more"),
        ("(#discarded? @name @name)", "`#discarded?` got 2 of its arguments: capture"),
        ("(#discarded?)", "got 0 of its arguments"),
        ("(#discarded? @nam)", "uses `@nam`, which the pattern lacks (did you mean `@name`?)"),
        ('(#discarded? "name")', 'is the string `"name"`, expected a capture'),
        ("(#named? @name @report)", "is the capture `@report`, expected a string"),
        ('(#not-any-of? @name "a" "b")', "with several strings is always true"),
        ('(#match? @name "a+")', "`#match?` is refused: a regular expression"),
        ('(#any-not-match? @name "a+")', "`#any-not-match?` is refused"),
        ('(#lua-match? @name "a+")', "`#lua-match?` is refused"),
        ("(#is? a)", "`#is?` is refused"),
        ("(#is-not? a)", "`#is-not?` is refused"),
        ('(#eq? @name "a") (#set! a b)', "`#set!` is refused: a query holds no directives"),
        ("(#anything @name)", "`#anything` is refused"),
        ("(.set! a b)", "unexpected `(.`"),
        ("(#discarded? @name (identifier))", "takes captures and strings and ends with `)`"),
        ("#discarded?", "`#discarded?` needs a `(` before it"),
        ('(#any-eq? @name "a")', "unknown predicate `#any-eq?`"),
    ],
)
@pytest.mark.parametrize("compiled", [True, False])
def test_a_wrong_predicate_is_refused(predicate: str, words: str, compiled: bool) -> None:
    text = "(int_literal) @report\n\n" + IDENTIFIER.format("\n" + predicate)
    line, message = refusal(text, compiled=compiled)
    assert words in message
    assert line == 4


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "no pattern"),
        ("; nothing\n", 1, "no pattern"),
        ("\n(identifer) @report", 2, "invalid node type `identifer` (did you mean `identifier`?)"),
        ("\n(call_expression func: (_)) @report", 2, "`func` (did you mean `function`?)"),
        ("\n\n(call_expression @report", 3, "syntax"),
        ("(call_expression) @report\n(call_expression", 2, "no `@report`"),
        ("(block (_) @report ; open\n", 1, "the query ends inside a pattern"),
        ("(source_file (source_file)) @report", 1, "impossible pattern"),
        ("(identifier) @x", 1, "no `@report` capture"),
        ("(identifier) @report\n(identifier) @x", 2, "no `@report` capture"),
        ("((identifier) @x\n(#discarded? @report))", 1, "no `@report` capture"),
        ("((identifier) @report . (comment) @report)", 1, "exactly one node"),
        ("(block (_)? @report)", 1, "exactly one node"),
        ('(identifier) @report\n"open', 2, "a string that ends on its line"),
        ("(identifier) @report\u00a0", 1, "unexpected"),
        ("@report", 1, "unexpected `@report` before any pattern"),
        ("function: (identifier) @report", 1, "no `@report`"),
        ("function @report : (identifier) @report", 1, "syntax"),
        ("((#discarded? @report)\n(identifier) @report)", 1, "stands before `@report`, put it after"),
        ("(call_expression (#discarded? @report)) @report", 1, "stands before `@report`"),
        ("[((identifier) @report\n(#discarded? @report))]", 2, "stands inside `[ ]`"),
        ("(identifier) @report @a\n((comment) @report\n(#discarded? @a))", 3, "the pattern lacks"),
        ("((identifier) @report (#eq? @report))", 1, "#eq?"),
    ],
)
def test_a_wrong_pattern_is_refused_at_its_line(text: str, line: int, words: str) -> None:
    found, message = refusal(text)
    assert words in message
    assert found == line


def test_only_a_compiled_query_has_its_node_types_checked() -> None:
    assert read_patterns("q.scm", "(identifer) @report", SIGNATURES, compiled=False)


WORDS = [
    *("(", ")", "[", "]", "identifier", "(identifier)", "@report", "@report", "#discarded?", "#set!"),
    *('"x"', ".", "_", ":", "field", "!", "*", ";", "\n", '"', "é"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_text_is_read_or_refused(words: list[str]) -> None:
    text = " ".join(words)
    try:
        patterns = read_patterns("q.scm", text, SIGNATURES)
    except DataError as error:
        line = error.line
    else:
        line = max(pattern.line for pattern in patterns)
        assert all(Query(LANGUAGE, pattern.shape).pattern_count == 1 for pattern in patterns)
        assert len(patterns) == Query(LANGUAGE, text).pattern_count
    assert 1 <= line <= text.count("\n") + 1


def test_deep_nesting_is_refused_before_it_costs_anything() -> None:
    deep = "(" * 10_000 + "(identifier) @report" + ")" * 10_000
    assert refusal(deep) == (1, "nested deeper than 100 levels")
    (pattern,) = read_patterns("q.scm", deep[9_901:-9_901], SIGNATURES)
    assert pattern.shape == "(identifier) @report"
