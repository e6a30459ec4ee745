"""The table of output formats; a format's module is imported when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from restatelint.engine.finding import Report
from restatelint.report.options import Options

if TYPE_CHECKING:
    from typing import TypeAlias

Format: TypeAlias = Callable[[Report, Options], Iterator[str]]
"""Turns a report into text: pieces to write one after the other, each with its line endings."""


def _full(report: Report, options: Options) -> Iterator[str]:
    from restatelint.report.full import full

    return full(report, options)


def _concise(report: Report, options: Options) -> Iterator[str]:
    from restatelint.report.concise import concise

    return concise(report, options)


def _json(report: Report, options: Options) -> Iterator[str]:
    from restatelint.report.json_report import json_document

    return json_document(report, options)


def _jsonl(report: Report, options: Options) -> Iterator[str]:
    from restatelint.report.json_report import json_lines

    return json_lines(report, options)


def _sarif(report: Report, options: Options) -> Iterator[str]:
    from restatelint.report.sarif.log import sarif

    return sarif(report, options)


def _github(report: Report, options: Options) -> Iterator[str]:
    from restatelint.report.github import github

    return github(report, options)


def _agent(report: Report, options: Options) -> Iterator[str]:
    from restatelint.report.agent import agent

    return agent(report, options)


def _html(report: Report, options: Options) -> Iterator[str]:
    from restatelint.report.html.page import html_report

    return html_report(report, options)


def _gitlab(report: Report, options: Options) -> Iterator[str]:
    from restatelint.report.gitlab import gitlab

    return gitlab(report, options)


def _junit(report: Report, options: Options) -> Iterator[str]:
    from restatelint.report.junit import junit

    return junit(report, options)


def _checkstyle(report: Report, options: Options) -> Iterator[str]:
    from restatelint.report.checkstyle import checkstyle

    return checkstyle(report, options)


def _rdjson(report: Report, options: Options) -> Iterator[str]:
    from restatelint.report.rdjson import rdjson

    return rdjson(report, options)


def _markdown(report: Report, options: Options) -> Iterator[str]:
    from restatelint.report.markdown import markdown

    return markdown(report, options)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "full": _full,
        "concise": _concise,
        "json": _json,
        "jsonl": _jsonl,
        "sarif": _sarif,
        "github": _github,
        "gitlab": _gitlab,
        "junit": _junit,
        "checkstyle": _checkstyle,
        "rdjson": _rdjson,
        "markdown": _markdown,
        "agent": _agent,
        "html": _html,
    }
)
"""Every format by its name on the command line."""

TEXT_FORMATS = frozenset({"full", "concise"})
"""The formats for people: they hold their own summary and may be coloured."""

FROM_TOP = frozenset({"sarif", "github", "gitlab"})
"""The formats whose paths begin at the top of the repository, whatever the current directory is."""
