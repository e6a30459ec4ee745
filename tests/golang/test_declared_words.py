"""What a text declares is among the words that its lines are said to declare, without parsing it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restatelint.golang.declarations import Function
from restatelint.golang.declared_words import declared_words
from restatelint.golang.file import File
from restatelint.source.text import Source

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
FILES = sorted(FIXTURES.glob("*/*/*.go"))


def _declares_what_it_says(data: bytes) -> None:
    words = declared_words(data)
    for declaration in File(Source("a.go", "a.go", data), {}).declarations:
        if declaration.name:
            assert words.may_name(declaration.name.encode()), declaration.name
        if isinstance(declaration, Function) and declaration.receiver:
            assert words.may_receive(declaration.receiver.encode()), declaration.receiver


@pytest.mark.parametrize("part", range(4))
def test_every_declaration_of_the_fixtures_is_among_its_words(part: int) -> None:
    for path in FILES[part::4]:
        _declares_what_it_says(path.read_bytes())


@pytest.mark.parametrize(
    "text",
    [
        "package a; type T int; func (t T) m() {}; var x, y = 1, 2",
        "package a\nvar ( a = 1; b = 2 )\ntype (A int)\n",
        "package a\nconst (\n\tone, two = 1, 2; three = 3\n)\n",
        "package a\n/* said */ func f() {}\nfunc /* named */ g() {}\nvar // here\n\th = 1\n",
        "package a\nfunc\nf() {}\ntype\nT struct{}\n",
        "package a\nfunc (\n\tt *T,\n) m() {}\nfunc ((T)) n() {}\nfunc (t *(T)) o() {}\ntype T int\n",
        "package a\nfunc (t *T[K, V]) m() {}\nfunc (T[_]) n() {}\ntype T[K comparable, V any] struct{}\n",
        "package a\r\nvar x int\r\nfunc (t T) m() {}\r\n",
        "package a\n\n  func f() {}\n\t type\tT int\nvar ä, _b2 int\n",
        "package a\nfunc(t T)m(){}\nvar(a int)\ntype T=int\n",
    ],
)
def test_however_it_is_laid_out(text: str) -> None:
    _declares_what_it_says(text.encode())


_WORDS = [
    *("func", "type", "var", "const"),
    "func",
    "type",
    "var",
    "const",
    "(",
    ")",
    "\n",
    ";",
    " ",
    "\t",
    "T",
    "x",
    ",",
    "{}",
    "int",
    "=",
    "1",
]


@given(st.lists(st.sampled_from([*_WORDS, "/* c */", "// c\n", "*"]), max_size=14))
@settings(max_examples=1500, deadline=None)
def test_or_it_is_no_go(words: list[str]) -> None:
    text = "package a\n" + "".join(words)
    if not File(Source("a.go", "a.go", text.encode()), {}).root.has_error:
        _declares_what_it_says(text.encode())


def test_a_plain_text_does_not_declare_whatever_it_says() -> None:
    words = declared_words(b"package a\n\nfunc f(string) error {\n\treturn g(x)\n}\n")
    assert words.may_name(b"f")
    assert not any(words.may_name(each) for each in (b"string", b"error", b"g", b"x"))
