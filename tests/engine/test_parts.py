"""The predicates of tasks' requirements, each asked of a few pieces of code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from restatelint.judge.task import load_task
from restatelint.judge.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

CODE = """package main

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

const lease = 5 * time.Minute

type Locks struct{}

func (Locks) Lock(ctx restate.ObjectContext) (err error) {
	BODY
	return nil
}

func keep(ctx restate.ObjectContext) { restate.Set(ctx, "held", true) }

func wait(ctx restate.Context, howLong time.Duration) error { return restate.Sleep(ctx, howLong) }

func block(ctx restate.Context, what func(restate.RunContext) error) error {
	return restate.RunVoid(ctx, what)
}

type step struct {
	name string
	undo func()
}

func undo(ctx restate.Context) {}

func undoUnder(ctx restate.Context, err error) {
	if err != nil {
		undo(ctx)
	}
}

func undoFor(ctx restate.Context, err *error) {
	if *err != nil {
		undo(ctx)
	}
}

func plain(ctx restate.Context) error { return nil }

func main() {}

var _ = restate.Reflect(Locks{})

var _ = restate.NewObject("Others").Handler("Take", restate.NewObjectSharedHandler(
	func(ctx restate.ObjectSharedContext, _ restate.Void) (string, error) { return "", nil }))
"""
CALL = "([(call_expression) (type_conversion_expression)] @it (#PREDICATE))"
METHOD = "((method_declaration) @it (#PREDICATE))"
LITERAL = "((func_literal) @it (#PREDICATE))"
DEFER = "((defer_statement) @it (#PREDICATE))"


def holds(directory: Path, pattern: str, predicate: str, body: str = "") -> bool:
    """Whether a pattern with a predicate is found in the code with a body of its handler."""
    home = directory / "T1"
    home.mkdir()
    (home / "task.toml").write_text(
        'title = "t"\nstatement = "s"\n[require.it]\nwhere = "replayed"\nreason = "r"\n'
    )
    (home / "require.scm").write_text(pattern.replace("PREDICATE", predicate))
    verdict = verify(CODE.replace("BODY", body), load_task(str(home)), fail_on=None)
    return "it" not in [reason.id for reason in verdict.reasons]


@pytest.mark.parametrize(
    ("pattern", "predicate", "expected"),
    [
        (METHOD, 'handler? @it "Lock"', True),
        (METHOD, 'handler? @it "Take" "Lock"', True),
        (METHOD, 'handler? @it "Take"', False),
        (LITERAL, 'handler? @it "Take"', True),
        (LITERAL, 'handler? @it "Lock"', False),
    ],
)
def test_a_handler_is_known_by_name(tmp_path: Path, pattern: str, predicate: str, expected: bool) -> None:
    assert holds(tmp_path, pattern, predicate) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("restate.Sleep(ctx, 1)", True),
        ("f := func() { restate.Sleep(ctx, 1) }\n\tf()", False),
        ("f := func(ctx restate.ObjectContext) { restate.Sleep(ctx, 1) }\n\tf(ctx)", True),
    ],
)
def test_a_closure_without_a_context_is_not_directly_its_handler(
    tmp_path: Path, body: str, expected: bool
) -> None:
    pattern = CALL.replace("(#PREDICATE)", '(#calls? @it "github.com/restatedev/sdk-go.Sleep") (#PREDICATE)')

    assert holds(tmp_path, pattern, 'directly-in? @it "object"', body) is expected


@pytest.mark.parametrize(
    ("predicate", "function", "body", "expected"),
    [
        ("comes-to", "Sleep", "wait(ctx, 1)", True),
        ("comes-to", "Set", "func() { keep(ctx) }()", True),
        ("comes-to", "Clear", "keep(ctx)", False),
        ("comes-after", "Set", "keep(ctx)\n\twait(ctx, 1)", True),
        ("comes-after", "Sleep", "keep(ctx)\n\twait(ctx, 1)", False),
        ("comes-after", "Sleep", "f := func() { wait(ctx, 1) }\n\tkeep(ctx)\n\t_ = f", False),
        ("comes-after", "Sleep", "defer wait(ctx, 1)\n\tkeep(ctx)", False),
        ("comes-after", "Sleep", "func() { wait(ctx, 1) }()\n\tkeep(ctx)", True),
    ],
)
def test_calls_count_through_helpers(
    tmp_path: Path, predicate: str, function: str, body: str, expected: bool
) -> None:
    asked = f'{predicate}? @it "github.com/restatedev/sdk-go.{function}"'

    assert holds(tmp_path, CALL, asked, body) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("restate.RunVoid(ctx, func(restate.RunContext) error { return nil })", True),
        ("block(ctx, func(restate.RunContext) error { return nil })", True),
        ("func(what func(restate.RunContext) error) {}(nil)", False),
    ],
)
def test_a_helper_around_run_runs_as_well(tmp_path: Path, body: str, expected: bool) -> None:
    pattern = CALL.replace("(#PREDICATE)", '(#directly-in? @it "object") (#PREDICATE)')

    assert holds(tmp_path, pattern, "runs? @it", body) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("defer func() { if err != nil { undo(ctx) } }()", True),
        ("defer func() { if err == nil { return }; undo(ctx) }()", True),
        ("f := func() {}\n\tdefer func() { if err != nil { f() } }()", True),
        ("defer func() { if err != nil { restate.Sleep(ctx, 1) } }()", True),
        ("defer func() { undoUnder(ctx, err) }()", True),
        ("defer undoFor(ctx, &err)", True),
        ("defer undoUnder(ctx, err)", False),
        ("f := func() error { return nil }\n\tdefer func() { if e := f(); e != nil { undo(ctx) } }()", False),
        ("defer func() { undo(ctx) }()", False),
        ("defer undo(ctx)", False),
        ('defer func() { if err != nil { ctx.Log().Error("failed") } }()', False),
        ("defer func() { if err != nil { err = nil } else { undo(ctx) } }()", False),
        ("list := []int{1}\n\tdefer func() { if err != nil { list = append(list, len(list)) } }()", False),
    ],
)
def test_a_defer_undoes_on_error(tmp_path: Path, body: str, expected: bool) -> None:
    assert holds(tmp_path, DEFER, "undoes-on-error? @it", body) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("var undos []func()\n\tundos = append(undos, func() { undo(ctx) })", True),
        ('var undos []step\n\tundos = append(undos, step{name: "undo", undo: func() { undo(ctx) }})', True),
        ('var undos []step\n\tundos = append(undos, step{"undo", nil})', False),
        ('var names []string\n\tnames = append(names, "undo")', False),
    ],
)
def test_a_compensation_is_registered(tmp_path: Path, body: str, expected: bool) -> None:
    assert holds(tmp_path, CALL, "registers-compensation? @it", body) is expected


@pytest.mark.parametrize(("key", "accepted"), [("allow", True), ("expect", False), ("rules", True)])
def test_what_a_task_allows_may_be_found_and_need_not(tmp_path: Path, key: str, accepted: bool) -> None:
    home = tmp_path / "T1"
    home.mkdir()
    (home / "task.toml").write_text(f'title = "t"\nstatement = "s"\n{key} = ["sleep-in-exclusive-handler"]\n')
    quiet, loud = CODE.replace("BODY", ""), CODE.replace("BODY", "restate.Sleep(ctx, lease)")
    loud = loud.replace("restate.Sleep(ctx, lease)\n\treturn nil", "return restate.Sleep(ctx, lease)")

    assert verify(quiet, load_task(str(home))).accepted is accepted
    verdict = verify(loud, load_task(str(home)))
    assert verdict.accepted is (key != "rules")
    assert [each.rule for each in verdict.expected] == (
        ["sleep-in-exclusive-handler"] if key != "rules" else []
    )
