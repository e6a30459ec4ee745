"""A check that changes files, or that tells what is new: in which order both are done."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from restatelint.cli import fixing
from restatelint.cli.judge import report_on_files
from restatelint.source.tree import DiskTree

if TYPE_CHECKING:
    from restatelint.cli.progress import Teller
    from restatelint.cli.request import Request
    from restatelint.engine.finding import Report


def report_after_changes(
    paths: tuple[str, ...],
    request: Request,
    teller: Teller,
    *,
    fix: bool,
    diff: bool,
    unsafe: bool,
    add_ignore: str | None,
) -> Report:
    """Return what is new and still found after what was asked for is done to the files.

    Raises as ``only_new`` and ``report_on_files`` do.
    """
    from restatelint.cli.only_new import everything, only_new

    if request.write_baseline is not None:
        from restatelint.cli.baselines import baseline_at, baseline_to_write, report_after_writing

        prune = request.baseline is not None
        tree = DiskTree(os.curdir)
        before = (baseline_at if prune else baseline_to_write)(request.write_baseline, paths, tree)
        return report_after_writing(before, report_on_files(paths, request, teller=teller), prune=prune)
    narrowing = only_new(paths, request).of if request.is_narrowed else everything
    run = fixing.Run(paths, request, narrowing, teller)
    if add_ignore is not None:
        return fixing.report_after_ignores(run, add_ignore)
    if diff:
        return fixing.report_with_diff(run, unsafe=unsafe)
    if fix:
        return fixing.report_after_fixes(run, unsafe=unsafe)
    return run.first().report
