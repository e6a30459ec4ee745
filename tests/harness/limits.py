"""What rules are known to miss and to report wrongly, as their fixtures own up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from restatelint.engine.expectations import Kind, expectations_of, split_line
from tests.harness.fixtures import FIXTURES, fixtures

if TYPE_CHECKING:
    from pathlib import Path


class Limit(NamedTuple):
    """One ``missed`` or ``wrong`` comment: ``code`` is the line it is about, ``file`` has ``/``."""

    kind: str
    reason: str
    file: str
    line: int
    code: str


def limits_of(rule: str, root: Path = FIXTURES) -> tuple[Limit, ...]:
    """Return the limits of a rule over all fixtures, in order of file and line."""
    found: list[Limit] = []
    for fixture in fixtures(root):
        for path in fixture.files:
            name = path.relative_to(root.parent).as_posix()
            text = path.read_text(encoding="utf-8")
            lines = text.split("\n")
            found.extend(
                Limit(
                    each.kind.value, each.text, name, each.line, split_line(lines[each.line - 1])[0].strip()
                )
                for each in expectations_of(name, text)[0]
                if each.rule == rule and each.kind is not Kind.WANT
            )
    return tuple(found)
