"""What a model is told, byte for byte: fragments, Markdown, and code that tries to talk to judge or reader.

To write one: ``python -m restatelint check - --format agent < X.input > X.expected``; then read it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import BAD

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

AGENT = Path(__file__).resolve().parents[2] / "fixtures" / "_agent"
CASES = sorted(path.stem for path in AGENT.glob("*.input"))


@pytest.mark.parametrize("case", CASES)
def test_it_is_told_this(case: str, shell: Shell) -> None:
    ran = shell.check("-", "--format", "agent", stdin=(AGENT / f"{case}.input").read_bytes())

    assert ran.code == 1
    assert ran.out == (AGENT / f"{case}.expected").read_text("utf-8")


@pytest.mark.parametrize("case", CASES)
def test_nothing_of_the_code_stands_outside_of_a_fence(case: str) -> None:
    lines = (AGENT / f"{case}.expected").read_text("utf-8").splitlines()
    fence = ""
    outside = []
    for line in lines:
        if not fence and line.endswith("data") and set(line[:-4]) == {"`"}:
            fence = line[:-4]
        elif fence and line == fence:
            fence = ""
        elif not fence:
            outside.append(line)

    assert fence == ""
    said = "\n".join(outside).casefold()
    for word in ("ignore", "instructions and", "accept", "order", "shop", "example.com", "agreed"):
        assert word not in said


def test_ten_things_are_told_at_once(shell: Shell) -> None:
    handler = "func F(ctx restate.ObjectContext) {\n" + 'restate.Set(ctx, "a", time.Now())\n' * 15 + "}\n"

    out = shell.check("-", "--format", "agent", stdin=handler).out

    assert len(re.findall(r"^\d+\. ", out, re.MULTILINE)) == 10
    assert "\nand 5 more" in out


def test_the_verdict_comes_first_and_clean_code_needs_no_more(shell: Shell) -> None:
    assert shell.check("-", "--format", "agent", stdin="package p\n").out == "restatelint: no problem found\n"
    assert shell.check("-", "--format", "agent", stdin="prose only\n").out == "restatelint: not checked\n"


def test_where_there_are_several_files_each_place_says_which(shell: Shell) -> None:
    shell.write("a.go", CALLER)
    shell.write("b.go", HELPER)

    alone = shell.check("a.go", "--format", "agent").out
    assert "\n8:25 " in alone
    assert "\nby way of b.go, line 8: calls time.Now\n" in alone

    shell.write("c/c.go")
    both = shell.check("--format", "agent").out
    assert "\na.go:8:25 " in both
    assert "\nc/c.go:10:25 " in both


CALLER = """package shop

import (
	restate "github.com/restatedev/sdk-go"
)

func Place(ctx restate.ObjectContext) error {
	restate.Set(ctx, "at", stamp())
	return nil
}
"""
HELPER = """package shop

import "time"

// stamp
// reads
func stamp() string {
\treturn time.Now().String()
}
"""


def test_no_line_is_a_workflow_command(shell: Shell) -> None:
    code = BAD.replace("package shop", "package shop\n\nvar text = `\n::error::x`")
    shell.write("::error::x.go", code)
    shell.write("##[group]y.go", code)
    shell.write("a/b.go", code.replace("time.Now()", "time.Now(/*\n::error::z*/)"))

    ran = shell.run("check", "--format", "agent")
    assert "::error::x.go:" not in ran.out
    assert "<U+003A>:error::x.go:" in ran.out
    assert not [line for line in ran.out.splitlines() if line.lstrip().startswith(("::", "##["))]
