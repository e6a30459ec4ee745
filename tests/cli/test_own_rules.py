"""Rules of one's own: tried, begun, tested, accepted, and shared by a directory or a package."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import BAD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell

QUERY = (
    '((call_expression) @report @call (#calls? @call "time.Now" "time.Unix") (#effect? @call "wall-clock"))'
)
BOTH = BAD.replace("time.Time{}", "time.Unix(0, 0)")


def test_a_query_shows_what_it_finds_and_who_said_no(shell: Shell) -> None:
    shell.write("shop.go", BOTH)

    ran = shell.run("query", QUERY, "shop.go")

    assert ran.code == 0
    assert ran.out == (
        "shop.go:10:25: match (replayed)\n"
        "  return sleepTo(ctx, 1, time.Now())\n"
        "  @report  time.Now()\n"
        "  @call    time.Now()\n"
        '  yes  (#calls? @call "time.Now" "time.Unix")\n'
        '  yes  (#effect? @call "wall-clock"); {cause} is `time.Now`\n'
        "\n"
        '4 shapes refused by (#calls? @call "time.Now" "time.Unix")\n'
        '1 shape refused by (#effect? @call "wall-clock")\n'
        "found 1 match in 1 file\n"
    )
    ran = shell.run("query", QUERY, "--all", "shop.go")
    assert "shop.go:14:34: no match (replayed)\n  return restate.Sleep" in ran.out
    assert 'no   (#effect? @call "wall-clock")' in ran.out


def test_a_query_looks_at_one_kind_of_code(shell: Shell) -> None:
    shell.write("shop.go", BAD)

    assert shell.run("query", QUERY, "--where", "replayed", ".").code == 0
    ran = shell.run("query", QUERY, "--where", "run", ".")
    assert (ran.code, ran.out) == (1, "found 0 matches in 1 file\n")


def test_a_query_may_stand_in_a_file_and_be_answered_in_json(shell: Shell) -> None:
    shell.write("shop.go", BAD)
    shell.write("clock.scm", QUERY)

    ran = shell.run("query", "clock.scm", "--format", "json")

    (match,) = json.loads(ran.out)["matches"]
    assert match["captures"] == {"report": "time.Now()", "call": "time.Now()"}
    assert match["predicates"][1] == {
        "predicate": '(#effect? @call "wall-clock")',
        "holds": True,
        "values": {"cause": "time.Now", "via": ""},
    }


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("((call_expresion) @report)", "did you mean `call_expression`?"),
        ('((call_expression) @report (#efect? @report "x"))', "did you mean `#effect?`"),
        ("((call_expression) @call)", "no `@report` capture"),
        ("missing.scm", "missing.scm"),
    ],
)
def test_a_mistake_in_a_query_is_named(shell: Shell, query: str, words: str) -> None:
    ran = shell.run("query", query, ".")

    assert ran.code == 2
    assert words in ran.err


def test_a_query_of_nothing_is_no_answer(shell: Shell) -> None:
    assert shell.run("query", QUERY, ".").code == 3
    shell.write("deep.go", "package a\nvar x = " + "(" * 600 + "1" + ")" * 600 + "\n")
    ran = shell.run("query", QUERY, ".")
    assert ran.code == 4
    assert "nested deeper" in ran.err


def begun(shell: Shell) -> Path:
    """Begin a rule and have it loaded."""
    ran = shell.run("rule", "new", "tools/rules/orders/no-printing")
    assert ran.code == 0, ran.err
    shell.write("restatelint.toml", 'rules = ["tools/rules"]\n')
    return shell.directory / "tools" / "rules" / "orders" / "no-printing"


def test_a_rule_that_is_begun_works_and_is_tested(shell: Shell) -> None:
    ran = shell.run("rule", "new", "tools/rules/orders/no-printing")
    assert ran.out.splitlines() == [
        "wrote tools/rules/orders/no-printing/rule.toml",
        "wrote tools/rules/orders/no-printing/query.scm",
        "wrote tools/rules/orders/no-printing/testdata/bad.go",
        "wrote tools/rules/orders/no-printing/testdata/good.go",
    ]
    assert 'rules = ["tools/rules"]' in ran.err

    ran = shell.run("rule", "test", "tools/rules")
    assert (ran.code, ran.err) == (0, "1 rule on 2 files, 1 finding: all as expected\n")


def test_a_rule_that_is_begun_is_on_where_it_is_loaded(shell: Shell) -> None:
    begun(shell)
    shell.write("go.mod", "module shop\n\nrequire github.com/restatedev/sdk-go v1.0.2\n")
    bad = (shell.directory / "tools/rules/orders/no-printing/testdata/bad.go").read_text("utf-8")
    shell.write("shop.go", bad)

    ran = shell.check(".")

    assert ran.code == 1
    assert ran.out.startswith("shop.go:15:2: warning[no-printing]: fmt.Println prints again on every replay")
    (rule,) = json.loads(shell.run("rule", "no-printing", "--format", "json").out)["rules"]
    assert (rule["title"], rule["url"]) == ("No printing", "")
    sarif = json.loads(shell.check("--format", "sarif", ".").out)
    described = {each["id"]: each for each in sarif["runs"][0]["tool"]["driver"]["rules"]}
    assert "helpUri" not in described["no-printing"]


def test_what_a_rule_does_not_say_may_be_left_out(shell: Shell) -> None:
    directory = begun(shell)
    (directory / "rule.toml").write_text('message = "no"\nseverity = "info"\n', encoding="utf-8")

    ran = shell.run("rule", "no-printing")

    assert ran.code == 0
    assert "severity info, confidence high, preset default, since 1" in ran.out


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('severity = "info"', "the key `message` is missing"),
        ('message = "no"', "the key `severity` is missing"),
        ('message = "no"\nseverity = "info"\nwhere = "engine"', "expected one of `replayed`, `run`, `file`"),
        ('message = "no"\nseverity = "info"\nhelb = "x"', "did you mean `help`?"),
        ('message = "{who}"\nseverity = "info"', "nothing fills `{who}`"),
        ('message = "no"\nseverity = "info"\nurl = "javascript:x"', "an address"),
    ],
)
def test_a_mistake_in_a_rule_is_named(shell: Shell, toml: str, words: str) -> None:
    directory = begun(shell)
    (directory / "rule.toml").write_text(toml + "\n", encoding="utf-8")

    ran = shell.run("rule", "test")

    assert ran.code == 2
    assert words in ran.err
    assert ran.err.startswith("restatelint: tools/rules/orders/no-printing/rule.toml:")


def test_a_rule_without_a_query_says_where_to_write_it(shell: Shell) -> None:
    directory = begun(shell)
    (directory / "query.scm").unlink()

    assert "write it to query.scm" in shell.run("rule", "test").err


def test_a_changed_message_is_a_difference_that_accept_writes(shell: Shell) -> None:
    directory = begun(shell)
    toml = directory / "rule.toml"
    toml.write_text(toml.read_text("utf-8").replace("prints again", "writes anew"), encoding="utf-8")

    ran = shell.run("rule", "test")
    assert ran.code == 1
    assert "bad.go:15: wrong message of no-printing; it is now" in ran.out

    ran = shell.run("rule", "test", "--accept")
    assert ran.code == 0
    assert ran.out == "wrote tools/rules/orders/no-printing/testdata/bad.go\n"
    assert 'fmt.Println writes anew on every replay"' in (directory / "testdata/bad.go").read_text("utf-8")
    assert shell.run("rule", "test").code == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('fmt.Println("x")', "unexpected no-printing"),
        ('_ = number // want no-printing: "x"', "missing no-printing: x"),
        ("_ = number // missed no-printing: hidden", ""),
        ('fmt.Println("x") // missed no-printing: hidden', "no longer missed"),
        ('fmt.Println("x") // wrong no-printing: it is fine', ""),
        ("_ = number // wrong no-printing: it is fine", "no longer wrong here"),
        ('_ = number // want no-prinning: "x"', "did you mean `no-printing`?"),
        ("_ = number // want no-printing", "is no expectation"),
    ],
)
def test_comments_say_what_is_found_missed_and_wrong(shell: Shell, line: str, words: str) -> None:
    bad = begun(shell) / "testdata" / "bad.go"
    text = bad.read_text("utf-8").replace("\treturn nil", f"\t{line}\n\treturn nil")
    bad.write_text(text, encoding="utf-8")

    ran = shell.run("rule", "test", str(bad.parent.parent))

    assert ran.code == int(bool(words))
    assert words in ran.out


def test_a_rule_that_nothing_shows_to_work_fails(shell: Shell) -> None:
    directory = begun(shell)
    (directory / "testdata" / "bad.go").unlink()

    ran = shell.run("rule", "test")

    assert ran.code == 1
    assert "no Go file there has a `// want no-printing` comment" in ran.out


def test_without_rules_there_is_nothing_to_test(shell: Shell) -> None:
    ran = shell.run("rule", "test")

    assert ran.code == 3
    assert "nothing to test" in ran.err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no-printing", "is not DIR/FAMILY/NAME"),
        ("rules/orders/NoPrinting", "is no name for a rule"),
        ("rules/orders/strict", "is no name for a rule"),
        ("rules/orders/wall-clock", "is taken"),
        ("rules/wall-clock/orders", "is that of a rule"),
        ("rules/orders/there", "is there already"),
    ],
)
def test_a_name_that_cannot_be_is_refused(shell: Shell, name: str, words: str) -> None:
    (shell.directory / "rules" / "orders" / "there").mkdir(parents=True)
    ran = shell.run("rule", "new", name)

    assert ran.code == 2
    assert words in ran.err


def installed(shell: Shell, directory: Path) -> None:
    """Put a package of rules, of data alone, where Python looks for packages."""
    site = shell.directory / "site"
    rules = site / "acme_rules" / "go"
    rules.parent.mkdir(parents=True)
    (directory.parent.parent).rename(rules)
    metadata = site / "acme_rules-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n", "utf-8")
    (metadata / "entry_points.txt").write_text("[restatelint.rules]\nacme = acme_rules.go\n", "utf-8")
    shell.monkeypatch.syspath_prepend(str(site))


def test_rules_of_a_package_are_loaded_and_nothing_of_it_is_imported(shell: Shell) -> None:
    installed(shell, begun(shell))
    (shell.directory / "site" / "acme_rules" / "__init__.py").write_text("raise SystemExit(9)", "utf-8")
    shell.write("restatelint.toml", 'rule-packages = ["acme"]\n')

    ran = shell.run("rule", "no-printing")

    assert ran.code == 0, ran.err
    assert "family orders" in ran.out
    assert "acme_rules" not in sys.modules


def test_a_package_that_is_not_there_is_a_mistake_in_the_settings(shell: Shell) -> None:
    installed(shell, begun(shell))
    shell.write("restatelint.toml", '\nrule-packages = ["acne"]\n')

    ran = shell.run("rule", "no-printing")

    assert ran.code == 2
    assert (
        "restatelint.toml:2: no installed package has rules by the name `acne` (did you mean `acme`?)"
        in ran.err
    )
