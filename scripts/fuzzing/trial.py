"""One input of the fuzzer, from its number to the faults that it shows. Runs in a worker, bounded."""

from __future__ import annotations

import dataclasses
import random
import traceback
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from restatelint import MemoryTree, NoteKind, check
from restatelint.judge.task import load_tasks
from restatelint.judge.verify import verify
from restatelint.report import formats, verdict
from restatelint.report.options import Options
from scripts.fuzzing.mutations import answer, module
from scripts.fuzzing.outputs import faults
from tests.harness.fixtures import FIXTURES, fixtures, rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restatelint import Report
    from restatelint.judge.verdict import Verdict

_ANSWERS = ("*.go", "*.md")
_TWICE = 16
_OPTIONS = (Options(version="0"), Options(version="0", show_suppressed=True, summary=False))


@dataclass(frozen=True, slots=True)
class Shown:
    """What an input showed: its kind, its size in bytes, and its faults, in one form of words for a cause."""

    kind: str
    size: int
    faults: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """The inputs of one seed, by their numbers."""

    seed: int

    def shown(self, number: int) -> Shown:
        """Make an input, put it through `check` or `verify` and every format, and return what that showed."""
        made = self.made(number)
        try:
            return Shown(
                made.kind, made.size, tuple(made.faults(_OPTIONS[number % 2], again=number % _TWICE == 0))
            )
        except Exception as error:  # whatever it is, it is a finding of this program
            where = traceback.extract_tb(error.__traceback__)[-1]
            words = f"{type(error).__name__} at {where.filename.rpartition('/')[2]}:{where.lineno}"
            return Shown(made.kind, made.size, (words,), traceback.format_exc())

    def made(self, number: int) -> _Module | _Answer:
        """Return an input by its number: two of three are modules, one is an answer."""
        draw = random.Random(f"{self.seed}-{number}")  # noqa: S311 - mutations are no secrets
        packages, texts, answers = _corpus()
        if number % 3:
            return _Module(*module(dict(draw.choice(packages)), texts, draw))
        task = draw.choice((None, *sorted(load_tasks())))
        return _Answer(answer(draw.choice(answers), (*texts, *answers), draw), task)


@dataclass(frozen=True, slots=True)
class _Module:
    files: dict[str, bytes]
    changed: str
    kind: str = "check"

    @property
    def size(self) -> int:
        return sum(map(len, self.files.values()))

    def faults(self, options: Options, *, again: bool) -> Iterator[str]:
        report = self._report()
        yield from _internal(report)
        yield from _written(report, options, whole=again)
        if again and self._report() != report:
            yield "the same files gave another report"

    def _report(self) -> Report:
        tree = MemoryTree(self.files)
        sources = [each for each in tree.sources() if each.path == self.changed]
        return check(sources, rules(), tree=tree, generated=True)


@dataclass(frozen=True, slots=True)
class _Answer:
    text: bytes
    task: str | None
    kind: str = "verify"

    @property
    def size(self) -> int:
        return len(self.text)

    def faults(self, options: Options, *, again: bool) -> Iterator[str]:
        found = self._verdict()
        yield from _internal(found.report)
        for name, form in verdict.FORMATS.items():
            yield from faults(name, "".join(form(found, options)))
        yield from _written(found.report, options, whole=again)
        if again and self._verdict() != found:
            yield "the same answer had another verdict"

    def _verdict(self) -> Verdict:
        return verify(self.text, self.task)


def _written(report: Report, options: Options, *, whole: bool) -> Iterator[str]:
    """Yield what is wrong with a report in any format; of all rules, which take long, only if ``whole``."""
    found = {finding.rule for finding in report.findings}
    rules_of = tuple(rule for rule in report.rules if whole or rule.id in found)
    report = dataclasses.replace(report, rules=rules_of)
    for name, form in formats.FORMATS.items():
        yield from faults(name, "".join(form(report, options)))


def _internal(report: Report) -> Iterator[str]:
    for note in report.notes:
        if note.kind is NoteKind.INTERNAL_ERROR:
            yield f"internal error: {note.message}"


@cache
def _corpus() -> tuple[tuple[dict[str, bytes], ...], tuple[bytes, ...], tuple[bytes, ...]]:
    """Return the fixtures as packages, every file of them, and the answers to the tasks."""
    go_mod = (FIXTURES / "go.mod").read_bytes()
    packages = tuple(
        {path.relative_to(FIXTURES).as_posix(): path.read_bytes() for path in fixture.files}
        | {"go.mod": go_mod}
        for fixture in fixtures()
    )
    texts = tuple(data for files in packages for data in files.values())
    home = FIXTURES / "_answers"
    answers = tuple(path.read_bytes() for kind in _ANSWERS for path in sorted(home.glob(f"*/*/{kind}")))
    return packages, texts, answers
