"""What makes two findings the same one, and the text that they are kept in."""

from __future__ import annotations

import dataclasses

import pytest

from restatelint.engine.baseline import baseline_text, read_baseline
from restatelint.engine.changes import WHOLE, Changes, split_by_changes
from restatelint.engine.finding import Finding, Step
from restatelint.engine.known import compared, counted_keys
from restatelint.engine.toml import DataError
from tests.report.samples import finding_at, place_of

CODE = """package a

func f() {
\tset(time.Now())
\tset(time.Now())
}
"""


def found(text: str, part: str = "time.Now()", function: str = "f") -> Finding:
    """Return a finding at a part of a text."""
    return dataclasses.replace(finding_at(place_of(text, part)), function=function)


def same(shown: str) -> str:
    return shown


@pytest.mark.parametrize(
    "text",
    [
        'package a\n\nimport "time"\n\nfunc f() {\n\tset(time.Now())\n}\n',
        "package a\nfunc f() { set( time.Now() ) }\n",
        "package a\n\nfunc f() {\n    set(time.Now())   // why\n}\n",
    ],
)
def test_a_finding_stays_known_when_lines_move_and_code_is_formatted(text: str) -> None:
    known = counted_keys([found(CODE)], same)

    assert compared([found(text)], known, same) == ((), (found(text),), {})


def test_a_block_may_be_laid_out_anew() -> None:
    known = counted_keys([found("func f() { for { wait() } }", "for { wait() }")], same)
    loop = found("func f() {\n\tfor {\n\t\twait()\n\t}\n}\n", "for {")

    assert compared([loop], known, same).known == (loop,)


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(found(CODE), rule="random"),
        dataclasses.replace(found(CODE), function="g"),
        found(CODE, "set(time"),
        dataclasses.replace(found(CODE), place=place_of(CODE, "time.Now()", "other.go")),
    ],
)
def test_another_finding_is_new(other: Finding) -> None:
    known = counted_keys([found(CODE)], same)
    result = compared([other], known, same)

    assert result.new == (other,)
    assert sum(result.gone.values()) == 1


def test_of_three_where_two_are_known_the_one_on_another_line_is_new() -> None:
    old = found("\tset(time.Now())\n")
    first = found("\tlog(time.Now())\n")
    known = counted_keys([old, old], same)

    assert compared([first, old, old], known, same).new == (first,)
    assert compared([old, old, old], known, same).new == (old,)
    assert compared([first, old], known, same).new == ()


def test_code_that_cannot_be_read_is_never_known() -> None:
    broken = dataclasses.replace(found(CODE), rule="syntax-error")

    assert counted_keys([broken], same) == {}


def test_a_baseline_is_read_as_it_is_written_whatever_the_order() -> None:
    findings = [found(CODE), found(CODE), found(CODE, "set(time")]
    known = counted_keys(findings, same)
    text = baseline_text(known)

    assert read_baseline("b.json", text) == known
    assert baseline_text(counted_keys(findings[::-1], same)) == text
    assert text.count("\n") == 7  # an entry a line


ENTRY = '{"path": "a.go", "rule": "random", "function": "", "code": "0123456789ab", "line": "0123456789ab"'


def document(entry: str) -> str:
    return f'{{"version": 1, "findings": [{entry}]}}'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("{\n\n", 3, "no baseline"),
        ("[]", 1, "--write-baseline"),
        ('{"version": 2, "findings": []}', 1, "version 2, expected 1"),
        ('{"version": true, "findings": []}', 1, "version True"),
        ('{"version": 1, "findings": [1]}', 1, "entry 1 is no object"),
        (document(ENTRY + "}"), 1, "`count` of entry 1"),
        (document(ENTRY + ', "count": 0' + "}"), 1, "`count` of entry 1"),
        (document(ENTRY + ', "cuont": 1' + "}"), 1, "did you mean `count`"),
        (document(ENTRY.replace("0123", "xyz0") + ', "count": 1' + "}"), 1, "no hash"),
        (document(ENTRY.replace('"random"', "[]") + "}"), 1, "`rule` of entry 1"),
        ("[" * 100_000, 1, "nested too deeply"),
    ],
)
def test_what_is_no_baseline_is_refused(text: str, line: int, words: str) -> None:
    with pytest.raises(DataError) as refused:
        read_baseline("b.json", text)

    assert refused.value.line == line
    assert words in refused.value.message


def test_an_entry_that_a_merge_left_twice_counts_twice() -> None:
    entry = ENTRY + ', "count": 2}'
    known = read_baseline("b.json", document(f"{entry}, {entry}"))

    assert list(known.values()) == [4]


def test_a_finding_is_new_where_its_line_its_chain_or_what_it_is_related_to_changed() -> None:
    finding = found(CODE)
    cause = Step(place_of(CODE, "package a", "cause.go"), "calls it")

    def is_new(each: Finding, **lines: tuple[tuple[int, int], ...]) -> bool:
        changes = Changes({f"{name}.go": given for name, given in lines.items()} or {})
        return bool(split_by_changes([each], changes, lambda path: path.removeprefix("order/")).new)

    assert is_new(finding, pay=((1, 2), (4, 4)))
    assert not is_new(finding, pay=((1, 3), (5, 9)))
    assert not is_new(finding, pay=())
    assert not is_new(finding, cause=WHOLE)
    assert is_new(dataclasses.replace(finding, chain=(cause,)), cause=((1, 1),))
    assert is_new(dataclasses.replace(finding, related=(cause,)), cause=WHOLE)
    assert is_new(dataclasses.replace(finding, rule="syntax-error"), pay=())
