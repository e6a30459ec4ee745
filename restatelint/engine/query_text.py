"""The words of a query's text: splits it into tokens and patterns and writes patterns evenly.

It does not know which predicates there are, nor whether a pattern makes sense.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from restatelint.engine.toml import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile(
    rb"""
    (?P<space>     [ \t\r\n]+ | ;[^\n]*         )
  | (?P<string>    "(?:[^"\\\n]|\\[^\n])*"      )
  | (?P<capture>   @[\w.-]+                     )
  | (?P<predicate> \#[\w.-]+[?!]?               )
  | (?P<word>      \w[\w.-]*(?:/\w[\w.-]*)?     )
  | (?P<opening>   [(\[]                        )
  | (?P<closing>   [)\]]                        )
  | (?P<mark>      [.:!*+?]                     )
  | (?P<other>     .                            )
    """,
    re.VERBOSE | re.DOTALL,
)
_DEEPEST = 100
_ESCAPE = re.compile(r"\\(.)")
_CONTROL_CHARACTERS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_CLOSED_UP = {")", "]", ":", "*", "+", "?"}


class Token(NamedTuple):
    """A word of a query: its kind, a group of the pattern above, and its 1-based line."""

    kind: str
    text: str
    line: int


def tokens_of(path: str, text: str) -> list[Token]:
    """Return the tokens of a query without comments, or raise a DataError at a stray character."""
    tokens: list[Token] = []
    line = 1
    for match in _TOKEN.finditer(text.encode()):
        kind = match.lastgroup or ""
        content = match[0].decode(errors="replace")
        if kind == "other":
            expected = "a string that ends on its line" if content == '"' else "a node, @ or #"
            raise DataError(path, line, f"unexpected `{content}`, expected {expected}")
        if kind == "space":
            line += content.count("\n")
        else:
            tokens.append(Token(kind, content, line))
    return tokens


def split_patterns(path: str, tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the tokens of each top-level pattern: captures belong to the pattern before them."""
    groups: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0 and token.kind in ("opening", "string", "word"):
            groups.append([])
        if not groups:
            raise DataError(path, token.line, f"unexpected `{token.text}` before any pattern")
        groups[-1].append(token)
        depth += (token.kind == "opening") - (token.kind == "closing")
        if depth > _DEEPEST:
            raise DataError(path, token.line, f"nested deeper than {_DEEPEST} levels")
    return groups


def shape_of(tokens: Sequence[Token]) -> str:
    """Return a pattern in one spelling: single spaces, no parentheses around a single node."""
    words: list[str] = []
    tight = True
    for token in _unwrapped(tokens):
        if not tight and token.text not in _CLOSED_UP:
            words.append(" ")
        words.append(token.text)
        tight = token.text in ("(", "[", "!")
    return "".join(words)


def string_value(text: str) -> str:
    """Return what a quoted string of a query means, or a bare word as it is."""
    if not text.startswith('"'):
        return text
    return _ESCAPE.sub(lambda match: _CONTROL_CHARACTERS.get(match[1], match[1]), text[1:-1])


def _unwrapped(tokens: Sequence[Token]) -> Sequence[Token]:
    """Drop the parentheses of a group that holds one node and its captures, and nothing else."""
    while _holds_one_node(tokens):
        tokens = tokens[1:-1]
    return tokens


def _holds_one_node(tokens: Sequence[Token]) -> bool:
    if len(tokens) < 3 or tokens[0].text != "(" or tokens[1].kind not in ("opening", "string"):
        return False
    depth, nodes = 0, 0
    for index, token in enumerate(tokens):
        if depth == 1 and token.kind in ("opening", "string"):
            nodes += 1
        elif depth == 1 and token.kind not in ("closing", "capture"):
            return False
        depth += (token.kind == "opening") - (token.kind == "closing")
        if nodes > 1 or (depth == 0 and index < len(tokens) - 1):
            return False
    return True
