"""Small changes to a Go text of the sort that people and models make: most of them no longer compile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

_NAME = re.compile(r"\b[A-Za-z_]\w*\b")
_IMPORT = re.compile(r'^\t(?:\w+ )?"[^"]+"\n', re.MULTILINE)
_STATEMENT = re.compile(r"^\t+[^\n}{]*\n", re.MULTILINE)
_FUNCTION = re.compile(r"^func [^\n]*\{\n(?:[^}\n][^\n]*\n|\n)*\}\n", re.MULTILINE)
_ARGUMENT = re.compile(r", [\w.\"]+(?=\))")
_RETURN = re.compile(r"^\t+return[^\n]*\n", re.MULTILINE)
_CALL = re.compile(r"(?<=\w)\((?=[\w\"])")
_WORDS = {"string": "int", "int": "string", "int64": "int", "error": "string", "bool": "int", "nil": "0"}
# fmt: off
_KEPT = frozenset({
    "package", "import", "func", "type", "var", "const", "struct", "interface", "map", "chan", "return",
    "if", "else", "for", "range", "switch", "case", "default", "go", "defer", "select", "break", "continue",
    "main",
})
# fmt: on


def mutated(text: str, draw: random.Random) -> tuple[str, str]:
    """Return a text with one change and what that was, "" if the one drawn has no place in it."""
    how = draw.choice(sorted(_CHANGES))
    changed = _CHANGES[how](text, draw)
    return (changed, how) if changed != text else (text, "")


def _at(pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> Callable[[str, random.Random], str]:
    """Return the change that puts something new in the place of a match that is drawn."""

    def changed(text: str, draw: random.Random) -> str:
        found = list(pattern.finditer(text))
        if not found:
            return text
        match = draw.choice(found)
        return text[: match.start()] + new(match) + text[match.end() :]

    return changed


def _misspelt(match: re.Match[str]) -> str:
    word = match[0]
    return word if word in _KEPT else word[:-1] + ("x" if word[-1:] != "x" else "y")


def _other_name(text: str, draw: random.Random) -> str:
    """Return a text with one name where another stood."""
    names = [match for match in _NAME.finditer(text) if match[0] not in _KEPT]
    if len(names) < 2:
        return text
    match, other = draw.choice(names), draw.choice(names)
    return text[: match.start()] + other[0] + text[match.end() :]


def _same_twice(match: re.Match[str]) -> str:
    return match[0] + match[0]


_CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "another name": _other_name,
    "another type": _at(re.compile(rf"\b(?:{'|'.join(_WORDS)})\b"), lambda match: _WORDS[match[0]]),
    "argument dropped": _at(_ARGUMENT, lambda _: ""),
    "argument more": _at(_CALL, lambda _: "(1, "),
    "assigned, not declared": _at(re.compile(r":="), lambda _: "="),
    "declared, not assigned": _at(re.compile(r"(?<=\w) = "), lambda _: " := "),
    "error not taken": _at(re.compile(r"(\w+), err(?= :?=)"), lambda match: match[1]),
    "function twice": _at(_FUNCTION, lambda match: f"{match[0]}\n{match[0]}"),
    "import dropped": _at(_IMPORT, lambda _: ""),
    "import more": _at(_IMPORT, lambda match: f'{match[0]}\t"container/ring"\n'),
    "misspelt": _at(_NAME, _misspelt),
    "result dropped": _at(re.compile(r"(return \w+), [^\n]+"), lambda match: match[1]),
    "return dropped": _at(_RETURN, lambda _: ""),
    "statement dropped": _at(_STATEMENT, lambda _: ""),
    "statement twice": _at(_STATEMENT, _same_twice),
    "text for a number": _at(re.compile(r"\b\d+\b"), lambda _: '"7"'),
}
