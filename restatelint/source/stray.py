"""Go files where nobody is asked to read Go: in the text of an answer, or in a fence of something else.

A reader who is less strict than Markdown, a person above all, uses them all the same. The shape is enough to
say that something was not read; whether it is right Go is not asked here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLAUSE = re.compile(
    r"(?:^|[^\w.])package[ \t]{1,8}[^\W\d]\w{0,99}[ \t]{0,8}(;?)[ \t\r]{0,8}(?=$|//|/\*)", re.MULTILINE
)
# what may stand before a line of code: the marks of a diff, a quotation, numbers of lines
_MARGIN = r"^[^A-Za-z_\n]{0,40}"
_FUNCTION = re.compile(_MARGIN + r"func[ \t]{1,8}[\w(]", re.MULTILINE)
_IMPORT = re.compile(_MARGIN + r'import[ \t]{1,8}(?:\(|[\w.]{0,99}[ \t]{0,8}["`])', re.MULTILINE)
_ESCAPES = ((r"\n", "\n"), (r"\u000a", "\n"), (r"\u000A", "\n"), (r"\t", "\t"), (r"\"", '"'))


def begins_go(text: str) -> int:
    """Return the number of lines before the package clause of a Go file in a text, or -1.

    The file may be written as a diff, or as a string of JSON or JavaScript.
    """
    line = _clause_line(text)
    if line < 0 and r"\n" in text.lower().replace(r"\u000a", r"\n"):
        unescaped = text
        for escape, character in _ESCAPES:
            unescaped = unescaped.replace(escape, character)
        return 0 if _clause_line(unescaped) >= 0 else -1
    return line


def _clause_line(text: str) -> int:
    function, imports = _last(_FUNCTION, text), _last(_IMPORT, text)
    for clause in _CLAUSE.finditer(text):
        # protocol buffers end their clause like that, and import; they have no functions
        last = function if clause[1] else max(function, imports)
        if clause.end() <= last:
            return text.count("\n", 0, clause.start() + 1)
    return -1


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def stray_lines(
    lines: list[str], blocks: Iterable[tuple[int, int]], judged: Iterable[tuple[int, int]]
) -> list[int]:
    """Return the 1-based lines where Go files begin outside of what is ``judged``.

    ``blocks`` are the ranges of lines of all fences, from 0, ``judged`` those of the fences of Go.
    """
    read = set(judged)
    found: list[int] = []
    outside = list(lines)
    for first, last in blocks:
        outside[first:last] = [""] * (last - first)
        if (first, last) not in read and (line := begins_go("\n".join(lines[first:last]))) >= 0:
            found.append(first + line + 1)
    if (line := begins_go("\n".join(outside))) >= 0:
        found.append(line + 1)
    return found
