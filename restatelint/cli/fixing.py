"""`check --fix`, `--diff` and `--add-ignore`: what is changed, how it is written, and what is said of it."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restatelint.cli.diff import print_diff, unified_diff
from restatelint.cli.judge import report_on_files
from restatelint.cli.output import say
from restatelint.cli.undivided import undivided
from restatelint.cli.writing_fixes import linked_locations, write_changed
from restatelint.engine.fixing import fixable, fixed_files
from restatelint.engine.ignoring import with_ignores
from restatelint.report.display import visible
from restatelint.source.tree import DiskTree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from restatelint.cli.only_new import Narrowed, Narrowing
    from restatelint.cli.progress import Teller
    from restatelint.cli.request import Request
    from restatelint.engine.finding import Finding, Report
    from restatelint.source.tree import SourceTree


@dataclass(frozen=True, slots=True)
class Run:
    """What a command line asks for: files, how they are checked, what of it is new, and who is told."""

    paths: Sequence[str]
    request: Request
    narrowing: Narrowing
    teller: Teller

    def first(self) -> Narrowed:
        """Return what is new before anything is changed."""
        return self.narrowing(report_on_files(self.paths, self.request, teller=self.teller))

    def again(
        self,
        first: Narrowed,
        stage: str,
        seen: SourceTree | None = None,
        only: frozenset[str] | None = None,
        changed: Mapping[str, bytes] | None = None,
    ) -> Report:
        """Return what is new of a later check; see `report_on_files`."""
        return first.again(
            report_on_files(
                self.paths,
                self.request,
                seen=seen,
                only=only,
                changed=changed,
                teller=self.teller._replace(say=_unsaid),
                stage=stage,
            )
        )


def report_after_fixes(run: Run, *, unsafe: bool) -> Report:
    """Fix what can be fixed of what is new, say how much that was, and return what is still found."""
    tree = DiskTree(os.curdir)
    first = run.first()
    report = first.report
    written = _written(run, tree, _fixes(run, tree, first, unsafe=unsafe))
    after = run.again(first, "checking again") if written else report
    _say_fixed(run, "fixed", report, after, unsafe=unsafe)
    _say_untouched(after, "fixes are written", _has_fix(unsafe))
    return after


def report_with_diff(run: Run, *, unsafe: bool) -> Report:
    """Print what fixing would change, say how much that is, and return what is found without it."""
    tree = DiskTree(os.curdir)
    first = run.first()
    report = first.report
    changes = _fixes(run, tree, first, unsafe=unsafe)
    run.teller.bar.close()
    diffs = [unified_diff(tree.display(each), *of_file) for each, of_file in sorted(changes.items())]
    print_diff([line for lines in diffs for line in lines])
    overlay = {location: after for location, (_, after) in changes.items()}
    then = run.again(first, "checking again", changed=overlay) if changes else report
    _say_fixed(run, "would fix", report, then, unsafe=unsafe)
    _say_untouched(report, "fixes are written", _has_fix(unsafe))
    return report


def report_after_ignores(run: Run, reason: str) -> Report:
    """Write a directive for everything new that is found, say how many, and return what is still found."""
    tree = DiskTree(os.curdir)
    first = run.first()
    report = first.report

    def judge(seen: SourceTree, only: frozenset[str]) -> Report:
        return run.again(first, "trying directives", seen=seen, only=only)

    changes = with_ignores(report, tree, tree.location, judge, reason)
    written = _written(run, tree, changes)
    after = run.again(first, "checking again") if written else report
    gone = max(0, len(report.active) - len(after.active))
    run.teller.bar.close()
    say(f"ignored {gone} of {_problems(len(report.active))}")
    _say_untouched(after, "directives are written", lambda _: True)
    return after


def _unsaid(_: str) -> None:
    """Say nothing: how often files are checked again is nobody's question."""


def _fixes(run: Run, tree: DiskTree, first: Narrowed, *, unsafe: bool) -> Mapping[str, tuple[bytes, bytes]]:
    def judge(seen: SourceTree, only: frozenset[str]) -> Report:
        return run.again(first, "trying fixes", seen=seen, only=only)

    return fixed_files(first.report, tree, tree.location, judge, unsafe=unsafe)


def _written(run: Run, tree: DiskTree, changes: Mapping[str, tuple[bytes, bytes]]) -> int:
    """Write files and return how many were; what prevents it is said. Who interrupts it waits for all."""
    linked = linked_locations(run.paths)
    count = 0
    run.teller.bar.close()
    with undivided():
        for location, (before, after) in sorted(changes.items()):
            problem = (
                "it is named by a link" if location in linked else write_changed(location, before, after)
            )
            if problem:
                say(f"not written: {visible(tree.display(location))}: {problem}")
            else:
                count += 1
    return count


def _has_fix(unsafe: bool) -> Callable[[Finding], bool]:
    def has_fix(finding: Finding) -> bool:
        return fixable(dataclasses.replace(finding, fence=None), unsafe=unsafe) is not None

    return has_fix


def _say_fixed(run: Run, verb: str, before: Report, after: Report, *, unsafe: bool) -> None:
    run.teller.bar.close()
    gone = max(0, len(before.active) - len(after.active))
    more = 0 if unsafe else sum(fixable(each, unsafe=True) is not None for each in after.active)
    more -= 0 if unsafe else sum(fixable(each, unsafe=False) is not None for each in after.active)
    hint = f", {more} more with --unsafe-fixes" if more > 0 else ""
    say(f"{verb} {gone} of {_problems(len(before.active))}{hint}")


def _say_untouched(report: Report, what: str, is_wanted: Callable[[Finding], bool]) -> None:
    """Say which documents are left as they are although something could be written for a finding there."""
    paths = {each.place.path for each in report.active if each.fence is not None and is_wanted(each)}
    for path in sorted(paths):
        say(f"not changed: {visible(path)}: {what} into Go files, not into Markdown")


def _problems(count: int) -> str:
    return "1 problem" if count == 1 else f"{count} problems"
