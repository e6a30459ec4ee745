"""Runs a command that writes answers, and tells it what is wrong with each until one is accepted."""

from __future__ import annotations

import re
import subprocess
import tempfile
from typing import TYPE_CHECKING

import click

from restatelint import __version__
from restatelint.cli.keeper import kept
from restatelint.cli.output import say
from restatelint.judge.isolated import isolated_verdict, lost_verdict
from restatelint.judge.prompt import prompt
from restatelint.report.display import visible
from restatelint.report.options import Options
from restatelint.report.summary import counted
from restatelint.report.verdict import agent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restatelint.judge.isolated import Judge
    from restatelint.judge.verdict import Verdict
    from restatelint.judge.workers import Bounds

_BACKTICKS = re.compile(rb"`+")


class Attempts:
    """A command, and the judge of what it writes. ``seconds`` is how long one run of it may take."""

    def __init__(
        self, judge: Judge, bounds: Bounds, command: Sequence[str], seconds: float, *, quiet: bool
    ) -> None:
        self._judge = judge
        self._bounds = bounds
        self._command = list(command)
        self._seconds = seconds
        self._quiet = quiet
        version = judge.terms.settings.sdk_version
        self._prompt = prompt(judge.terms.chosen(), judge.task, version).encode()

    def until_accepted(self, most: int) -> tuple[Verdict, bytes]:
        """Run the command until its answer is accepted or it had its attempts; return the last of both.

        A run that takes too long, fails or writes too much ends it, and nothing was checked.
        """
        given = self._prompt
        verdict, answer = lost_verdict(self._judge, "there was no attempt"), b""
        for number in range(1, most + 1):
            written = self._run(given)
            if isinstance(written, str):
                return lost_verdict(self._judge, f"attempt {number}: {written}"), b""
            answer = written
            verdict = isolated_verdict(self._judge, answer, self._bounds)
            if not self._quiet:
                reasons = f" ({counted(len(verdict.reasons), 'reason')})" if verdict.reasons else ""
                say(f"attempt {number} of {most}: {verdict.decision.value.replace('-', ' ')}{reasons}")
            if verdict.accepted:
                break
            feedback = "".join(agent(verdict, Options(version=__version__))).encode("utf-8", "replace")
            given = b"\n".join([self._prompt, b"Your last answer:\n", _fenced(answer), feedback])
        return verdict, answer

    def _run(self, given: bytes) -> bytes | str:
        """Return what the command writes for an input, or in words why there is nothing to judge."""
        limit = self._judge.terms.limits.max_stdin_bytes
        with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as target:
            source.write(given)
            source.seek(0)
            try:
                with kept(self._command, source, target) as process:
                    code = process.wait(self._seconds)
            except subprocess.TimeoutExpired:
                return f"the command took longer than {self._seconds:g} seconds"
            except OSError as error:
                message = (
                    f"cannot run `{visible(self._command[0])}`: {(error.strerror or str(error)).lower()}"
                )
                raise click.ClickException(message) from error
            target.seek(0)
            answer = target.read(limit + 1)
        if code:
            return f"the command ended with code {code}"
        return answer if len(answer) <= limit else f"the command wrote more than {limit} bytes"


def _fenced(answer: bytes) -> bytes:
    longest = max((len(run) for run in _BACKTICKS.findall(answer)), default=0)
    fence = b"`" * max(3, longest + 1)
    return b"\n".join([fence, answer.rstrip(b"\n"), fence, b""])
