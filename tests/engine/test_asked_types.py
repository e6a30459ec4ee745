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
