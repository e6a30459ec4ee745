"""Rules come and go: previews are on where they are wanted, and who names what is gone is told of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import BAD

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

QUERY = '((call_expression) @report (#effect? @report "wall-clock"))\n'
STABLE = 'message = "reads a clock"\nseverity = "warning"\n'
LEAVING = 'status-since = "3"\ninstead = "use wall-clock"\n'


@pytest.fixture
def rules(shell: Shell) -> Shell:
    """A directory of rules of every status, and code that each of them would report."""
    shell.write("restatelint.toml", 'rules = ["own"]\n')
    for name, text in (
        ("fresh", f'{STABLE}status = "preview"\n'),
        ("steady", f'{STABLE}formerly = ["shaky"]\n'),
        ("stale", f'{STABLE}status = "deprecated"\n{LEAVING}'),
    ):
        shell.write(f"own/clocks/{name}/rule.toml", text)
        shell.write(f"own/clocks/{name}/query.scm", QUERY)
    shell.write(
        "own/clocks/gone/rule.toml",
        f'title = "A clock"\nstatus = "removed"\nformerly = ["lost"]\n{LEAVING}',
    )
    shell.write("shop.go")
    return shell


def on(shell: Shell, *options: str) -> set[str]:
    """Return which of the rules report something."""
    ran = shell.run("check", "--format", "json", "--isolated" if "--isolated" in options else "-q", *options)
    return {each["rule"] for each in json.loads(ran.out)["findings"]} & {"fresh", "steady", "stale", "gone"}


def test_a_preview_is_on_where_it_is_wanted(rules: Shell) -> None:
    assert on(rules) == {"steady", "stale"}
    assert on(rules, "--select", "clocks") == {"steady", "stale"}
    assert on(rules, "--select", "all") == {"steady", "stale"}
    assert on(rules, "--preview") == {"fresh", "steady", "stale"}
    assert on(rules, "--extend-select", "fresh") == {"fresh", "steady", "stale"}
    assert on(rules, "--preview", "--ignore", "fresh") == {"steady", "stale"}
    rules.write("restatelint.toml", 'rules = ["own"]\npreview = true\n')
    assert on(rules) == {"fresh", "steady", "stale"}


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--select", "shaky"], 1, "outdated: the rule `shaky` is now called `steady`"),
        (["--select", "stale"], 1, "outdated: the rule `stale` is deprecated since 3: use wall-clock"),
        (["--ignore", "gone"], 1, "outdated: the rule `gone` is removed in 3: use wall-clock"),
        (["--select", "gone"], 2, "the rule `gone` was removed in 3: use wall-clock"),
        (["--select", "lost"], 2, "the rule `lost` was removed in 3: use wall-clock"),
    ],
)
def test_a_name_that_is_not_what_it_was_is_told_of(
    rules: Shell, options: list[str], code: int, words: str
) -> None:
    ran = rules.check(*options)

    assert ran.code == code
    assert words in ran.out + ran.err


def test_settings_are_told_of_where_they_are(rules: Shell) -> None:
    rules.write("restatelint.toml", 'rules = ["own"]\n[severities]\nshaky = "error"\n')
    assert "outdated: restatelint.toml: the rule `shaky` is now called `steady`" in rules.check().out

    rules.write("restatelint.toml", 'rules = ["own"]\nextend-select = [\n"gone"]\n')
    ran = rules.check()
    assert ran.code == 2
    assert ran.err == "restatelint: restatelint.toml:3: the rule `gone` was removed in 3: use wall-clock\n"


def test_what_is_not_named_is_not_spoken_of(rules: Shell) -> None:
    ran = rules.check()
    assert "outdated" not in ran.out + ran.err


def test_a_directive_for_a_removed_rule_suppresses_nothing_and_says_why(rules: Shell) -> None:
    rules.write("shop.go", BAD.replace("time.Now())", "time.Now()) //restatelint:ignore gone no matter"))

    ran = rules.check("--select", "steady")

    assert "unused suppression: the rule `gone` was removed in 3: use wall-clock\n" in ran.out
    rules.write(
        "shop.go", BAD.replace("time.Now())", "time.Now()) //restatelint:ignore shaky it matters not")
    )
    assert "found" not in rules.check("--select", "steady").out


def test_what_a_rule_is_stands_where_rules_are_explained(rules: Shell) -> None:
    ran = rules.run("rule", "shaky")
    assert ran.err == "the rule `shaky` is now called `steady`\n"
    assert ran.out.startswith("steady: Steady\nformerly shaky\nfamily clocks, ")
    ran = rules.run("rule", "gone")
    assert ran.out == "gone: A clock\nformerly lost\nremoved in 3: use wall-clock\n"
    listed = rules.run("rule", "--all").out
    assert "  Fresh (preview)\n" in listed
    assert "  Stale (deprecated since 3: use wall-clock)\n" in listed
    table = rules.run("rule", "--all", "--format", "markdown").out
    assert "| fresh | warning | default | Fresh (preview) |" in table
    described = {
        each["id"]: each for each in json.loads(rules.run("rule", "--all", "--format", "json").out)["rules"]
    }
    assert described["stale"]["status"] == "deprecated"
    assert described["gone"]["instead"] == "use wall-clock"
    assert described["wall-clock"]["status"] == "stable"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f'{STABLE}status = "old"', "expected one of `preview`"),
        (f'{STABLE}status = "deprecated"', "`status-since` is missing"),
        (f'{STABLE}status = "deprecated"\nstatus-since = "3"', "`instead` is missing"),
        (f'{STABLE}instead = "x"', "`instead` is about a `status`, which is missing"),
        (f'title = "x"\nstatus = "removed"\n{LEAVING}', "a rule that is removed has no query"),
    ],
)
def test_a_status_must_make_sense(rules: Shell, text: str, words: str) -> None:
    rules.write("own/clocks/steady/rule.toml", text)

    ran = rules.check()

    assert ran.code == 2
    assert words in ran.err
