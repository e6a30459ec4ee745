"""What tasks ask of types and options: what an alias stands for, and which handler an option is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.test_asked import holds

if TYPE_CHECKING:
    from pathlib import Path

CODE = """package a

import (
	"net/http"

	restate "github.com/restatedev/sdk-go"
)

type call = http.Request

type calls = *call

type own http.Request

func f(it TYPE) {}

var option = restate.WithProto

func sum(ctx restate.Context) error { return nil }

func serve() {
	local := option
	_ = restate.NewService("A").Handler("Sum", restate.NewServiceHandler(sum, FIRST)).
		Handler("Other", restate.NewServiceHandler(sum, SECOND))
}
"""


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        ("*http.Request", True),
        ("*call", True),
        ("calls", True),
        ("call", False),
        ("*calls", False),
        ("*own", False),
        ("*http.Response", False),
    ],
)
def test_a_type_is_known_by_its_aliases(tmp_path: Path, type_: str, expected: bool) -> None:
    query = (
        "((function_declaration name: (identifier) @_name parameters: (parameter_list (parameter_declaration"
        ' type: (_) @_type))) @construct (#eq? @_name "f") (#names-type? @_type "*net/http.Request"))'
    )

    assert holds(tmp_path, query, CODE.replace("TYPE", type_)) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("restate.WithProto", "restate.WithJSON", True),
        ("option", "restate.WithJSON", True),
        ("local", "restate.WithJSON", True),
        ("[]restate.HandlerOption{local}...", "restate.WithJSON", True),
        ("restate.WithJSON", "restate.WithProto", False),
        ("restate.WithJSON", "local", False),
    ],
)
def test_an_option_is_for_its_handler(tmp_path: Path, first: str, second: str, expected: bool) -> None:
    query = (
        "((selector_expression field: (field_identifier) @_name) @construct"
        ' (#eq? @_name "WithProto") (#option-of-handler? @construct "Sum"))'
    )
    code = CODE.replace("FIRST", first).replace("SECOND", second)

    assert holds(tmp_path, query, code) is expected


PROMISES = """package a

import restate "github.com/restatedev/sdk-go"

const topic = "done"

type name string

type profile struct{ Name name }

type Flow struct{}

func (Flow) Run(ctx restate.WorkflowContext) (string, error) {
	inner := func() (string, error) { return "inner", nil }
	_, _ = inner()
	_, err := restate.Promise[FIRST](ctx, topic).Result()
	return "run", err
}

func (Flow) Done(ctx restate.WorkflowSharedContext) error {
	return restate.Promise[SECOND](ctx, NAME).Resolve(nothing)
}

func help(ctx restate.WorkflowContext) (string, error) { return "help", nil }

var flow = restate.Reflect(Flow{})
"""


@pytest.mark.parametrize(
    ("first", "second", "name", "expected"),
    [
        ("string", "int", '"done"', True),
        ("profile", "name", '"done"', True),
        ("string", "int", '"do" + "ne"', True),
        ("string", "int", '"other"', False),
        ("string", "name", '"done"', False),
        ("*profile", "profile", '"done"', False),
        ("string", "elsewhere.T", '"done"', False),
    ],
)
def test_the_ends_of_a_promise_fit(
    tmp_path: Path, first: str, second: str, name: str, expected: bool
) -> None:
    code = PROMISES.replace("FIRST", first).replace("SECOND", second).replace("NAME", name)

    assert (
        holds(tmp_path, "((call_expression) @construct (#promise-types-differ? @construct))", code)
        is expected
    )


@pytest.mark.parametrize(("text", "expected"), [("run", True), ("inner", False), ("help", False)])
def test_a_statement_is_of_the_handler_itself(tmp_path: Path, text: str, expected: bool) -> None:
    query = (
        "((return_statement (expression_list . (_) @_text)) @construct"
        f' (#constant? @_text "{text}") (#handler? @construct "Run"))'
    )
    code = PROMISES.replace("FIRST", "string").replace("SECOND", "string").replace("NAME", "topic")

    assert holds(tmp_path, query, code) is expected


CLIENTS = """package a

import (
	"context"

	restate "github.com/restatedev/sdk-go"
)

type client interface {
	Post(ctx context.Context, body string) error
	Step(ctx restate.Context) error
	Name() string
}

type Flow struct{ client client }

func (f Flow) Run(ctx restate.WorkflowContext) error {
	return restate.RunVoid(ctx, func(rc restate.RunContext) error { return f.client.Post(rc, "b") })
	CALL
}
"""


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('f.client.Post(ctx, "a")', True),
        ("f.client.Post(context.Background(), f.client.Name())", False),
        ("f.client.Step(ctx)", False),
        ("f.client.Missing(ctx)", False),
    ],
)
def test_a_handler_context_is_handed_on_as_a_plain_one(tmp_path: Path, call: str, expected: bool) -> None:
    query = "((call_expression) @construct (#plain-context? @construct))"

    assert holds(tmp_path, query, CLIENTS.replace("CALL", call)) is expected
