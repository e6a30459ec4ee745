"""Go itself is asked whether an answer compiles: its words come back, and nothing of the answer is run."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from restatelint import ReasonKind, Settings, Terms, Verdict, verify
from restatelint.cli.main import exit_code
from restatelint.judge.go_compiler import GoCompiler
from restatelint.judge.verdict import CompiledBy
from restatelint.judge.vet_output import Complaint, complaints_of

if TYPE_CHECKING:
    from pathlib import Path

TERMS = Terms(settings=Settings(tests=True, sdk_version="1.0.0"))
SERVICE = """package main

import (
	"context"
	"fmt"

	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/server"
)

type Greeter struct{}

func (Greeter) Greet(ctx restate.Context, name string) (string, error) {
	var said fmt.Stringer = Name(name)
	return said.String(), nil
}

type Name string

func (n Name) String() string { return "hello " + string(n) }

func main() {
	_ = server.NewRestate().Bind(restate.Reflect(Greeter{})).Start(context.Background(), ":9080")
}
"""
UNFIT = SERVICE.replace("func (n Name) String()", "func (n Name) Text()")

needs_go = pytest.mark.skipif(shutil.which("go") is None, reason="needs Go")


def asked(answer: str, compiler: GoCompiler | None = None) -> Verdict:
    """Return the verdict on an answer of which Go was asked."""
    verdict = verify(answer, terms=TERMS, compiler=compiler or GoCompiler())
    unfit = [note.message for note in verdict.report.notes if "go vet could not be run" in note.message]
    if unfit and "CI" not in os.environ:
        pytest.skip(unfit[0])  # most likely its modules are not in the cache
    return verdict


def messages(verdict: Verdict) -> list[str]:
    """Return what is said not to compile."""
    return [reason.message for reason in verdict.reasons if reason.kind is ReasonKind.COMPILE]


@needs_go
def test_what_go_takes_is_accepted() -> None:
    verdict = asked(SERVICE)

    assert verdict.report.notes == ()
    assert (verdict.compiled, verdict.accepted) == (CompiledBy.YES, True)
    assert verify(SERVICE, terms=TERMS).compiled is CompiledBy.NOT_ASKED


@needs_go
def test_what_only_go_can_tell_stands_where_it_is_in_the_answer() -> None:
    answer = f"Look:\n\n```go\n{UNFIT}```\n"

    verdict = asked(answer)

    assert verify(answer, terms=TERMS).accepted
    assert (verdict.compiled, verdict.accepted) == (CompiledBy.NO, False)
    found = [reason for reason in verdict.reasons if reason.kind is ReasonKind.COMPILE]
    assert [reason.id for reason in found] == ["go-vet"]
    assert found[0].finding is not None
    place = found[0].finding.place
    assert (place.start.line, place.start.column) == (17, 26)
    assert "missing method String" in found[0].message


@needs_go
def test_nothing_of_an_answer_is_run(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    hostile = SERVICE.replace(
        "type Greeter struct{}",
        f'//go:generate touch {mark}\n\nfunc init() {{ _ = os.WriteFile("{mark}", nil, 0o600) }}\n\n'
        "type Greeter struct{}",
    ).replace('\t"fmt"\n', '\t"fmt"\n\t"os"\n')

    assert asked(hostile).compiled is CompiledBy.YES
    assert not mark.exists()


@needs_go
def test_c_is_not_compiled(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    hostile = SERVICE.replace(
        "import (", f'// #cgo CFLAGS: -fplugin={mark}\n// int f() {{ return 1; }}\nimport "C"\n\nimport ('
    )

    verdict = asked(hostile)

    assert verdict.compiled is not CompiledBy.YES
    assert not verdict.accepted


@needs_go
def test_a_go_mod_of_the_answer_cannot_lead_elsewhere() -> None:
    module = (
        "module example.com/greet\n\ngo 1.30\n\ntoolchain go1.99.0\n\n"
        "require github.com/restatedev/sdk-go v1.0.0\n\nrequire evil.example/x v1.0.0\n\n"
        "replace github.com/restatedev/sdk-go => /etc\n"
    )
    answer = f'```go title="main.go"\n{SERVICE}```\n\n```go title="go.mod"\n{module}```\n'

    assert asked(answer).compiled is CompiledBy.YES


@needs_go
def test_a_module_outside_of_the_list_is_refused() -> None:
    answer = SERVICE.replace('\t"fmt"\n', '\t"fmt"\n\n\t_ "evil.example/x"\n')

    assert messages(asked(answer)) == ['module of "evil.example/x" is not among those that an answer may use']


@needs_go
def test_what_go_cannot_be_asked_about_is_not_checked() -> None:
    fragment = (
        "func (Greeter) Greet(ctx restate.Context, name string) (string, error) {\n\treturn name, nil\n}\n"
    )

    verdict = asked(fragment)

    assert (verdict.compiled, verdict.accepted) == (CompiledBy.NOT_CHECKED, False)
    assert not verdict.reasons
    assert "no whole program" in verdict.report.notes[-1].message


@needs_go
def test_go_is_ended_when_its_time_is_over() -> None:
    verdict = asked(SERVICE, GoCompiler(seconds=0.01))

    assert verdict.compiled is CompiledBy.NOT_CHECKED
    assert "took longer than 0.01 seconds" in verdict.report.notes[0].message


def test_the_command_says_that_go_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert exit_code(["verify", "--compile", "-"]) == 2
    assert "--compile needs Go" in capsys.readouterr().err


def test_what_go_vet_prints_is_read() -> None:
    printed = b"# answer.invalid/answer\nvet: ./main.go:3:2: undefined: x\nsub/a.go:7: too bad\ngo: no such\n"

    assert complaints_of(printed) == (
        Complaint("main.go", 3, 2, "undefined: x"),
        Complaint("sub/a.go", 7, 0, "too bad"),
    )
