"""On which lines of a TOML text keys, tables and strings stand, which its parser does not tell."""

from __future__ import annotations

import re

_NAME = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[A-Za-z0-9_-]+")
_DOTTED = rf"(?:{_NAME.pattern})(?:\s*\.\s*(?:{_NAME.pattern}))*"
_HEADER = re.compile(rf"\s*\[\[?\s*({_DOTTED})\s*\]")
_ARRAY_HEADER = re.compile(rf"\s*\[\[\s*({_DOTTED})\s*\]\]")
_ASSIGNMENT = re.compile(rf"\s*({_DOTTED})\s*=")


def line_of(text: str, names: tuple[str, ...], start: int = 1) -> int:
    """Return the 1-based line of a dotted key or table header, or of what it stands in, or ``start``."""
    best, line = 0, start
    header: tuple[str, ...] = ()
    for number, content in enumerate(text.split("\n")[start - 1 :], start=start):
        if match := _HEADER.match(content):
            here = header = _names(match[1])
        elif match := _ASSIGNMENT.match(content):
            here = header + _names(match[1])
        else:
            continue
        if here[: len(names)] == names:
            return number
        if len(here) > best and names[: len(here)] == here:
            best, line = len(here), number
    return line


def line_of_string(text: str, value: str, start: int = 1) -> int | None:
    """Return the first line, from ``start`` on, that holds a string in quotes, or None."""
    for number, content in enumerate(text.split("\n")[start - 1 :], start=start):
        if f'"{value}"' in content or f"'{value}'" in content:
            return number
    return None


def lines_of_tables(text: str, names: tuple[str, ...]) -> list[int]:
    """Return the 1-based lines at which each table of an array of tables begins."""
    return [
        number
        for number, content in enumerate(text.split("\n"), start=1)
        if (match := _ARRAY_HEADER.match(content)) and _names(match[1]) == names
    ]


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in _NAME.findall(dotted))
