"""Predicates about names, values and handlers, each asked by a query of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from restatelint.engine.api import check_source
from restatelint.engine.load import load_rules
from restatelint.engine.predicates import FILLS, SIGNATURES

if TYPE_CHECKING:
    from pathlib import Path

META = """title      = "Asked"
message    = "asked"
help       = "asked"
where      = "file"
severity   = "error"
confidence = "high"
preset     = "default"
since      = "0.1.0"
references = ["https://docs.restate.dev"]
"""
CALL = "([(call_expression) (type_conversion_expression)] @report {})"
CODE = """package main

import (
	"net/http"
	"strings"

	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/server"
)

const key = "sta" + "tus"

type Orders struct{}

func (Orders) Run(ctx restate.WorkflowContext) error {
	set(ctx)
	return restate.RunVoid(ctx, send)
}

func (Orders) Status(ctx restate.WorkflowSharedContext) (string, error) {
	return restate.Get[string](ctx, key)
}

func set(ctx restate.WorkflowContext) {
	name := "status"
	restate.Set(ctx, name, "new")
}

func send(restate.RunContext) error {
	request, err := http.NewRequest("GET", "http://localhost", nil)
	if err != nil {
		return err
	}
	request.Clone(nil)
	_, _ = http.DefaultClient.Do(request)
	http.Get("http://localhost")
	return nil
}

func Unused(ctx restate.Context) string {
	return strings.ToUpper(restate.Key(nil))
}

func main() {
	_ = server.NewRestate().Bind(restate.Reflect(Orders{}))
}
"""


SMALL = """package main

import _ "github.com/restatedev/sdk-go"

func f() error

func g() error {{
	{}
}}
"""


def lines(root: Path, query: str, code: str = CODE) -> list[str]:
    """Return the lines of code that a query finds, stripped."""
    directory = root / "rules" / "asked" / "asked-for"
    directory.mkdir(parents=True)
    (directory / "rule.toml").write_text(META, encoding="utf-8")
    (directory / "query.scm").write_text(query + "\n", encoding="utf-8")
    (directory / "README.md").write_text("# asked-for\n", encoding="utf-8")
    report = check_source(code, rules=load_rules(str(root / "rules"), SIGNATURES, FILLS))
    return [code.splitlines()[finding.place.start.line - 1].strip() for finding in report.findings]


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        ('(#in-handler? @report "Status")', ["return restate.Get[string](ctx, key)"]),
        (
            '(#in-handler? @report "Run") (#calls? @report "github.com/restatedev/sdk-go.Set")',
            ['restate.Set(ctx, name, "new")'],
        ),
        ('(#in-handler? @report "set" "send" "main")', []),
        ('(#in-handler-kind? @report "workflow-shared")', ["return restate.Get[string](ctx, key)"]),
        (
            '(#in-handler-kind? @report "workflow") (#calls? @report "net/http.Get")',
            ['http.Get("http://localhost")'],
        ),
        ('(#in-handler-kind? @report "exclusive" "shared")', []),
        (
            '(#from? @report "standard") (#in-handler? @report "Run") (#keeps-error? @report)',
            [
                'request, err := http.NewRequest("GET", "http://localhost", nil)',
            ],
        ),
        ('(#from? @report "module")', ["set(ctx)"]),
    ],
)
def test_calls(tmp_path: Path, predicate: str, expected: list[str]) -> None:
    assert lines(tmp_path, CALL.format(predicate)) == expected


@pytest.mark.parametrize("bound", ["err := f()", "var err = f()", "err = f()"])
@pytest.mark.parametrize("read", [True, False])
def test_an_error_is_kept_where_it_is_read(tmp_path: Path, bound: str, read: bool) -> None:
    use = "return err" if read else "return nil"
    code = SMALL.format("\n\t".join(("var err error", bound, use)))

    assert lines(tmp_path, CALL.format("(#keeps-error? @report)"), code) == ([bound] if read else [])


@pytest.mark.parametrize(
    ("statement", "kept"),
    [
        ("f()", False),
        ("go f()", False),
        ("defer f()", False),
        ("_ = f()", False),
        ("return f()", True),
        ("if f() != nil {\n\t}", True),
        ("must(f())", True),
    ],
)
def test_an_error_is_kept_where_it_is_handed_on(tmp_path: Path, statement: str, kept: bool) -> None:
    code = SMALL.format(statement)
    query = '((call_expression function: (identifier) @_f) @report (#eq? @_f "f") (#keeps-error? @report))'

    assert bool(lines(tmp_path, query, code)) == kept


def test_a_constant_is_known_by_its_value(tmp_path: Path) -> None:
    query = '(argument_list (_) . (_) @report (#constant? @report "status"))'

    assert lines(tmp_path, query) == ["return restate.Get[string](ctx, key)", 'restate.Set(ctx, name, "new")']


def test_a_name_is_made_from_the_call_that_gave_it(tmp_path: Path) -> None:
    query = '(selector_expression operand: (identifier) @report (#made-from? @report "net/http.NewRequest"))'

    assert lines(tmp_path, query) == ["request.Clone(nil)"]


def test_a_variable_of_the_package_is_made_from_what_it_was_declared_with(tmp_path: Path) -> None:
    query = '(selector_expression operand: (identifier) @report (#made-from? @report "net/http.NewServeMux"))'
    code = CODE.replace("type Orders", "var mux, other = http.NewServeMux(), 1\n\ntype Orders").replace(
        "request.Clone(nil)", 'mux.Handle("/", nil)\n\tother.Handle("/", nil)'
    )

    assert lines(tmp_path, query, code) == ['mux.Handle("/", nil)']


def test_a_function_that_takes_a_context_may_be_a_handler(tmp_path: Path) -> None:
    query = CALL.format('(#in-handler? @report "Unused") (#from? @report "sdk")')

    assert lines(tmp_path, query) == ["return strings.ToUpper(restate.Key(nil))"]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ('fmt.Sprintf("order-%s", id)', True),
        ("time.Now().String()", True),
        ("order", False),
        ("func() string { return id }", False),
    ],
)
def test_an_expression_is_fresh_by_what_its_names_were_declared_with(
    tmp_path: Path, value: str, found: bool
) -> None:
    statements = f'now := time.Now()\n\tid := now.String()\n\torder := "1"\n\ttake({value})'
    query = '(argument_list . (_) @report (#fresh? @report "wall-clock" "random"))'
    imports = 'import (\n\t"fmt"\n\t"time"\n\n\t_ '
    code = SMALL.format(statements).replace("import _ ", imports).replace('sdk-go"', 'sdk-go"\n)')

    assert bool(lines(tmp_path, query, code)) == found


def test_the_handler_of_a_block_is_that_of_its_run_wherever_the_block_is_made(tmp_path: Path) -> None:
    code = (
        CODE.replace("RunVoid(ctx, send)", "RunVoid(ctx, sender())")
        .replace(
            "func send(restate.RunContext) error {",
            "func sender() func(restate.RunContext) error {\n\treturn func(restate.RunContext) error {",
        )
        .replace("\treturn nil\n}\n", "\treturn nil\n}}\n")
    )
    query = CALL.format('(#in-handler? @report "Run") (#calls? @report "net/http.Get")')

    assert lines(tmp_path, query, code) == ['http.Get("http://localhost")']
