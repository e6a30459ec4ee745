"""Changes of files as a unified diff, and how it is printed: as it is for programs, visible for people."""

from __future__ import annotations

import difflib
import os
import re
import secrets
import sys
from typing import TYPE_CHECKING

from restatelint.cli.output import print_bytes, print_pieces
from restatelint.report.display import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNPLAIN = re.compile(rb'[\x00-\x1f\x7f"\\]')
_NO_NEWLINE = b"\\ No newline at end of file\n"


def unified_diff(path: str, before: bytes, after: bytes) -> Iterator[bytes]:
    """Yield the lines of a diff that ``patch -p1`` and ``git apply`` take."""
    lines = difflib.diff_bytes(
        difflib.unified_diff,
        _lines(before),
        _lines(after),
        _quoted(f"a/{path}"),
        _quoted(f"b/{path}"),
    )
    for line in lines:
        yield line
        if not line.endswith(b"\n"):
            yield b"\n" + _NO_NEWLINE


def print_diff(lines: Sequence[bytes]) -> None:
    """Print the lines of a diff.

    It must still apply, so that its bytes stand as they are but on a terminal. A runner of GitHub takes lines
    of its log for commands: it is told not to, until a token comes that nobody can know.
    """
    if not lines:
        return
    if sys.stdout.isatty():
        print_pieces(f"{visible(line.decode('utf-8', 'surrogateescape').rstrip())}\n" for line in lines)
    elif os.environ.get("GITHUB_ACTIONS"):
        token = secrets.token_hex(16).encode()
        print_bytes([b"::stop-commands::" + token + b"\n", *lines, b"::" + token + b"::\n"])
    else:
        print_bytes(lines)


def _quoted(path: str) -> bytes:
    """Return a path as git writes it in a diff: in quotes if it could not stand there as it is."""
    name = path.encode("utf-8", "surrogateescape")
    if not _UNPLAIN.search(name):
        return name
    return b'"' + _UNPLAIN.sub(lambda found: b"\\%03o" % found.group()[0], name) + b'"'


def _lines(data: bytes) -> list[bytes]:
    """Return lines that end after a line feed, and nowhere else."""
    *whole, last = data.split(b"\n")
    return [line + b"\n" for line in whole] + ([last] if last else [])
