"""Answers that hide their code from the judge: none of it is ever accepted unseen."""

from __future__ import annotations

import json

import pytest

from restatelint.judge.verdict import Decision
from restatelint.judge.verify import verify

SDK = 'restate "github.com/restatedev/sdk-go"'
HARMLESS = "func Good(ctx restate.Context, in int) (int, error) { return in, nil }\n"
GOOD = f"package main\n\nimport {SDK}\n\n{HARMLESS}"
HANDLER = "func Bad(ctx restate.ObjectContext) error { restate.Set(ctx, `at`, time.Now()); return nil }\n"
IMPORTS = f'import "time"\nimport {SDK}\n'
BAD = f"package main\n{IMPORTS}{HANDLER}"
DECOY = f"```go\n{GOOD}```\n\n"


def fence(code: str, info: str = "go", mark: str = "```", before: str = "") -> str:
    """Return code in a fence."""
    return "".join(f"{before}{line}\n" for line in f"{mark}{info}\n{code}{mark}".split("\n"))


def decision(answer: str) -> Decision:
    """Return what is decided about an answer by the rules alone."""
    return verify(answer).decision


@pytest.mark.parametrize(
    "hidden",
    [
        fence(BAD, "{go}"),
        fence(BAD, "{.go #x}"),
        fence(BAD, "main.go"),
        fence(BAD, ""),
        fence(BAD, "\u200bgo"),
        fence(BAD, "{go}", mark="~~~"),
        "````markdown\n" + fence(BAD) + "````\n",
        "<div>\n" + fence(BAD) + "</div>\n",
        "<!--\n" + fence(BAD) + "-->\n",
        "<pre>\n\n" + fence(BAD) + "</pre>\n",
        fence(BAD, before="    "),
        fence(BAD, before="\t"),
        "so:\r" + fence(BAD).replace("\n", "\r"),
        "so:\u2028" + fence(BAD),
        "\ufeff" + fence(BAD),
    ],
)
def test_a_fence_that_only_some_readers_see_is_not_accepted(hidden: str) -> None:
    verdict = verify(DECOY + hidden)

    assert verdict.decision is Decision.NOT_CHECKED
    assert "looks like a fence of Go" in verdict.report.notes[0].message


@pytest.mark.parametrize(
    "told", ["Write ```go``` before it.\n", "    ~~~ tilde\n", fence("ls\n", "sh"), fence("a/\n", "")]
)
def test_what_is_no_fence_of_go_is_passed_over(told: str) -> None:
    assert decision(DECOY + told) is Decision.ACCEPTED


def test_an_entity_in_the_first_word_is_what_it_stands_for() -> None:
    assert decision(DECOY + fence(BAD, "g&#111;")) is Decision.REJECTED


@pytest.mark.parametrize(
    "clause", ["package/**/main\n", "package\nmain\n", "package \u00e9\n", "// a\npackage /* b */ main\n", ""]
)
def test_fences_in_the_comments_of_go_are_no_answer(clause: str) -> None:
    assert decision(f"{clause}{IMPORTS}{HANDLER}\n/*\n{DECOY}*/\n") is Decision.REJECTED


@pytest.mark.parametrize(
    "answer",
    [
        f"{GOOD}// file: go.mod\n{HANDLER}",
        DECOY + fence(BAD, 'go title="go.mod"'),
        DECOY + fence(BAD, "go.mod"),
    ],
)
def test_go_that_is_called_a_go_mod_is_judged(answer: str) -> None:
    assert decision(answer) is Decision.REJECTED


def test_half_a_character_makes_no_answer_unreadable() -> None:
    assert decision(f"// \ud800\n{BAD}") is Decision.REJECTED


def test_to_mention_restate_is_not_to_use_it() -> None:
    other = BAD.replace("github.com/restatedev/sdk-go", "example.com/other")

    assert decision(f"// github.com/restatedev/sdk-go\n{other}") is Decision.NOT_CHECKED


PURE = "package main\n\nfunc at() int { return 1 }\n"
CLOCK = 'package main\n\nimport "time"\n\nfunc at() int { return time.Now().Second() }\n'
CALLER = fence(BAD.replace("time.Now()", "at()").replace('import "time"\n', ""), 'go title="main.go"')


@pytest.mark.parametrize("files", [(PURE, CLOCK), (CLOCK, PURE)])
def test_a_file_that_is_there_twice_leaves_open_which_one_counts(files: tuple[str, str]) -> None:
    found = verify(CALLER + "".join(fence(each, 'go title="at.go"') for each in files))

    assert not found.accepted
    assert any("two of `at.go`" in note.message for note in found.report.notes)


def test_a_file_that_is_there_twice_and_leaves_nothing_open_is_judged_twice() -> None:
    good = fence(GOOD, 'go title="main.go"')
    again = fence(GOOD.replace("Good", "Again"), 'go title="main.go"')

    assert decision(good + again) is Decision.ACCEPTED
    assert decision(good * 2 + fence(PURE, 'go title="at.go"')) is Decision.ACCEPTED


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_a_file_that_is_not_built_hides_no_helper(names: str) -> None:
    ignored = fence(f"//go:build ignore\n\n{PURE}", f'go title="{names[0]}.go"')

    assert decision(CALLER + ignored + fence(CLOCK, f'go title="{names[1]}.go"')) is Decision.REJECTED


def changed(code: str) -> str:
    """Return code as a diff that adds it."""
    return "--- /dev/null\n+++ b/main.go\n@@ -0,0 +1,9 @@\n" + "".join(
        f"+{line}\n" for line in code.splitlines()
    )


@pytest.mark.parametrize(
    "hidden",
    [
        fence(BAD, "text"),
        fence(BAD, "js"),
        fence("// main.go\n\n" + BAD, "javascript"),
        fence("/* the service\n*/\n" + BAD, ""),
        fence(f"const code = `{BAD}`\n", "ts"),
        fence(json.dumps({"main.go": BAD}) + "\n", "json"),
        fence(json.dumps({"main.go": BAD}, indent=2).replace(r"\n", r"\u000a") + "\n", "jsonc"),
        fence(f"cat >main.go <<EOF\n{BAD}EOF\n", "sh"),
        fence(changed(BAD), "diff"),
        fence(changed(BAD).replace("+", " ").replace("package", "+package"), "patch"),
        fence(BAD.replace("package main", "package main;"), "text"),
        fence("".join(f"{number:>4} | {line}\n" for number, line in enumerate(BAD.split("\n"), 1)), "text"),
        "Save this as main.go:\n\n" + BAD,
        "Save this as main.go:\n\n" + "".join(f"    {line}\n" for line in BAD.split("\n")),
        "<pre>\n" + BAD + "</pre>\n",
    ],
)
@pytest.mark.parametrize("task", [None, "A2"])
def test_a_go_file_in_what_is_no_fence_of_go_is_not_accepted(hidden: str, task: str | None) -> None:
    for answer in (DECOY + hidden, f"{hidden}\n\n{DECOY}"):
        verdict = verify(answer, task)

        assert verdict.decision is not Decision.ACCEPTED
        assert not verdict.report.complete
        assert any("no fence of Go holds it" in each.message for each in verdict.report.notes) or (
            "looks like a fence" in verdict.report.notes[0].message
        )
        assert task or verdict.decision is Decision.NOT_CHECKED


@pytest.mark.parametrize(
    "told",
    [
        fence("package com.example.shop;\n\nimport java.util.List;\n", "java"),
        fence("package shop\n\nimport kotlin.math\n\nfun main() {}\n", "kotlin"),
        fence('syntax = "proto3";\npackage shop;\nimport "a.proto";\nmessage A {}\n', "proto"),
        fence("package Shop;\nuse strict;\nsub order { }\n", "perl"),
        fence('{"package": "main", "import": "x"}\n', "json"),
        fence("--- a/main.go\n+++ b/main.go\n-\tt := time.Now()\n+\tt := at(ctx)\n", "diff"),
        fence("# shop\n./main.go:3:1: package main is wrong\n", "text"),
        "Everything is in package main\nand the function `func Good(ctx restate.Context)` is its handler.\n",
        fence("$ go vet ./...\nok  \texample.com/shop\n", "console"),
    ],
)
def test_what_is_no_go_file_is_passed_over(told: str) -> None:
    assert decision(DECOY + told) is Decision.ACCEPTED
