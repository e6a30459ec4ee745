"""Makes hostile inputs of fixtures and answers: of their bytes, tokens, declarations and modules.

Everything follows from a draw of random numbers, so that a seed makes an input again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

_ROUNDS = 4
_BRACKET = re.compile(rb"[(){}\[\]]")
_TOKEN = re.compile(rb"\w+|\s+|.", re.DOTALL)
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_TOP = re.compile(rb"^(?=(?:func|type|var|const|import)\b)", re.MULTILINE)
_NAME = re.compile(rb"\b[A-Za-z_]\w*\b")
_ODD = (
    b"",
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"_",
    b"...",
    b"<-",
    b"*",
    b"func",
    b"[T any]",
    b"\r\n",
    b"\r",
    b"`",
    b"```go\n",
    b"\x1b]0;owned\x07",
    b"\x1b[2J",
    "\u202e\u2066".encode(),
    "\u2028\u0085".encode(),
    b"\n::error file=x::forged\n",
    b"\n##[command]forged\n",
    b"//restatelint:ignore all a reason\n",
    b"((((",
    b"\xed\xa0\x80",
    b"\\u001b[31m",
)
_NAMES = (
    "a/\x1b[31m.go",
    "::error::x.go",
    "a,line=1::warning::.go",
    "\u202egpj.go",
    "a\nb.go",
    "##[x].go",
    " .go",
)
_CLAUSE = re.compile(rb"^package\s+\w+", re.MULTILINE)


def mutated(data: bytes, other: bytes, draw: random.Random) -> bytes:
    """Return a text with a few mutations; ``other`` is one that parts are taken from."""
    for _ in range(draw.randint(1, _ROUNDS)):
        data = draw.choice((_bytes, _tokens, _tokens, _declarations))(data, other, draw)
    return data


def module(
    files: dict[str, bytes], others: Sequence[bytes], draw: random.Random
) -> tuple[dict[str, bytes], str]:
    """Return files with one mutated, and perhaps the set of them; and the name of the one."""
    made = dict(files)
    name = draw.choice([each for each in made if each.endswith(".go")])
    made[name] = mutated(made[name], draw.choice(others), draw)
    kind = draw.randrange(12)
    rest = [each for each in made if each != name]
    if kind == 0 and rest:
        del made[draw.choice(rest)]
    elif kind == 1:
        made[f"{name.rpartition('/')[0]}/more.go"] = draw.choice(others)
    elif kind == 2 and "go.mod" in made:
        made["go.mod"] = mutated(made["go.mod"], b"", draw)
    elif kind == 3:
        made[name] = _CLAUSE.sub(
            b"package " + draw.choice((b"main", b"other", b"\xc3\xa9", b"func")), made[name]
        )
    elif kind == 4:
        hostile = f"{name.rpartition('/')[0]}/{draw.choice(_NAMES)}"
        made[hostile] = made.pop(name)
        name = hostile
    elif kind == 5:
        name, made[f"elsewhere/{name}"] = f"elsewhere/{name}", made.pop(name)
    return made, name


def answer(text: bytes, others: Sequence[bytes], draw: random.Random) -> bytes:
    """Return an answer of a model, mutated: its Go, its fences, or cut off."""
    kind = draw.randrange(8)
    if kind == 0:
        return text[: draw.randrange(len(text) + 1)]
    if kind == 1:
        fence = draw.choice(
            (b"```go\n", b"```\n", b"~~~ golang\n", b"````go title=a.go\n", b"> ```go\n", b"```json\n")
        )
        text = b"Here it is:\n\n" + fence + text + b"\n```\n\n" + fence + draw.choice(others) + b"```\n"
    elif kind == 2:
        text += (
            b"\n// file: "
            + draw.choice((b"b.go", b"../../b.go", b"go.mod", b"\x1b.go"))
            + b"\n"
            + draw.choice(others)
        )
    return mutated(text, draw.choice(others), draw)


def _bytes(data: bytes, _other: bytes, draw: random.Random) -> bytes:
    at = draw.randrange(len(data) + 1)
    kind = draw.randrange(5)
    if kind == 0:
        return data[:at] + bytes([draw.randrange(256)]) + data[at + 1 :]
    if kind == 1:
        return data[:at] + draw.choice(_ODD) + data[at:]
    if kind == 2:
        return data[:at] + data[at + draw.randrange(1, 9) :]
    if kind == 3:
        return data[:at] + data[at : at + 40] * draw.randrange(2, 30) + data[at + 40 :]
    return data[:at] + bytes(draw.randrange(256) for _ in range(draw.randrange(1, 6))) + data[at:]


def _tokens(data: bytes, other: bytes, draw: random.Random) -> bytes:
    spans = [match.span() for match in draw.choice((_TOKEN, _LINE, _BRACKET)).finditer(data)]
    if len(spans) < 2:
        return data
    first, second = sorted(draw.sample(range(len(spans)), 2))
    (start, end), (later, last) = spans[first], spans[second]
    kind = draw.randrange(7)
    if kind == 0:
        return data[:start] + data[end:]
    if kind == 1:
        return data[:end] + data[start:]
    if kind == 2:
        return data[:start] + data[later:last] + data[end:later] + data[start:end] + data[last:]
    if kind == 3:
        return data[:end] + data[start:last] + data[end:]
    if kind == 4 and last - start < len(data) // 4:
        return data[:start] + data[last:]
    if kind == 5:
        lines = _LINE.findall(other)
        at = draw.randrange(len(lines) or 1)
        return data[:start] + b"".join(lines[at : at + draw.randint(1, 12)]) + data[start:]
    return data[:start] + draw.choice(_ODD) + data[end:]


def _declarations(data: bytes, other: bytes, draw: random.Random) -> bytes:
    parts = _TOP.split(data)
    if len(parts) < 2:
        return data
    at, beside = draw.randrange(1, len(parts)), draw.randrange(1, len(parts))
    kind = draw.randrange(6)
    if kind == 0:
        parts[at], parts[beside] = parts[beside], parts[at]
    elif kind == 1:
        parts.insert(beside, parts[at])
    elif kind == 2:
        del parts[at]
    elif kind == 3:
        parts.insert(at, draw.choice(_TOP.split(other)))
    elif kind == 4:  # a function that calls itself, a type that holds itself
        names = _NAME.findall(parts[at])
        if len(names) > 1:
            parts[at] = parts[at].replace(draw.choice(names), draw.choice(names))
    else:
        names = _NAME.findall(data)
        old, new = draw.choice(names), draw.choice(names)
        return re.sub(rb"\b" + old + rb"\b", new, data)
    return b"".join(parts)
