"""What a caller may choose about a report's form; knows of no format."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.engine.load import page_text
from restatelint.engine.toml import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

    from restatelint.engine.finding import Finding, Report
    from restatelint.engine.rule import Rule
    from restatelint.restate.services.graph import Graph


def rule_page(rule: Rule) -> str:
    """Return the Markdown of a rule's page, or its title and help where it has no page."""
    if rule.directory:
        # a rule without a page still reports; the rules' own tests ask for the page
        with suppress(DataError):
            return page_text(rule.directory)
    advice = f"\n{rule.help}\n" if rule.help else ""
    return f"# {rule.id}\n\n{rule.title}.\n{advice}"


def no_text(_: str) -> bytes | None:
    """Return None: of files only the lines that findings hold are known."""
    return None


def no_graph() -> Graph | None:
    """Return None: what services there are is not known."""
    return None


@dataclass(frozen=True, slots=True)
class Options:
    """How to write a report.

    ``version`` is the linter's own. ``links`` says whether text leads to pages of rules, ``summary`` whether
    it ends with a line of counts.
    ``assumptions`` whether people are told what was added to the Go of a document to make files of it.
    ``category`` tells runs apart that are uploaded for one commit. ``page`` gives a rule's page in
    Markdown, ``text`` the bytes of a file by the path that is shown, ``graph`` the services of what was
    checked; both None where that is not at hand.
    """

    version: str
    color: bool = False
    links: bool = False
    show_suppressed: bool = False
    summary: bool = True
    assumptions: bool = True
    category: str = ""
    page: Callable[[Rule], str] = rule_page
    text: Callable[[str], bytes | None] = no_text
    graph: Callable[[], Graph | None] = no_graph


def shown_findings(report: Report, options: Options) -> tuple[Finding, ...]:
    """Return the findings to write: the active ones, or all if suppressed ones are wanted too."""
    return report.findings if options.show_suppressed else report.active
