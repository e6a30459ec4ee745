"""Writes what the rules report now into the comments of fixtures, for a person to read the difference."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.harness.expectations import expectations_of, is_columns, split_line, want
from tests.harness.fixtures import is_compilable, report_of
from tests.harness.verdict import columns_line, ranges_at, unwanted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from restatelint.engine.finding import Finding
    from restatelint.engine.rule import Rule
    from tests.harness.fixtures import Fixture

_ROUNDS = 4
_DIRECTIVE = "//restatelint:"


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


def accepted(path: str, text: str, findings: Sequence[Finding]) -> str:
    """Return the text of a fixture with the comments that its findings ask for."""
    expectations, _ = expectations_of(path, text)
    left = unwanted(findings, expectations)
    made: list[str] = []
    above, above_line = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if is_columns(line):
            carets = columns_line(above_line, ranges_at(findings, above))
            made.extend([carets] if carets else [])
        else:
            above, above_line = number, line
            made.extend(_accepted_line(line, [each for each in left if each.place.start.line == number]))
    return "\n".join(made)


def _accepted_line(line: str, findings: Sequence[Finding]) -> list[str]:
    code, clauses = split_line(line)
    kept = [f"// {mark} {text}" for mark, text in clauses if not mark.startswith("want")]
    if clauses and not code.strip() and not kept:
        return []
    texts = dict.fromkeys(want(each.rule, each.message) for each in findings)
    if not texts:
        return [line] if len(kept) == len(clauses) else [" ".join([code, *kept])]
    wanted = "; ".join(texts)
    if _DIRECTIVE in code or code.count("`") % 2:
        indent = code[: len(code) - len(code.lstrip())]
        return [f"{indent}// want+1 {wanted}", " ".join([code, *kept])]
    return [" ".join([code, f"// want {wanted}", *kept])]


def _format(path: Path) -> None:
    gofmt = shutil.which("gofmt")
    if gofmt is not None and path.suffix == ".go" and is_compilable(path):
        subprocess.run([gofmt, "-w", str(path)], check=True)
