"""What ends: chains of any length, circles, and files that ask for more steps than there are."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import restatelint
from restatelint.engine.check import check
from restatelint.golang.budget import Answers, Budget, TooComplexError
from restatelint.source.limits import Limits
from restatelint.source.tree import MemoryTree

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """package shop

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	restate "github.com/restatedev/sdk-go"
)

type Shop struct{}

"""
LONG = 700  # functions, more than Python's stack has frames for


def handler(body: str) -> str:
    """Return a handler with some statements."""
    return (
        "func (Shop) Open(ctx restate.ObjectContext, name string) (string, error) {\n"
        f"{body}\nreturn name, nil\n}}\n"
    )


def chain(count: int, each: str, last: str, body: str) -> str:
    """Return functions that call the next one, ``@+`` in ``each``, down to a last one, and a handler."""
    links = (each.replace("@+", str(i + 1)).replace("@", str(i)) for i in range(count))
    return "\n".join((HEAD, *links, last.replace("@", str(count)), handler(body)))


CHAINS = {
    "effects": (
        "func f@() { f@+() }",
        'func f@() { time.Now(); http.Get("") }',
        "f0()",
    ),
    "errors that are returned": (
        "func f@() error { if err := f@+(); err != nil { return err }\nreturn nil }",
        'func f@() error { return restate.TerminalError(errors.New("gone")) }',
        'if err := f0(); err != nil { return name, fmt.Errorf("open: %v", err) }',
    ),
    "errors of the journal": (
        "func f@(ctx restate.ObjectContext) (string, error) { return f@+(ctx) }",
        'func f@(ctx restate.ObjectContext) (string, error) { return restate.Get[string](ctx, "k") }',
        "f0(ctx)",
    ),
    "values that are returned": (
        "func f@(x string) string { return f@+(x) }",
        "func f@(x string) string { return time.Now().String() }",
        "restate.RunVoid(ctx, func(restate.RunContext) error { return nil }, restate.WithName(f0(name)))",
    ),
    "contexts": (
        "func f@(ctx restate.ObjectContext) error { return f@+(ctx) }",
        "func f@(ctx restate.ObjectContext) error { return restate.Sleep(ctx, time.Hour) }",
        "go f0(ctx)\nf0(ctx)",
    ),
    "wrappers of Run": (
        "func f@(ctx restate.Context, g func() error) error { return f@+(ctx, g) }",
        "func f@(ctx restate.Context, g func() error) error {\n"
        "return restate.RunVoid(ctx, func(restate.RunContext) error { return g() })\n}",
        'f0(ctx, func() error { restate.Set(ctx, "k", 1); return nil })',
    ),
    "lists in the order of a map": (
        "func f@(m map[string]int) []string { return f@+(m) }",
        "func f@(m map[string]int) []string {\n"
        "var l []string\nfor k := range m { l = append(l, k) }\nreturn l\n}",
        "for _, k := range f0(map[string]int{}) { restate.Set(ctx, k, 1) }",
    ),
    "methods that hold a context": (
        "func (k *keeper) f@() { k.f@+() }",
        "type keeper struct { ctx restate.ObjectContext }\n"
        'func (k *keeper) f@() { restate.Set(k.ctx, "k", 1) }',
        "k := &keeper{ctx: ctx}\nrestate.RunVoid(ctx, func(restate.RunContext) error { k.f0(); return nil })",
    ),
}


def found(code: str) -> list[tuple[str, bool]]:
    """Return the rules that report something, and whether in the handler; everything was checked."""
    report = restatelint.check_source(code)
    assert report.complete
    return sorted({(finding.rule, finding.function == "Shop.Open") for finding in report.findings})


@pytest.mark.parametrize("name", CHAINS)
def test_a_long_chain_is_judged_as_a_short_one(name: str) -> None:
    """No rule loses its finding where the cause lies behind hundreds of functions."""
    short = found(chain(3, *CHAINS[name]))
    assert short
    assert found(chain(LONG, *CHAINS[name])) == short


@pytest.mark.parametrize("name", CHAINS)
def test_a_circle_ends(name: str) -> None:
    """Functions that call each other in a circle are looked at once."""
    each, _, body = CHAINS[name]
    circle = chain(LONG, each, "", body) + each.replace("@+", "0").replace("@", str(LONG))
    report = restatelint.check_source(circle)
    assert report.complete


def test_a_chain_is_shown_by_its_ends() -> None:
    """Text shows eight links, JSON keeps twenty, and both say how many are between."""
    code = chain(600, *CHAINS["effects"])
    report = restatelint.check_source(code)
    finding = next(each for each in report.findings if each.rule == "network-io")
    assert len(finding.chain) == 20
    assert finding.chain[-1].message == "calls http.Get"
    assert finding.chain[-1].skipped + 20 == 602
    assert "... 594 more → http.Get" in finding.message
    assert finding.message.count("→") == 8


@pytest.mark.parametrize(
    ("format_", "words", "link", "shown"),
    [
        ("full", "chain: ... 594 more\n", "chain: a.go", 8),
        ("agent", "by way of 594 more, then line", "by way of", 7),  # the first is on the finding's line
    ],
)
def test_formats_say_how_many_links_are_left_out(
    format_: str, words: str, link: str, shown: int, tmp_path: Path
) -> None:
    """Text for people and for models shows eight links of a long chain."""
    out = checked(chain(600, *CHAINS["effects"]), tmp_path, "--format", format_, "--select", "network-io")
    assert words in out
    assert out.count(link) == shown


def test_sarif_has_twenty_places_of_a_chain(tmp_path: Path) -> None:
    """A code flow has the finding's place, the first links and the last."""
    code = chain(600, *CHAINS["effects"])
    log = json.loads(checked(code, tmp_path, "--format", "sarif", "--select", "network-io"))
    places = log["runs"][0]["results"][0]["codeFlows"][0]["threadFlows"][0]["locations"]
    assert len(places) == 20
    assert places[-1]["location"]["message"]["text"] == "... 583 more, then calls http.Get"


def checked(code: str, directory: Path, *options: str) -> str:
    """Return what a check of a file prints."""
    (directory / "a.go").write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "restatelint", "check", "a.go", *options]
    return subprocess.run(
        command, cwd=directory, check=False, capture_output=True, text=True, encoding="utf-8"
    ).stdout


def test_a_file_whose_budget_is_spent_is_not_checked_and_the_rest_is() -> None:
    """One file that asks for too many steps costs its own findings only."""
    clock = HEAD + handler('restate.Set(ctx, "t", time.Now())')
    files = {
        "shop/a.go": chain(LONG, *CHAINS["effects"]).encode(),
        "other/b.go": clock.encode(),
        "shop/c.go": clock.replace("Shop", "Other").encode(),
    }
    tree = MemoryTree(files)
    sources = sorted(tree.sources(), key=lambda each: each.location)
    report = check(sources, restatelint.load_rules(), tree=tree, limits=Limits(max_steps=4_000))
    assert [(note.path, note.message) for note in report.notes] == [("shop/a.go", "too complex")]
    assert not report.complete
    assert (report.checked, report.skipped) == (2, 1)
    clocks = [each.place.path for each in report.findings if each.rule == "wall-clock"]
    assert clocks == ["other/b.go", "shop/c.go"]


def test_the_same_file_takes_the_same_steps() -> None:
    """The budget counts steps and asks no clock, so that it runs out at the same place everywhere."""
    code = chain(50, *CHAINS["errors of the journal"]).encode()
    tree = MemoryTree({"a.go": code})

    def is_enough(steps: int) -> bool:
        limits = Limits(max_steps=steps)
        return check(tree.sources(), restatelint.load_rules(), tree=tree, limits=limits).complete

    low, high = 0, 100_000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    assert [is_enough(high) for _ in range(3)] == [True] * 3
    assert [is_enough(low) for _ in range(3)] == [False] * 3


def test_answers_do_not_deepen_the_stack() -> None:
    """An answer that asks for the next one, ten thousand times, is found with twice the work at most."""
    budget = Budget(1_000_000)
    answers = Answers[int](budget, 0)
    asked: list[int] = []

    def find(number: int) -> int:
        asked.append(number)
        return 0 if number == 10_000 else 1 + answers.of(number + 1, lambda: find(number + 1))

    assert answers.of(0, lambda: find(0)) == 10_000
    assert len(asked) <= 2 * 10_001
    assert budget.depth == 0


def test_answers_that_ask_for_themselves_are_taken_for_something() -> None:
    """In a circle, longer than the stack may grow, the first one asked for is taken for ``otherwise``."""
    answers = Answers[int](Budget(1_000_000), 0)

    def find(number: int) -> int:
        following = (number + 1) % 1_000
        return 1 + answers.of(following, lambda: find(following))

    assert answers.of(0, lambda: find(0)) == 1_000


def test_answers_forget_what_was_half_found() -> None:
    """After a failure nothing is taken for an answer that was on the way."""
    answers = Answers[str](Budget(10), "otherwise")

    def fails() -> str:
        raise ValueError("no answer")

    for _ in range(2):
        with pytest.raises(ValueError, match="no answer"):
            answers.of("outer", lambda: answers.of("inner", fails))
    assert answers.of("inner", lambda: "found") == "found"


def test_a_budget_ends() -> None:
    """What asks for ever is stopped, and another file begins with all steps."""
    budget = Budget(100)
    answers = Answers[int](budget, 0)

    def find(number: int) -> int:
        return answers.of(number + 1, lambda: find(number + 1))

    with pytest.raises(TooComplexError):
        answers.of(0, lambda: find(0))
    budget.renew()
    assert budget.spent == 0
