"""What must hold of everything that is printed: no control character, no command of a log, its own form."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# what acts on a terminal, or turns the direction of text around
_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_COMMAND = re.compile(r"^[ \t]*(?:::|##\[)", re.MULTILINE)
_OWN_LINE = re.compile(
    r"(?:::(?:error|warning|notice)(?: [^\x00-\x1f]*?)?::|GitHub annotates \d+ problems|$)"
)
_LINES = frozenset({"jsonl"})
_DOCUMENTS = frozenset({"json", "sarif"})


def faults(name: str, text: str) -> Iterator[str]:
    """Yield in words what is wrong with a report in a format."""
    acting = _ACTING.search(text)
    if acting:
        yield f"{name} holds U+{ord(acting[0]):04X}"
    if name == "github":
        if not all(map(_OWN_LINE.match, text.split("\n"))):
            yield "github has a line that is no annotation"
    elif _COMMAND.search(text):
        yield f"{name} has a line that is a workflow command"
    try:
        if name in _DOCUMENTS:
            json.loads(text)
        elif name in _LINES:
            for line in text.split("\n"):
                if line:
                    json.loads(line)
        text.encode("utf-8", "backslashreplace")
    except ValueError as error:
        yield f"{name} is no JSON: {error}"
