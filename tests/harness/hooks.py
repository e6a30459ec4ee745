"""Recorded events of agents and the answers to them; run as a program it writes the answers anew.

An event and its answer speak of the project in ``/home/dev/shop``, which is ``fixtures/_hooks/shop`` wherever
that is copied to.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.harness.fixtures import ROOT

HOOKS = ROOT / "fixtures" / "_hooks"
PROJECT = HOOKS / "shop"
PLACE = "/home/dev/shop"


@dataclass(frozen=True)
class Case:
    """One event of an agent, and what there is to be answered."""

    agent: str
    directory: Path

    @property
    def name(self) -> str:
        """The agent and the directory's name."""
        return f"{self.agent}/{self.directory.name}"

    def event(self, project: Path) -> str:
        """Return the event as it would come if the project were elsewhere."""
        return (self.directory / "event.json").read_text("utf-8").replace(PLACE, project.as_posix())

    def answer(self) -> tuple[str, str, int]:
        """Return standard output, standard error and the exit code; what is not there is nothing."""
        out, err, code = (self._text(name) for name in ("stdout", "stderr", "code"))
        return out, err, int(code or 0)

    def _text(self, name: str) -> str:
        path = self.directory / name
        return path.read_text("utf-8") if path.exists() else ""


def copied(directory: Path) -> Path:
    """Copy the project into a directory, as a repository of its own, and return where it is."""
    project = directory / "shop"
    shutil.copytree(PROJECT, project)
    (project / ".git").mkdir()
    return project


def cases() -> list[Case]:
    """Return every case of every agent."""
    events = sorted(HOOKS.glob("*/*/event.json"))
    return [Case(path.parent.parent.name, path.parent) for path in events]


def main() -> int:
    """Write every answer as it is now, for people to review."""
    with tempfile.TemporaryDirectory() as directory:
        project = copied(Path(directory).resolve())
        for case in cases():
            ran = subprocess.run(
                [sys.executable, "-m", "restatelint", "hook", case.agent],
                input=case.event(project).encode(),
                capture_output=True,
                check=False,
                cwd=project,
                timeout=60,
            )
            code = f"{ran.returncode}\n" if ran.returncode else ""
            for name, data in (("stdout", ran.stdout), ("stderr", ran.stderr), ("code", code.encode())):
                text = data.decode().replace(project.as_posix(), PLACE)
                if text:
                    (case.directory / name).write_text(text, encoding="utf-8")
                else:
                    (case.directory / name).unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
