"""Writes what the rules report now into the comments of fixtures, for a person to read the difference."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from restatelint.engine.expected import accepted
from tests.harness.fixtures import is_compilable, report_of

if TYPE_CHECKING:
    from pathlib import Path

    from restatelint.engine.rule import Rule
    from tests.harness.fixtures import Fixture

_ROUNDS = 4


def accept(fixture: Fixture, on: tuple[Rule, ...]) -> tuple[Path, ...]:
    """Write the ``want`` comments of a fixture and return the files that changed.

    ``missed`` and ``wrong`` stay as they are; whether they are still true is for the tests to say. A
    comment may move what messages name by line, so this is done until nothing changes.
    """
    changed: dict[Path, None] = {}
    for _ in range(_ROUNDS):
        report = report_of(fixture, on)
        settled = True
        for path in fixture.expecting:
            name = path.relative_to(fixture.directory.parents[2]).as_posix()
            text = path.read_text(encoding="utf-8")
            made = accepted(name, text, [each for each in report.active if each.place.path == name])
            if made != text:
                path.write_text(made, encoding="utf-8")
                _format(path)
                if path.read_text(encoding="utf-8") != text:
                    changed[path] = None
                    settled = False
        if settled:
            break
    return tuple(changed)


def _format(path: Path) -> None:
    gofmt = shutil.which("gofmt")
    if gofmt is not None and path.suffix == ".go" and is_compilable(path):
        subprocess.run([gofmt, "-w", str(path)], check=True)
