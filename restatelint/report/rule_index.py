"""The index of rules in Markdown: by guardrail and by family. docs/rules.md is what this prints."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from restatelint.report.display import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from restatelint.engine.rule import Rule

GUARDRAILS = {
    "Replays see the same values": (
        *("wall-clock", "native-timer", "random", "unique-id", "network-io", "database-io"),
        *("file-io", "process-environment", "map-iteration"),
    ),
    "The handler's context stays outside Run": (
        *("handler-context-in-run", "nested-operation", "deterministic-random-in-run"),
    ),
    "No goroutines, channels or select in handlers": (
        *("goroutine", "durable-operation-in-goroutine", "channel", "select", "sync-primitive"),
    ),
    "Logs are written once": ("replayed-logging",),
    "Failures that no retry can help are terminal": (
        *("retried-forever", "terminal-error-lost", "classified-after-run"),
    ),
    "The SDK's names are those of today": ("deprecated-api", "removed-api"),
    "Objects do not sleep while others wait": ("sleep-in-exclusive-handler", "wait-in-exclusive-handler"),
}
"""What each promise of a durable handler is watched by: a title, and the ids of rules."""

_BEGINNING = """# Rules

Each name leads to the rule's page. A rule of the strict preset is on with `--preset strict`; "by flow" is a
severity that depends on where the value ends. What `restatelint rule --all --format markdown` prints is this
page.
"""
_HEAD = "| rule | severity | preset | what it finds |\n|---|---|---|---|\n"


def rule_index(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield the index of some rules: a list by guardrail, then a table for each family."""
    known = sorted(rules, key=lambda rule: (rule.family, rule.id))
    by_id = {rule.id: rule for rule in known}
    yield f"{_BEGINNING}\n## By guardrail\n\n"
    for title, ids in GUARDRAILS.items():
        links = [_link(by_id[each]) for each in ids if each in by_id]
        if links:
            yield f"* {title}: {', '.join(links)}\n"
    for family, own in groupby(known, key=lambda rule: rule.family):
        yield f"\n## {family}\n\n{_HEAD}"
        for rule in own:
            severity = rule.severity.value if rule.severity else "by flow"
            standing = f" ({rule.standing.words})" if rule.standing.words else ""
            yield f"| {_link(rule)} | {severity} | {rule.preset.value} | {_cell(rule.title + standing)} |\n"


def _link(rule: Rule) -> str:
    if rule.page is not None:
        return f"[{rule.id}]({rule.page})" if rule.page else rule.id
    return f"[{rule.id}](../rules/{rule.family}/{rule.id}/README.md)"


def _cell(title: str) -> str:
    return visible(title).replace("|", "\\|")
