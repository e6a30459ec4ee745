"""An answer that does not compile is rejected, and code that leaves something open is not."""

from __future__ import annotations

import pytest

from restatelint import Decision, Verdict, check_source, verify

SERVICE = """package main

import (
	"context"

	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/server"
)

type Greeter struct{}

func (Greeter) Greet(ctx restate.Context, name string) (string, error) {
	return greeting(name), nil
}

func greeting(name string) string { return "hello " + name }

func main() {
	_ = server.NewRestate().Bind(restate.Reflect(Greeter{})).Start(context.Background(), ":9080")
}
"""
HANDLER = """func (Greeter) Greet(ctx restate.Context, name string) (string, error) {
	return greeting(name), nil
}
"""


def said(verdict: Verdict) -> list[tuple[str, str, int]]:
    """Return the reasons for which code does not compile, with their lines."""
    return [
        (reason.kind.value, reason.id, reason.finding.place.start.line)
        for reason in verdict.reasons
        if reason.finding is not None
    ]


def fences(*texts: str) -> str:
    """Return a Markdown text with a fence for each of some texts."""
    return "\n".join(f"```go\n{text}```\n" for text in texts)


@pytest.mark.parametrize("task", [None, "A5"])
def test_code_that_does_not_compile_is_rejected(task: str | None) -> None:
    verdict = verify(SERVICE.replace('"hello " + name', "name, nil"), task)

    assert ("compile", "result-count", 16) in said(verdict)
    assert verdict.decision is Decision.REJECTED


def test_code_that_compiles_is_accepted() -> None:
    assert verify(SERVICE).accepted


def test_positions_are_those_of_the_answer() -> None:
    answer = "Here it is:\n\n" + fences(SERVICE.replace("return greeting(name)", "return greet(name)"))

    assert said(verify(answer)) == [("compile", "undefined", 16)]


def test_an_import_that_is_missing_in_a_whole_file_is_told() -> None:
    verdict = verify(SERVICE.replace('\t"context"\n\n', ""))

    assert [reason.message for reason in verdict.reasons] == ["`context` is not defined"]
    assert verdict.reasons[0].finding is not None
    assert verdict.reasons[0].finding.help == 'import "context"'


def test_a_fragment_leaves_open_what_it_uses() -> None:
    assert verify(HANDLER).accepted


def test_a_file_of_a_library_may_lean_on_files_beside_it() -> None:
    library = SERVICE.replace("package main", "package greet").partition("func greeting")[0]
    library = library.replace('\t"context"\n\n', "").replace('\t"github.com/restatedev/sdk-go/server"\n', "")

    assert verify(library).accepted
    assert ("compile", "undefined", 10) in said(verify(library, "A5"))


def test_a_program_that_was_cut_off_before_its_end_is_told() -> None:
    cut = SERVICE.partition("func main")[0].replace('\t"github.com/restatedev/sdk-go/server"\n', "")
    cut = cut.replace('\t"context"\n\n', "")

    assert ("compile", "missing-main", 1) in said(verify(cut, "A5"))


def test_what_another_piece_of_the_answer_declares_is_not_missing() -> None:
    first, last = SERVICE.partition("func greeting")[::2]
    helper = "func greeting" + last.partition("\n")[0] + "\n"
    answer = fences(first + last.partition("\n")[2], helper)

    assert verify(answer).accepted
    assert not verify(fences(first + last.partition("\n")[2])).accepted


def test_two_programs_do_not_share_what_they_declare() -> None:
    broken = SERVICE.replace("greeting(name), nil", "salute(name), nil")
    other = SERVICE.replace("greeting", "salute")

    assert ("compile", "undefined", 14) in said(verify(fences(broken, other)))


def test_what_is_no_go_has_its_syntax_error_alone() -> None:
    verdict = verify(
        SERVICE.replace("type Greeter struct{}", "type Greeter struct{").replace('"context"\n', '"os"\n')
    )

    assert {reason.kind.value for reason in verdict.reasons} == {"incomplete"}


def test_a_check_of_files_says_nothing_of_it() -> None:
    assert check_source(SERVICE.replace('"context"', '"context"\n\t"os"')).findings == ()
