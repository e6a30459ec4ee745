"""How sure it is that a plain error is retried for nothing, by its words, and what makes it terminal."""

from __future__ import annotations

import pytest

from restatelint import Finding, Settings, check_source
from tests.restate.service_code import HEADER

RULE = "retried-forever"


def found(error: str, version: str = "") -> Finding:
    """Return the finding for a handler that returns an error for a bad order."""
    code = (
        HEADER.replace("import", 'import "errors"\n\nimport', 1)
        + "type Shop struct{}\n\n"
        + "func (Shop) Buy(ctx restate.Context, amount int) error {\n"
        + f"\tif amount < 1 {{\n\t\treturn {error}\n\t}}\n\treturn nil\n}}\n"
    )
    report = check_source(code, settings=Settings(sdk_version=version))
    (finding,) = [each for each in report.findings if each.rule == RULE]
    return finding


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("no such luck", "medium"),
        ("the amount is invalid", "high"),
        ("order not found", "high"),
        ("answer 404", "high"),
        ("temporarily out of stock", "low"),
        ("required stock is not ready yet", "low"),
    ],
)
def test_words_of_an_error_tell_how_sure_it_is_for_good(words: str, expected: str) -> None:
    assert found(f'errors.New("{words}")').confidence.value == expected


@pytest.mark.parametrize(
    ("version", "maker"),
    [("0.24.0", "restate.TerminalError(err)"), ("1.2.0", "restate.ToTerminalError(err)")],
)
def test_the_help_names_what_the_release_has(version: str, maker: str) -> None:
    assert found('errors.New("no such luck")', version).help.endswith(maker)
