"""The `[[fix]]` tables of a rule are read and checked, each mistake named by its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from restatelint.engine.finding import Safety
from restatelint.engine.rule import FixTemplate, Predicate
from tests.engine.test_load import load, refusal, write_rule

if TYPE_CHECKING:
    from pathlib import Path

FIX = """
[[fix]]
when        = '(#effect? @call "wall-clock")'
target      = "call"
template    = "{restate}.Now({chain})"
also        = { chain = "{call}" }
imports     = ["github.com/restatedev/sdk-go"]
safety      = "unsafe"
description = "ask {restate} for {chain}"
"""


def with_fix(root: Path, text: str) -> None:
    path = write_rule(root) / "rule.toml"
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8")


def test_a_fix_is_what_its_table_says(tmp_path: Path) -> None:
    with_fix(tmp_path, FIX + FIX.replace("unsafe", "safe"))

    first, second = load(tmp_path)[0].fixes

    assert first == FixTemplate(
        when=(Predicate("effect", False, ("@call", "wall-clock"), 1),),
        safety=Safety.UNSAFE,
        description="ask {restate} for {chain}",
        template="{restate}.Now({chain})",
        target="call",
        also=(("chain", "{call}"),),
        imports=("github.com/restatedev/sdk-go",),
    )
    assert second.safety is Safety.SAFE


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            'safety      = "unsafe"',
            'safety = "sure"',
            25,
            "`safety` is `sure`, expected one of `safe`, `unsafe`",
        ),
        ('template    = "{restate}', 'template = "{restat}', 22, "nothing gives `restat` to this fix"),
        (
            'target      = "call"',
            'target = "cal"',
            21,
            "nothing gives `cal` to this fix (did you mean `call`?)",
        ),
        ("{ chain =", "{ chan =", 23, "nothing gives `chan` to this fix (did you mean `chain`?)"),
        ("#effect?", "#effekt?", 20, "unknown predicate `#effekt?` (did you mean `#effect?`?)"),
        ('@call "wall', '@cal "wall', 20, "`#effect?` uses `@cal`, which the pattern lacks"),
        ("when        = '(", "when = '(call) (", 20, "`when` takes predicates and nothing else"),
        ("imports     = ", 'imports = ["a b"] #', 24, "`a b` in `imports` is not an import path"),
        ("target ", "tarjet ", 21, "unknown key `tarjet` (did you mean `target`?)"),
        ("description =", "#", 19, "the key `description` is missing"),
    ],
)
def test_a_mistake_is_named_by_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    with_fix(tmp_path, FIX + FIX.replace(old, new))

    error = refusal(tmp_path)

    assert message in error.message
    assert error.line == line


def test_a_fix_needs_no_condition(tmp_path: Path) -> None:
    with_fix(tmp_path, '\n[[fix]]\ntemplate = ""\nsafety = "safe"\ndescription = "take it out"\n')

    assert load(tmp_path)[0].fixes == (FixTemplate((), Safety.SAFE, "take it out", ""),)
