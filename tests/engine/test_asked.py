"""What tasks ask for: for which handler code runs, who is given an option, how long, how it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from restatelint.judge.task import load_task
from restatelint.judge.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

TASK = """
title     = "A task"
statement = "Write it."

[require.construct]
where  = "file"
reason = "write it"
"""
HANDLER = """package a

import restate "github.com/restatedev/sdk-go"

type Order struct{}

func (Order) Run(ctx restate.KIND) error { return stored(ctx) }

func stored(ctx restate.Context) error {
	return restate.RunVoid(ctx, func(restate.RunContext) error { mark(); return nil })
}

func mark() {}

var order = restate.Reflect(Order{})
"""
OPTION = """package a

import (
	"time"

	restate "github.com/restatedev/sdk-go"
)

type Order struct{}

func (Order) Run(ctx restate.WorkflowContext) error { return nil }

var order = restate.Reflect(Order{}GIVEN)

func kept() []restate.ServiceDefinitionOption {
	return []restate.ServiceDefinitionOption{restate.WithIdempotencyRetention(time.Hour)}
}
"""
DURATION = """package a

import "time"

const limit = 2 * time.Minute

var usual, other = time.Second, 5 * time.Minute

func f() { g(DURATION) }
"""
HEADER = """package a

import (
	"net/http"
	"strings"
)

const name = "X-API-Key"

func f(r *http.Request, other map[string]string) {
	key := r.Header.Get(name)
	g(EXPRESSION)
}
"""
TEXT = """package a

import "os"

const written = "publickeyv1_a"

func f() {
	read := os.Getenv("KEY")
	keys := []string{written}
	g(EXPRESSION)
}
"""


def holds(directory: Path, query: str, code: str) -> bool:
    task = directory / "T1"
    task.mkdir()
    (task / "task.toml").write_text(TASK, encoding="utf-8")
    (task / "require.scm").write_text(query, encoding="utf-8")
    verdict = verify(code, load_task(str(task)))
    return all(reason.id != "construct" for reason in verdict.reasons)


def of_argument(asked: str) -> str:
    call = "(call_expression function: (identifier) @_name arguments: (argument_list (_) @_given))"
    return f'({call} @construct (#eq? @_name "g") ({asked}))'


@pytest.mark.parametrize(
    ("kind", "context", "expected"),
    [
        ("workflow", "WorkflowContext", True),
        ("exclusive", "ObjectContext", True),
        ("shared", "ObjectSharedContext", True),
        ("service", "WorkflowContext", False),
        ("exclusive", "Context", False),
    ],
)
def test_code_runs_for_the_handlers_that_reach_it(
    tmp_path: Path, kind: str, context: str, expected: bool
) -> None:
    call = "(call_expression function: (identifier) @_name) @construct"
    query = f'({call} (#eq? @_name "mark") (#in-handler-kind? @construct "{kind}"))'

    assert holds(tmp_path, query, HANDLER.replace("KIND", context)) is expected


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("workflow", ", restate.WithIdempotencyRetention(time.Hour)", True),
        ("workflow", ", kept()...", True),
        ("service", ", restate.WithIdempotencyRetention(time.Hour)", False),
        ("workflow", "", False),
    ],
)
def test_an_option_is_of_the_service_that_is_given_it(
    tmp_path: Path, kind: str, given: str, expected: bool
) -> None:
    function = "github.com/restatedev/sdk-go.WithIdempotencyRetention"
    query = (
        f'((call_expression) @construct (#calls? @construct "{function}") (#option-of? @construct "{kind}"))'
    )

    assert holds(tmp_path, query, OPTION.replace("GIVEN", given)) is expected


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("Run", ", restate.WithIdempotencyRetention(time.Hour)", True),
        ("Run", ').ConfigureHandler("Run", restate.WithIdempotencyRetention(time.Hour)', True),
        ("Run", ').ConfigureHandler("Status", restate.WithIdempotencyRetention(time.Hour)', False),
        ("Other", ", restate.WithIdempotencyRetention(time.Hour)", False),
    ],
)
def test_an_option_is_for_the_handler_that_it_is_given_to_or_all_of_its_service(
    tmp_path: Path, name: str, given: str, expected: bool
) -> None:
    function = "github.com/restatedev/sdk-go.WithIdempotencyRetention"
    called = f'(#calls? @construct "{function}")'
    query = f'((call_expression) @construct {called} (#option-of-handler? @construct "{name}"))'

    assert holds(tmp_path, query, OPTION.replace("GIVEN", given)) is expected


def test_an_option_may_be_of_any_service_whose_struct_is_not_at_hand(tmp_path: Path) -> None:
    function = "github.com/restatedev/sdk-go.WithIdempotencyRetention"
    query = (
        f'((call_expression) @construct (#calls? @construct "{function}") (#option-of? @construct "service"))'
    )
    given = OPTION.replace("GIVEN", ", restate.WithIdempotencyRetention(time.Hour)")

    assert holds(tmp_path, query, given.replace("Reflect(Order{}", "Reflect(Elsewhere{}"))


@pytest.mark.parametrize(
    ("bounds", "duration", "expected"),
    [
        ('"2m"', "limit", True),
        ('"2m"', "3 * time.Minute", True),
        ('"1m" "1m59s"', "limit", False),
        ('"2m1s"', "limit", False),
        ('"1h30m" "1h30m"', "90 * time.Minute", True),
        ('"5m" "5m"', "other", True),
        ('"1ms"', "given", False),
    ],
)
def test_a_duration_lasts_from_one_bound_to_another(
    tmp_path: Path, bounds: str, duration: str, expected: bool
) -> None:
    query = of_argument(f"#lasts? @_given {bounds}")

    assert holds(tmp_path, query, DURATION.replace("DURATION", duration)) is expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("key", True),
        ('r.Header.Get("x-api-key")', True),
        ('[]byte(strings.TrimPrefix(key, "Bearer "))', True),
        ('r.Header["X-API-Key"][0]', True),
        ('r.Header.Get("X-Other")', False),
        ('other["X-API-Key"]', False),
    ],
)
def test_a_header_is_known_by_its_name(tmp_path: Path, expression: str, expected: bool) -> None:
    query = of_argument('#header? @_given "x-api-key"')

    assert holds(tmp_path, query, HEADER.replace("EXPRESSION", expression)) is expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("written", True),
        ("keys...", True),
        ('"publickeyv1_" + written', True),
        ("read", False),
        ('""', False),
    ],
)
def test_a_text_is_written_out_or_read(tmp_path: Path, expression: str, expected: bool) -> None:
    query = of_argument('#constant? @_given "*"')

    assert holds(tmp_path, query, TEXT.replace("EXPRESSION", expression)) is expected


@pytest.mark.parametrize(
    ("literal", "expected"), [('"http://a"', True), ('"http://"', False), ('"a"', False)]
)
def test_a_literal_begins_with_a_text_and_goes_on(tmp_path: Path, literal: str, expected: bool) -> None:
    query = '((interpreted_string_literal) @construct (#constant? @construct "http://*"))'

    assert holds(tmp_path, query, f"package a\n\nvar at = {literal}\n") is expected
