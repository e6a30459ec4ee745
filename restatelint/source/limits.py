"""How much the tool reads before it says "not checked"; the numbers, and a first look at depth."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BRACKETS = b"()[]{}"
_NOT_BRACKETS = bytes(byte for byte in range(256) if byte not in _BRACKETS)
# real Go nests some twenty deep; what has not settled after so many rounds is read properly
_QUICK_ROUNDS = 64
# strings, runes and comments; each may lack its end, so that no byte is looked at twice
_QUOTED = re.compile(
    rb'"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"?'
    rb"|'[^'\\\n]*(?:\\[^\n][^'\\\n]*)*'?"
    rb"|`[^`]*`?|//[^\n]*|/\*(?:.*?\*/|.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a run takes in.

    Sizes are in bytes, of a file and of standard input; ``max_depth`` is in levels of the syntax
    tree; ``max_findings`` counts those kept of a run, ``max_fences`` those of a Markdown file.
    ``max_steps`` is how many steps values, calls and contexts are followed for one file; see `golang.budget`.
    """

    max_file_bytes: int = 1_000_000
    max_stdin_bytes: int = 4_000_000
    max_depth: int = 500
    max_findings: int = 5_000
    max_fences: int = 1_000
    max_steps: int = 8_000_000


def exceeds_nesting(data: bytes, limit: int) -> bool:
    """Return whether more than ``limit`` brackets of Go text are open at once.

    To be asked before parsing: each open bracket is a level of the tree at least, and the parser
    needs ten seconds for a megabyte of ``f(``. Brackets in strings and comments do not count.
    """
    brackets = data.translate(None, _NOT_BRACKETS)
    for _ in range(_QUICK_ROUNDS):
        rest = brackets.replace(b"()", b"").replace(b"[]", b"").replace(b"{}", b"")
        if len(rest) == len(brackets):
            if len(rest) <= limit:
                return False
            break
        brackets = rest
    level = 0
    for bracket in _QUOTED.sub(b"", data).translate(None, _NOT_BRACKETS):
        if bracket in b"([{":
            level += 1
            if level > limit:
                return True
        elif level:
            level -= 1
    return False
