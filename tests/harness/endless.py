"""restatelint with a judge that comes to no end, to see what is left when somebody ends it.

Usage: ``python endless.py DIRECTORY ARGUMENT...``. Each judge leaves a file in the directory, called after
the id of its process. With ``UNAIDED`` in the environment the kernel is not asked to end them.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from unittest.mock import patch

from restatelint.cli.main import run
from restatelint.cli.trial import Trial
from restatelint.judge.batch import Batch
from restatelint.judge.isolated import Judge

_LONG = 300.0


def report(_self: object, _given: object) -> None:
    """Judge for ever."""
    (Path(os.environ["ENDLESS"]) / str(os.getpid())).touch()
    time.sleep(_LONG)


def verdict(_self: object, _given: object) -> None:
    """Judge for ever."""
    report(_self, _given)


if "UNAIDED" in os.environ:
    patch("restatelint.judge.workers.die_with", lambda _parent: None).start()
# a spawned process imports this file again, so that its judges are these too
for owner in (Judge, Trial):
    owner.report = report  # type: ignore[method-assign, assignment]
for judge in (Judge, Batch):
    judge.verdict = verdict  # type: ignore[method-assign, assignment]

if __name__ == "__main__":
    os.environ["ENDLESS"] = sys.argv[1]
    sys.argv = ["restatelint", *sys.argv[2:]]
    run()
