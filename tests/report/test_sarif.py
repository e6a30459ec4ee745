"""SARIF: valid against the schema, and each field as GitHub code scanning wants it."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from restatelint.engine.api import load_rules
from restatelint.engine.finding import Note, NoteKind, Report, Severity, Step
from restatelint.report.formats import FORMATS
from restatelint.report.options import Options, rule_page
from restatelint.report.sarif.help import help_markdown, help_text
from restatelint.report.sarif.writer import json_value
from tests.report.samples import (
    OPTIONS,
    ORDER,
    finding_at,
    place_of,
    report_of,
    rich_finding,
    rule_named,
)

if TYPE_CHECKING:
    from restatelint.engine.rule import Rule

SHOW = replace(OPTIONS, show_suppressed=True)


class At:
    """A JSON value whose parts are reached by a path such as ``results.0.level``."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __getitem__(self, path: str) -> object:
        value = self.value
        for step in path.split("/"):
            if isinstance(value, list):
                value = value[int(step)]
            else:
                assert isinstance(value, dict)
                value = value[step]
        return value

    def __contains__(self, path: str) -> bool:
        try:
            self[path]
        except (KeyError, IndexError):
            return False
        return True


@cache
def validator() -> Draft202012Validator:
    path = Path(__file__).with_name("schema") / "sarif-2.1.0.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def log_of(report: Report, options: Options = OPTIONS) -> At:
    log = json.loads("".join(FORMATS["sarif"](report, options)))
    assert [error.message for error in validator().iter_errors(log)] == []
    return At(log)


def run_of(report: Report, options: Options = OPTIONS) -> At:
    return At(log_of(report, options)["runs/0"])


def result_of(report: Report, options: Options = OPTIONS) -> At:
    return At(run_of(report, options)["results/0"])


def test_the_log_and_its_tool() -> None:
    log = log_of(report_of())
    assert log["$schema"] == (
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    )
    assert log["version"] == "2.1.0"
    run = At(log["runs/0"])
    assert run["tool/driver/name"] == "restatelint"
    assert run["tool/driver/version"] == run["tool/driver/semanticVersion"] == "1.2.3"
    assert run["tool/driver/informationUri"] == "https://github.com/restatelint/restatelint"
    assert run["columnKind"] == "utf16CodeUnits"
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert "newlineSequences" not in run
    assert "tool/driver/contents" not in run


@pytest.mark.parametrize(
    ("category", "name"),
    [("", "restatelint/"), ("service-a", "service-a/"), ("service-a/", "service-a/")],
)
def test_the_category_tells_runs_apart(category: str, name: str) -> None:
    run = run_of(report_of(), replace(OPTIONS, category=category))
    assert run["automationDetails/id"] == name


def test_rules_are_sorted_and_described() -> None:
    report = replace(
        report_of(),
        rules=(
            replace(rule_named("wall-clock"), formerly=("clock",)),
            rule_named("random", Severity.INFO),
        ),
    )
    random, clock = (
        At(run_of(report)["tool/driver/rules/0"]),
        At(run_of(report)["tool/driver/rules/1"]),
    )
    assert "name" not in random
    assert random["defaultConfiguration/level"] == "note"
    assert random["properties/problem.severity"] == "recommendation"
    assert clock.value == {
        "id": "wall-clock",
        "name": "WallClock",
        "deprecatedIds": ["clock"],
        "shortDescription": {"text": "The title of wall-clock."},
        "fullDescription": {"text": "About wall-clock."},
        "help": {
            "text": f"The title of wall-clock.\n\nAbout wall-clock.\n\n{rule_named('wall-clock').url}\n"
        },
        "helpUri": rule_named("wall-clock").url,
        "defaultConfiguration": {"level": "warning"},
        "properties": {
            "tags": ["determinism", "go", "restate"],
            "precision": "high",
            "problem.severity": "warning",
        },
    }


PAGE = """# wall-clock

## What it does

Reports `time.Now`, see [random](../random/README.md) and
[the docs](https://docs.restate.dev/x).

## Example

```go
// [not](../a/link.md)
```

## Use instead

```go
x[i](../y) // stays
```

See [there](#limits).

## Limits

<!-- begin generated: limits -->
- much
"""


def test_a_rule_that_found_something_has_its_page_with_absolute_links() -> None:
    report = replace(report_of(rich_finding()), rules=(rule_named("random"), rule_named("wall-clock")))
    run = run_of(report, replace(OPTIONS, page=lambda _: PAGE))
    address = rule_named("wall-clock").url

    assert "help/markdown" not in At(run["tool/driver/rules/0"])
    assert run["tool/driver/rules/1/help"] == {
        "text": "The title of wall-clock.\n\nReports time.Now, see random and the docs.\n\n" + address + "\n",
        "markdown": "# wall-clock\n\n## What it does\n\nReports `time.Now`, see [random]("
        + address.replace("wall-clock", "random")
        + ") and\n[the docs](https://docs.restate.dev/x).\n\n## Use instead\n\n"
        + "```go\nx[i](../y) // stays\n```\n\n"
        + f"See [there]({address}#limits).\n\n[The whole page, with an example and limits]({address})\n",
    }


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_the_help_of_every_rule_is_plain_and_leads_somewhere(rule: Rule) -> None:
    page = rule_page(rule)
    text, markdown = help_text(rule, page), help_markdown(rule, page)

    assert not [part for part in ("](", "`", "##", "<!--") if part in text]
    assert len(text) > len(rule.title) + len(rule.url) + 20
    assert "](." not in markdown
    assert "## Example" not in markdown
    assert markdown.count("```") % 2 == 0
    assert len(markdown) < len(page) + 300


def test_a_page_without_a_paragraph_falls_back_to_the_title() -> None:
    run = run_of(report_of(), replace(OPTIONS, page=lambda _: "# only a heading\n"))
    assert run["tool/driver/rules/0/fullDescription/text"] == "The title of random."


def test_the_page_is_read_from_the_directory_of_the_rule(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# wall-clock\n\nWhat it does.\n", encoding="utf-8")
    rules: tuple[Rule, ...] = (
        replace(rule_named("a"), directory=str(tmp_path)),
        replace(rule_named("b"), directory=str(tmp_path / "none")),
        rule_named("c"),
    )
    run = run_of(replace(report_of(), rules=rules), Options(version="1.2.3"))
    address = rule_named("a").url
    assert run["tool/driver/rules/0/help/text"] == f"The title of a.\n\nWhat it does.\n\n{address}\n"
    for number, name in ((1, "b"), (2, "c")):
        text = f"The title of {name}.\n\n{rule_named(name).url}\n"
        assert run[f"tool/driver/rules/{number}/help/text"] == text


def test_a_result_stands_at_utf16_columns_behind_an_emoji() -> None:
    result = result_of(report_of(rich_finding()))
    assert result["ruleId"] == "wall-clock"
    assert result["ruleIndex"] == 1
    assert result["level"] == "error"
    assert result["partialFingerprints"] == {"restatelint/v1": "0123456789abcdef"}
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "order/pay.go", "uriBaseId": "%SRCROOT%"},
                "region": {
                    "startLine": 4,
                    "startColumn": 32,
                    "endLine": 4,
                    "endColumn": 39,
                    "snippet": {"text": "stamp()"},
                },
            },
            "logicalLocations": [{"fullyQualifiedName": "Order.Pay", "kind": "function"}],
        }
    ]


@pytest.mark.parametrize("severity", list(Severity))
def test_the_level_is_always_written(severity: Severity) -> None:
    result = result_of(report_of(finding_at(place_of(ORDER, "Pay"), severity)))
    assert result["level"] == {"error": "error", "warning": "warning", "info": "note"}[severity.value]
    assert "codeFlows" not in result
    assert "relatedLocations" not in result
    assert "suppressions" not in result


def test_a_range_of_several_lines_has_its_text() -> None:
    result = result_of(report_of(finding_at(place_of(ORDER, "return nil\n}"))))
    assert result["locations/0/physicalLocation/region/snippet/text"] == "return nil\n}"


def test_the_message_links_to_numbered_places() -> None:
    result = result_of(report_of(rich_finding()))
    assert result["message/text"] == (
        "time.Now reads the wall clock and gives another value on replay. "
        "See [stamp is called](1), [it calls time.Now](2), [reaches restate.Set\\[T\\] here](3). "
        "Read it once inside restate.Run, or take it as input."
    )
    for number, (path, line) in enumerate((("util/clock.go", 3), ("util/clock.go", 3), ("order/pay.go", 4))):
        place = At(result[f"relatedLocations/{number}"])
        assert place["id"] == number + 1
        assert place["physicalLocation/artifactLocation/uri"] == path
        assert place["physicalLocation/region/startLine"] == line


def test_go_code_in_a_message_is_no_link() -> None:
    finding = replace(rich_finding(), message="restate.Get[int](1) of map[string]int", help="")
    text = result_of(report_of(finding))["message/text"]
    assert str(text).startswith("restate.Get\\[int](1) of map[string]int. See [")


def test_the_code_flow_goes_from_the_finding_to_the_cause() -> None:
    result = result_of(report_of(rich_finding()))
    flow = At(result["codeFlows/0/threadFlows/0"])
    messages = [flow[f"locations/{number}/location/message/text"] for number in range(3)]
    assert messages == [rich_finding().message, "stamp is called", "it calls time.Now"]


def test_a_long_chain_keeps_twenty_steps_with_the_cause() -> None:
    place = place_of(ORDER, "Pay")
    chain = tuple(Step(place, f"step {number}") for number in range(50))
    result = result_of(report_of(replace(rich_finding(), chain=chain, related=())))
    flow = At(result["codeFlows/0/threadFlows/0"])
    assert "locations/19" in flow
    assert "locations/20" not in flow
    assert flow["locations/19/location/message/text"] == "... 31 more, then step 49"
    assert "step 49" in str(result["message/text"])


def test_a_fix_replaces_a_region() -> None:
    assert result_of(report_of(rich_finding()))["fixes/0"] == {
        "description": {"text": "wrap in restate.Run."},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": "order/pay.go", "uriBaseId": "%SRCROOT%"},
                "replacements": [
                    {
                        "deletedRegion": {
                            "startLine": 4,
                            "startColumn": 32,
                            "endLine": 4,
                            "endColumn": 39,
                        },
                        "insertedContent": {"text": "now"},
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/c#d?e%f.go", "a%20b/c%23d%3Fe%25f.go"),
        ("a,line=1::error::x.go", "a%2Cline%3D1%3A%3Aerror%3A%3Ax.go"),
        ("größe/\udcff.go", "gr%C3%B6%C3%9Fe/%FF.go"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_addresses_are_percent_encoded(path: str, uri: str) -> None:
    result = result_of(report_of(finding_at(place_of(ORDER, "Pay", path))))
    assert result["locations/0/physicalLocation/artifactLocation/uri"] == uri


def test_suppressions_show_only_when_asked_for() -> None:
    report = report_of(replace(rich_finding(), suppressed="shown only to the operator"))
    assert run_of(report)["results"] == []
    assert result_of(report, SHOW)["suppressions"] == [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": "shown only to the operator",
        }
    ]


def test_notes_are_notifications() -> None:
    run = run_of(
        report_of(
            notes=(
                Note(NoteKind.NOT_CHECKED, "deep.go", "nested deeper than 500"),
                Note(NoteKind.SKIPPED, "", "generated"),
            )
        )
    )
    assert run["invocations/0"] == {
        "executionSuccessful": True,
        "toolExecutionNotifications": [
            {
                "descriptor": {"id": "not-checked"},
                "level": "warning",
                "message": {"text": "nested deeper than 500."},
                "locations": [
                    {"physicalLocation": {"artifactLocation": {"uri": "deep.go", "uriBaseId": "%SRCROOT%"}}}
                ],
            },
            {
                "descriptor": {"id": "skipped"},
                "level": "note",
                "message": {"text": "generated."},
            },
        ],
    }


def test_an_internal_error_is_no_successful_execution() -> None:
    run = run_of(report_of(notes=(Note(NoteKind.INTERNAL_ERROR, "a.go", "rule x raised"),)))
    assert run["invocations/0/executionSuccessful"] is False
    assert run["invocations/0/toolExecutionNotifications/0/level"] == "error"


def test_the_gravest_five_thousand_are_kept_in_their_order() -> None:
    place = replace(place_of(ORDER, "Pay"), lines=())
    info, warning, error = (
        replace(finding_at(place, severity), message=severity.value)
        for severity in (Severity.INFO, Severity.WARNING, Severity.ERROR)
    )
    suppressed = replace(error, suppressed="reason", message="suppressed")
    many = report_of(suppressed, info, *[warning] * 4_998, info, error)
    log = json.loads("".join(FORMATS["sarif"](many, SHOW)))
    [run] = log["runs"]
    messages = [result["message"]["text"].split(".")[0] for result in run["results"]]
    assert messages == ["info", *["warning"] * 4_998, "error"]
    [notification] = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("2 results were left out: 5000 are kept")


def test_the_same_report_gives_the_same_bytes_without_a_path_of_this_machine() -> None:
    report = report_of(rich_finding())
    first, second = ("".join(FORMATS["sarif"](report, OPTIONS)) for _ in range(2))
    assert first == second
    assert str(Path.cwd()) not in first


def test_the_writer_refuses_what_is_not_sarif() -> None:
    with pytest.raises(TypeError, match="no JSON for object"):
        json_value(object())
