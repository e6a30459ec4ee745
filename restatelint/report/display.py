"""The one way foreign text reaches a terminal or a log: nothing in it acts, all of it shows.

Paths, messages and source lines come from whoever wrote the code. A control character could rewrite
the screen, a bidirectional one could reorder it, and ``##[`` is a command to a build log.
"""

from __future__ import annotations

import re

_ACTING = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, delete, C1
    "\u00ad\u180e\u200b\u2060-\u2064\ufeff"  # invisible
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # bidirectional
    "\u2028\u2029"  # line ends of some viewers
    "\ud800-\udfff"  # bytes that were not UTF-8
    "\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f"  # annotations, tags
    "]"
    r"|(?<=##)\["
)


def visible(text: str) -> str:
    """Return text for a person, on one line, with every character that acts shown as a symbol.

    A C0 control becomes its picture (``␛``), a byte that was not UTF-8 ``<FF>``, any other
    ``<U+202E>``. What stands before a place looks the same whether the rest follows or not.
    """
    return _ACTING.sub(_symbol, text)


def path_label(path: str) -> str:
    """Return a path to begin a line with; one that reads as a workflow command gets a ``./``."""
    label = visible(path)
    return f"./{label}" if label.lstrip().startswith("::") else label


def harmless(line: str) -> str:
    """Return a visible line that begins with foreign text so that it is no workflow command."""
    rest = line.lstrip()
    return f"{line[: len(line) - len(rest)]}<U+003A>{rest[1:]}" if rest.startswith("::") else line


def display_width(text: str) -> int:
    """Return how many columns of a terminal a visible text takes."""
    if text.isascii():
        return len(text)
    from restatelint.report.width import character_width  # its tables take a megabyte

    return sum(map(character_width, text))


def _symbol(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xDC80 <= code <= 0xDCFF:
        return f"<{code - 0xDC00:02X}>"
    return f"<U+{code:04X}>"
