"""Runs one git command for source/git: with a time, a bounded answer, and settings that keep it harmless."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAFE = (
    "--no-pager",
    "--literal-pathspecs",
    "-c",
    "safe.bareRepository=explicit",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "log.showSignature=false",
)
_VARIABLES = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
# what the user's own configuration is; all else of git's may point a hook's caller at another repository
_KEPT_VARIABLES = ("GIT_CONFIG",)
_MAX_COMPLAINT = 2_000
_TOO_LONG = "git takes too long to answer"


class GitError(Exception):
    """Why git cannot answer, in words for the user that may quote what the repository holds."""


class GitRefusalError(GitError):
    """Git ran, and says by its exit code that what was asked for is not there or cannot be."""


def git_output(
    top: str,
    arguments: tuple[str, ...],
    *,
    seconds: float,
    max_bytes: int,
    settings: Mapping[str, str],
    variables: Mapping[str, str],
) -> bytes:
    """Return what a git command prints in the repository at ``top``, or raise a GitError.

    ``settings`` of git hold over those of the repository; ``variables`` are of the environment.
    """
    if seconds <= 0:
        raise GitError(_TOO_LONG)
    program = _program(os.environ)
    if program is None:
        message = "git is not installed, or not in PATH"
        raise GitError(message)
    try:
        process = subprocess.Popen(  # noqa: S603 (no shell; what is given is an id, or follows `--`)
            [program, *_SAFE, f"--work-tree={top}", *arguments],
            cwd=top,
            env={**_environment(os.environ, top, settings), **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:  # a path that no file can have is a ValueError
        message = f"git cannot be run: {str(error).lower()}"
        raise GitError(message) from error
    return _result(process, seconds, max_bytes)


def _result(process: subprocess.Popen[bytes], seconds: float, most: int) -> bytes:
    late = threading.Event()

    def stop() -> None:
        late.set()
        _end(process)

    complaint = bytearray()
    assert process.stdout is not None
    assert process.stderr is not None
    listener = threading.Thread(target=_drain, args=(process.stderr, complaint), daemon=True)
    timer = threading.Timer(seconds, stop)
    try:
        listener.start()
        timer.start()
        output = process.stdout.read(most + 1)
        if len(output) > most:
            message = f"git answers with more than {most} bytes"
            raise GitError(message)
        code = process.wait()
        listener.join()
    finally:
        timer.cancel()
        _end(process)
        process.wait()
        process.stdout.close()
    if late.is_set():
        raise GitError(_TOO_LONG)
    if code != 0:
        lines = bytes(complaint).decode("utf-8", "replace").splitlines()
        raise GitRefusalError(f"git says: {lines[0] if lines else f'exit code {code}'}")
    return output


def _drain(stream: IO[bytes], kept: bytearray) -> None:
    with stream:
        while piece := stream.read(4096):
            kept += piece[: max(0, _MAX_COMPLAINT - len(kept))]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End git and what it has started, if it still runs."""
    if process.poll() is not None:
        return
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _program(variables: Mapping[str, str]) -> str | None:
    """Return where git is; a relative directory of PATH would be one of the repository."""
    directories = variables.get("PATH", os.defpath).split(os.pathsep)
    return shutil.which("git", path=os.pathsep.join(filter(os.path.isabs, directories)))


def _environment(variables: Mapping[str, str], top: str, more: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of git, with more settings of it: the last word on them, but for ``-c``."""
    kept = {
        name: value
        for name, value in variables.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT_VARIABLES)
    }
    count = kept.get("GIT_CONFIG_COUNT", "")
    number = int(count) if count.isascii() and count.isdigit() else 0
    for key, value in more.items():
        kept[f"GIT_CONFIG_KEY_{number}"] = key
        kept[f"GIT_CONFIG_VALUE_{number}"] = value
        number += 1
    return {
        **kept,
        **_VARIABLES,
        "GIT_CONFIG_COUNT": str(number),
        "GIT_CEILING_DIRECTORIES": os.path.dirname(top),
    }
