"""What tasks ask of the course of code: how a block ends, what goes back, whose methods nobody calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.test_asked import holds

if TYPE_CHECKING:
    from pathlib import Path

CODE = """package a

import restate "github.com/restatedev/sdk-go"

func wait(ctx restate.Context, given error) (done int, err error) {
	for {
		BODY
	}
	return
}
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("break", True),
        ("done++\n\t\tbreak // at once", True),
        ("return 1, nil", False),
        ("if done > 1 {\n\t\t\tbreak\n\t\t}", False),
        ("{ break }", True),
        ("", False),
    ],
)
def test_a_block_ends_in_its_last_statement(tmp_path: Path, body: str, expected: bool) -> None:
    query = '((for_statement body: (block) @_body) @construct (#ends-in? @_body "break_statement"))'

    assert holds(tmp_path, query, CODE.replace("BODY", body)) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("err = given", True),
        ("given = err", False),
        ("var err error\n\t\terr = given\n\t\t_ = err", False),
    ],
)
def test_a_result_has_a_name(tmp_path: Path, body: str, expected: bool) -> None:
    query = (
        "((assignment_statement left: (expression_list (identifier) @_name)) @construct"
        ' (#not-eq? @_name "_") (#named-result? @_name))'
    )

    assert holds(tmp_path, query, CODE.replace("BODY", body)) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("it := restate.WaitIter(ctx)\n\t\tit.Next()", True),
        ("it := restate.WaitIter(ctx)\n\t\tit.Next()\n\t\tfunc() { err = it.Err() }()", False),
        ("it := restate.WaitIter(ctx)\n\t\tit.Next()\n\t\tcheck(it)", False),
        ("it := restate.WaitIter(ctx)\n\t\tfailed := it.Err\n\t\tit.Next()\n\t\t_ = failed", False),
        ("restate.WaitIter(ctx).Next()", False),
    ],
)
def test_a_value_is_asked_by_its_methods(tmp_path: Path, body: str, expected: bool) -> None:
    query = (
        '((call_expression) @construct (#calls? @construct "github.com/restatedev/sdk-go.WaitIter")'
        ' (#never-asked? @construct "Err"))'
    )

    assert holds(tmp_path, query, CODE.replace("BODY", body)) is expected


@pytest.mark.parametrize(
    ("body", "expected"), [("if done > 1 {\n\t\t\tfor range 2 {\n\t\t\t}\n\t\t}", True), ("done++", False)]
)
def test_a_node_has_another_inside(tmp_path: Path, body: str, expected: bool) -> None:
    query = '((for_statement) @construct (#has? @construct "for_statement"))'

    assert holds(tmp_path, query, CODE.replace("BODY", body)) is expected


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ('fmt.Errorf("done: %v", given)', True),
        ('fmt.Errorf("done: %w", given)', False),
        ('fmt.Errorf("done: %v", done)', False),
        ("fmt.Errorf(given.Error(), given)", False),
        ('errors.Errorf("done: %v", given)', False),
    ],
)
def test_an_error_wraps_another_or_not(tmp_path: Path, made: str, expected: bool) -> None:
    query = (
        "((call_expression arguments: (argument_list (_) @_given .)) @construct"
        " (#unwrapped? @construct @_given))"
    )
    code = CODE.replace("BODY", f"err = {made}").replace("import restate", 'import "fmt"\n\nimport restate')

    assert holds(tmp_path, query, code) is expected
