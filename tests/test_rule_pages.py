"""How fixtures become the examples of a rule's page."""

from __future__ import annotations

from scripts.rule_pages import functions, shown, without_expectations

FIXTURE = """package bad

// Place says when.
func (Orders) Place(ctx restate.ObjectContext) error {
	restate.Set(ctx, "at", time.Now()) // want wall-clock: "time.Now reads"
	//                     ^^^^^^^^^^
	return nil // the end
}

func helper() {}
"""


def test_functions_are_found_with_their_comments() -> None:
    assert functions(FIXTURE) == [("Place", 3, 8), ("helper", 10, 10)]


def test_expectations_are_not_shown() -> None:
    code = without_expectations(FIXTURE)

    assert "want" not in code
    assert "^^" not in code
    assert 'restate.Set(ctx, "at", time.Now())\n\treturn nil // the end\n' in code


def test_a_block_says_where_it_is_from() -> None:
    assert shown("fixtures/a/bad.go", FIXTURE, 10, 10) == (
        "```go\n// fixtures/a/bad.go:10\nfunc helper() {}\n```\n"
    )
