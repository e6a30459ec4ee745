"""What is said of code that is no Go: what was met, and what was expected where the parser knows."""

from __future__ import annotations

import pytest

from restatelint.golang.mistakes import UNKNOWN, mistake
from restatelint.golang.tree import Kinds, kinds_named, parsed

ERRORS = Kinds(kinds_named("ERROR"))


def mistakes(body: str) -> list[str]:
    tree = parsed(f"package a\n\nfunc f() error {{\n{body}\nreturn nil\n}}\n".encode())
    rows = sorted({*tree.missing, *(each.id for each in tree.root.descendants(ERRORS))})
    return [mistake(tree.node(row)) for row in rows]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('g(ctx, "item" item)', "unexpected `item`, expected `,` or `)`"),
        ("x = []int{1 2}", "unexpected `2`, expected `,` or `}`"),
        ("x :=", "unexpected `return`, expected an expression"),
        (")", "unexpected `)`, expected a statement"),
        ("switch x { foo: }", "unexpected `foo`, expected `case`, `default` or `}`"),
        ("if x {", "expected `}`"),
        ("x := map[string]{}", "expected a type"),
        ("return 1 2", UNKNOWN),
    ],
)
def test_what_was_expected_is_said_where_it_is_known(body: str, words: str) -> None:
    assert mistakes(body) == [words]


def test_what_stands_in_a_string_is_not_repeated() -> None:
    said = mistakes('var x int = = "reject nothing, all is well"; y := = `and so is this`')

    assert said
    assert not any("well" in each or "this`" in each for each in said)


def test_a_thousand_mistakes_are_told_as_one_is() -> None:
    said = mistakes("g(a b)\n" * 1_000)

    assert set(said) == {"unexpected `b`, expected `,` or `)`"}
    assert len(said) == 1_000
